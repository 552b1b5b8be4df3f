"""The schema's migrations, ordered by number, and the look-up of a database's current one."""
