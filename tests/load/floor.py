"""The floor: the least a Flask view must do, beside Popquiz in the same uWSGI.

`/floor/insert` inserts one row with psycopg2 and commits; `/floor/bytes` returns what the
leaderboard of the environment's BENCH_LEADERBOARD returned. The floor's application has no hooks.
"""

import os
import threading

import psycopg2
from flask import Flask, Response, request
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from backend.wsgi import app as popquiz

floor = Flask("floor")
local = threading.local()
with open(os.environ["BENCH_LEADERBOARD"], "rb") as file:
    leaderboard = file.read()


@floor.post("/insert")
def insert() -> Response:
    if not hasattr(local, "connection"):
        local.connection = psycopg2.connect(os.environ["SQLALCHEMY_DATABASE_URI"])
    with local.connection, local.connection.cursor() as cursor:
        cursor.execute("INSERT INTO floor (note) VALUES (%s)", (request.get_data(as_text=True),))
    return Response('{"stored":true}', content_type="application/json")


@floor.get("/bytes")
def same_bytes() -> Response:
    return Response(leaderboard, content_type="application/json")


app = DispatcherMiddleware(popquiz, {"/floor": floor})
