from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from select import select
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from psycopg2 import OperationalError
from sqlalchemy import BigInteger, DateTime, Dialect, Engine, MetaData, Text, event
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, registry

AUTOCOMMIT = "autocommit"


class Base(DeclarativeBase):
    registry = registry(
        # Named constraints, so that migrations can drop them.
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={
            str: Text,
            datetime: DateTime(timezone=True),
            dict[str, Any]: JSONB,  # Any: each column documents its shape
            dict[str, str]: JSONB,
            list[str]: ARRAY(Text),
            list[int]: ARRAY(BigInteger),
        },
    )


db = SQLAlchemy(model_class=Base)


def autocommit() -> Connection:
    """Return a connection on which every statement is its own transaction.

    Enough for playing, where each move is one writing statement; it saves the round trips for BEGIN
    and COMMIT. Transactions of several statements use `db.session`.
    """
    return db.engines[AUTOCOMMIT].connect()


def replace_dead_connections(engine: Engine) -> None:
    """Replace a pooled connection that the server has closed, before it is used.

    An idle connection has nothing to read; if it has, the server stopped or was killed. Checking
    the socket costs microseconds, a ping a round trip.
    """

    @event.listens_for(engine, "checkout")
    def refuse_closed(dbapi_connection: Any, *_rest: object) -> None:  # Any: psycopg2's
        if dbapi_connection.closed or select([dbapi_connection], [], [], 0)[0]:
            raise DisconnectionError


def reread_password(engine: Engine, file: Path, read: Callable[[Path], str]) -> None:
    """Read the password from the file, with `read`, for every new connection.

    `deploy/bin/rotate-secrets` changes it at runtime. For an instant, the new password is in force
    but still in a file next to it, whose name ends in `.next`.
    """

    @event.listens_for(engine, "do_connect")
    def connect(
        dialect: Dialect, _record: object, args: list[Any], kwargs: dict[str, Any]
    ) -> object:
        refused: OperationalError | None = None
        tried = []
        for place in (file, file.with_name(f"{file.name}.next"), file):
            try:
                password = read(place)
            except FileNotFoundError:
                continue
            if password not in tried:
                tried.append(password)
                try:
                    return dialect.connect(*args, **{**kwargs, "password": password})
                except OperationalError as error:
                    refused = error
        if refused:
            raise refused
        return None  # no file: connect with the password from the start
