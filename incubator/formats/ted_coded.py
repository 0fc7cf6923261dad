"""What the Official Journal adds to a form of TED: number, address and day of a publication, references, translated titles."""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

from incubator.formats import cleaning, identities, ted_walk
from incubator.formats.values import Identity, Scheme

PAGE = "https://ted.europa.eu/nl/notice/-/detail/{}"
# NO_DOC_EXT counts within one sender: its login, else the name of its organisation, else that of the buyer goes before it.
_SENDERS = ("SENDER/IDENTIFICATION/ESENDER_LOGIN", "SENDER/CONTACT/ORGANISATION", "//OFFICIALNAME")


def identity(root: Any, coded: Any) -> Identity | None:
    """The number in the Official Journal; before that is known, the number that the sender gave."""
    written = ted_walk.line(coded, "NOTICE_DATA/NO_DOC_OJS") or root.get("DOC_ID")
    if published := ted_walk.publication(written):
        return published
    number = ted_walk.line(root, "SENDER/IDENTIFICATION/NO_DOC_EXT")
    if number is None or identities.placeholder(number):
        return None
    for path in _SENDERS:
        if sender := ted_walk.line(root, path):
            return Identity(Scheme.ESENDERS, f"{identities.part(sender)}/{number}")
    return Identity(Scheme.ESENDERS, number)


def page(publication: Identity) -> str | None:
    """The page of the notice, once it has a number in the Official Journal."""
    if publication.scheme is Scheme.TED:
        return PAGE.format(publication.id)
    return None


def published(coded: Any) -> date | None:
    """The day of the Official Journal: DATE_PUB holds 20180702."""
    digits = (ted_walk.line(coded, "REF_OJS/DATE_PUB") or "")[:8]
    if len(digits) < 8:
        return None
    return cleaning.day(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")


def earlier_publications(coded: Any, form: Any) -> dict[Identity, None]:
    """The publications that the coded data and the form name, each once, in that order."""
    return dict.fromkeys(_named(coded, form))


def _named(coded: Any, form: Any) -> Iterator[Identity]:
    listed = ted_walk.every(coded, "NOTICE_DATA/REF_NOTICE/NO_DOC_OJS")
    for element in chain(listed, ted_walk.every(form, "//NOTICE_NUMBER_OJ")):
        if publication := ted_walk.publication(ted_walk.words(element)):
            yield publication


def translated_title(root: Any) -> str | None:
    """The title that the Official Journal gave it, in Dutch or English where it can be: used when the form has none."""
    titles: dict[str | None, str | None] = {}
    for block in ted_walk.every(root, "TRANSLATION_SECTION/ML_TITLES/ML_TI_DOC"):
        titles[block.get("LG")] = ted_walk.line(block, "TI_TEXT")
    return titles.get("NL") or titles.get("EN") or next(iter(titles.values()), None)
