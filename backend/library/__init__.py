"""Quizzes and their questions: read, store, edit, load packs."""
