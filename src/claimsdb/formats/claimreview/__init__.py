"""Claims and their reviews in the words of schema.org."""
