"""Bills of materials: the packages that Popquiz's images add to their bases, with their licences.

Writes bill/web.json, bill/certificates.json and bill/nginx.json (CycloneDX 1.6) and
docs/licences.md. Fails on a licence that is not in ALLOWED.
"""

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

from backend import __version__

ROOT = Path(__file__).parent.parent
BILL = ROOT / "bill"
LISTED = ROOT / "docs/licences.md"
PYTHON = {"web": "requirements.txt", "certificates": "deploy/certificates/requirements.txt"}
BUNDLE = ROOT / "client/bill/bundle.json"
"""Written by client/build/licences.js, which checks the bundle's licences."""

ALLOWED = {
    "Apache-2.0",
    "Artistic-1.0-Perl",  # text-unidecode: unchanged files
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CNRI-Python",  # regex: its oldest parts, from Python 1.6
    "GPL-2.0-only",  # uWSGI: runs our program, with an exception for what it loads
    "LGPL-3.0-or-later",  # psycopg2: a library, loaded unchanged
    "ISC",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "MPL-2.0",  # unchanged files
    "OFL-1.1",
    "PSF-2.0",
    "Unlicense",
}
DECLARED = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: GNU Library or Lesser General Public License (LGPL)": (
        "LGPL-3.0-or-later"
    ),
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""SPDX ids, as in the files, for packages that declare their licence only by classifier."""
CHOICE = {
    (
        "text-unidecode",
        "GPL-2.0-or-later AND License :: OSI Approved :: Artistic License"
        " AND License :: OSI Approved :: GNU General Public License (GPL)",
    ): "Artistic-1.0-Perl OR GPL-2.0-or-later",
}
"""By package and declaration: the alternatives that its files offer and `AND` hides."""

HEAD = """# Licences

Popquiz is under the [MIT licence](../LICENSE). Besides their base images, its images contain
the packages of this list, which `make bill` writes. The licence texts are beside the packages in
the images; those of the bundle are at `/licences.txt`. Of the two licences of text-unidecode,
Popquiz uses the Artistic License. From Alpine's packages, the backup image contains rclone (MIT),
the certificate image OpenSSL (Apache-2.0).
"""


class NotAllowed(Exception):
    """A package's licence is not one of ALLOWED."""


def python_bill(requirements: str) -> dict[str, Any]:
    """Return the CycloneDX bill of the pinned packages, from their own metadata."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder)
        python = f"{folder}/bin/python"
        pinned = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", requirements]
        pip = [sys.executable, "-m", "pip", "--python", python, "--quiet", "install", *pinned]
        subprocess.run(pip, cwd=ROOT, check=True)
        form = ["--sv", "1.6", "--of", "JSON", "--output-reproducible", "-o", "-"]
        cyclonedx = [sys.executable, "-m", "cyclonedx_py", "environment", *form, python]
        written = subprocess.run(cyclonedx, check=True, capture_output=True).stdout
    bill: dict[str, Any] = json.loads(written)
    return bill


def licence(component: dict[str, Any]) -> str:
    """Return a CycloneDX component's licence as an SPDX expression. Raises NotAllowed."""
    declared = [
        found.get("expression") or found["license"].get("id") or found["license"]["name"]
        for found in component.get("licenses", [])
    ]
    expression = " AND ".join(sorted({DECLARED.get(name, name) for name in declared}))
    expression = CHOICE.get((component["name"], expression), expression)
    alternatives = (part.strip("() ").split(" AND ") for part in expression.split(" OR "))
    if not any(set(parts) <= ALLOWED for parts in alternatives):
        raise NotAllowed(f"{component['name']} is under {expression!r}; see deploy/bill.py")
    return expression


def listing(bills: dict[str, dict[str, Any]]) -> str:
    """Return the content of docs/licences.md."""
    lines = [HEAD]
    for image, bill in bills.items():
        lines += [f"## {image}\n", "| package | version | licence |", "|---|---|---|"]
        for component in sorted(bill["components"], key=lambda one: one["name"].lower()):
            lines.append(f"| {component['name']} | {component['version']} | {licence(component)} |")
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    bills = {image: python_bill(requirements) for image, requirements in PYTHON.items()}
    bills["nginx"] = json.loads(BUNDLE.read_text())
    LISTED.write_text(listing(bills))
    BILL.mkdir(exist_ok=True)
    for image, bill in bills.items():
        bill.setdefault("metadata", {})["component"] = {
            "type": "container",
            "bom-ref": f"popquiz-{image}",
            "name": f"popquiz-{image}",
            "version": __version__,
        }
        (BILL / f"{image}.json").write_text(json.dumps(bill, indent=2) + "\n")
        print(f"bill/{image}.json: {len(bill['components'])} packages")


if __name__ == "__main__":
    try:
        main()
    except NotAllowed as error:
        sys.exit(f"popquiz: {error}")
