"""Who asks, as Popquiz sees it: the client's address and scheme."""

import json
from collections.abc import Iterator

from .finding import Finding
from .site import Site, is_public

FORGED = "203.0.113.66"
"""An address that nobody has (RFC 5737)."""
ADDRESS_FIX = (
    "Name the proxy in TRUSTED_PROXIES, and let it pass the client on: nginx"
    " `proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;`;"
    " Caddy and Traefik do so by themselves."
)
SCHEME_FIX = (
    "Name the proxy in TRUSTED_PROXIES, and let it pass the scheme on: nginx"
    " `proxy_set_header X-Forwarded-Proto $scheme;`; Caddy and Traefik do so by themselves."
)


def identity(site: Site) -> Iterator[Finding]:
    told = json.loads(site.ask("/api/connection", X_Forwarded_For=FORGED).body)
    address, scheme = told["address"], told["scheme"]
    if address == FORGED:
        yield Finding(
            "fail",
            "address",
            "a client may claim any address, and so escape the limits",
            "Name only your own proxies in TRUSTED_PROXIES, and let the outermost one replace what"
            " clients send: nginx `proxy_set_header X-Forwarded-For $remote_addr;`; Caddy does so"
            " by itself; Traefik does unless `forwardedHeaders.insecure` is set.",
        )
    elif is_public(site.host) and not is_public(address):
        yield Finding(
            "warn", "address", f"clients are seen as {address}, the proxy's address", ADDRESS_FIX
        )
    else:
        yield Finding("ok", "address", f"you are seen as {address}")
    expected = "https" if site.https else "http"
    if scheme == expected:
        yield Finding("ok", "scheme", f"seen as {scheme}")
    else:
        yield Finding("warn", "scheme", f"{expected} is seen as {scheme}", SCHEME_FIX)
