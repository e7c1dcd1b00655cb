"""The failures that a user can be told about: one class each, which writes its own sentence."""
