"""Under which number people find a procurement. Plain Python."""

from collections.abc import Iterable

from incubator.formats.values import Identity, ReadNotice, Scheme

NAMES = {Scheme.TED: "publicatienummer TED", Scheme.TENDERNED: "publicatienummer TenderNed"}
REFERENCE = "kenmerk"


def name_of_number(notice: ReadNotice, number: str) -> str:
    """What a number is called in a document: that of a publication is not the reference of the buyer."""
    for identity in notice.identities:
        if identity.id == number:
            return NAMES.get(identity.scheme, REFERENCE)
    return REFERENCE


def first_number(notice: ReadNotice, schemes: Iterable[Scheme]) -> Identity | None:
    """The number of the first of these schemes that has one: who reads a document decides which it knows best."""
    for scheme in schemes:
        for identity in notice.identities:
            if identity.scheme is scheme:
                return identity
    return None
