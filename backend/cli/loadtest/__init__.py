"""Games played by many at once against a running Popquiz: `manage.py loadtest`."""
