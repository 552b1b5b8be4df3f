"""Play a draft as players will, from its first screen to the result. Stores nothing."""
