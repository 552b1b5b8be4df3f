"""The moves of an attempt: start, ask, answer, finish, read. Their rules are in `rules`."""
