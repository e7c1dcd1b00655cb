"""Writes, one verb a file: each takes a session and never commits."""
