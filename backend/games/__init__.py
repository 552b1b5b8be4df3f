"""Live games: a host shows questions, and a room full of players answers them at the same time."""
