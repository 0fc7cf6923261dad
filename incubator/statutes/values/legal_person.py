"""The cooperative as documents name it: by its statutory name and seat and its number in the trade register, in Dutch."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LegalPerson:
    """Who a document is of. What is not known is empty, and then left out."""

    name: str
    seat: str = ""  # the municipality of the statutes
    kvk: str = ""
    address: tuple[str, ...] = ()  # its lines
    has_deed: bool = True

    @property
    def written_name(self) -> str:
        """The name under which it presents itself: without a deed there is no cooperative yet, and that is said."""
        return self.name if self.has_deed else f"{self.name} (in oprichting)"

    @property
    def particulars(self) -> str:
        """Seat and number on one line; empty when neither is known."""
        known = []
        if self.seat:
            known.append(f"Statutair gevestigd te {self.seat}")
        if self.kvk:
            known.append(f"KVK-nummer {self.kvk}")
        return ", ".join(known)

    @property
    def in_full(self) -> str:
        """Name, seat and number within a sentence."""
        particulars = self.particulars
        if particulars:
            return f"{self.written_name}, {particulars[0].lower() if self.seat else particulars[0]}{particulars[1:]}"
        return self.written_name

    def rows(self) -> Iterator[tuple[str, str]]:
        """What is known, for a table."""
        yield "Naam", self.written_name
        for heading, value in (("Statutaire zetel", self.seat), ("KVK-nummer", self.kvk)):
            if value:
                yield heading, value
