"""Statements that PostgreSQL plans once per connection, for the moves of an attempt.

Planning is half of its work for such short statements, and psycopg2 does not prepare by itself.
With a transaction pooler (DATABASE_POOLER) they cannot be prepared and are planned each time.
"""

import re
from collections.abc import Callable
from contextlib import closing
from typing import Any, Generic

import psycopg2
from psycopg2.errors import DuplicatePreparedStatement, InvalidSqlStatementName
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError
from typing_extensions import TypeVar

POOLED = "pooled_transactions"
"""The engine's execution option that forbids preparing."""
PARAMETER = re.compile(r":(\w+)")

RowT = TypeVar("RowT", default=Any)  # Any: where the type of the rows does not matter


class Prepared(Generic[RowT]):
    """A statement with named parameters, such as `:slug`, and the type of its rows.

    PostgreSQL infers the parameters' types; `CAST(:credit AS float8)` helps where it cannot.
    """

    def __init__(self, name: str, sql: str, row: Callable[..., RowT]) -> None:
        """`row` takes the columns in the statement's order, such as a NamedTuple."""
        parameters = list(dict.fromkeys(PARAMETER.findall(sql)))
        numbered = PARAMETER.sub(lambda found: f"${parameters.index(found[1]) + 1}", sql)
        self.name = name
        self._row = row
        self._prepare = f"PREPARE {name} AS {numbered}"
        self._execute = f"EXECUTE {name} ({', '.join(f'%({p})s' for p in parameters)})"
        self._at_once = PARAMETER.sub(r"%(\1)s", sql)

    def rows(self, connection: Connection, **parameters: object) -> list[RowT]:
        """Run it on psycopg2's cursor: with SQLAlchemy's, a start is 6 % slower."""
        pooled = connection.get_execution_options().get(POOLED)
        prepared = connection.info.setdefault("prepared", set())
        try:
            with closing(connection.connection.cursor()) as cursor:
                if not pooled and self.name not in prepared:
                    cursor.execute(self._prepare)
                    prepared.add(self.name)
                cursor.execute(self._at_once if pooled else self._execute, parameters)
                return [self._row(*columns) for columns in cursor.fetchall()]
        except (InvalidSqlStatementName, DuplicatePreparedStatement) as error:
            message = f"{error}: connections are shared by a pooler, so set DATABASE_POOLER"
            raise OperationalError(
                self._execute, None, psycopg2.OperationalError(message)
            ) from error
        except psycopg2.OperationalError as error:
            connection.invalidate(error)
            raise OperationalError(self._execute, None, error) from error
