"""The papers beside the deed as files."""

import io
from dataclasses import dataclass
from datetime import date, datetime

from incubator.cooperatives.models import Cooperative
from incubator.core import word
from incubator.core.quantities import write_day
from incubator.statutes import queries
from incubator.statutes.documents import DraftDetails
from incubator.statutes.documents.papers import Paper, paper_document
from incubator.statutes.values import read


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file that is not kept: its name and its bytes."""

    name: str
    content: io.BytesIO


def paper_file(group: Cooperative, paper: Paper, *, now: datetime, today: date) -> PaperFile:
    """A paper in Word, out of the answers as they are now."""
    details = DraftDetails(made_at=now, made_on=write_day(today), author=group.name)
    document = paper_document(read(queries.answers(group)), paper, details)
    return PaperFile(f"{document.title}.docx", io.BytesIO(word.to_bytes(document)))
