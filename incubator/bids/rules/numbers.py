"""Under which number people find a procurement. Plain Python."""

from collections.abc import Iterable

from incubator.formats.values import ReadNotice, Scheme

# What each number is called in a document: only the one that the buyer gave itself is its reference.
NAMES = {
    Scheme.TED: "publicatienummer TED",
    Scheme.TENDERNED: "publicatienummer TenderNed",
    Scheme.KENMERK: "TenderNed-kenmerk",
    Scheme.PROCEDURE: "nummer van de procedure",
}
REFERENCE = "kenmerk"


def name_of_number(notice: ReadNotice, number: str) -> str:
    """What a number is called in a document: that of a publication is not the reference of the buyer."""
    if number == notice.buyer_reference:
        return REFERENCE
    for identity in notice.identities:
        if identity.id == number:
            return NAMES.get(identity.scheme, REFERENCE)
    return REFERENCE


def first_number(notice: ReadNotice, schemes: Iterable[Scheme]) -> str:
    """The number of the buyer itself, else that of the first of these schemes that has one; "" where there is none.

    Who reads a document decides which of the others it knows best.
    """
    if notice.buyer_reference:
        return notice.buyer_reference
    for scheme in schemes:
        for identity in notice.identities:
            if identity.scheme is scheme:
                return identity.id
    return ""
