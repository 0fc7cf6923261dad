"""Numbers, amounts, days and terms: the one place where what a person types is read, and where they are written out.

Plain Python over Babel. `reading` turns a text into a value or refuses it with a sentence; `writing` turns a value into a text;
`calendar_months` counts in months. The language (`nl` or `en`) is an argument, because a Dutch deed stays Dutch on an English page.
"""

from incubator.core.quantities.calendar_months import end_of_month, months_after_year, months_later, year_end_from
from incubator.core.quantities.reading import (
    read_amount,
    read_cents,
    read_count,
    read_number,
    read_share,
    read_term,
)
from incubator.core.quantities.reading_days import FIRST_DAY, LAST_DAY, read_day, read_month_day
from incubator.core.quantities.writing import (
    unparted_amounts,
    write_amount,
    write_cents,
    write_count,
    write_day,
    write_decimal,
    write_enumeration,
    write_moment,
    write_month,
    write_month_day,
    write_percent,
    write_share,
    write_years,
)

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "end_of_month",
    "months_after_year",
    "months_later",
    "read_amount",
    "read_cents",
    "read_count",
    "read_day",
    "read_month_day",
    "read_number",
    "read_share",
    "read_term",
    "unparted_amounts",
    "write_amount",
    "write_cents",
    "write_count",
    "write_day",
    "write_decimal",
    "write_enumeration",
    "write_moment",
    "write_month",
    "write_month_day",
    "write_percent",
    "write_share",
    "write_years",
    "year_end_from",
]
