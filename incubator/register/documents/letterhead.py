"""The head of a letter to a member: who sends it, with seat and number, and to whom it goes."""

from collections.abc import Iterator

from incubator.core.word import Block, Paragraph
from incubator.statutes.values.legal_person import LegalPerson


def letterhead(sender: LegalPerson, name: str, address: str) -> Iterator[Block]:
    """The sender first, then the addressee; what is not known is left out."""
    yield Paragraph(", ".join((sender.written_name, *sender.address)), "note")
    if sender.particulars:
        yield Paragraph(sender.particulars, "note")
    yield Paragraph(name)
    for line in address.splitlines():
        yield Paragraph(line)
