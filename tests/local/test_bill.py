"""docs/licences.md lists everything in the images, and a new licence cannot slip in."""

import json
import re
from pathlib import Path

import pytest

from deploy import bill

ROW = re.compile(r"^\| (\S+) \| (\d[\w.]*) \| (.+) \|$", re.MULTILINE)


def listed(image: str) -> set[tuple[str, str]]:
    [section] = re.findall(rf"^## {image}$(.*?)(?=^## |\Z)", bill.LISTED.read_text(), re.M | re.S)
    return {(name.lower().replace("_", "-"), version) for name, version, _ in ROW.findall(section)}


def pinned(requirements: Path) -> set[tuple[str, str]]:
    found = re.findall(r"^([\w-]+)==([\w.]+)( ; .*)? \\$", requirements.read_text(), re.MULTILINE)
    return {(name, version) for name, version, marker in found if "win32" not in marker}


@pytest.mark.parametrize("image", bill.PYTHON)
def test_every_pinned_package_is_listed(image: str) -> None:
    assert listed(image) == pinned(bill.ROOT / bill.PYTHON[image])


def test_the_bundle_is_listed() -> None:
    bundle = json.loads(bill.BUNDLE.read_text())
    assert listed("nginx") == {(one["name"], one["version"]) for one in bundle["components"]}
    assert {"vue-router", "@vue/runtime-dom"} <= {one["name"] for one in bundle["components"]}


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        ([{"license": {"id": "MIT"}}], "MIT"),
        ([{"expression": "AGPL-3.0-only OR Apache-2.0"}], "AGPL-3.0-only OR Apache-2.0"),
        ([{"license": {"name": "License :: OSI Approved :: BSD License"}}], "BSD-3-Clause"),
    ],
)
def test_allowed_licences_are_accepted(declared: list[object], found: str) -> None:
    assert bill.licence({"name": "it", "licenses": declared}) == found


UNIDECODE = [
    {"license": {"id": "GPL-2.0-or-later"}},
    {"license": {"name": "License :: OSI Approved :: Artistic License"}},
    {"license": {"name": "License :: OSI Approved :: GNU General Public License (GPL)"}},
]


def test_a_package_with_a_licence_choice_is_listed_by_name() -> None:
    declared = {"name": "text-unidecode", "licenses": UNIDECODE}

    assert bill.licence(declared) == "Artistic-1.0-Perl OR GPL-2.0-or-later"
    for other in ({**declared, "name": "it"}, {**declared, "licenses": UNIDECODE[:1]}):
        with pytest.raises(bill.NotAllowed):
            bill.licence(other)


@pytest.mark.parametrize(
    "declared",
    [
        [],
        [{"license": {"name": "Proprietary"}}],
        [{"expression": "AGPL-3.0-only AND MIT"}],
        [{"license": {"id": "MIT"}}, {"license": {"id": "AGPL-3.0-only"}}],
    ],
)
def test_other_licences_are_refused(declared: list[object]) -> None:
    with pytest.raises(bill.NotAllowed, match="it is under"):
        bill.licence({"name": "it", "licenses": declared})
