"""Projects and code books of REFI-QDA out of the database."""
