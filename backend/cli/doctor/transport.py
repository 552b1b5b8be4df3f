"""https: its certificate, the redirect to it, and HSTS."""

from collections.abc import Iterator
from typing import Any

from .finding import Finding
from .site import Site, is_public


def transport(site: Site) -> Iterator[Finding]:
    if not site.https:
        if not is_public(site.host):
            yield Finding("ok", "https", "not used, and not needed in a private network")
            return
        yield Finding(
            "warn",
            "https",
            "not used: anyone on the path can read and change games",
            "Use docker-compose.tls.yml, or terminate TLS at the proxy in front.",
        )
        return
    days = site.days_left or 0
    level: Any = "ok" if days > 14 else "warn" if days > 3 else "fail"  # Any: a literal
    yield Finding(
        level,
        "https",
        f"the certificate expires in {days} days",
        "" if days > 14 else "Renewal does not work: check the log of the service that renews it.",
    )
    try:
        plain = site.ask("/", https=False)
    except OSError:
        yield Finding("ok", "redirect", "nothing answers plain http")
    else:
        led = plain.status in (301, 308) and plain.one("Location").startswith("https://")
        yield (
            Finding("ok", "redirect", "http redirects to https")
            if led
            else Finding(
                "warn",
                "redirect",
                "http is answered, but does not redirect to https",
                "nginx `return 308 https://$host$request_uri;`; Caddy does so by itself; Traefik"
                " `entrypoints.web.http.redirections.entrypoint.to=websecure`.",
            )
        )
    if not site.ask("/").one("Strict-Transport-Security"):
        yield Finding(
            "warn",
            "hsts",
            "Strict-Transport-Security is not set",
            'nginx `add_header Strict-Transport-Security "max-age=31536000" always;`; Caddy'
            ' `header Strict-Transport-Security "max-age=31536000"`; Traefik `headers.stsSeconds`.',
        )
