"""Changes of the clause library that were accepted on this installation."""

import json
from dataclasses import astuple, dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class LibraryText:
    """What of a clause can be proposed: its text with a letter a line below it, and what its article means in both languages."""

    text: str
    plain: str
    plain_en: str

    @property
    def twins(self) -> tuple[str, str]:
        return self.plain, self.plain_en

    @property
    def digest(self) -> str:
        """What a form remembers of the text that somebody looked at."""
        return sha256(json.dumps(astuple(self)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class LibraryChange:
    """An accepted change of a clause: its place among those accepted, the text it was proposed upon, and the text instead."""

    number: int
    clause: str
    base: LibraryText
    proposed: LibraryText
