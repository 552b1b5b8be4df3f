"""The routes: each parses a request, calls the rules and returns a response."""

from flask_openapi3 import OpenAPI

from . import (
    account,
    attempts,
    catalogue,
    certificates,
    contract,
    formats,
    games,
    health,
    invitations,
    links,
    media,
    oidc,
    previews,
    problems,
    quizzes,
    schema,
    session,
    signed_in,
    site,
    studio,
    users,
)


def register(app: OpenAPI) -> None:
    """Register every route with the application."""
    signed_in.register(app)  # first: access is checked before anything is read
    studio.allow_larger_bodies(app)
    problems.register(app)
    app.register_api(quizzes.api)
    app.register_api(attempts.api)
    app.register_api(certificates.api)
    app.register_api(games.api)
    app.register_api(media.api)
    app.register_api(schema.api)
    app.register_api(formats.api)
    app.register_api(health.api)
    app.register_api(site.api)
    app.register_api(previews.api)
    for accounts in (session, oidc, account, links, users, invitations):
        app.register_api(accounts.api)
    studio.register(app)
    app.register_blueprint(contract.pages)
    app.register_blueprint(catalogue.pages)
