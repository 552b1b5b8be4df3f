"""The client's address and scheme, as Popquiz sees them."""

import json
from collections.abc import Iterator

from .finding import Finding
from .site import Site, is_public

FORGED = "203.0.113.66"
"""An address reserved for documentation (RFC 5737)."""
ADDRESS_FIX = (
    "List the proxy in TRUSTED_PROXIES, and have it forward the client's address: nginx"
    " `proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;`;"
    " Caddy and Traefik do so by default."
)
SCHEME_FIX = (
    "List the proxy in TRUSTED_PROXIES, and have it forward the scheme: nginx"
    " `proxy_set_header X-Forwarded-Proto $scheme;`; Caddy and Traefik do so by default."
)


def identity(site: Site) -> Iterator[Finding]:
    seen = json.loads(site.ask("/api/connection", X_Forwarded_For=FORGED).body)
    address, scheme = seen["address"], seen["scheme"]
    if address == FORGED:
        yield Finding(
            "fail",
            "address",
            "clients can forge their address and so evade the limits",
            "List only your own proxies in TRUSTED_PROXIES, and have the outermost one replace what"
            " clients send: nginx `proxy_set_header X-Forwarded-For $remote_addr;`; Caddy does so"
            " by default; Traefik does unless `forwardedHeaders.insecure` is set.",
        )
    elif is_public(site.host) and not is_public(address):
        yield Finding(
            "warn", "address", f"clients appear as {address}, the proxy's address", ADDRESS_FIX
        )
    else:
        yield Finding("ok", "address", f"you appear as {address}")
    expected = "https" if site.https else "http"
    if scheme == expected:
        yield Finding("ok", "scheme", f"appears as {scheme}")
    else:
        yield Finding("warn", "scheme", f"{expected} appears as {scheme}", SCHEME_FIX)
