"""Slugs of titles."""

import re

from hypothesis import given
from hypothesis import strategies as st

from backend.library.slugs import LONGEST, suggested


@given(title=st.text(max_size=120))
def test_every_title_makes_a_slug(title: str) -> None:
    slug = suggested(title)

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= LONGEST
