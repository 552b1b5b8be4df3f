"""Popquiz on one machine without Docker: the base of `make run` and the tests."""
