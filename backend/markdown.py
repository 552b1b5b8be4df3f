"""Markdown to safe HTML, with highlighted code and formulas.

Rendered once, when a question is stored. Raw HTML in the source is shown as text; what the
renderer makes is then sanitised by nh3 as the second wall.
"""

from functools import cache

import nh3
from markdown_it import MarkdownIt
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

from . import tex

TAGS = {
    *("p", "br", "hr", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li"),
    *("em", "strong", "s", "code", "pre", "span", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
    *tex.TAGS,
}
ATTRIBUTES = {"a": {"href"}, **dict.fromkeys(tex.TAGS, tex.ATTRIBUTES)}
TOKEN_CLASSES = {name for name in STANDARD_TYPES.values() if name}
CLASSES = {"span": TOKEN_CLASSES | {"math"}, "p": {"math"}, "code": {"block"}}


def _highlight(code: str, language: str, _attributes: str) -> str:
    """The code as spans with Pygments' short class names; unknown languages stay plain."""
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return ""
    return highlight(code, lexer, HtmlFormatter(nowrap=True)).rstrip("\n")


@cache
def _parser() -> MarkdownIt:
    options = {"html": False, "linkify": False, "highlight": _highlight}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    return parser.disable("image").use(tex.formulas)


def _clean(html: str) -> str:
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return cleaned.replace(' class=""', "").strip()


def render(markdown: str) -> str:
    """Block Markdown as safe HTML."""
    return _clean(_parser().render(markdown))


def render_choice(markdown: str) -> str:
    """A choice as safe HTML that may stand inside a button or a label: phrasing content only.

    A choice that is one fenced block becomes `<code class="block">`, one that is a formula stands
    alone; anything else is one line.
    """
    tokens = _parser().parse(markdown)
    if len(tokens) == 1 and tokens[0].type == "fence":
        source, language = tokens[0].content, tokens[0].info.strip()
        code = _highlight(source, language, "") or nh3.clean_text(source.rstrip("\n"))
        return _clean(f'<code class="block">{code}</code>')
    return _clean(_parser().renderInline(markdown.strip(), {"named": True}))
