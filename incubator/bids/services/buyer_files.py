"""Verbs of the buyer's files. Nothing here commits. Reading takes seconds: it is done before anything is locked."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from incubator.accounts.models import User
from incubator.bids.models import Bid, BuyerFile, FileState, Requirement
from incubator.bids.queries import requirements as queries
from incubator.bids.rules.price_sheets import asks_prices
from incubator.bids.rules.requirements import recognised
from incubator.bids.rules.requirements.renewing import new_and_same
from incubator.bids.services.requirements import propose
from incubator.bids.services.writable import open_for_writing, row_to_write
from incubator.bids.values.requirements import Recognised
from incubator.core import files
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.files import FileKind
from incubator.core.i18n import mark as N_
from incubator.formats import papers
from incubator.formats.papers import PaperUnreadable, ReadPaper

MOST_FILES = 60
# A buyer's price sheet often has macros: without the file itself nobody can bid. It is kept as it is, under the suffix of such files,
# only read as text, and always fetched as a download of no kind, so that nothing opens it by itself.
ANY_DOWNLOAD = "application/octet-stream"
MACRO_WORD = replace(files.WORD, suffix=".docm", media_type=ANY_DOWNLOAD)
MACRO_SHEET = replace(files.SHEET, suffix=".xlsm", media_type=ANY_DOWNLOAD)
# What one cannot read without the password of the buyer is kept too, as a PDF with a password is.
LOCKED = tuple(FileKind(suffix, ANY_DOWNLOAD, papers.is_locked) for suffix in (".docx", ".docm", ".xlsx", ".xlsm"))
PAPERS = (files.WORD, files.PDF, files.SHEET, MACRO_WORD, MACRO_SHEET, *LOCKED)
WITH_MACROS = {".docx": ".docm", ".xlsx": ".xlsm"}
CUT = N_("Only the first pages were read: this file has too many.")
PICTURES = N_("Some pages hold only pictures, so their text could not be read.")


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it came, and what could be read of it."""

    name: str
    content: bytes
    paper: ReadPaper | None = None
    refusal: PaperUnreadable | None = None

    @property
    def demands(self) -> list[Recognised]:
        return recognised(self.paper) if self.paper is not None else []

    @property
    def problem(self) -> str | None:
        """What to tell of the reading."""
        if self.refusal is not None:
            return self.refusal.message
        if self.paper is not None and self.paper.is_cut:
            return CUT
        return PICTURES if self.paper is not None and self.paper.pictures else None


def read(content: bytes, name: str) -> Brought:
    """Look at a file before it is kept. Never fails: what cannot be read says why."""
    try:
        return Brought(name, content, papers.read(content))
    except PaperUnreadable as refusal:
        return Brought(name, content, refusal=refusal)


def bring(bid: Bid, brought: Brought, *, replaces_id: int | None, by: User, now: datetime) -> BuyerFile:
    """Keep a file of the buyer, and propose what it asks.

    A file with the name of an older one is a newer version of it. Raises `RuleViolation` for what is no paper, for what is there
    already, and when there are too many files.
    """
    open_for_writing(bid)
    # Two who bring the same file at once: the second finds it here.
    known = queries.buyer_files(bid)
    if len(known) >= MOST_FILES:
        raise RuleViolation(N_("A bid takes at most %(count)s files."), count=MOST_FILES)
    stored = _kept(brought, now=now)
    same = next((file for file in known if file.file.digest == stored.digest), None)
    if same is not None and same.name == stored.name:
        raise RuleViolation(N_("“%(title)s” is there already."), title=same.name)
    if same is not None:
        raise RuleViolation(N_("The same file is there already, under the name “%(title)s”."), title=same.name)
    file = BuyerFile(bid_id=bid.id, file=stored, name=stored.name, added_at=now, added_by_id=by.id)
    file.state = FileState.READ if brought.paper is not None else FileState.UNREADABLE
    file.problem = brought.problem
    if brought.paper is not None:
        file.pages, file.asks_prices = brought.paper.page_count, asks_prices(brought.paper)
        _replace(_older(known, stored.name, replaces_id), file)
    db.session.add(file)
    db.session.flush()
    _propose(bid, file, brought)
    return file


def _replace(older: BuyerFile | None, file: BuyerFile) -> None:
    """Put it in the place of the older version. What somebody said of that holds for this one too."""
    if older is None:
        return
    file.replaces_id = older.id
    file.is_prices, file.is_prices_by_id, file.is_prices_at = older.is_prices, older.is_prices_by_id, older.is_prices_at


def _kept(brought: Brought, *, now: datetime) -> files.StoredFile:
    """Under its true suffix. What is no paper at all is refused with what the reader says of it."""
    name = brought.name
    if brought.paper is not None:
        name = _under_true_suffix(name, f".{brought.paper.kind.value}", has_macros=papers.has_macros(brought.content))
    try:
        return files.keep(brought.content, name, now=now, kinds=PAPERS)
    except RuleViolation as refused:
        if brought.refusal is None:
            raise
        raise RuleViolation(brought.refusal.message, field=None, **brought.refusal.params) from refused


def _under_true_suffix(name: str, suffix: str, *, has_macros: bool) -> str:
    """The name as the buyer gave it; only one that does not say what the file is gets another suffix."""
    brought, with_macros = Path(name).suffix.lower(), WITH_MACROS.get(suffix, suffix)
    if has_macros:
        suffix = with_macros
    elif brought == with_macros:
        suffix = brought  # of a kind that may hold macros, though this one has none
    return f"{name.rpartition('.')[0] or name}{suffix}"


def _older(known: list[BuyerFile], name: str, replaces_id: int | None) -> BuyerFile | None:
    """The file that this is a newer version of: the one that was chosen, else the last with the same name."""
    replaced = {file.replaces_id for file in known}
    for file in reversed(known):
        if file.id in replaced:
            continue
        if file.id == replaces_id or (replaces_id is None and file.name == name):
            return file
    return None


def _propose(bid: Bid, file: BuyerFile, brought: Brought) -> None:
    """What is new becomes a proposal; what the older version had too is now found here. Nothing that people wrote changes."""
    rows = queries.requirements(bid)
    by_words: dict[object, Requirement] = {}
    for row in rows:
        by_words.setdefault(row.same_as, row)
    fresh, same = new_and_same([row.same_as for row in rows], brought.demands)
    for key, demand in same.items():
        row = by_words[key]
        if file.replaces_id is not None and row.file_id == file.replaces_id:
            row.file_id, row.page, row.paragraph = file.id, demand.page, demand.paragraph
    propose(bid, fresh, file=file, after=len(rows))


def say_prices(file: BuyerFile, is_prices: bool, *, by: User, now: datetime) -> None:
    """Somebody says that this is the price sheet of the buyer, or is not. Who said it and when is kept."""
    file = row_to_write(file)
    if file.is_price_sheet is not is_prices:
        file.is_prices, file.is_prices_by_id, file.is_prices_at = is_prices, by.id, now
    db.session.flush()


def take_away(file: BuyerFile) -> int:
    """Remove a file and the proposals that nobody looked at yet; what was decided stays, and goes to the older version if there is one.

    Gives how many proposals went.
    """
    file = row_to_write(file)
    gone = 0
    for row in [row for row in queries.requirements(file.bid) if row.file_id == file.id]:
        if row.is_proposed:
            db.session.delete(row)
            gone += 1
        elif file.replaces_id is not None:
            # The older version asks it too; on which page of that is not known any more.
            row.file_id, row.page, row.paragraph = file.replaces_id, None, None
    db.session.flush()
    db.session.delete(file)
    return gone
