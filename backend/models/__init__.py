"""The tables, one module per noun."""

from .accommodation import Accommodation
from .attempt import Answer, AnswerRevision, Attempt
from .backup import Backup
from .certificate import Certificate
from .class_list import ClassList
from .comment import AnswerComment
from .database import autocommit, db
from .draft import QuestionDraft, QuizDraft
from .game import Game, GameResult, GameRound
from .media import Media
from .question import Question
from .quiz import Quiz, QuizLabel, QuizQuestion, QuizShare
from .rescore import FormerVerdict, Rescore
from .site import Site
from .user import AuditEntry, Link, Session, User
from .wait import Wait

__all__ = [
    "Accommodation",
    "Answer",
    "AnswerComment",
    "AnswerRevision",
    "Attempt",
    "AuditEntry",
    "Backup",
    "Certificate",
    "ClassList",
    "FormerVerdict",
    "Game",
    "GameResult",
    "GameRound",
    "Link",
    "Media",
    "Question",
    "QuestionDraft",
    "Quiz",
    "QuizDraft",
    "QuizLabel",
    "QuizQuestion",
    "QuizShare",
    "Rescore",
    "Session",
    "Site",
    "User",
    "Wait",
    "autocommit",
    "db",
]
