"""Popquiz: a self-hosted quiz application."""

__version__ = "0.1.0"
