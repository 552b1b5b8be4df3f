"""Popquiz on one machine without Docker: what `make run` and the tests stand on."""
