"""Pure: finds a quote in a text; knows no database."""
