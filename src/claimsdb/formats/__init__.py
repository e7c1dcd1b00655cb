"""Pure: one file a format, bytes to records and back; knows no database."""
