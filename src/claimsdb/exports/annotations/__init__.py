"""Annotation files out of a database, which the loader takes back as an equal one."""
