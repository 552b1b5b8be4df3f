"""`manage.py remove_media` as an operator uses it."""

from flask_openapi3 import OpenAPI

from backend.library.packs import load_pack, shipped_packs
from backend.media.store import keep
from backend.models import db
from tests.support.command_line import manage
from tests.support.media import aged, image, mp3, present


def test_unused_media_are_listed_removed_and_summed_up(app: OpenAPI, database_uri: str) -> None:
    for shipped in shipped_packs():
        load_pack(shipped)
    in_use = present()
    old = aged(mp3(1000), image("PNG"))
    young = keep(image("PNG", (50, 50))).id
    db.session.commit()
    size = len(mp3(1000)) + len(image("PNG"))

    dry = manage("remove_media", "--dry-run", uri=database_uri)
    assert present() == {*in_use, *old, young}
    wet = manage("remove_media", uri=database_uri)
    again = manage("remove_media", uri=database_uri)

    for done, word in ((dry, "would be removed"), (wet, "removed")):
        assert done.returncode == 0
        *listed, sum_ = done.stdout.splitlines()
        assert sum_ == f"2 images and sounds, {size:,} bytes, {word}."
        assert {line.split()[0] for line in listed} == set(old)
        assert f"{old[0]}  audio/mpeg  {len(mp3(1000)):,} bytes  20" in done.stdout
    assert (again.returncode, again.stdout) == (0, "Nothing to remove.\n")
    assert present() == {*in_use, young}
