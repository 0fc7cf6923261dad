"""Making the documents of a bid, and keeping what they were made from. Nothing here commits."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from incubator.accounts.models import User
from incubator.bids import documents
from incubator.bids.models import Bid, BidDocument, PdfState
from incubator.bids.queries import documents as queries
from incubator.bids.queries import sections as written
from incubator.bids.rules.checking import StandingPaper
from incubator.bids.services import partners
from incubator.bids.services.belonging import Belonging, Key, belonging_to
from incubator.bids.services.writable import check_open
from incubator.bids.values.documents import Audience
from incubator.bids.values.origins import WorkOrigin
from incubator.core import files, office
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

PDFS_AT_ONCE = 10
NOTHING = N_("This document does not belong to this bid.")


@dataclass(slots=True)
class MadeSet:
    """What stands there now: what was made just now, what was still right, and what may not be made."""

    made: list[BidDocument] = field(default_factory=list)
    kept: list[BidDocument] = field(default_factory=list)
    stopped: list[tuple[str, RuleViolation]] = field(default_factory=list)

    @property
    def documents(self) -> list[BidDocument]:
        return [*self.made, *self.kept]


@dataclass(frozen=True, slots=True)
class DraftedDocument:
    """A document that is written but not kept: what it was written from, its bytes and how many points are open in it."""

    made_from: dict[str, Any]
    content: bytes
    open_count: int


@dataclass(frozen=True, slots=True)
class StandingDocument:
    """A document as it was made last. `is_older`: something changed since in what it was made from."""

    title: str
    document: BidDocument
    is_older: bool

    @property
    def goes_along(self) -> bool:
        return documents.goes_along(self.document.kind, self.document.audience)


def papers_of(made: Iterable[StandingDocument]) -> list[StandingPaper]:
    """The same as the checks read them."""
    papers = []
    for row in made:
        papers.append(
            StandingPaper(row.title, row.document.kind, row.goes_along, row.is_older, row.document.open_count)
        )
    return papers


def standing(bid: Bid, *, now: datetime) -> list[StandingDocument]:
    """Each document that was made and still belongs to the bid."""
    newest = {(row.kind, row.lot, row.part): row for row in queries.newest_documents(bid)}
    # Without a document there is nothing to compare, and reckoning what belongs to a bid is work.
    listed = belonging_to(bid, now=now, base_url="") if newest else []
    made = []
    for row in listed:
        if row.key in newest:
            document = newest[row.key]
            made.append(StandingDocument(row.title, document, is_older=document.made_from != row.made_from))
    return made


def draft(bid: Bid, *, now: datetime, base_url: str, only: Key | None = None) -> dict[Key, DraftedDocument]:
    """Write what is not up to date, and keep nothing: for `make`, so that nobody waits for a lock while documents are written."""
    newest = {(row.kind, row.lot, row.part): row for row in queries.newest_documents(bid)}
    drafts = {}
    for belonging in belonging_to(bid, now=now, base_url=base_url):
        standing = newest.get(belonging.key)
        is_asked = only in {None, belonging.key}
        if not is_asked or (standing is not None and standing.made_from == belonging.made_from):
            continue
        try:
            content, open_count = belonging.make()
        except RuleViolation:
            continue  # `make` meets it again, and says why
        drafts[belonging.key] = DraftedDocument(belonging.made_from, content, open_count)
    return drafts


def make(
    bid: Bid,
    *,
    by: User | None,
    now: datetime,
    base_url: str,
    only: Key | None = None,
    drafts: Mapping[Key, DraftedDocument] | None = None,
) -> MadeSet:
    """Make the set, or one document of it. What was made from the same stays as it is: who presses twice gets one set.

    A draft is taken as it is when nothing changed in what it was written from; else the document is written anew.
    Raises `RuleViolation` when the document does not belong to the bid, or for one of what was handed in.
    """
    # Under the lock nobody changes a fact between what is written and what is remembered.
    lock(bid.cooperative)
    is_open = written.is_open(bid)
    listed = _listed(bid, is_open=is_open, now=now, base_url=base_url, only=only)
    newest = {(row.kind, row.lot, row.part): row for row in queries.newest_documents(bid)}
    done = MadeSet()
    for belonging in listed:
        drafted = _written_before(belonging, (drafts or {}).get(belonging.key))
        _make_anew(bid, drafted, newest.get(belonging.key), done, by=by, now=now)
    if done.made:
        bid.made_at = now
    if only is None and is_open:
        # Who made a single document did not bring the others up to date.
        bid.facts_used = dict(queries.facts_of(bid))
    db.session.flush()
    return done


def _listed(bid: Bid, *, is_open: bool, now: datetime, base_url: str, only: Key | None) -> list[Belonging]:
    """What is to be made: all that belongs to the bid, or one of it."""
    if bid.origin is WorkOrigin.NOTICE and is_open:
        # Who bids declares: the own UEA belongs to the set from the first time that it is made.
        partners.ensure_own(bid, now=now)
    listed = [row for row in belonging_to(bid, now=now, base_url=base_url) if only in {None, row.key}]
    if only is not None and not listed:
        raise RuleViolation(NOTHING)
    return listed if is_open else _beside_what_stands(bid, listed)


def _beside_what_stands(bid: Bid, listed: Sequence[Belonging]) -> list[Belonging]:
    """Once a bid was handed in only what stays with the group is made. Raises `RuleViolation` when there is nothing of that."""
    internal = [row for row in listed if row.audience is Audience.INTERNAL]
    if not internal:
        check_open(bid)
    return internal


def _written_before(belonging: Belonging, drafted: DraftedDocument | None) -> Belonging:
    """The same document, as it was drafted when that was from the same."""
    if drafted is None or drafted.made_from != belonging.made_from:
        return belonging
    return replace(belonging, make=lambda: (drafted.content, drafted.open_count))


def _make_anew(
    bid: Bid, belonging: Belonging, standing: BidDocument | None, done: MadeSet, *, by: User | None, now: datetime
) -> None:
    """One document of the set, unless it was made from the same already."""
    if standing is not None and standing.made_from == belonging.made_from:
        done.kept.append(standing)
        return
    try:
        done.made.append(_keep(bid, belonging, standing, by=by, now=now))
    except RuleViolation as broken_rule:
        # One that may not leave keeps no other back.
        done.stopped.append((belonging.title, broken_rule))


def _keep(
    bid: Bid, belonging: Belonging, standing: BidDocument | None, *, by: User | None, now: datetime
) -> BidDocument:
    content, open_count = belonging.make()
    name = f"{belonging.file_name}{belonging.file_kind.suffix}"
    kind, lot, part = belonging.key
    stored = files.keep(content, name, now=now, kinds=(belonging.file_kind,))
    before = standing.number if standing is not None else 0
    maker = by.id if by is not None else None
    row = BidDocument(
        bid=bid,
        kind=kind,
        lot=lot,
        part=part,
        number=before + 1,
        audience=belonging.audience,
        file=stored,
        sha256=hashlib.sha256(content).hexdigest(),
        pdf_state=_pdf_state(belonging),
        open_count=open_count,
        made_from=belonging.made_from,
        made_at=now,
        made_by_id=maker,
    )
    db.session.add(row)
    return row


def _pdf_state(belonging: Belonging) -> PdfState:
    """A spreadsheet is for reckoning: only what is read gets a PDF beside it."""
    if belonging.file_kind is files.WORD and office.program() is not None:
        return PdfState.WAITING
    return PdfState.NONE


def keep_pdf(document: BidDocument, content: bytes | None, *, now: datetime) -> None:
    """The PDF beside a document, or that it could not be made. What somebody else did in the meantime stays."""
    document = lock(document)
    if document.pdf_state is not PdfState.WAITING:
        return
    if content is None:
        document.pdf_state = PdfState.FAILED
        return
    name = f"{document.file.name.rpartition('.')[0]}.pdf"
    document.pdf = files.keep(content, name, now=now, kinds=(files.PDF,), largest=office.LARGEST_PDF)
    document.pdf_state = PdfState.MADE
