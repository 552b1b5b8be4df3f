"""The commands behind manage.py."""
