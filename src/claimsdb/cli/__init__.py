"""The command line: open, one call, show."""
