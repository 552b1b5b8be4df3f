"""What can be wrong with a question as its author wrote it."""

from typing import ClassVar, Literal

from .kind import Fault


class NoText(Fault):
    """The prompt is empty."""

    template = "There is no text."


class NoSuchType(Fault):
    """There is no such type of question.

    Use one of `known`.
    """

    template = "There is no type {type!r}; there are: {names}."
    type: str
    known: list[str]

    @property
    def detail(self) -> str:
        return self.template.format(type=self.type, names=", ".join(self.known))


class SameQuestionId(Fault):
    """Two questions of the quiz have the same id.

    Give one of them another id.
    """

    template = "Two questions have the id {id!r}."
    id: str


class SameId(Fault):
    """Two choices, or two areas, have the same id.

    Give one of them another id.
    """

    template = "Two {what} have the same id."
    what: Literal["choices", "areas"]


class SameText(Fault):
    """Two choices, items, lefts, rights or categories have the same text.

    Change one of them, or remove it.
    """

    template = "Two {what} have the same text: {text!r}."
    what: Literal["choices", "items", "lefts", "rights", "categories"]
    text: str


class ChoiceWithoutText(Fault):
    """A choice is empty.

    Write it, or remove it.
    """

    template = "A choice has no text."


class KeyNotOffered(Fault):
    """The right answer is none of the choices, or of the areas.

    Select the correct answer.
    """

    at: ClassVar[str] = "key"
    template = "The key {key!r} is not among the {what}."
    key: str
    what: Literal["choices", "areas"]


class KeyTwice(Fault):
    """A choice, or an area, is marked as right twice."""

    at: ClassVar[str] = "key"
    template = "The key names one of the {what} twice."
    what: Literal["choices", "areas"]


class VotesTwice(Fault):
    """A response to a poll votes for a choice twice."""

    template = "A choice has two votes."


class HidesEverything(Fault):
    """A hidden answer is only made of `*`, which stands for any text."""

    template = "A hidden answer has no characters of its own."


class TooFewAreas(Fault):
    """Where players see the areas, they need several to choose from.

    Draw another area, or let players find the place without areas.
    """

    template = "Where areas are shown, there must be at least {limit}."
    limit: int


class AreaWithoutInside(Fault):
    """An area is too thin to tap.

    Draw it again.
    """

    template = "An area has no inside."


class ItemCount(Fault):
    """The categories together have too few items, or too many."""

    template = "There are {count} items: it takes {least} to {most} in total."
    count: int
    least: int
    most: int


class NearWithinTolerance(Fault):
    """Numbers that are nearly right must be farther off than those that are right.

    Make the distance for part of the points larger than the one for all of them.
    """

    at: ClassVar[str] = "near"
    template = "Near must be larger than the tolerance."


class SliderSteps(Fault):
    """A slider has fewer than two stops, or more than a player can aim at.

    Change its ends, or the step.
    """

    template = "A slider needs 1 to {limit} steps from its start to its end."
    limit: int


class KeyOffSlider(Fault):
    """The right number is not between the ends of the slider.

    Change the number, or the ends.
    """

    at: ClassVar[str] = "slider"
    template = "The key is not between the ends of the slider."


class KeyBetweenStops(Fault):
    """No stop of the slider earns all of the points.

    Change the step, the start or the tolerance.
    """

    at: ClassVar[str] = "slider"
    template = "The key is between two stops of the slider, farther off than the tolerance."


class OneRightOnly(Fault):
    """All lefts have the same right, so there is nothing to choose.

    Add an extra wrong option.
    """

    template = "There is only one right: add a distractor."


class NoFullCredit(Fault):
    """No accepted answer earns all of the points.

    Let one of them earn 100 %.
    """

    template = "No accepted answer earns everything."


class OnlyWildcards(Fault):
    """An accepted answer is only made of `*`, which stands for any text."""

    template = "An accepted answer has no characters of its own."


class GapUndefined(Fault):
    """The text has a gap, and it is not said what is right in it.

    Add the gap, or remove its mark from the text.
    """

    template = "The text has [[{gap}]], and there is no gap {gap!r}."
    gap: str


class GapNotInText(Fault):
    """A gap has no place in the text.

    Put its mark where it belongs, or remove the gap.
    """

    template = "The gap {gap!r} is not in the text: write [[{gap}]] once."
    gap: str


class GapTwiceInText(Fault):
    """The text has the same gap more than once.

    Give the second one another name.
    """

    template = "The gap {gap!r} is more than once in the text: write [[{gap}]] once."
    gap: str


class GapMisplaced(Fault):
    """A gap is in a link or a formula, where no field can be.

    Move it.
    """

    template = "The gap {gap!r} is where no field can be: in a link or a formula."
    gap: str


class GapNamedAsAnswer(Fault):
    """Players see the names of gaps, and this one is its answer.

    Give it another name.
    """

    template = "Players see names: that of the gap {gap!r} is its answer."
    gap: str
