"""What a hostile author may send: inputs that once hung or filled the application, and variants.

Each input is one request. `{quiz}` in its path is the id of a quiz that the author may edit.
"""

import gzip
import json
import struct
import zlib
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise
from random import Random
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image, ImageCms

from backend.markdown import LEXERS
from tests.support.authors import content
from tests.support.media import image, m4a, mp3, opus

LONG = 20_000
"""Characters of the longest prompt."""
FILE = "application/octet-stream"
# Ends nested aliases that expand to ten to the power of nine texts.
NAMES = "abcdefghij"


class Input(NamedTuple):
    name: str
    path: str
    body: Any  # JSON, or the bytes of a file
    media_type: str = "application/json"

    @property
    def sent(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


def corpus() -> Iterator[Input]:
    prompts: dict[str, str] = {**texts(), **formulas(), **fences()}
    for name, text in prompts.items():
        yield Input(f"prompt: {name}", "/studio/preview", {"content": content("x", prompt=text)})
        added = {"content": content(f"x-{name}", prompt=text)}
        yield Input(f"draft: {name}", "/studio/quizzes/{quiz}/draft/questions", added)
    for name, body in bodies().items():
        yield Input(f"body: {name}", "/studio/preview", {"content": content("x", **body)})
    for (name, file), text in files().items():
        asked = {"name": file, "text": text, "only_good": True}
        yield Input(f"import: {name} in {file}", "/studio/imports", asked)
    for name, packed in archives().items():
        for suffix in ("zip", "xlsx", "md", "yaml", "txt", "json"):
            path = f"/studio/imports/file?name=quiz.{suffix}"
            yield Input(f"{name} as {suffix}", path, packed, FILE)
        yield Input(f"{name} as an image", "/studio/media", packed, "image/png")
    for name, media in {**images(), **sounds()}.items():
        yield Input(f"media: {name}", "/studio/media", media, FILE)


def texts() -> dict[str, str]:
    """Markdown, mostly one piece repeated."""
    pieces = {
        *("[", "![", "`", "*", "_", "~", "<", "&", "\\", "$", "|", ">", "#", "-", "1.", "\n", " "),
        *("[a](", "[a](<b", '[a](b "', "![a](b)", "*a **a ", "_a __a ", "**_", "a*", "~~a ", "`a"),
        *("<a ", '<a href="', "<!--", "<?", "<![CDATA[", "<http://a", "&a", "[a]: b\n", "[a]:"),
        *(
            "> ",
            "- ",
            "* a\n *",
            "1. ",
            "a\n",
            "```\n",
            "~~~ ",
            "    a\n",
            "\t",
            "a\\\n",
            "$$a\n\n",
        ),
        *("$a", "$$\n", "$a$ ", "$a\n", "$a `", " $$a", "$\\", "- $$a\n", "a|\n-|\n"),
        "![](media:",
    }
    rows = "|a" * 99 + "\n" + "|-" * 99 + "\n" + "|\n" * 9000
    random = Random(17)
    signs = "`*_~[]()<>!#$\\|-+. \n\t\"'&:abc0"
    return {
        **{f"{piece!r} again and again": piece * (LONG // len(piece)) for piece in sorted(pieces)},
        "many runs of backticks": ("`" * 100 + "x\n") * 198,
        "runs of backticks, each longer": " ".join("`" * count for count in range(1, 199)),
        "nested links": "[" * 5000 + "](x)" * 3000,
        "nested lists": "".join("  " * depth + "- a\n" for depth in range(140)),
        "wide table": rows[:LONG],
        **{f"noise {number}": "".join(random.choices(signs, k=LONG)) for number in range(8)},
    }


def formulas() -> dict[str, str]:
    """TeX that nests, expands or is unfinished."""
    pieces = {
        *("{", "\\frac", "x^", "\\left(", "\\begin{matrix}", "&", "\\sqrt[", "x'", "\\mathbb "),
        *("x_{", "\\text{", "\\over ", "\\limits", "\\\\", "\\def\\a{\\a\\a}", "\\color{red}"),
    }
    return {
        f"formulas of {piece!r}": f"${piece * (480 // len(piece))}x$ " * 40
        for piece in sorted(pieces)
    }


def fences() -> dict[str, str]:
    """Code, in the languages that were slow, and in each that is highlighted."""
    quoted = "'" + "\\" * 50
    slow = ("fish", "ansys", "chapel", "factor", "cddl", "c", "cpp", "cuda", "make")
    code = {
        **{f"{language}, quoted backslashes": (language, quoted) for language in slow},
        **{f"{language}, spaces": (language, "a" + " " * 19_900 + "b") for language in slow},
        **{
            f"{lexer} {begin}": (lexer.lower(), (begin + "a \"{(\\<'" * 300)[:2400])
            for lexer in sorted(LEXERS)
            for begin in ("'", "/*")
        },
    }
    return {name: f"```{language}\n{text}\n```\n" for name, (language, text) in code.items()}


def bodies() -> dict[str, dict[str, Any]]:
    """Questions of other types, and answers that are Markdown, too."""
    table = ("|a" * 99 + "\n" + "|-" * 99 + "\n" + "|\n" * 1400)[:2000]
    gaps = "[[a]] " + "[[" * 4000
    deep: Any = "x"
    for _ in range(15):
        deep = [deep]
    choices = [{"id": letter, "text": letter + table} for letter in "abcdefghi"]
    return {
        "choices that are tables": {"body": {"choices": choices, "key": "a"}},
        "gaps": {"type": "blanks", "body": {"text": gaps, "gaps": {"a": {"accept": ["b"]}}}},
        "stars": {"type": "text", "body": {"accept": ["*a" * 100]}},
        "nested": {"body": {"choices": deep, "key": "a"}},
        "many unknown fields": {"body": {f"unknown{number}": 1 for number in range(3000)}},
    }


def nested_aliases() -> str:
    """A few hundred bytes that expand to gigabytes."""
    first = "a: &a [" + ", ".join("x" * 10) + "]"
    rest = (
        f"{name}: &{name} [" + ", ".join([f"*{below}"] * 10) + "]"
        for below, name in pairwise(NAMES)
    )
    return "{" + ", ".join([first, *rest]) + "}"


def question(type_: str, answer: str) -> str:
    heading = f"## Question: one {{type: {type_}}}"
    return f"---\ntitle: T\n---\n\n{heading}\n\nWhat?\n\n### Answer\n\n{answer}\n"


def files() -> dict[tuple[str, str], str]:
    """Files to import, by what they try and the name of the file."""
    bomb = nested_aliases()
    minutes = "59" + ":59" * 300_000
    front = "---\ntitle: T\n---\n\n"
    million = 900_000
    unknown = {f"k{number}": 1 for number in range(20_000)}
    collisions = ", ".join(f"{number * (2**61 - 1)}: 1" for number in range(40_000))
    return {
        ("aliases in an answer", "a.md"): question("text", f"- Rome {bomb}"),
        ("aliases in an option", "a.md"): question("text", f"- Rome\n\nnear: {bomb}"),
        ("aliases in a gap", "a.md"): question("blanks", f"It is [[x]].\n\n[[x]]: {bomb}"),
        ("aliases in a block", "a.md"): question("text", f"```yaml\naccept: {bomb}\n```"),
        ("aliases in a heading", "a.md"): f"{front}## Question: one {bomb}\n\nWhat?\n",
        ("aliases", "a.yaml"): f"title: T\nquestions: {bomb}\n",
        ("merged aliases", "a.yaml"): "a: &a {b: 1}\nc: {<<: [" + "*a, " * 9000 + "*a]}\n",
        ("base 60", "a.yaml"): f"title: T\npoints: {minutes}\n",
        ("base 60 in an answer", "a.md"): question("number", f"1\n\ntolerance: {minutes}"),
        ("base 60 with a tag", "a.yaml"): f"title: T\npoints: !!int {minutes}\n",
        ("long number", "a.yaml"): "title: T\npoints: " + "9" * million,
        ("long number", "a.json"): '{"title": "T", "points": ' + "9" * million + "}",
        ("colliding keys", "a.yaml"): "{" + collisions + "}",
        ("unknown keys", "a.yaml"): "title: T\n" + "".join(f"{key}: 1\n" for key in unknown),
        ("unknown keys", "a.json"): json.dumps(
            {"title": "T", **{f"k{n}": 1 for n in range(20_000)}}
        ),
        ("empty questions", "a.yaml"): "title: T\nquestions: [" + "{}, " * 200_000 + "]",
        ("empty questions", "a.json"): '{"title": "T", "questions": [' + "{}," * 200_000 + "{}]}",
        ("empty questions", "a.md"): front + "## Question:\n" * 60_000,
        ("deep lists", "a.json"): "[" * million,
        ("deep lists", "a.yaml"): "[" * million,
        ("deep blocks", "a.yaml"): "".join(" " * n + "a:\n" for n in range(1000)),
        ("quotes", "a.yaml"): '"' * million,
        ("anchors", "a.yaml"): "".join(f"&a{n} a\n" for n in range(60_000)),
        ("spaces in a heading", "a.md"): front + "## Question: x {a" + " " * million + "}",
        ("many items", "a.md"): question("multiple", "- [ ] a\n" * 100_000),
        ("a long item", "a.md"): question("single", "- [ ] a\n" + "  a\n" * 200_000),
        ("many gaps", "a.md"): question("blanks", "[[a]]: 1\n" * 60_000),
        ("backslashes", "a.md"): front + "\\" * million + "## Question:",
        ("choices", "a.txt"): "What?\n" + "A. a\n" * 150_000,
        ("spaces in a choice", "a.txt"): "What?\nA. a" + " a" * 400_000 + " *\nB. b\nANSWER: A",
        ("stars in a choice", "a.txt"): "What?\nA. " + "* " * 400_000 + "\nB. b\nANSWER: A",
        ("answers", "a.txt"): "What?\nA. a\nB. b\nANSWER: " + "A, " * 300_000,
        ("empty lines", "a.md"): question("single", "\n" * million),
        ("slow Markdown in every question", "a.json"): json.dumps(
            {
                "title": "T",
                "questions": [
                    {
                        **{"id": f"q{n}", "type": "truefalse", "key": True},
                        "prompt": "![" * (LONG // 2),
                    }
                    for n in range(45)
                ],
            }
        ),
    }


@cache
def archives() -> dict[str, bytes]:
    """Unsupported formats: an archive, a workbook, and ones that unpack to gigabytes."""
    bomb = BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        for number in range(20):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", bytes(50_000_000))
    small = BytesIO()
    with ZipFile(small, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return {
        "a ZIP that unpacks to 1 GB": bomb.getvalue(),
        "a workbook": small.getvalue(),
        "a gzip that unpacks to 100 MB": gzip.compress(bytes(100_000_000)),
        "noise": Random(17).randbytes(500_000),
    }


def png_of(width: int, height: int, *chunks: tuple[bytes, bytes], rows: bytes = b"") -> bytes:
    """A PNG that claims this size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), *chunks, (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


@cache
def images() -> dict[str, bytes]:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    written, grey, webp, beyond = BytesIO(), BytesIO(), BytesIO(), BytesIO()
    # As large as they are accepted, and larger.
    large = Image.linear_gradient("L").resize((4470, 4470))
    large.convert("RGBA").save(written, "PNG", icc_profile=profile, compress_level=1)
    large.convert("I;16").save(grey, "PNG", compress_level=1)
    large.resize((3460, 3460)).convert("RGBA").save(webp, "WEBP", method=0)
    large.resize((5470, 5480)).convert("RGBA").save(beyond, "PNG", compress_level=1)
    frames = BytesIO()
    first, *others = (Image.new("L", (400, 400), level) for level in range(200))
    first.save(frames, "GIF", save_all=True, append_images=others)
    zipped = zlib.compress(bytes(50_000_000))
    whole = {
        "JPEG": image("JPEG", (3000, 2000), noise=True, progressive=True),
        "PNG": image("PNG", (600, 400), noise=True),
        "WEBP": image("WEBP", (600, 400), noise=True),
        "GIF": frames.getvalue(),
    }
    return {
        "20 million pixels with a profile": written.getvalue(),
        "20 million grey pixels of 16 bits": grey.getvalue(),
        "12 million pixels of WebP": webp.getvalue(),
        "30 million pixels": beyond.getvalue(),
        "a photo without loss": image("PNG", (1800, 1800), noise=True),
        "an animation": frames.getvalue(),
        "a billion pixels": png_of(30_000, 35_000, rows=zlib.compress(bytes(10_000))),
        "29 million pixels that are not there": png_of(29_000, 1000, rows=zlib.compress(b"")),
        "texts that unpack": png_of(
            10,
            10,
            *((b"zTXt", b"a%d\0\0" % n + zipped) for n in range(20)),
            rows=zlib.compress(b""),
        ),
        "a profile that unpacks": png_of(10, 10, (b"iCCP", b"a\0\0" + zipped)),
        **{f"{name}, cut": file[: len(file) // 2] for name, file in whole.items()},
        **{
            f"{name}, damaged {seed}": _damaged(file, Random(seed))
            for name, file in whole.items()
            for seed in range(3)
        },
    }


def _damaged(file: bytes, random: Random) -> bytes:
    changed = bytearray(file)
    for _ in range(20):
        changed[random.randrange(20, len(file))] = random.randrange(256)
    return bytes(changed)


@cache
def sounds() -> dict[str, bytes]:
    pages = struct.pack("<4sBBqIIIB", b"OggS", 0, 0, 0, 7, 0, 0, 0) * 100_000
    box = struct.pack(">I4s", 8, b"free")
    return {
        "padding": bytes(3_000_000),
        "tags": b"ID3\x04\0\0\0\0\0\0" * 300_000,
        "pages": opus() + pages,
        "comments of many pages": opus(b"x" * 100) + pages,
        "boxes": m4a()[:24] + box * 350_000,
        "frames": mp3(7000),
        **{
            f"damaged {name} {seed}": _damaged(file, Random(seed))
            for name, file in (("mp3", mp3()), ("m4a", m4a(b"x" * 50)), ("opus", opus(b"x" * 50)))
            for seed in range(5)
        },
    }
