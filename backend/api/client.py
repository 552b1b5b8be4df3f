"""The built client, served by the application if no nginx is in front (`make run`).

The rules are those of deploy/nginx: hashed assets for ever, the page never from a cache, a missing
asset is 404, any other path is the page. tests/api/test_client.py compares the two.
"""

import re
from collections.abc import Callable
from os.path import isfile  # false for a name that is too long; Path.is_file raises
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request, send_from_directory

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " media-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self';"
        " worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
        " require-trusted-types-for 'script'; trusted-types vue webpack"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

FRAMED = re.compile("/(quiz|play|result)/")
"""Beginnings of the addresses that other sites may embed, as deploy/nginx/start has them."""


def client_blueprint(dist: Path, instead: Callable[[], Response | None], worker: bool) -> Blueprint:
    """Serve the client built into `dist`, and add the security headers to every response.

    `instead` may answer a request for a page. Without `worker`, browsers get what removes it.
    """
    pages = Blueprint("client", __name__)

    def send(name: str) -> Response:
        accepts_gzip = request.accept_encodings.find("gzip") >= 0
        packed = accepts_gzip and isfile(dist / f"{name}.gz")
        response = send_from_directory(
            dist, f"{name}.gz" if packed else name, mimetype=mimetype(name)
        )
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
        return response

    @pages.get("/", defaults={"path": "index.html"})
    @pages.get("/<path:path>")
    def file_or_page(path: str) -> Response:
        if path.startswith("api/"):
            abort(404, f"There is nothing at /{path}.")
        if path.startswith("assets/"):
            response = send(path)
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
            return response
        other = instead()
        if other:
            return other
        name = path if isfile(dist / path) and ".." not in path else "index.html"
        if path == "worker.js" and not worker:
            name = "worker-off.js"
        response = send(name)
        response.headers["Cache-Control"] = "no-cache"
        return response

    @pages.after_app_request
    def secure(response: Response) -> Response:
        response.headers.extend(SECURITY_HEADERS)
        sites = current_app.config["FRAME_ANCESTORS"]
        # By the address as the client's router reads it, which is not decoded.
        if sites and FRAMED.match(request.environ.get("REQUEST_URI", "")):
            policy = response.headers["Content-Security-Policy"]
            response.headers["Content-Security-Policy"] = policy.replace(
                "frame-ancestors 'none'", f"frame-ancestors {' '.join(sites)}"
            )
            del response.headers["X-Frame-Options"]
        return response

    return pages


def mimetype(name: str) -> str | None:
    """Return the type of the client's own files; None leaves it to Flask."""
    return {
        ".js": "text/javascript",
        ".css": "text/css",
        ".svg": "image/svg+xml",
        ".webmanifest": "application/manifest+json",
        ".woff2": "font/woff2",
    }.get(Path(name).suffix)
