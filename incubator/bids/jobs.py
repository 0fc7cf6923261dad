"""What bids do by themselves: move along with what buyers change, tell the group about it, and tell who guides two bidders."""

from incubator.accounts.queries import managers
from incubator.bids.messages import competing
from incubator.bids.queries import documents as queries
from incubator.bids.services import bidding as services
from incubator.bids.services import corrections, making
from incubator.core import clock, files, office
from incubator.core.db import SYSTEM, transaction


def follow_corrections() -> str:
    """The deadlines of bids in the agenda, as the newest publications have them; a mail about each change."""
    with transaction(actor=SYSTEM):
        number = services.follow_corrections(now=clock.now())
        mailed = corrections.tell(now=clock.now())
    return f"{number} bids looked at, {mailed} mails"


def tell_shared_guides() -> str:
    """A mail about each coach who guides two groups that bid against each other: by a new bid, a new partner or a new group."""
    with transaction(actor=SYSTEM):
        mailed = competing.tell_shared_guides(managers())
    return f"{mailed} mails"


def make_pdfs() -> str:
    """The PDFs beside documents that were made, a handful at a time; where there is no LibreOffice there is nothing to do."""
    if office.program() is None:
        return "no LibreOffice"
    made = 0
    for document in queries.waiting_for_pdf(making.PDFS_AT_ONCE):
        try:
            content = office.to_pdf(files.content_of(document.file), files.WORD.suffix)
        except (office.NoPdf, OSError):
            content = None
        # Each by itself: one that cannot be made keeps no other back.
        with transaction(actor=SYSTEM):
            making.keep_pdf(document, content, now=clock.now())
        made += content is not None
    return f"{made} PDFs made"
