"""Reading and writing the formats of text, as tests compare them."""

from backend.document.quiz import QuizDocument
from backend.formats import FORMATS, Report
from backend.library.files import write_file


def read_text(name: str, text: str) -> Report:
    form = FORMATS[name]
    assert form.read
    return form.read(text.encode())


def write_text(name: str, document: QuizDocument) -> str:
    return write_file(FORMATS[name], document).content.decode()
