"""Exports: what the questions answer, written in a format to a place."""
