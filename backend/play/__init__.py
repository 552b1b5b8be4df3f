"""The moves of a game: start, ask, answer, finish, read. Their rules are in `rules`."""
