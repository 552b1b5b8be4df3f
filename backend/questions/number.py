"""A number, typed or on a slider: right within a tolerance, partly right as the author allows."""

from decimal import Decimal
from random import Random
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from ..errors.markdown_files import NumberExpected
from ..errors.questions import KeyBetweenStops, KeyOffSlider, NearWithinTolerance, SliderSteps
from ..errors.responses import NumberUnreadable
from .numerals import LIMIT, read_number
from .text import Line
from .type import LEFT_OUT, QuestionType, Strict
from .written import read_items, write_options

MOST_STEPS = 1000
"""Maximum number of steps: with more, a finger cannot hit a single one on a wide screen."""
Number = Annotated[float, Field(ge=-LIMIT, le=LIMIT, allow_inf_nan=False)]


class NumberKey(Strict):
    """What is right: for a question, or for a gap of a text."""

    key: Number
    tolerance: Annotated[float, Field(ge=0, le=LIMIT, allow_inf_nan=False)] = 0.0
    """Full credit up to this distance from the key, either way."""
    near: Annotated[float, Field(gt=0, le=LIMIT, allow_inf_nan=False)] | None = None
    """No credit from this distance on; linear in between. None: no partial credit."""
    unit: Annotated[str, Field(max_length=20)] = ""

    @model_validator(mode="after")
    def _near_is_farther(self) -> Self:
        if self.near is not None and self.near <= self.tolerance:
            raise NearWithinTolerance
        return self


class Slider(Strict):
    """A slider instead of typing: its ends and the distance between its stops."""

    model_config = ConfigDict(serialize_by_alias=True)

    start: Annotated[Number, Field(alias="from")]
    to: Number
    step: Annotated[float, Field(gt=0, le=LIMIT, allow_inf_nan=False)] = 1.0

    @model_validator(mode="after")
    def _has_stops(self) -> Self:
        if not 1 <= self._stops() <= MOST_STEPS:
            raise SliderSteps(limit=MOST_STEPS)
        return self

    def _stops(self) -> int:
        """How many steps it is from the first stop to the last; below 1 for no slider."""
        return int((_decimal(self.to) - _decimal(self.start)) // _decimal(self.step))

    def off(self, key: float) -> Decimal:
        """How far the nearest stop is from a number between the ends."""
        start, step = _decimal(self.start), _decimal(self.step)
        place = (_decimal(key) - start) / step
        stops = (min(int(place) + more, self._stops()) for more in (0, 1))
        return min(abs(start + stop * step - _decimal(key)) for stop in stops)


class NumberBody(NumberKey):
    slider: Annotated[Slider | None, LEFT_OUT] = None
    """How it is answered; None: it is typed."""

    @model_validator(mode="after")
    def _slider_reaches_key(self) -> Self:
        if self.slider is None:
            return self
        if not self.slider.start <= self.key <= self.slider.to:
            raise KeyOffSlider
        if self.slider.off(self.key) > _decimal(self.tolerance):
            raise KeyBetweenStops
        return self


class NumberResponse(Strict):
    """A number, in the unit of the question; or as it was typed, such as the ambiguous 42,195."""

    number: Number | Line


class NumberView(Strict):
    type: Literal["number"]
    unit: Annotated[str, Field(description="What is counted or measured; may be empty.")]
    slider: Annotated[
        Slider | None, LEFT_OUT, Field(description="How it is answered; null or none: typed.")
    ] = None


class NumberType(QuestionType[NumberBody, NumberResponse]):
    name = "number"
    Body = NumberBody
    Response = NumberResponse
    View = NumberView
    graded_whole = True
    example: ClassVar[dict[str, Any]] = {"key": 42}
    other_key: ClassVar[dict[str, Any]] = {"key": 41.5, "tolerance": 0.25, "near": 3}

    def view(self, body: NumberBody) -> NumberView:
        return NumberView(type="number", unit=body.unit, slider=body.slider)

    def arrange(self, view: dict[str, Any], random: Random) -> None:  # Any: the JSON of the view
        pass  # there is nothing to arrange

    def key(self, body: NumberKey) -> NumberResponse:
        return NumberResponse(number=body.key)

    # Any: JSON. Without a slider, the view has nothing to guess from.
    def guess(self, view: dict[str, Any], random: Random) -> dict[str, Any]:
        slider = view.get("slider") or {"from": 1, "to": 1000, "step": 1}
        steps = int((slider["to"] - slider["from"]) / slider["step"])
        return {"number": float(slider["from"] + random.randint(0, steps) * slider["step"])}

    def grade(self, body: NumberKey, response: NumberResponse) -> float:
        """The credit of the number; the best one if it can be read in several ways."""
        numbers = _numbers(body, response)
        if not numbers:
            raise NumberUnreadable
        return max(_credit(body, number) for number in numbers)

    def tally(self, body: NumberKey, response: NumberResponse) -> list[str]:
        numbers = _numbers(body, response)
        if not numbers:
            return [str(response.number)]
        best = max(numbers, key=lambda number: _credit(body, number))
        return [f"{float(best):.15g} {body.unit}".rstrip()]

    def write(self, body: NumberBody) -> list[str]:
        """`42.195 km`, and the options below it."""
        options = body.model_dump(exclude_defaults=True, exclude={"key", "unit"})
        key = repr(body.key).removesuffix(".0")
        return ["\n".join([f"{key} {body.unit}".rstrip(), *write_options(options)])]

    def read(self, lines: list[str]) -> dict[str, Any]:  # Any: JSON
        number, _, unit = lines[0].strip().partition(" ")
        try:
            key = float(number)
        except ValueError:
            raise NumberExpected(found=number[:60]) from None
        _items, options = read_items(lines[1:], lists={"slider"})
        return {"key": key, **({"unit": unit} if unit else {}), **options}


def _credit(body: NumberKey, number: Decimal) -> float:
    """1 up to `tolerance`, 0 from `near` on; in between (near - off) / (near - tolerance).

    Calculated in decimals: 0.4 is exactly 0.1 from 0.3, unlike in floats.
    """
    off = abs(number - _decimal(body.key))
    tolerance = _decimal(body.tolerance)
    if off <= tolerance:
        return 1.0
    near = tolerance if body.near is None else _decimal(body.near)
    if off >= near:
        return 0.0
    return float((near - off) / (near - tolerance))


def _numbers(body: NumberKey, response: NumberResponse) -> list[Decimal]:
    if isinstance(response.number, str):
        return read_number(response.number, body.unit)
    return [_decimal(response.number)]


def _decimal(number: float) -> Decimal:
    return Decimal(repr(number))


TYPE = NumberType()
