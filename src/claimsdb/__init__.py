"""Who said what, where and when, and the passage that shows it."""
