"""Quizzes and their questions: list, read, store, share, draft, and load from packs and folders."""
