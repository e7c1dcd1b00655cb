"""Standoff files of brat: lines to records, and statements to lines."""
