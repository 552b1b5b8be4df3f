"""The doors: each parses a request, calls the rules, and answers."""

from flask_openapi3 import OpenAPI

from . import attempts, contract, health, problems, quizzes, schema


def register(app: OpenAPI) -> None:
    """Put every door on the application."""
    problems.register(app)
    app.register_api(quizzes.api)
    app.register_api(attempts.api)
    app.register_api(schema.api)
    app.register_api(health.api)
    app.register_blueprint(contract.pages)
