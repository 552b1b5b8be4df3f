"""Diagnose an installation and suggest fixes: `manage.py doctor`.

`inside` checks from where the application runs; `outside` checks as a player's browser does,
through any proxy in front of it.
"""
