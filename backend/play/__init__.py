"""The rules of playing: draw, start, answer, finish, score."""
