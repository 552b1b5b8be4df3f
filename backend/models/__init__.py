"""The tables, one module per noun."""

from .attempt import Answer, Attempt
from .backup import Backup
from .database import autocommit, db
from .question import Question
from .quiz import Quiz, QuizQuestion

__all__ = ["Answer", "Attempt", "Backup", "Question", "Quiz", "QuizQuestion", "autocommit", "db"]
