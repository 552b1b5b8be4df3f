"""The page and its assets: headers, cookies, compression, caching."""

import re
from collections.abc import Iterator

from ...api.client import SECURITY_HEADERS
from .finding import Finding
from .site import CACHING_FIX, Site

HEADERS_FIX = (
    "The proxy must not remove or add it: nginx, no `proxy_hide_header` or `add_header` for it;"
    " Caddy, no `header` line for it; Traefik, no `headers` middleware that sets it."
)
ENCODING_FIX = (
    "Have the proxy forward Accept-Encoding, or compress itself: nginx, no"
    ' `proxy_set_header Accept-Encoding "";`, or `gzip on; gzip_types *;`;'
    " Caddy `encode zstd gzip`; Traefik, the `compress` middleware."
)


def page(site: Site) -> Iterator[Finding]:
    page = site.ask("/")
    wrong = [name for name, value in SECURITY_HEADERS.items() if page.all(name) != [value]]
    if wrong:
        yield Finding(
            "fail", "headers", f"changed, doubled or missing: {', '.join(wrong)}", HEADERS_FIX
        )
    else:
        yield Finding("ok", "headers", "the security headers arrive unchanged")
    if page.all("Set-Cookie"):
        yield Finding(
            "warn",
            "cookies",
            "something in between sets a cookie; Popquiz sets none",
            "Tell your players why, or turn it off (Traefik: `sticky.cookie`).",
        )
    else:
        yield Finding("ok", "cookies", "none")
    script = re.search(rb'src="(/assets/[^"]+\.js)"', page.body)
    if not script:
        yield Finding(
            "fail",
            "page",
            f"/ is {page.status} and not Popquiz's page",
            "Forward / as well.",
        )
        return
    asset = site.ask(script[1].decode(), Accept_Encoding="gzip, br, zstd")
    encoding = asset.one("Content-Encoding")
    yield (
        Finding("ok", "compression", encoding)
        if encoding
        else Finding("warn", "compression", "the client arrives uncompressed", ENCODING_FIX)
    )
    cached = "immutable" in asset.one("Cache-Control") and page.one("Cache-Control") == "no-cache"
    yield (
        Finding("ok", "caching", "assets are cached, the page is revalidated")
        if cached
        else Finding(
            "warn",
            "caching",
            f"page: {page.one('Cache-Control') or 'not set'}; assets:"
            f" {asset.one('Cache-Control') or 'not set'}",
            CACHING_FIX,
        )
    )
