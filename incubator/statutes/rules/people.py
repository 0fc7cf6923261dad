"""People in the answers, by the name that they are written with: answers hold no other identity."""

from collections.abc import Iterable

from incubator.statutes.values import Statutes
from incubator.statutes.values.answers import Founder
from incubator.statutes.values.organ_answers import Seatholder


def key(name: str) -> str:
    """A name to compare by: without regard to capitals and blanks."""
    return " ".join(name.casefold().split())


def names_of_founders(statutes: Statutes) -> tuple[str, ...]:
    """The names of the founders, as far as they have one besides their number in the list."""
    founders = statutes.deed.founders
    return tuple(founder.name for founder in founders if founder.name and founder.name != founder.person_id)


def members_at_the_start(statutes: Statutes) -> tuple[Founder, ...]:
    """The founders whom the deed makes members: not a legal person that helps to found where only people can be members."""
    founders = statutes.deed.founders
    if statutes.membership.legal_persons:
        return founders
    return tuple(founder for founder in founders if founder.kind != "legal")


def first_directors(statutes: Statutes) -> tuple[Seatholder, ...]:
    """Who sits in the board first: whom the deed appoints, else whom the answers name as directors."""
    return statutes.first_board or statutes.board.directors


def same(name: str, other: str) -> bool:
    """Whether two names can be of one person: "Joke" and "Joke van den Berg"."""
    shorter, longer = sorted((set(key(name).split()), set(key(other).split())), key=len)
    return bool(shorter) and shorter <= longer


def is_among(name: str, names: Iterable[str]) -> bool:
    return any(same(name, other) for other in names)


def among(holders: Iterable[Seatholder], others: Iterable[Seatholder]) -> list[str]:
    """The names that stand on both lists."""
    known = {key(other.name) for other in others}
    return [holder.name for holder in holders if key(holder.name) in known]
