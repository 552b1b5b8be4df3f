"""All questions of an author, across quizzes: found, changed several at once, used again."""
