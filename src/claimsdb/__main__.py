"""``python -m claimsdb``."""

from claimsdb.cli.main import run

run()
