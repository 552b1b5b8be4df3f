"""What authors do with quizzes: list, write drafts, publish, share. Players see none of it."""
