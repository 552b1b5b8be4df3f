"""Runs the code of questions and compares the output with their keys."""
