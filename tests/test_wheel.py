"""The wheel carries all it needs and nothing else, and works from any folder."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import claimsdb
from claimsdb.paths import data_folder

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the tree, so that nothing is left in it."""
    copy, built = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("dist")
    for name in ("src", "migrations", "seeds", "tests"):
        shutil.copytree(REPOSITORY / name, copy / name)
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(REPOSITORY / name, copy / name)
    (copy / "stray.txt").write_text("Nothing of the wheel's.\n")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built), folder=copy)
    (found,) = built.iterdir()
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel, and beside it the libraries of this one."""
    home = tmp_path_factory.mktemp("home") / "venv"
    venv.create(home, symlinks=True)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(home)}))
    _run(*_pip(), "install", "--no-deps", "--no-index", "--target", str(packages), str(wheel), folder=home)
    ours = Path(claimsdb.__file__).parents[1]
    others = [path for path in site.getsitepackages() if Path(path) != ours]
    (packages / "libraries.pth").write_text(
        "\n".join(f"import sys; sys.path.append({path!r})" for path in others)
    )
    return home / "bin" / "python"


def _pip() -> list[str]:
    return [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


def _run(*command: str, folder: Path) -> str:
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "CLAIMSDB"))
    }
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_the_package_with_its_data_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    source = {
        f"claimsdb/{path.relative_to(REPOSITORY / 'src' / 'claimsdb').as_posix()}"
        for path in (REPOSITORY / "src" / "claimsdb").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    data = {
        f"claimsdb/{name}/{path.relative_to(REPOSITORY / name).as_posix()}"
        for name in ("migrations", "seeds")
        for path in (REPOSITORY / name).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {"claimsdb/py.typed", "claimsdb/schema/claims-1.json", "claimsdb/cli/app.py"} <= source
    assert {"claimsdb/migrations/env.py", "claimsdb/seeds/004_d2651000a0236118.txt"} <= data
    described = {name for name in names if name.startswith("claimsdb-0.1.0.dist-info/")}
    assert names - described == source | data
    assert {Path(name).name for name in described} == {
        "METADATA",
        "WHEEL",
        "RECORD",
        "entry_points.txt",
        "LICENSE",
    }


def test_an_installed_claimsdb_works_from_any_folder(installed: Path, tmp_path: Path) -> None:
    where = (
        "import claimsdb.paths as p; print(p.data_folder('migrations'), p.data_folder('seeds'), sep='\\n')"
    )
    homes = _run(str(installed), "-c", where, folder=tmp_path).split()
    assert all(Path(home).is_relative_to(installed.parents[1]) for home in homes)
    assert data_folder("seeds") not in map(Path, homes)
    shown = _run(str(installed), "-m", "claimsdb", "demo", folder=tmp_path)
    assert "Randa Kassis called on Nursultan Nazarbayev to host" in " ".join(shown.split())
    assert (tmp_path / "claimsdb-demo" / "csv" / "flat.csv").is_file()
    _run(str(installed), "-m", "claimsdb", "init", folder=tmp_path)
    assert _run(str(installed), "-m", "claimsdb", "claims", "--format", "json", folder=tmp_path) == "[]\n"
    _run(str(installed), "-m", "claimsdb", "export", "html", "report", folder=tmp_path)
    assert (tmp_path / "report" / "site" / "style.css").is_file()
