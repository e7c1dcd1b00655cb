"""The commands, one file a group: open, one call, show. Each file adds its own to the program."""
