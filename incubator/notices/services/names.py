"""The names that a publication goes by, and which of them may join it with another."""

from collections.abc import Iterable
from dataclasses import replace

from incubator.core.i18n import mark as N_
from incubator.formats.values import PUBLICATION_SCHEMES, Doubt, Identity, ReadNotice

Name = tuple[str, str, str]  # scheme, value and version; the version is empty where the source leaves it out
TAKEN = N_("this name belongs to another publication already; it is not used to join them")


def names_of(notice: ReadNotice) -> tuple[Name, ...]:
    """The names of this one publication."""
    return tuple(map(as_name, _own_names(notice)))


def all_names(notice: ReadNotice) -> set[Name]:
    return set(map(as_name, notice.identities))


def as_name(identity: Identity) -> Name:
    return identity.scheme.value, identity.id, identity.version or ""


def contradict(first: Iterable[Name], second: Iterable[Name]) -> bool:
    """Whether two sets of names are of two publications: they have a kind of name in common, and no name of that kind."""
    mine, theirs = _by_scheme(first), _by_scheme(second)
    return any(not _meet(mine[scheme], theirs[scheme]) for scheme in mine.keys() & theirs.keys())


def _by_scheme(names: Iterable[Name]) -> dict[str, dict[str, set[str]]]:
    """The versions of each value, by scheme."""
    schemes: dict[str, dict[str, set[str]]] = {}
    for scheme, value, version in names:
        schemes.setdefault(scheme, {}).setdefault(value, set()).add(version)
    return schemes


def _meet(mine: dict[str, set[str]], theirs: dict[str, set[str]]) -> bool:
    """Whether a name is the same; one without version may be any version."""
    return any(_same_version(mine[value], theirs[value]) for value in mine.keys() & theirs.keys())


def _same_version(mine: set[str], theirs: set[str]) -> bool:
    # The search of TED leaves out the version of a UUID.
    return bool(mine & theirs) or "" in mine or "" in theirs


def without(notice: ReadNotice, taken: set[Name]) -> ReadNotice:
    """The notice without names of its own that others have. If it is left with none it gets them within its procurement."""
    contested = [name for name in _own_names(notice) if as_name(name) in taken]
    if not contested:
        return notice
    kept = [name for name in notice.identities if name not in contested]
    # A publication must go by some name: one that no name finds would be new again with every import.
    if PUBLICATION_SCHEMES.isdisjoint(name.scheme for name in kept):
        kept = [*names_within(notice), *kept]
    doubts = list(notice.doubts)
    for name in contested:
        doubts.append(Doubt("identities", name.id, TAKEN))
    return replace(notice, identities=tuple(kept), doubts=tuple(dict.fromkeys(doubts)))


def _own_names(notice: ReadNotice) -> list[Identity]:
    return [name for name in notice.identities if name.scheme in PUBLICATION_SCHEMES]


def names_within(notice: ReadNotice) -> list[Identity]:
    """The names of the publication, each followed by the first name of its procurement."""
    procurement = ""
    for name in notice.identities:
        if name.scheme not in PUBLICATION_SCHEMES:
            procurement = name.id
            break
    return [replace(name, id=f"{name.id} ({procurement})") for name in _own_names(notice)]


def without_version(names: Iterable[Name]) -> set[Name]:
    """The same names without their version: TED's search leaves it out."""
    return {(scheme, value, "") for scheme, value, _version in names}
