"""Folders of brat: texts with standoff files."""
