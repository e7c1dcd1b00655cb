"""An SQLite file that Datasette publishes, with its metadata."""
