"""What may be wrong with an installation, and how to put it right: `manage.py doctor`.

`inside` looks from where the application runs; `outside` looks as a player's browser does, through
whatever stands in front of it.
"""
