"""Under which number people find a procurement. Plain Python."""

from collections.abc import Iterable

from incubator.formats.values import Identity, ReadNotice, Scheme


def first_number(notice: ReadNotice, schemes: Iterable[Scheme]) -> Identity | None:
    """The number of the first of these schemes that has one: who reads a document decides which it knows best."""
    for scheme in schemes:
        for identity in notice.identities:
            if identity.scheme is scheme:
                return identity
    return None
