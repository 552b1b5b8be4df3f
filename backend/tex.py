"""Formulas in Markdown: TeX between `$…$` or `$$…$$`, rendered as MathML.

What counts as a formula follows Pandoc's rules, slightly tightened, since prose about money, shells
and templates has dollars, too. (mdit-py-plugins looks for the character before the first one at the
end of the text, and lets a block swallow list items.)
"""

import re
from html import escape, unescape
from xml.etree.ElementTree import Element, tostring

from latex2mathml.converter import Converter
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

LIMIT = 500
"""Characters of a formula. The converter takes about 10 µs for each."""
DEPTH = 40
"""Maximum nesting of elements."""

# No letter or digit before it, no space inside at either end, and neither a digit nor a brace
# behind it: "US$5", "$5 and $6", "$5-$6" and "${a}${b}" are text.
INLINE = re.compile(
    r"(?<![A-Za-z0-9$])(\${1,2})(?![\s$])((?:\\.|[^\\$`])+)(?<!\s)\1(?![\d{$])", re.S
)
# Definitions may expand without limit.
DEFINES = re.compile(r"\\(?:def|newcommand|newenvironment|DeclareMathOperator)(?![a-zA-Z])")
UNKNOWN = re.compile(r"\\[a-zA-Z]|[&{}]")
# The converter knows these under other names, or only with braces.
ENVIRONMENT = re.compile(
    r"(?<=\\begin{)(?:aligned|gathered)(?=})|(?<=\\end{)(?:aligned|gathered)(?=})"
)
BARE = re.compile(r"(\\math[a-z]+) ([A-Za-z])(?![A-Za-z])")
KNOWN_AS = {"aligned": "split", "gathered": "displaylines"}

TAGS = {
    *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mstyle", "mpadded", "mphantom"),
    *("mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover"),
    *("mtable", "mtr", "mtd", "menclose"),
}
CHILDREN = {
    **dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
# No colours or sizes, which would not suit every theme and screen; no href, style or class.
ATTRIBUTES = {
    *(
        "display",
        "alttext",
        "aria-label",
        "mathvariant",
        "displaystyle",
        "scriptlevel",
        "accent",
        "notation",
    ),
    *("stretchy", "fence", "form", "separator", "symmetric", "largeop", "movablelimits"),
    *("minsize", "maxsize", "lspace", "rspace", "linethickness", "width", "height", "depth"),
    *("columnalign", "columnlines", "columnspacing", "rowlines", "rowspacing"),
}
VALUE = re.compile(
    r"(?:[a-z-]+|-?0?\.\d+em|\d(?:\.\d+)?(?:em|px|pt)?)(?: (?:[a-z]+|\d(?:\.\d+)?em))*"
)
# Named widths of MathML 3, which MathML Core, supported by browsers, does not have.
WIDTHS = {
    "thinmathspace": "0.167em",
    "thickmathspace": "0.278em",
    "negativethinmathspace": "-0.167em",
    "negativemediummathspace": "-0.222em",
    "negativethickmathspace": "-0.278em",
}


class Faulty(ValueError):
    """The text is not TeX, or beyond the limits."""


def mathml(tex: str, display: str, named: bool = False) -> str:
    """Convert the formula to MathML; `display` is `inline` or `block`. Raises Faulty."""
    if len(tex) > LIMIT or DEFINES.search(tex):
        raise Faulty
    try:
        known = ENVIRONMENT.sub(lambda name: KNOWN_AS[name[0]], BARE.sub(r"\1{\2}", tex))
        formula = Converter(display=display).convert_to_element(known)
        _tidy(formula)
    except Exception as fault:  # the converter raises IndexError and many others
        raise Faulty from fault
    formula.attrib = {"display": display, "aria-label" if named else "alttext": tex}
    return tostring(formula, encoding="unicode", short_empty_elements=False)


def _tidy(element: Element, depth: int = 0) -> None:
    """Keep only allowed attributes. Raises Faulty for what the converter did not understand."""
    if depth > DEPTH or len(element) != CHILDREN.get(element.tag, len(element)):
        raise Faulty
    element.text = unescape(element.text or "")
    if element.tag == "mi" and UNKNOWN.match(element.text):
        raise Faulty
    for name, value in list(element.attrib.items()):
        known = WIDTHS.get(value, value)
        if name in ATTRIBUTES and VALUE.fullmatch(known):
            element.set(name, known)
        else:
            del element.attrib[name]
    for child in element:
        _tidy(child, depth + 1)


def formulas(parser: MarkdownIt) -> None:
    """A plugin for markdown-it: `parser.use(formulas)`."""
    parser.inline.ruler.before("escape", "math_inline", _inline)
    parser.block.ruler.before("fence", "math_block", _block)
    parser.add_render_rule("math_inline", _render)
    parser.add_render_rule("math_block", _render)


def _inline(state: StateInline, silent: bool) -> bool:
    found = INLINE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.markup, token.content = found[1], found[2]
    state.pos = found.end()
    return True


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """From a line that begins with `$$` to one that ends with it, without an empty line."""
    if state.is_code_block(start):
        return False
    lines: list[str] = []
    # More lines are no formula: otherwise each line might scan all that follow.
    for number in range(start, min(end, start + LIMIT)):
        if state.isEmpty(number) or (lines and state.sCount[number] < state.blkIndent):
            return False
        line = state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()
        if number == start:
            if not line.startswith("$$"):
                return False
            line = line[2:]
        lines.append(line)
        if line.endswith("$$"):
            break
    else:
        return False
    content = "\n".join(lines)[:-2].strip()
    if not content or "$$" in content:
        return False
    if not silent:
        token = state.push("math_block", "math", 0)
        token.block, token.markup, token.content = True, "$$", content
        token.map = [start, start + len(lines)]
    state.line = start + len(lines)
    return True


def _render(
    _self: RendererProtocol,
    tokens: list[Token],
    index: int,
    _options: OptionsDict,
    env: EnvType,
) -> str:
    return shown(tokens[index], named=bool(env.get("named")))


def shown(token: Token, named: bool = False) -> str:
    """Render a formula as HTML; a faulty one as code, as it was written.

    Inside a button, screen readers read only names, so a `named` formula has its source as name.
    """
    box = "p" if token.type == "math_block" else "span"
    try:
        if token.markup == "$":
            return mathml(token.content, "inline", named)
        return f'<{box} class="math">{mathml(token.content, "block", named)}</{box}>'
    except Faulty:
        code = f"<code>{escape(token.markup + token.content + token.markup)}</code>"
        return f"<pre>{code}</pre>" if token.type == "math_block" else code
