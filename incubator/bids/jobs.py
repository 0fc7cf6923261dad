"""What bids do by themselves: move along with what buyers change, and tell the group about it."""

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
