"""How a quiz is played: the typed form of `quiz.settings`, and the rules that follow from it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from ..errors.settings import (
    ClosesBeforeOpening,
    DateNeedsFeedback,
    DrawTooLarge,
    FeedbackNeedsDate,
    FirstAndLastTooMany,
    FreeNeedsLaterFeedback,
    FreeWithoutQuestionTime,
    NoSuchTimeZone,
    QuizTimeTooShort,
    SpeedNeedsTimer,
)
from .timestamp import Timestamp

QUESTIONS_LIMIT = 2_000
"""Maximum number of questions in a document, and in a draw."""
DRAW_ONCE = 10
"""What an absent `draw` means in files of version 1, and in settings stored by older releases."""

Names = Literal["none", "end", "start", "list"]
"""When players give a name: never, at the end if they like, or before they start."""

Navigation = Annotated[
    Literal["forward", "free"],
    Field(
        description="`forward`: each question is answered once. `free`: until they hand in,"
        " players can go back and forth, and change or clear their answers."
    ),
]

DrawnTag = Annotated[str, Field(min_length=1, max_length=40)]
Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Code = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^\S(.*\S)?$")]


def _is_empty(value: dict[Any, Any]) -> bool:
    """Left out then, so that the release before reads what does without. Any: any dict."""
    return not value


def _is_at_end(names: str) -> bool:
    """Likewise: it is what quizzes did before they had a choice."""
    return names == "end"


def _is_forward(navigation: str) -> bool:
    """Likewise: there was no other way to play."""
    return navigation == "forward"


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if available_timezones():  # without the database, names cannot be checked
            raise NoSuchTimeZone(name=name) from None
    return name


TimeZone = Annotated[str, Field(pattern=r"^[A-Za-z0-9_+/-]{1,64}$"), AfterValidator(_known_zone)]


class Rules(BaseModel):
    """How an attempt is scored and timed. An attempt stores only what is not the default."""

    partial_credit: Annotated[
        bool, Field(description="Whether a partly right answer earns its share; if not, nothing.")
    ] = True
    penalty: Annotated[
        float,
        Field(
            ge=0,
            le=1,
            allow_inf_nan=False,
            description="Share of a question's points that a wrong answer costs.",
        ),
    ] = 0.0
    hint_cost: Annotated[
        Percent,
        Field(description="Percentage of a question's points that its hint takes off an answer."),
    ] = 0.0
    pass_mark: Annotated[
        Percent | None,
        Field(description="Percentage of the points needed to pass; null: none."),
    ] = None
    certificate: Annotated[
        bool,
        Field(description="Whether a finished attempt earns a certificate, if it is not failed."),
    ] = False
    speed_weight: Annotated[
        Percent, Field(description="Percentage of a question's points that depends on speed.")
    ] = 0.0
    question_seconds: Annotated[
        float | None, Field(description="Time per question; then they are shown one at a time.")
    ] = None
    seconds_by_question: Annotated[
        dict[int, float],
        Field(
            exclude_if=_is_empty,
            description="Time limits of questions that have their own, by their ids.",
        ),
    ] = {}
    quiz_seconds: Annotated[float | None, Field(description="Time for all questions.")] = None
    shuffle_choices: bool = True
    navigation: Annotated[Navigation, Field(exclude_if=_is_forward)] = "forward"
    feedback_after: Annotated[
        datetime | None, Field(description="Verdicts and scores are withheld until then.")
    ] = None
    time_zone: Annotated[str, Field(description="IANA time zone in which dates are shown.")] = "UTC"

    def seconds_for(self, question_id: int) -> float | None:
        """The time limit of a question; None: it has none."""
        return self.seconds_by_question.get(question_id, self.question_seconds)

    @property
    def free(self) -> bool:
        """Whether answers can be changed until the attempt is handed in."""
        return self.navigation == "free"

    @property
    def one_at_a_time(self) -> bool:
        """Whether questions are shown one at a time, since some have a time limit."""
        return self.question_seconds is not None or bool(self.seconds_by_question)

    def stored(self) -> dict[str, Any]:  # Any: JSON
        """The settings that are not the default: empty for a plain attempt."""
        return self.model_dump(mode="json", exclude_defaults=True)


PLAIN = Rules()


class QuizSettings(BaseModel):
    model_config = ConfigDict(extra="forbid")

    draw: Annotated[
        Annotated[int, Field(ge=1, le=QUESTIONS_LIMIT)] | None,
        Field(description="Questions per attempt; null: all."),
    ] = None
    draw_per_tag: Annotated[
        dict[DrawnTag, Annotated[int, Field(ge=1, le=QUESTIONS_LIMIT)]],
        Field(
            max_length=20,
            exclude_if=_is_empty,
            description="Questions per attempt of each of these tags, instead of `draw`.",
        ),
    ] = {}
    tags: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=40)]],
        Field(max_length=20, description="Only questions with any of these are drawn."),
    ] = []
    difficulty: Annotated[
        list[Annotated[int, Field(ge=1, le=3)]],
        Field(max_length=3, description="Only questions of these difficulties are drawn."),
    ] = []
    first: Annotated[
        int,
        Field(
            ge=0,
            le=QUESTIONS_LIMIT,
            description="How many of the first questions always come first.",
        ),
    ] = 0
    last: Annotated[
        int,
        Field(
            ge=0,
            le=QUESTIONS_LIMIT,
            description="How many of the last questions always come last.",
        ),
    ] = 0
    shuffle_questions: bool = True
    shuffle_choices: bool = True
    navigation: Annotated[Navigation, Field(exclude_if=_is_forward)] = "forward"
    feedback: Annotated[
        Literal["immediate", "at_end", "after"],
        Field(
            description="When verdicts are shown: after each answer, at the end, or after a date."
        ),
    ] = "immediate"
    feedback_after: Timestamp | None = None
    practice: Annotated[
        bool,
        Field(
            description="Whether players may practise what they missed, once verdicts are shown."
        ),
    ] = True
    partial_credit: bool = True
    penalty: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = 0.0
    hint_cost: Percent = 0.0
    pass_mark: Percent | None = None
    certificate: bool = False
    speed_weight: Percent = 0.0
    question_seconds: Annotated[int, Field(ge=5, le=3600)] | None = None
    quiz_seconds: Annotated[int, Field(ge=30, le=86_400)] | None = None
    names: Annotated[
        Names,
        Field(
            exclude_if=_is_at_end,
            description="Whether players give a name: not at all, at the end if they like, before"
            " they start, or one of the class list that the author chose for the quiz.",
        ),
    ] = "end"
    attempts: Annotated[int, Field(ge=1, le=100, description="Per player.")] | None = None
    opens_at: Timestamp | None = None
    closes_at: Timestamp | None = None
    time_zone: TimeZone = "UTC"
    code: Annotated[Code | None, Field(description="Asked for at the start; never shown.")] = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.first + self.last > self.most_drawn and not self.draw_per_tag:
            raise FirstAndLastTooMany
        if self.first + self.last + sum(self.draw_per_tag.values()) > QUESTIONS_LIMIT:
            raise DrawTooLarge(limit=QUESTIONS_LIMIT)
        # Speed is only measured with a timer.
        if self.speed_weight > 0 and self.question_seconds is None:
            raise SpeedNeedsTimer
        if self.feedback == "after" and self.feedback_after is None:
            raise FeedbackNeedsDate
        if self.feedback != "after" and self.feedback_after is not None:
            raise DateNeedsFeedback
        if self.navigation == "free" and self.feedback == "immediate":
            raise FreeNeedsLaterFeedback
        if self.navigation == "free" and self.question_seconds is not None:
            raise FreeWithoutQuestionTime
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ClosesBeforeOpening
        if (self.quiz_seconds or 86_400) < (self.question_seconds or 0):
            raise QuizTimeTooShort
        return self

    @property
    def most_drawn(self) -> int:
        """How many questions an attempt gets if the quiz has enough."""
        return QUESTIONS_LIMIT if self.draw is None else self.draw

    def stored(self) -> dict[str, Any]:  # Any: JSON
        """The settings that differ from the default, and always the draw.

        Older releases take an absent draw for ten questions. All is stored as a number that they
        know, so that they draw the same during an upgrade, and if it is taken back.
        """
        own = self.model_dump(mode="json", exclude_defaults=True)
        return {**own, "draw": self.most_drawn}

    @classmethod
    def of_stored(cls, stored: Mapping[str, Any]) -> Self:  # Any: JSON
        """Read what `stored` returned, also in an older release."""
        draw = stored.get("draw", DRAW_ONCE)
        return cls.model_validate({**stored, "draw": None if draw == QUESTIONS_LIMIT else draw})

    @property
    def ruled(self) -> bool:
        """Whether starting and answering takes more steps than in a plain quiz."""
        conditions = (self.opens_at, self.closes_at, self.attempts, self.code)
        return self.rules() != PLAIN or any(given is not None for given in conditions)

    def rules(
        self, time_factor: float | None = 1, own_seconds: Mapping[int, int] | None = None
    ) -> Rules:
        """The rules of an attempt whose times are multiplied by `time_factor` (None: no timer).

        `own_seconds` has the time limits of its questions that have their own, by id. They do not
        hold where players can go back.
        """
        if self.navigation == "free":
            own_seconds = None

        def seconds(given: int | None) -> float | None:
            return None if given is None or time_factor is None else given * time_factor

        return Rules(
            partial_credit=self.partial_credit,
            penalty=self.penalty,
            hint_cost=self.hint_cost,
            pass_mark=self.pass_mark,
            certificate=self.certificate,
            speed_weight=self.speed_weight,
            question_seconds=seconds(self.question_seconds),
            seconds_by_question={
                question_id: own * time_factor
                for question_id, own in (own_seconds or {}).items()
                if time_factor is not None
            },
            quiz_seconds=seconds(self.quiz_seconds),
            shuffle_choices=self.shuffle_choices,
            navigation=self.navigation,
            feedback_after=self.feedback_after,
            time_zone=self.time_zone if self.feedback_after else "UTC",
        )
