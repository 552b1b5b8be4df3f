"""The schema's migrations, in the order of their numbers, and which of them a database has."""
