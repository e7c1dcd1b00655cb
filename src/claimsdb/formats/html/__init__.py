"""Records → the pages of a report: HTML that needs no script and asks nobody for anything."""
