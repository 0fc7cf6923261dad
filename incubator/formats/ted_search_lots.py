"""The lots of a notice of TED's Search API: lists that belong together by their order, and what else is read per lot."""

from collections.abc import Iterator
from typing import Any

from incubator.formats import amounts, buyer_numbers, closing, texts
from incubator.formats.closing import closing_fields
from incubator.formats.fields import NO_DATE, JsonObject
from incubator.formats.ted_languages import multilingual
from incubator.formats.values import Money, ReadLot

CURRENCIES = {
    "tender-value": "tender-value-cur",
    "estimated-value-lot": "estimated-value-cur-lot",
    "estimated-value-proc": "estimated-value-cur-proc",
}
# The same moment by several names; an award also repeats dates of invitations, which are no closing dates.
DEADLINES = (
    "deadline",
    "deadline-receipt-request",
    "deadline-receipt-tender-date-lot",
    "deadline-receipt-request-date-lot",
)


def read_apart(item: JsonObject, key: str) -> Iterator[closing.Closing | None]:
    """A day and an hour in two fields; None for what is no date, so that each stays in its place."""
    hours = item.texts(key.replace("-date-", "-time-"))
    for position, day in enumerate(item.texts(key)):
        hour = f"T{hours[position]}" if position < len(hours) else day[10:]
        yield read_closing(item, f"{day[:10]}{hour}")


def read_closing(item: JsonObject, text: str) -> closing.Closing | None:
    read = closing.read(text)
    if read is None:
        item.doubt("deadline", text, NO_DATE)
    elif read.day_only:
        item.doubt("deadline", text, closing.DAY_ONLY)
    return read


def lots(item: JsonObject) -> Iterator[ReadLot]:
    """Lots are only told apart where the service gives their ids, or as many titles, closing dates and amounts."""
    numbers = item.texts("internal-identifier-lot")
    ids = item.texts("identifier-lot") or numbers
    titles = next(iter(multilingual(item, "title-lot").values()), ())
    if not ids and len(titles) > 1:
        ids = tuple(f"LOT-{position:04d}" for position in range(1, len(titles) + 1))
    deadlines = _deadlines_of_lots(item, len(ids))
    values = list(_amounts_of_lots(item))
    for position, lot_id in enumerate(ids):
        deadline = _at(deadlines, position, ids)
        yield ReadLot(
            id=lot_id,
            title=_at(titles, position, ids),
            **closing_fields(deadline),
            value=_at(values, position, ids),
            buyer_reference=buyer_numbers.read(_at(numbers, position, ids)),
        )


def _deadlines_of_lots(item: JsonObject, lots: int) -> list[closing.Closing | None]:
    """As many as there are lots: with their hours together, else apart."""
    together = list(map(closing.read, item.texts("deadline")))
    return together if len(together) == lots else list(read_apart(item, DEADLINES[2]))


def _amounts_of_lots(item: JsonObject) -> Iterator[Money | None]:
    """The estimates of the lots, each in its own currency where as many are named."""
    named = list(map(amounts.currency, item.texts(CURRENCIES["estimated-value-lot"])))
    written = item.texts("estimated-value-lot")
    shared = named[0] if named else amounts.currency("")
    for position, text in enumerate(written):
        number = texts.amount(text)
        currency = named[position] if len(named) == len(written) else shared
        yield None if number is None else Money(number, currency)


def _at(values: Any, position: int, ids: tuple[str, ...]) -> Any:
    """The value of a lot: only when there are as many values as lots is it certain which belongs to which."""
    if len(values) == len(ids):
        return values[position]
    return None
