"""Finds and reads the files a user names: folders walked, sizes bounded, links kept inside."""
