"""What can be wrong with a file of a quiz."""

from .kind import Fault


class UnknownFormat(Fault):
    """No format has files with this ending.

    Use one of `known`.
    """

    template = "No format has files such as {name!r}; known: {endings}."
    name: str
    known: list[str]

    @property
    def detail(self) -> str:
        return self.template.format(name=self.name, endings=", ".join(self.known))


class FormatNotRecognised(Fault):
    """The text looks like no format that is read.

    Choose its format, or use one of `known`.
    """

    template = "The format is not recognised; known: {endings}."
    known: list[str]

    @property
    def detail(self) -> str:
        return self.template.format(endings=", ".join(self.known))


class FileTooLarge(Fault):
    """The file has more bytes than are read.

    Split it.
    """

    template = "The file has more than {kilobytes} kB."
    kilobytes: int


class NotUtf8(Fault):
    """The text is in another encoding than UTF-8, or UTF-16 with a byte order mark.

    Save it as UTF-8.
    """

    template = "The text is not in UTF-8: save it as UTF-8."


class NotReadAsJson(Fault):
    """The file is not JSON.

    `reason` is the reader's own word for it.
    """

    template = "It is not JSON: {reason}."
    reason: str


class NotReadAsYaml(Fault):
    """The file, or a part of it, is not YAML.

    `reason` is the reader's own word for it.
    """

    template = "It is not YAML: {reason}."
    reason: str


class TooManyParts(Fault):
    """The file has more values than are read, whatever its size.

    Split it.
    """

    template = "The file has more than {limit} values."
    limit: int


class AliasRefused(Fault):
    """YAML can repeat a part by an alias. Quiz files cannot.

    Write it out.
    """

    template = "Aliases (*name) are not read: write it out."


class NoQuiz(Fault):
    """The file does not begin as a quiz does.

    Begin with the title.
    """

    template = "There is no quiz: it begins with its title."


class NoTitle(Fault):
    """The quiz has no title.

    Write it in the first line, and leave an empty line below it.
    """

    template = "There is no title: write it in the first line, and leave an empty line below it."
