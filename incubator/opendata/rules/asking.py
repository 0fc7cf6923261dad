"""What an address asks of a dataset. Nothing is guessed: what is not understood is refused with a sentence that says what is."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.open_data import DataFilter, DataRequest, Dataset, FilterKind
from incubator.core.reference import nuts
from incubator.opendata.rules.cursors import place_in

# Five hundred releases are some megabytes: who wants more takes the file, which is sent in portions.
DEFAULT_LIMIT, MOST = 100, 500
CURSOR, LIMIT = "cursor", "limit"
UNKNOWN = N_("This dataset has no parameter %(name)s. It has: %(names)s.")
TWICE = N_("Give %(name)s once.")
NO_DAY = N_("%(name)s is a day, such as 2026-01-31.")
NO_CHOICE = N_("%(name)s is one of: %(names)s.")
NO_PLACE = N_("%(name)s is a NUTS code such as NL33, or the code of a municipality such as GM0363.")
NO_CPV = N_("%(name)s is a CPV code, or its first two digits or more.")
NO_LIMIT = N_("limit is a whole number from 1 to %(most)s.")
NO_CURSOR = N_("This cursor is not from this list. Begin again without one.")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_CPV = re.compile(r"([0-9]{2,8})(?:-[0-9])?", re.ASCII)
# Few digits: Python refuses to read a number of thousands of them, which would be our fault and no answer.
_LIMIT = re.compile(r"[0-9]{1,6}", re.ASCII)
Asked = Mapping[str, Sequence[str]]


class WrongQuestion(RuleViolation):
    """What is asked cannot be answered; the field is the name of the parameter."""


def read_request(dataset: Dataset, asked: Asked, *, paged: bool) -> DataRequest:
    """What is asked of a dataset; a whole file knows no pages. Raises `WrongQuestion`."""
    filters = {allowed.name: allowed for allowed in dataset.filters}
    names = [*filters, *((LIMIT, CURSOR) if paged else ())]
    for name, values in asked.items():
        # A misspelt filter that is passed over gives everything, and looks like an answer.
        if name not in names:
            raise WrongQuestion(UNKNOWN, field=name[:50], name=name[:50], names=", ".join(names) or "-")
        # One of the two would win in silence, and answer another question.
        if len(values) != 1:
            raise WrongQuestion(TWICE, field=name, name=name)
    read = {name: _read(filters[name], asked[name][0]) for name in filters if name in asked}
    if not paged:
        return DataRequest(read)
    return DataRequest(read, after=_place(dataset.key, asked), limit=_limit(asked))


def _read(allowed: DataFilter, written: str) -> Any:
    return READERS[allowed.kind](allowed, written.strip())


def _day(allowed: DataFilter, written: str) -> date:
    try:
        if _DAY.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:  # the 31st of February
        pass
    raise WrongQuestion(NO_DAY, field=allowed.name, name=allowed.name)


def _choice(allowed: DataFilter, written: str) -> str:
    if written in allowed.choices:
        return written
    raise WrongQuestion(NO_CHOICE, field=allowed.name, name=allowed.name, names=", ".join(allowed.choices))


def _place_code(allowed: DataFilter, written: str) -> str:
    if nuts.known(written.upper()):
        return written.upper()
    raise WrongQuestion(NO_PLACE, field=allowed.name, name=allowed.name)


def _cpv(allowed: DataFilter, written: str) -> str:
    match = _CPV.fullmatch(written)
    if match:
        return match[1]
    raise WrongQuestion(NO_CPV, field=allowed.name, name=allowed.name)


READERS: dict[FilterKind, Callable[[DataFilter, str], Any]] = {
    FilterKind.DAY: _day,
    FilterKind.CHOICE: _choice,
    FilterKind.PLACE: _place_code,
    FilterKind.CPV: _cpv,
}


def _limit(asked: Asked) -> int:
    if LIMIT not in asked:
        return DEFAULT_LIMIT
    written = asked[LIMIT][0].strip()
    if _LIMIT.fullmatch(written) and 1 <= int(written) <= MOST:
        return int(written)
    raise WrongQuestion(NO_LIMIT, field=LIMIT, most=MOST)


def _place(key: str, asked: Asked) -> int:
    if CURSOR not in asked:
        return 0
    place = place_in(key, asked[CURSOR][0])
    if place is None:
        raise WrongQuestion(NO_CURSOR, field=CURSOR)
    return place
