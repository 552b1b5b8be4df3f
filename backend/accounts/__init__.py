"""Accounts of authors and admins, and their permissions. Players have none."""
