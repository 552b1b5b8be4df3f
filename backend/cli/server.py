"""Flask's own development commands: `manage.py runserver` and `shell`."""

from flask.cli import run_command as runserver
from flask.cli import shell_command as shell

runserver.short_help = "Run the development server, on port 5000."
shell.short_help = "Open a Python shell with the application loaded."

__all__ = ["runserver", "shell"]
