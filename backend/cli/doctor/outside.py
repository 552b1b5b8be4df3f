"""Popquiz as a player's browser sees it: through the operator's own proxy, if there is one."""

import json
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from http.client import HTTPException

from .answers import answers
from .bodies import bodies
from .finding import Finding, clock
from .identity import identity
from .page import page
from .site import Site
from .transport import transport


def outside(url: str, commit: str) -> Iterator[Finding]:
    """Check the site at `url`, which should run the release of `commit`."""
    try:
        site = Site(url)
        version = site.ask("/api/version")
        running = json.loads(version.body)
        found = running["commit"]
    except (OSError, HTTPException, ValueError, KeyError, TypeError) as error:
        yield Finding(
            "fail",
            "reach",
            f"no Popquiz answers at {url} ({error})",
            "Does the name resolve to this host, is the port open, does the proxy forward /api/?",
        )
        return
    if found == commit:
        yield Finding("ok", "reach", f"release {running['version']}, commit {found}")
    else:
        yield Finding(
            "warn",
            "reach",
            f"the site runs commit {found}, not {commit}",
            "Another installation, or an older release? Deploy there, or correct the URL.",
        )
    try:
        yield from transport(site)
        yield from identity(site)
        yield from answers(site)
        yield from bodies(site)
        yield from page(site)
        if date := version.one("Date"):
            yield clock("clock outside", parsedate_to_datetime(date), "the outermost server")
    except (OSError, HTTPException, ValueError, KeyError) as error:
        yield Finding("fail", "reach", f"the checks broke off ({error})", "Check the proxy's log.")
