"""Changes of the clause library that were accepted on this installation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LibraryText:
    """What of a clause can be proposed: its text with a letter a line below it, and what its article means in both languages."""

    text: str
    plain: str
    plain_en: str


@dataclass(frozen=True, slots=True)
class LibraryChange:
    """An accepted change of a clause: its place among those accepted, the text it was proposed upon, and the text instead."""

    number: int
    clause: str
    base: LibraryText
    proposed: LibraryText
