"""A word cloud: an open poll. Players answer in a few words; no answer is right or wrong."""

from random import Random
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field

from ..errors.questions import HidesEverything
from ..errors.responses import TooManyWords
from ..names import readable
from .folding import typed_alike, without_marks
from .text import STAR, fits
from .type import QuestionType, Strict
from .written import read_items, write_options

LONGEST = 40
"""Characters of an answer: more would fit no cloud."""


def folded(text: str) -> str:
    """Return the form in which answers are counted: without case, accents and typography."""
    return without_marks(typed_alike(text).casefold())


def _hides_something(text: str) -> str:
    if not folded(text.replace("*", "")):
        raise HidesEverything
    return text


Line = Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=r"^[^\x00-\x1f\x7f]+$")]
Hidden = Annotated[Line, AfterValidator(_hides_something)]
HiddenList = Annotated[list[Hidden], Field(max_length=200)]
Entry = Annotated[Line, AfterValidator(readable)]


class WordcloudBody(Strict):
    entries: Annotated[int, Field(ge=1, le=3)] = 1
    """How many answers a player may give."""
    hidden: Annotated[HiddenList, Field(default_factory=list)]
    """Answers that are not shown to others. `*` matches any characters, or none."""


class WordcloudResponse(Strict):
    """What was typed: one to three answers of one line each."""

    words: Annotated[list[Entry], Field(min_length=1, max_length=3)]


class WordcloudView(Strict):
    type: Literal["wordcloud"]
    entries: Annotated[int, Field(description="How many answers a player may give.")]


class Wordcloud(QuestionType[WordcloudBody, WordcloudResponse]):
    name = "wordcloud"
    Body = WordcloudBody
    Response = WordcloudResponse
    View = WordcloudView
    graded = False
    notes = frozenset({"hidden"})
    most_labels = 60
    example: ClassVar[dict[str, Any]] = {"entries": 2}
    other_key: ClassVar[dict[str, Any]] = {"hidden": ["*coffee*"]}  # what only authors see

    def view(self, body: WordcloudBody) -> WordcloudView:
        return WordcloudView(type="wordcloud", entries=body.entries)

    def arrange(self, view: dict[str, Any], random: Random) -> None:  # Any: the JSON of the view
        pass  # there is nothing to arrange

    def key(self, body: WordcloudBody) -> None:  # noqa: ARG002  (there is none)
        return None

    def guess(self, view: dict[str, Any], random: Random) -> dict[str, Any]:  # Any: JSON
        words = ["curious", "Tired", "ready to go", "café"]
        return {"words": random.sample(words, random.randint(1, view["entries"]))}

    def grade(self, body: WordcloudBody, response: WordcloudResponse) -> float:
        """Always 0. Raises InvalidResponse for too many answers."""
        if len(response.words) > body.entries:
            raise TooManyWords(limit=body.entries)
        return 0.0

    def tally(self, body: WordcloudBody, response: WordcloudResponse) -> list[str]:
        return sorted(self.spellings(body, response))

    def spellings(
        self,
        body: WordcloudBody,  # noqa: ARG002  (the same for all)
        response: WordcloudResponse,
    ) -> dict[str, str]:
        return {folded(text) or text: " ".join(text.split()) for text in response.words}

    def hidden_by(self, body: WordcloudBody, label: str) -> str | None:
        return next((one for one in body.hidden if fits(label, STAR.split(folded(one)))), None)

    def words(self, body: WordcloudBody, response: WordcloudResponse) -> str:  # noqa: ARG002
        return "; ".join(" ".join(text.split()) for text in response.words)

    def write(self, body: WordcloudBody) -> list[str]:
        """The options, such as `entries: 3`."""
        return ["\n".join(write_options(body.model_dump(exclude_defaults=True)))]

    def read(self, lines: list[str]) -> dict[str, Any]:  # Any: JSON
        _items, options = read_items(lines, lists={"hidden"})
        return options


TYPE = Wordcloud()
