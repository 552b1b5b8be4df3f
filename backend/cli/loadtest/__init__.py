"""Simulates many concurrent players against a running Popquiz: `manage.py loadtest`."""
