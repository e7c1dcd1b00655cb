"""Reads what other programs wrote: one file a format, each yielding texts with what is said of them."""
