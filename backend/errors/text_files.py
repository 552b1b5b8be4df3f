"""What can be wrong with a quiz in plain text (Aiken's format)."""

from .kind import Fault


class AnswerWithoutChoices(Fault):
    """A line ANSWER has no choices above it."""

    template = "There are no choices above the line ANSWER."


class AnswerRepeated(Fault):
    """A question has two lines ANSWER."""

    template = "There is a second line ANSWER."


class ExplanationTooEarly(Fault):
    """The explanation of a question stands below its choices."""

    template = "An explanation stands below the choices."


class ExplanationRepeated(Fault):
    """A question has two explanations."""

    template = "There is a second explanation."


class ChoicesWithoutPrompt(Fault):
    """Choices have no question above them."""

    template = "There is no question above the choices."


class ChoiceInExplanation(Fault):
    """A choice follows an explanation without an empty line between them.

    Leave an empty line before the next question.
    """

    template = "A choice in the explanation: an empty line is needed before the next question."


class ChoicesOutOfOrder(Fault):
    """The letters of the choices are not A, B, C and so on."""

    template = "The choices are not A, B, C …: {letter} stands below {before}."
    letter: str
    before: str | None

    @property
    def detail(self) -> str:
        place = f"stands below {self.before}" if self.before else "is the first"
        return f"The choices are not A, B, C …: {self.letter} {place}."


class NoChoices(Fault):
    """A question has no choices below it.

    Write them below, such as `A. Paris`; a question has no empty lines in it.
    """

    template = "No choices stand below it, such as `A. Paris`; a question has no empty lines in it."


class OneChoiceOnly(Fault):
    """A question has one choice only."""

    template = "There is one choice only."


class LetteredChoiceEmpty(Fault):
    """A choice has a letter and no text."""

    template = "The choice {letter} has no text."
    letter: str


class RestOfQuestion(Fault):
    """The question above has no choices, so this may be the rest of it.

    Remove the empty line in the question, or number the questions.
    """

    template = "This may be the rest of the question above, which has no choices: number them."


class OrderKept(Fault):
    """A choice refers to others, such as `All of the above`, so the choices are not shuffled."""

    template = "The choices keep their order, because {text!r} refers to others."
    text: str


class NoneMarkedRight(Fault):
    """Nothing says which choice is right.

    Write a line such as `ANSWER: B` below the choices, or a `*` before the right one.
    """

    template = "Nothing says which choice is right: `ANSWER: B` below them, or a `*` before it."


class MarkedInTwoWays(Fault):
    """Which choices are right is said in two ways.

    Leave one of them. If a `*` is a part of a text, write the question in Markdown.
    """

    template = (
        "It is said in two ways which choices are right: leave one; if a `*` is part of a text,"
        " write the question in Markdown."
    )


class AnswerNotLetters(Fault):
    """A line ANSWER holds the letters of the right choices, nothing else."""

    template = "ANSWER takes letters only: `ANSWER: B` or `ANSWER: A, C`."


class AnswerNotOffered(Fault):
    """A line ANSWER names a letter, and no choice has it."""

    template = "ANSWER is {letter}, but there is no choice {letter}."
    letter: str
