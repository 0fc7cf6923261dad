"""A single publication, fetched by its number from a source that this incubator reads anyway."""

from dataclasses import dataclass
from datetime import date, datetime

from incubator.core.http import Client
from incubator.notices.services.importing import import_documents
from incubator.notices.values import SourceDocument
from incubator.sources import queries
from incubator.sources.kinds import KINDS


@dataclass(frozen=True, slots=True)
class NamedPublication:
    """A number and the source to ask for it, as plain values: nothing of the database is held while the other side answers."""

    number: str
    source_id: int
    source: str
    kind: str
    url: str


def publication_of(kind: str, number: str) -> NamedPublication | None:
    """Where a publication can be asked for; None when no source of its kind is read."""
    source = queries.read_as(kind)
    if source is None:
        return None
    return NamedPublication(number, source.id, source.name, source.kind, source.url)


def ask(publication: NamedPublication, client: Client, *, today: date) -> list[SourceDocument]:
    """What the source has under this number. Raises `FetchError` or `UnexpectedAnswer`."""
    return KINDS[publication.kind].named(publication.url, publication.number, client, today)


def keep(publication: NamedPublication, documents: list[SourceDocument], *, now: datetime) -> int:
    """Store it like what a reading brings; gives how many notices are new or changed."""
    result = import_documents(documents, now=now, source_id=publication.source_id)
    return result.new + result.updated
