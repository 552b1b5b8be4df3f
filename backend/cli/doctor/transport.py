"""https, and what leads to it."""

from collections.abc import Iterator
from typing import Any

from .finding import Finding
from .site import Site, is_public


def transport(site: Site) -> Iterator[Finding]:
    if not site.https:
        if not is_public(site.host):
            yield Finding("ok", "https", "not used, and not needed inside one's own network")
            return
        yield Finding(
            "warn",
            "https",
            "not used: anyone on the way may read and change the game",
            "docker-compose.tls.yml brings certificates; or let the proxy in front have them.",
        )
        return
    days = site.days_left or 0
    level: Any = "ok" if days > 14 else "warn" if days > 3 else "fail"  # Any: a literal
    yield Finding(
        level,
        "https",
        f"the certificate is good for {days} days",
        "" if days > 14 else "Its renewal does not work: look at the log of what renews it.",
    )
    try:
        plain = site.ask("/", https=False)
    except OSError:
        yield Finding("ok", "redirect", "nothing answers plain http")
    else:
        led = plain.status in (301, 308) and plain.one("Location").startswith("https://")
        yield (
            Finding("ok", "redirect", "http leads to https")
            if led
            else Finding(
                "warn",
                "redirect",
                "http is answered, but does not lead to https",
                "nginx `return 308 https://$host$request_uri;`; Caddy does so by itself; Traefik"
                " `entrypoints.web.http.redirections.entrypoint.to=websecure`.",
            )
        )
    if not site.ask("/").one("Strict-Transport-Security"):
        yield Finding(
            "warn",
            "hsts",
            "browsers are not told to stay with https",
            'nginx `add_header Strict-Transport-Security "max-age=31536000" always;`; Caddy'
            ' `header Strict-Transport-Security "max-age=31536000"`; Traefik `headers.stsSeconds`.',
        )
