"""Where the package's own data lie: inside an installed package, or beside it in the repository."""

from __future__ import annotations

from pathlib import Path


def data_folder(name: str) -> Path:
    """Return the folder ``migrations`` or ``seeds``, wherever this installation keeps it."""
    package = Path(__file__).parent
    if (package / name).is_dir():
        return package / name
    repository = package.parents[1]
    if (repository / "pyproject.toml").is_file() and (repository / name).is_dir():
        return repository / name
    raise FileNotFoundError(f"this installation of claimsdb lacks its folder {name!r}: install it again")
