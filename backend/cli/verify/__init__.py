"""Run the code of questions, and see whether the interpreter agrees with the key."""
