"""The site's settings: one row, read by every page, changed by admins."""

import time
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.dialects import postgresql

from .. import bounded
from ..audit import audit
from ..document.storable import storable
from ..errors.library import LogoNotImage
from ..errors.media import MediaNotFound
from ..errors.requests import refused
from ..markdown import MediaFacts, render
from ..media.store import facts_of, lock_media, renew
from ..models import Site, User, db
from .accent import in_dark, in_light, read_colour, variables, write_colour

NAME = "Popquiz"
KEPT = 5.0
"""Seconds for which a process serves what it read; changes are seen everywhere after that."""
Text = Annotated[str, AfterValidator(storable)]
Line = Annotated[Text, Field(min_length=1, pattern=r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$")]


class FooterLink(BaseModel):
    """A link in the footer of every page."""

    model_config = ConfigDict(extra="forbid")

    label: Annotated[Line, Field(max_length=40)]
    url: Annotated[
        str,
        Field(
            max_length=500,
            pattern=r"^(https?://|mailto:|/)[^\s\x00-\x1f\x7f]+$",
            description="A web or e-mail address, or a path on this site.",
        ),
    ]


class SiteSettings(BaseModel):
    """What an admin enters. Null: as Popquiz comes."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[Line, Field(max_length=40)] | None = None
    headline: Annotated[Line, Field(max_length=100)] | None = None
    welcome: (
        Annotated[Text, Field(min_length=1, max_length=5000, description="Markdown.")] | None
    ) = None
    accent: Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$", description="As #rrggbb.")] | None = (
        None
    )
    logo: (
        Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="The id of a stored image.")]
        | None
    ) = None
    links: Annotated[list[FooterLink], Field(max_length=8)] = []


class SiteView(SiteSettings):
    """The site as its pages show it."""

    name: str = NAME
    welcome_html: str | None = None
    accent_light: Annotated[
        str | None, Field(description="The accent, changed as far as text on it needs.")
    ] = None
    accent_dark: str | None = None
    logo_width: Annotated[int | None, Field(description="Pixels.")] = None
    logo_height: int | None = None


class SitePage(SiteView):
    """What every page needs to know of the site: also what its operator set."""

    guest_hosts: Annotated[
        bool, Field(description="Whether games can be hosted without an account.")
    ]


class SitePreview(SiteView):
    """The site as its pages would show it."""

    colours: Annotated[
        dict[str, str], Field(description="Custom properties of CSS; empty without an accent.")
    ]


_kept: tuple[float, SiteView] | None = None


def current_site() -> SiteView:
    """The site's settings, at most KEPT seconds old."""
    global _kept
    if _kept is None or _kept[0] < time.monotonic():
        _kept = (time.monotonic() + KEPT, _stored())
    return _kept[1]


def stored_settings() -> SiteSettings:
    """What was entered, for the form."""
    row = db.session.get(Site, 1)
    return SiteSettings() if row is None else _settings(row)


def preview_site(settings: SiteSettings) -> SitePreview:
    """What these settings would look like. Stores nothing. Raises as change_site."""
    view = _view(settings, _rendered(settings), _logo(settings))
    return SitePreview(**view.model_dump(), colours=variables(settings.accent))


def change_site(user: User, settings: SiteSettings) -> SiteView:
    """Store all settings, and show them at once in this process.

    Raises MediaNotFound, or InvalidRequest for a logo that is a sound.
    """
    if settings.logo is not None:
        lock_media([settings.logo])
    _logo(settings)
    before = db.session.scalar(select(Site.logo_id).where(Site.id == 1))
    if before is not None and before != settings.logo:
        renew([before])  # the admin may want it back
    row = {
        **settings.model_dump(mode="json", exclude={"logo"}),
        "logo_id": settings.logo,
        "welcome_html": _rendered(settings),
    }
    statement = postgresql.insert(Site).values(id=1, **row)
    db.session.execute(statement.on_conflict_do_update(index_elements=[Site.id], set_=row))
    audit(user, "site.change", **settings.model_dump(mode="json", exclude_none=True))
    db.session.commit()
    forget()
    return current_site()


def forget() -> None:
    """Read it again next time."""
    global _kept
    _kept = None


def _settings(row: Site) -> SiteSettings:
    return SiteSettings(
        name=row.name,
        headline=row.headline,
        welcome=row.welcome,
        accent=row.accent,
        logo=row.logo_id,
        links=[FooterLink.model_validate(link) for link in row.links],
    )


def _rendered(settings: SiteSettings) -> str | None:
    return bounded.run(render, settings.welcome) if settings.welcome else None


def _logo(settings: SiteSettings) -> MediaFacts | None:
    """Raises MediaNotFound, or InvalidRequest for a sound."""
    if settings.logo is None:
        return None
    facts = facts_of([settings.logo]).get(settings.logo)
    if facts is None:
        raise MediaNotFound
    if facts.is_sound:
        raise refused("logo", LogoNotImage())
    return facts


def _stored() -> SiteView:
    row = db.session.get(Site, 1)
    if row is None:
        return SiteView()
    settings = _settings(row)
    return _view(settings, row.welcome_html, _logo(settings))


def _view(settings: SiteSettings, welcome_html: str | None, logo: MediaFacts | None) -> SiteView:
    colour = read_colour(settings.accent) if settings.accent else None
    return SiteView(
        **{**settings.model_dump(), "name": settings.name or NAME},
        welcome_html=welcome_html,
        accent_light=write_colour(in_light(colour).colour) if colour else None,
        accent_dark=write_colour(in_dark(colour).colour) if colour else None,
        logo_width=logo.width if logo else None,
        logo_height=logo.height if logo else None,
    )
