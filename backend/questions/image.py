"""Hotspot: areas that are drawn on an image, or a point that the player has to find."""

import re
from collections.abc import Mapping
from random import Random
from string import ascii_lowercase
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from ..errors.fields import GiveOneOf
from ..errors.markdown_files import ImageExpected
from ..errors.questions import KeyNotOffered, KeyTwice, SameId, TooFewAreas
from ..errors.responses import AreasExpected, NotOnOffer, PointExpected
from ..markdown import MediaFacts, described, render_choice
from .choices import ChoiceId, ChoiceView, ShownId, split_name
from .opaque import meant_ids, opaque_ids, shown_ids
from .shapes import Point, Shape, inner_point, is_inside, place_in_reading
from .type import QuestionType, Strict
from .written import (
    read_items,
    split_trailing,
    with_options,
    write_flow,
    write_item,
)

IMAGE = re.compile(r"!\[([^\[\]]*)\]\(media:([^\s()]+)\)$")
MEDIA_ID = r"^[0-9a-f]{64}$"
ELSEWHERE = "elsewhere"
MAX_AREAS = 9  # players can select them with the keys 1-9 and A-I


class Area(Strict):
    """A part of the image. Its label (Markdown) is visible before answering."""

    id: ChoiceId
    label: Annotated[str, Field(max_length=80), AfterValidator(described)] = ""
    shape: Shape


class ImageBody(Strict):
    media: Annotated[str, Field(pattern=MEDIA_ID)]
    alt: Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S")]
    areas: Annotated[list[Area], Field(min_length=1, max_length=MAX_AREAS)]
    key: Annotated[list[ChoiceId], Field(min_length=1)]
    show_areas: bool = True
    """False: the player may point anywhere, and sees no areas before the verdict."""
    width: Annotated[int, Field(ge=1)] | None = None
    height: Annotated[int, Field(ge=1)] | None = None
    """The image's size in pixels; set when the question is stored."""

    @model_validator(mode="after")
    def _key_and_areas_fit(self) -> Self:
        ids = [area.id for area in self.areas]
        if len(set(ids)) < len(ids):
            raise SameId(what="areas")
        unknown = set(self.key) - set(ids)
        if unknown:
            raise KeyNotOffered(key=min(unknown), what="areas")
        if len(set(self.key)) < len(self.key):
            raise KeyTwice(what="areas")
        if self.show_areas and len(ids) < 2:
            raise TooFewAreas(limit=2)
        for area in self.areas:
            inner_point(area.shape)
        return self

    @property
    def ratio(self) -> float:
        """Height for a width of 1."""
        return self.height / self.width if self.height and self.width else 1.0

    def in_reading_order(self) -> dict[str, Area]:
        """The areas by their ids in stored responses: numbered in reading order."""
        placed = sorted(self.areas, key=lambda area: place_in_reading(area.shape))
        return {str(number): area for number, area in enumerate(placed, start=1)}


class ImageResponse(Strict):
    """Areas if they are shown, otherwise a point: exactly one of the two."""

    areas: Annotated[list[ShownId], Field(max_length=MAX_AREAS)] | None = None
    point: Point | None = None
    outlines: Annotated[
        list[Shape] | None,
        Field(max_length=MAX_AREAS, description="Only in a key: the areas where a point is right."),
    ] = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.areas is None) == (self.point is None):
            raise GiveOneOf(fields=["areas", "point"])
        return self


class AreaView(ChoiceView):
    """A choice with a shape. Its text is empty if the author gave no label."""

    shape: Shape
    at: Annotated[Point, Field(description="A point inside it, for its letter.")]


class ImageView(Strict):
    type: Literal["image"]
    media: Annotated[str, Field(description="Served at /api/media/{media}.")]
    alt: str
    width: int | None
    height: int | None
    areas: Annotated[list[AreaView] | None, Field(description="Null: players point anywhere.")]


