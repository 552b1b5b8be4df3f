"""The rules of playing: pure functions on plain data. No database, no web."""
