"""What server and commands share: settings, logs and the database. The API is slow to load."""

from flask import Flask
from pydantic_core import from_json

from . import logs
from .environment import secret_in
from .models import db
from .models.database import AUTOCOMMIT, replace_dead_connections, reread_password
from .prepared import POOLED
from .settings import Settings

CONNECT_ARGS = {"connect_timeout": 3, "application_name": "popquiz"}
# A waiting statement must end before uWSGI's harakiri kills its whole worker. A transaction pooler
# has its own connections and refuses the option: there the database role must set it.
TIMEOUT = "-c statement_timeout=10000"


def configure(app: Flask, settings: Settings) -> None:
    """Configure the application with these settings, its logs and its database."""
    pooled = settings.pooled_transactions
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=[settings.secret_key_before] if settings.secret_key_before else None,
        SQLALCHEMY_DATABASE_URI=settings.database_uri,
        SQLALCHEMY_ENGINE_OPTIONS={
            "connect_args": CONNECT_ARGS,
            "execution_options": {POOLED: pooled},
            "hide_parameters": True,  # logs must not have them
        },
        SQLALCHEMY_BINDS={
            AUTOCOMMIT: {
                "url": settings.database_uri,
                "connect_args": CONNECT_ARGS if pooled else {**CONNECT_ARGS, "options": TIMEOUT},
                "execution_options": {POOLED: pooled},
                "hide_parameters": True,
                "isolation_level": "AUTOCOMMIT",
                "json_deserializer": from_json,  # half the time of the standard library's
                "pool_reset_on_return": None,  # there is no transaction to roll back
            }
        },
        COMMIT=settings.commit,
        ACCOUNTS=settings.accounts,
        PUBLIC_URL=settings.accounts.public_url,
        PRODUCTION=settings.production,
        FRAME_ANCESTORS=settings.frame_ancestors,
        MEDIA_QUOTA=settings.media_quota,
        GUEST_HOSTS=settings.guest_hosts,
    )
    logs.configure(settings.production)
    db.init_app(app)
    with app.app_context():
        for engine in db.engines.values():
            replace_dead_connections(engine)
            if settings.password_file:
                reread_password(engine, settings.password_file, secret_in)


def create_core() -> Flask:
    """Create an application without the API, from the settings of the environment."""
    app = Flask("popquiz", static_folder=None)
    configure(app, Settings.from_env())
    return app
