"""The media of quiz files: stored when a file is read, loaded when one is written."""

from ..document.media_ids import media_ids, with_media_ids
from ..document.quiz import QuizDocument
from ..document.report import FAULTS_SHOWN, Loss, Report
from ..errors import FieldFault, Problem
from ..errors.limits import TookTooLong, TookTooMuchMemory
from ..errors.media import MediaNotTaken, MediaRefused, MediaTooLarge
from ..formats import Exported, Format
from ..media.store import media_content, store_upload
from ..models import User


def with_stored_media(report: Report, user: User | None, quota: int | None = None) -> Report:
    """Store the images and sounds of a file, and use their ids in its quiz.

    Skips those that neither a valid question nor the description uses. One that cannot be stored
    is a loss: the draft cannot be published until it is replaced. Does not commit.
    Raises MediaQuotaReached.
    """
    if report.quiz is None or not report.media:
        return report
    ids: dict[str, str] = {}
    losses: list[Loss] = []
    for name, question in _uses(report.quiz).items():
        file = report.media.get(name)
        if file is None:
            continue
        try:
            ids[name] = store_upload(file.content, user, quota).id
        except (MediaRefused, MediaTooLarge, TookTooLong, TookTooMuchMemory) as error:
            losses.append(_not_stored(file.name, question, error))
    return report.model_copy(
        update={
            "quiz": _with_ids(report.quiz, ids),
            "losses": [*report.losses, *losses][:FAULTS_SHOWN],
            "media": {},
        }
    )


def write_file(form: Format, document: QuizDocument) -> Exported:
    """Write the quiz in a format, which loads the images and sounds that it needs."""
    if form.write is None:
        raise NotImplementedError(f"{form.name} cannot be written")
    return form.write(document, media_content)


def _uses(document: QuizDocument) -> dict[str, str | None]:
    """Each image and sound in use, and the first question that uses it (None: the description)."""
    found: dict[str, str | None] = dict.fromkeys(sorted(media_ids(document.description)))
    for question in document.questions:
        for name in sorted(media_ids(question.model_dump(mode="json"))):
            found.setdefault(name, question.id)
    return found


def _not_stored(name: str, question: str | None, error: Problem) -> Loss:
    fault = MediaNotTaken(name=name, reason=error.code)
    return Loss.of("appearance", FieldFault("", fault), question)


def _with_ids(document: QuizDocument, ids: dict[str, str]) -> QuizDocument:
    if not ids:
        return document
    data = with_media_ids(document.model_dump(mode="json"), lambda name: ids.get(name, name))
    return QuizDocument.model_validate(data)
