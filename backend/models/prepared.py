"""Statements that PostgreSQL plans once a connection, for the moves of a game.

Planning is half of its work for statements as short as these, and psycopg2 does not prepare by
itself. With a pooler in between, it must pool sessions, not transactions.
"""

import re
from contextlib import closing
from typing import Any

import psycopg2
from psycopg2.extras import NamedTupleCursor
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

PARAMETER = re.compile(r":(\w+)")


class Prepared:
    """A statement with named parameters, as in `:slug`.

    PostgreSQL infers their types; `CAST(:credit AS float8)` tells it where it cannot.
    """

    def __init__(self, name: str, sql: str) -> None:
        parameters = list(dict.fromkeys(PARAMETER.findall(sql)))
        numbered = PARAMETER.sub(lambda found: f"${parameters.index(found[1]) + 1}", sql)
        self.name = name
        self._prepare = f"PREPARE {name} AS {numbered}"
        self._execute = f"EXECUTE {name} ({', '.join(f'%({p})s' for p in parameters)})"

    def rows(
        self, connection: Connection, **parameters: object
    ) -> list[Any]:  # Any: named tuples of the statement's columns
        """Run it. psycopg2's cursor does: with SQLAlchemy's a start is 6 % slower."""
        prepared = connection.info.setdefault("prepared", set())
        try:
            with closing(connection.connection.cursor(cursor_factory=NamedTupleCursor)) as cursor:
                if self.name not in prepared:
                    cursor.execute(self._prepare)
                    prepared.add(self.name)
                cursor.execute(self._execute, parameters)
                return list(cursor.fetchall())
        except psycopg2.OperationalError as error:
            connection.invalidate(error)
            raise OperationalError(self._execute, None, error) from error