class ImageType(QuestionType[ImageBody, ImageResponse]):
    name = "image"
    Body = ImageBody
    Response = ImageResponse
    View = ImageView
    example: ClassVar[dict[str, Any]] = {
        "media": "0" * 64,
        "alt": "What the image shows",
        "areas": [
            {"id": "a", "shape": {"x": 0.25, "y": 0.5, "r": 0.15}},
            {"id": "b", "shape": {"x": 0.6, "y": 0.3, "w": 0.3, "h": 0.4}},
        ],
        "key": ["a"],
    }
    other_key: ClassVar[dict[str, Any]] = {"key": ["b"]}
    blank: ClassVar[dict[str, Any]] = {"areas": []}

    def with_media(self, body: ImageBody, media: Mapping[str, MediaFacts]) -> ImageBody:
        facts = media.get(body.media)
        size = {"width": facts.width, "height": facts.height} if facts else {}
        return body.model_copy(update=size)

    def view(self, body: ImageBody) -> ImageView:
        areas = [
            AreaView(
                id=known,
                text=area.label,
                html=render_choice(area.label),
                shape=area.shape,
                at=inner_point(area.shape),
            )
            for known, area in body.in_reading_order().items()
        ]
        return ImageView(
            type="image",
            media=body.media,
            alt=body.alt,
            width=body.width,
            height=body.height,
            areas=areas if body.show_areas else None,
        )

    def hide(self, view: dict[str, Any]) -> None:  # Any: the JSON of the view
        if view["areas"] is None:
            return
        areas = [AreaView.model_validate(area) for area in view["areas"]]
        ids = _opaque({area.id: (area.text, area.shape) for area in areas})
        shown = [area.model_copy(update={"id": ids[area.id]}) for area in areas]
        # Of areas at the same place the author's first must not come first.
        shown.sort(key=lambda area: (place_in_reading(area.shape), area.id))
        view["areas"] = [area.model_dump(mode="json") for area in shown]

    def shown(self, body: ImageBody, response: ImageResponse) -> ImageResponse:
        if response.areas is None:
            return response
        areas = shown_ids(response.areas, _area_ids(body))
        return response.model_copy(update={"areas": areas})

    def meant(self, body: ImageBody, response: ImageResponse) -> ImageResponse:
        if response.areas is None:
            return response
        areas = meant_ids(response.areas, _area_ids(body), "area")
        return response.model_copy(update={"areas": areas})

    def carried(self, old: ImageBody, new: ImageBody, response: ImageResponse) -> ImageResponse:
        """Stored ids are numbers in reading order, which another area shifts."""
        if response.areas is None:
            return response
        own = {known: area.id for known, area in old.in_reading_order().items()}
        numbers = {area.id: known for known, area in new.in_reading_order().items()}
        opaque = _area_ids(old)
        areas = [
            numbers.get(own.get(known, ""), opaque.get(known, known)) for known in response.areas
        ]
        return response.model_copy(update={"areas": areas})

    def arrange(self, view: dict[str, Any], random: Random) -> None:  # Any: the JSON of the view
        pass  # areas have fixed positions

    def key(self, body: ImageBody) -> ImageResponse:
        areas = body.in_reading_order()
        right = [known for known, area in areas.items() if area.id in body.key]
        if body.show_areas:
            return ImageResponse(areas=right)
        shapes = [areas[known].shape for known in right]
        return ImageResponse(point=inner_point(shapes[0]), outlines=shapes)

    def guess(self, view: dict[str, Any], random: Random) -> dict[str, Any]:  # Any: JSON
        if view["areas"] is None:
            return {"point": {"x": random.random(), "y": random.random()}}
        return {"areas": [area["id"] for area in view["areas"] if random.random() < 0.5]}

    def grade(self, body: ImageBody, response: ImageResponse) -> float:
        """Areas: the share of right ones selected minus that of wrong ones; at least 0.

        A point: 1 inside an area of the key or on its edge, otherwise 0.
        """
        areas = body.in_reading_order()
        if not body.show_areas:
            if response.areas:
                raise PointExpected
            return float(
                response.point is not None
                and any(
                    is_inside(response.point, area.shape, body.ratio)
                    for area in body.areas
                    if area.id in body.key
                )
            )
        if response.areas is None:
            raise AreasExpected
        chosen = set(response.areas)
        unknown = chosen - set(areas)
        if unknown:
            raise NotOnOffer(what="area", id=min(unknown))
        right = {known for known, area in areas.items() if area.id in body.key}
        wrong = set(areas) - right
        mistaken = len(chosen & wrong) / len(wrong) if wrong else 0.0
        return max(0.0, len(chosen & right) / len(right) - mistaken)

    def tally(self, body: ImageBody, response: ImageResponse) -> list[str]:
        """The selected areas, or those that contain the point."""
        if response.point is None:
            return sorted(set(response.areas or []))
        areas = body.in_reading_order().items()
        met = [i for i, a in areas if is_inside(response.point, a.shape, body.ratio)]
        return met or [ELSEWHERE]

    def right(self, body: ImageBody) -> set[str]:
        """Also where one points: the key is a point in the first area only."""
        return {known for known, area in body.in_reading_order().items() if area.id in body.key}

    def options(self, body: ImageBody) -> dict[str, str]:
        areas = {i: area.label or f"Area {i}" for i, area in body.in_reading_order().items()}
        return areas if body.show_areas else {**areas, ELSEWHERE: "Elsewhere"}

    def shown_options(self, body: ImageBody) -> dict[str, str]:
        return _area_ids(body) if body.show_areas else {}

    def write(self, body: ImageBody) -> list[str]:
        """The image, its areas as choices with their shapes in braces, and the options."""
        own = {"media", "alt", "areas", "key"}
        options = body.model_dump(exclude_defaults=True, exclude=own)
        image = f"![{body.alt}](media:{body.media})"
        return [
            "\n".join([image, "", with_options(_written(body, named=named), options)])
            for named in (False, True)
        ]

    def read(self, lines: list[str]) -> dict[str, Any]:  # Any: JSON
        image = IMAGE.match(lines[0])
        if not image:
            raise ImageExpected
        items, options = read_items(lines[1:])
        areas, right = [], []
        for letter, item in zip(ascii_lowercase, items, strict=False):
            name, text = split_name(item.text)
            label, shape = split_trailing(f" {text}")
            areas.append({"id": name or letter, "label": label[1:], "shape": shape})
            if item.ticked:
                right.append(name or letter)
        return {"media": image[2], "alt": image[1], "areas": areas, "key": right, **options}


def _area_ids(body: ImageBody) -> dict[str, str]:
    """Return the ids that players see, by those in stored responses."""
    areas = body.in_reading_order()
    return _opaque({known: (area.label, area.shape) for known, area in areas.items()})


def _opaque(areas: Mapping[str, tuple[str, Shape]]) -> dict[str, str]:
    """Return opaque ids by id, for labels and shapes."""
    texts: dict[str, str] = {}
    for known, (label, shape) in areas.items():
        text = f"{label}\n{shape.model_dump_json()}"
        while text in texts.values():  # the same label and shape
            text += "="
        texts[known] = text
    return opaque_ids(texts, "area")


def _written(body: ImageBody, named: bool) -> list[str]:
    return [
        write_item(
            (f"({area.id}) " if named else "")
            + f"{area.label} {write_flow(area.shape.model_dump(mode='json'))}".lstrip(),
            area.id in body.key,
        )
        for area in body.areas
    ]


TYPE = ImageType()
