"""On how many lots one may bid, in a form of the Official Journal before eForms."""

from typing import Any

from incubator.formats import cleaning, over_lots, ted_walk

DIVISION = "OBJECT_CONTRACT/LOT_DIVISION"  # section II.1.6
MOST_LOTS = 1000


def most_lots(form: Any, count: int) -> dict[str, Any]:
    """On how many of its lots one may bid, and how many one may win; None for all of them.

    A form may describe all its lots in one block: then there are more of them than `count`.
    """
    bid, won = _number(form, "LOT_MAX_NUMBER"), _number(form, "LOT_MAX_ONE_TENDERER")
    if ted_walk.first(form, f"{DIVISION}/LOT_ONE_ONLY") is not None:
        bid = 1
    return over_lots.most_lots(bid, won, count if count > 1 else MOST_LOTS)


def _number(form: Any, name: str) -> int | None:
    number = cleaning.amount(ted_walk.line(form, f"{DIVISION}/{name}"))
    return None if number is None else int(number)
