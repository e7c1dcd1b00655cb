"""Reads, one question a file: each takes a connection and returns records."""
