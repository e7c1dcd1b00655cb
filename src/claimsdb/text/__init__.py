"""Pure: bytes to text, dates, names; knows no database."""
