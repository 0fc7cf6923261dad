"""Templates of the managers, filled in for a bid: each field becomes plain text."""

from incubator.bids.documents.facts import shown, written_name
from incubator.bids.documents.frame import buyer_name, deadline_of, lot_name, reference_of
from incubator.bids.rules.templates import FIELDS, OF_FACTS
from incubator.bids.values.documents import BidSource
from incubator.core import clock
from incubator.core.quantities import write_day
from incubator.core.word.filling import fields_of, filled

MISSING = "[nog in te vullen: {}]"


def filled_template(content: bytes, source: BidSource) -> tuple[bytes, int]:
    """The file with its fields filled in, and how many of those that it has are not known yet: it is a draft until they are."""
    values = values_of(source)
    names, _broken = fields_of(content)
    return filled(content, values), sum(values.get(name) == _missing(name) for name in names)


def values_of(source: BidSource) -> dict[str, str]:
    """Every field that is declared, with its text; what is not known says so."""
    deadline = deadline_of(source)
    values = {
        "opdracht": source.notice.title,
        "opdrachtgever": buyer_name(source.notice),
        "kenmerk": reference_of(source.notice),
        "uiterste_moment": deadline if isinstance(deadline, str) else "",
        "percelen": "\n".join(map(lot_name, source.lots)),
        "cooperatie": written_name(source),
        "datum": write_day(clock.local(source.made_at).date()),
    }
    for name, key in OF_FACTS.items():
        values[name] = shown(key, source.facts[key].value) if key in source.facts else ""
    return {name: values[name] or _missing(name) for name in FIELDS}


def _missing(name: str) -> str:
    return MISSING.format(name.replace("_", " "))
