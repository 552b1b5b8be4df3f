"""Markdown to safe HTML, with highlighted code, formulas, images and sounds.

Rendered once, when a question is stored. Raw HTML in the source is shown as text; as a second line
of defence, nh3 sanitises the renderer's output.

`![what it shows](media:ID)` is a stored image or sound. The renderer gets facts about it from a
context variable (`knowing`), so that question types need not pass them on.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import find_lexer_class_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

from . import tex
from .errors import Fault
from .errors.media import MediaElsewhere, MediaNotDescribed

TAGS = {
    *("p", "br", "hr", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li"),
    *("em", "strong", "s", "code", "pre", "span", "a", "img", "audio"),
    *("table", "thead", "tbody", "tr", "th", "td"),
    *tex.TAGS,
}
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "audio": {"src", "controls", "preload", "aria-label"},
    **dict.fromkeys(tex.TAGS, tex.ATTRIBUTES),
}
TOKEN_CLASSES = {name for name in STANDARD_TYPES.values() if name}
CLASSES = {"span": TOKEN_CLASSES | {"math"}, "p": {"math"}, "code": {"block"}}
OURS = re.compile(r"/api/media/[0-9a-f]{64}")
MEDIA = re.compile(r"media:([0-9a-f]{64})")
LEXERS = {
    *("Ada", "Awk", "Bash", "BashSession", "Batch", "C", "CMake", "CSharp", "Clojure"),
    *("CommonLisp", "Cpp", "Css", "Dart", "Delphi", "Diff", "Docker", "Elixir", "Erlang"),
    *("FSharp", "Fortran", "Go", "GraphQL", "Haskell", "Html", "Ini", "Java", "Javascript"),
    *("Json", "Julia", "Kotlin", "Lua", "Makefile", "Markdown", "Matlab", "MySql", "Nasm"),
    *("NginxConf", "Ocaml", "Perl", "Php", "Postgres", "PowerShell", "Prolog", "Python"),
    *("PythonConsole", "Ruby", "Rust", "S", "Scheme", "Scss", "Sql", "Swift", "TOML"),
    *("Terraform", "Tex", "Text", "TypeScript", "VbNet", "Xml", "Yaml", "Zig"),
}
"""Lexers of Pygments that take little time, whatever they read: see `tests/hostile/lexers.py`."""
HIGHLIGHTED = 2000
"""Characters of code; longer code stays plain."""
PADDING = re.compile(r"\s{100}")
"""Code with this stays plain, too: some lexers take quadratic time for spaces."""

# Cells that a short row lacks are added: 20 kB of Markdown became 65,000 cells.
vars(import_module("markdown_it.rules_block.table"))["MAX_AUTOCOMPLETED_CELLS"] = 1000


class MediaFacts(NamedTuple):
    """What the renderer must know about an image or a sound to show it."""

    media_type: str
    width: int | None
    height: int | None

    @property
    def is_sound(self) -> bool:
        return self.media_type.startswith("audio/")


_known: ContextVar[Mapping[str, MediaFacts]] = ContextVar("known media")


@contextmanager
def knowing(media: Mapping[str, MediaFacts]) -> Iterator[None]:
    """Let what is rendered in this context show these media, which are by id."""
    before = _known.set(media)
    try:
        yield
    finally:
        _known.reset(before)


_stored: ContextVar[bool] = ContextVar("stored", default=False)


@contextmanager
def stored() -> Iterator[None]:
    """Let validators in this context pass over Markdown, which was checked when it was stored.

    Players' requests read stored questions, and must not pay for what an author wrote.
    """
    before = _stored.set(True)
    try:
        yield
    finally:
        _stored.reset(before)


def was_checked() -> bool:
    """Whether the Markdown of this context was checked when it was stored."""
    return _stored.get()


def render(markdown: str) -> str:
    """Render block Markdown as safe HTML. An unknown or undescribed image is shown as text."""
    return _clean(_parser().render(markdown, _environment(sounds=True)))


def render_choice(markdown: str) -> str:
    """Render a choice as safe HTML for use inside a button or a label: phrasing content only.

    A choice that is one fenced block becomes `<code class="block">`, a `$$` formula a
    `<span class="math">`; anything else is one line. A sound, which would be a button inside a
    button, is shown as text.
    """
    tokens = _parser().parse(markdown)
    if len(tokens) == 1 and tokens[0].type == "fence":
        source, language = tokens[0].content, tokens[0].info.strip()
        code = _highlight(source, language, "") or nh3.clean_text(source.rstrip("\n"))
        return _clean(f'<code class="block">{code}</code>')
    return _clean(
        _parser().renderInline(markdown.strip(), {**_environment(sounds=False), "named": True})
    )


def faults(markdown: str) -> list[Fault]:
    """What an author must change about images and sounds."""
    found: list[Fault] = []
    for block in _parser().parse(markdown):
        for token in block.children or []:
            if token.type != "image":
                continue
            source = str(token.attrs["src"])
            if not token.content.strip():
                found.append(MediaNotDescribed(source=source))
            if not MEDIA.fullmatch(source):
                found.append(MediaElsewhere(source=source))
    return found


def described(markdown: str) -> str:
    """Return the Markdown if its images and sounds are valid. Raises a Fault."""
    if not was_checked():
        for fault in faults(markdown):
            raise fault
    return markdown


def _environment(sounds: bool) -> dict[str, Any]:  # Any: as markdown-it has it
    return {"media": _known.get({}), "sounds": sounds}


def _image(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: Any,  # Any: markdown-it's
    environment: Any,  # Any: from `_environment`
) -> str:
    token = tokens[index]
    text = escapeHtml(renderer.renderInlineAsText(token.children, options, environment).strip())
    named = MEDIA.fullmatch(str(token.attrs["src"]))
    facts = environment["media"].get(named[1]) if named else None
    if not named or not facts or not text or (facts.is_sound and not environment["sounds"]):
        return text
    source = f'src="/api/media/{named[1]}"'
    if facts.is_sound:
        return f'<audio {source} controls preload="none" aria-label="{text}"></audio>'
    size = f'width="{facts.width}" height="{facts.height}"'
    return f'<img {source} alt="{text}" {size} loading="lazy" decoding="async">'


def _highlight(code: str, language: str, _attributes: str) -> str:
    """Highlight code as spans with Pygments' short class names; other code stays plain."""
    lexer = _lexer(language) if _is_modest(code) else None
    return highlight(code, lexer, HtmlFormatter(nowrap=True)).rstrip("\n") if lexer else ""


def _is_modest(code: str) -> bool:
    return len(code) <= HIGHLIGHTED and not PADDING.search(code)


@cache
def _lexer_class(alias: str) -> type[Lexer] | None:
    found = find_lexer_class_by_name(alias)
    return found if found.__name__.removesuffix("Lexer") in LEXERS else None


def _lexer(language: str) -> Lexer | None:
    """The lexer for this name, such as `python` or `py`; None for one that may take long."""
    try:
        lexer = _lexer_class(language.lower())
    except ClassNotFound:
        return None
    return lexer(stripnl=False) if lexer else None


@cache
def _parser() -> MarkdownIt:
    options = {"html": False, "linkify": False, "highlight": _highlight}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    parser.add_render_rule("image", _image)
    return parser.use(tex.formulas)


def _only_ours(_tag: str, attribute: str, value: str) -> str | None:
    return None if attribute == "src" and not OURS.fullmatch(value) else value


def _clean(html: str) -> str:
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_only_ours,
        allowed_classes=CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return cleaned.replace(' class=""', "").strip()
