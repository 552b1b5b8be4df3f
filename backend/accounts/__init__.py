"""Who may do what: accounts of authors and admins. Players have none."""
