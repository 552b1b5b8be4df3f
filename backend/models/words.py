"""The words of questions, which the bank searches."""

from functools import reduce

SEPARATORS = ".-_/@:<>&+=?#~\\"
"""PostgreSQL's parser would keep them inside of a word: `list.append` would be a host's name."""


def words_in(text: str) -> str:
    """SQL: the tsvector of this text.

    Immutable, so that an index can hold it. No stemming: a question can be in any language.
    """
    return f"to_tsvector('simple', translate({text}, '{SEPARATORS}', repeat(' ', 20)))"


def words_of(jsonb: str) -> str:
    """SQL: the tsvector of all strings in this JSON, but not of the names of its fields."""
    path = 'strict $.** ? (@.type() == "string")'
    strings = f"CAST(jsonb_path_query_array({jsonb}, '{path}') AS text)"
    for escape in (r"\\", r"\n", r"\t"):
        strings = f"replace({strings}, '{escape}', ' ')"
    return words_in(strings)


def joined(*words: str) -> str:
    """SQL: these tsvectors as one. With `||`, Alembic would always find the index changed."""
    return reduce(lambda some, more: f"tsvector_concat({some}, {more})", words)
