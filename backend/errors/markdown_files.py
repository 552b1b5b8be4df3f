"""What can be wrong with a quiz in Markdown."""

from .kind import Fault


class FrontMatterMissing(Fault):
    """A quiz in Markdown begins with a line `---` and its fields, such as the title, as YAML.

    Add them.
    """

    template = "It begins with --- and the quiz's fields, such as its title, as YAML."


class FrontMatterOpen(Fault):
    """The fields of the quiz are not closed.

    Add a line `---` below them.
    """

    template = "The quiz's fields are not ended by a line ---."


class TextBeforeQuestions(Fault):
    """There is text between the fields of the quiz and its first question.

    Move it into the description, or begin a question above it.
    """

    template = (
        "There is text before the first question: begin one with"
        " `## Question: its-name {{type: …}}`."
    )


class HeadingUnread(Fault):
    """The heading of a question has more than its id and its fields.

    Write the fields in braces after the id.
    """

    template = "After the id its fields are in braces: {{type: single, difficulty: 2}}."


class NotForHeading(Fault):
    """The field does not belong into the heading of a question."""

    template = "{name!r} is not for the heading."
    name: str


class NotForAnswer(Fault):
    """The field does not belong into the answer of a question."""

    template = "{name!r} is not for the answer."
    name: str


class SectionRepeated(Fault):
    """A question has an answer, a hint and an explanation once, in this order.

    If the line is a part of a text, write a backslash before it.
    """

    template = (
        "Line {at_line}: ### {section} is there again, or not in the order answer, hint,"
        " explanation; in a text, write a backslash before it."
    )
    section: str
    at_line: int


class YamlOpen(Fault):
    """The YAML of an answer is not closed.

    Add a line ``` below it.
    """

    template = "```yaml is not closed by a line ``` at its end."


class AnswerNotFields(Fault):
    """The YAML of an answer must be fields and their values."""

    template = "Its YAML must be fields, such as `key: 42`."


# The answers of the types of question, in Markdown.


class Misread(Fault):
    """The lines are not in the form that the type of question has in Markdown."""


class WrittenAsYaml(Misread):
    """This type of question has no form of its own: its answer is written as YAML."""

    template = "The answer of type {type!r} is written as a ```yaml block."
    type: str


class NotInList(Misread):
    """A line is neither an item of the list nor an option below it."""

    template = "{line!r} is neither an item of the list nor `an option: value`."
    line: str


class NoValue(Misread):
    """The value of an option cannot be read."""

    template = "{text!r} is no value."
    text: str


class NoSingleValue(Misread):
    """An option has one value, not a list and no fields."""

    template = "{text!r} is no single value."
    text: str


class ChoicesUnticked(Misread):
    """Each choice begins with a box: `- [ ]`, or `- [x]` for a right one."""

    template = "A choice begins with `- [ ]`, the right one with `- [x]`."


class OneTickNeeded(Misread):
    """Exactly one choice is right, so exactly one is ticked."""

    template = "One choice must be ticked, `- [x]`, and {count} are."
    count: int


class ChoicesNotOpen(Misread):
    """Each choice of a poll begins with `- ( )`."""

    template = "A choice begins with `- ( )`."


class NumberExpected(Misread):
    """The answer begins with a number."""

    template = "It begins with the number, not with {found!r}."
    found: str


class TrueOrFalseExpected(Misread):
    """The answer is the word `true` or the word `false`."""

    template = "It is `true` or `false`, not {found!r}."
    found: str


class ImageExpected(Misread):
    """The answer begins with the image."""

    template = "It begins with the image: `![what it shows](media:…)`."


class NoPair(Misread):
    """Each pair has an arrow between its left and its right."""

    template = "{text!r} is no pair: `- left -> right`."
    text: str


class OptionInCategory(Misread):
    """A category holds items only."""

    template = "{name!r} is an option: it cannot be in a category."
    name: str


class GapDefinedTwice(Misread):
    """Two lines say what is right in the same gap."""

    template = "The gap {gap!r} is defined twice."
    gap: str


class GapsExpected(Misread):
    """Below the text, a line for each gap says what is right in it."""

    template = "Below the text, each gap needs a line: `[[name]]: {{accept: [answer]}}`."
