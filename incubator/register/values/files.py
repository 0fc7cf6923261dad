"""Members as a file names them."""

from dataclasses import dataclass, field

from incubator.core.csv_files import LineTrouble
from incubator.register.values.membership import Decision
from incubator.register.values.people import Person


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A line of a file that could be read. `end` is there for who has left, `paid_cents` for who paid."""

    line: int
    person: Person
    admission: Decision
    number: int = 0
    end: Decision | None = None
    end_kind: str = ""
    paid_cents: int = 0


@dataclass(frozen=True, slots=True)
class MembersFile:
    """What a file holds, what is wrong with it, and which columns say nothing to us."""

    lines: tuple[MemberLine, ...] = ()
    troubles: tuple[LineTrouble, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a file: who was or would be entered, and whose line was left out because they seem to be there already."""

    entered: tuple[MemberLine, ...] = ()
    alike: tuple[MemberLine, ...] = ()
    troubles: tuple[LineTrouble, ...] = field(default=())
    early: tuple[MemberLine, ...] = ()  # of those who are entered: members from before the deed
