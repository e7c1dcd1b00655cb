"""Projects and code books of REFI-QDA: XML in a ZIP to records, and back."""
