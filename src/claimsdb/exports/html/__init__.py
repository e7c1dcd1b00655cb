"""A report: the questions whose answers are written as a site of pages."""
