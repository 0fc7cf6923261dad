"""Fields for what people type in their own way: a number, an amount, a day, an hour; read, or refused with a sentence."""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from wtforms import DateField, Field, IntegerField, StringField
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from incubator.core import quantities
from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain, language

CLOCK = re.compile(r"([01]?\d|2[0-3])(?:\s*(?:[:.]|uur|u|h)\s*([0-5]\d)?)?(?:\s*uur)?", re.IGNORECASE)


class StopsAtItsReading(Field):
    """A field that was not read has said so: rules about its value would only say it twice. Blanks alone are no answer."""

    raw_data: list[str]

    def process_formdata(self, valuelist: list[str]) -> None:
        """`data` becomes what `read` makes of what was typed, None when nothing was."""
        self.data = None
        typed = "".join(valuelist).strip()
        if not typed:
            # `InputRequired` looks at what was sent: a lone blank would pass as an answer.
            self.raw_data = []
            return
        self.data = self.read(typed)

    def read(self, typed: str) -> Any:
        """The value that was typed. Raises `ValueError` with a sentence when it is none."""
        raise NotImplementedError

    def in_words(self, stored: str) -> str:
        """What `EditForm` remembers of a value, as somebody would type it."""
        return stored

    def pre_validate(self, form: Any) -> None:
        if self.process_errors:
            raise StopValidation


class CountField(StopsAtItsReading, IntegerField):
    """How many: a whole number in plain digits, as people type it.

    A line of text with the keys for digits: of letters in a number field a browser sends nothing at all, and what was typed is gone.
    """

    widget = TextInput()

    def __call__(self, **attributes: Any) -> Any:
        return super().__call__(**{"inputmode": "numeric", "class": "short"} | attributes)

    def read(self, typed: str) -> Any:
        return _read(quantities.read_count, typed, language())


class HundredthsField(StopsAtItsReading, StringField):
    """A number with at most two decimals as people type it (2, 1,5), kept in hundredths: 150."""

    def _value(self) -> str:
        if isinstance(self.data, int):
            return self.written(self.data)
        if self.raw_data:
            return str(self.raw_data[0])
        return ""

    @staticmethod
    def written(hundredths: int) -> str:
        """The number as somebody would type it."""
        return quantities.write_decimal(Decimal(hundredths) / 100, language())

    def in_words(self, stored: str) -> str:
        return self.written(int(stored))

    def read(self, typed: str) -> Any:
        number = _read(quantities.read_number, typed, language()) * 100
        if number != int(number):
            raise ValueError(_("Write at most two decimals."))
        return int(number)


class DayField(StopsAtItsReading, DateField):
    """A day that someone alive can mean, as a browser sends it or as people type it."""

    data: Any

    def read(self, typed: str) -> Any:
        return _read(quantities.read_day, typed)

    def in_words(self, stored: str) -> str:
        return quantities.write_day(date.fromisoformat(stored), language())


class MonthDayField(StopsAtItsReading, StringField):
    """A day of every year as people type it (31 december), kept as `12-31`."""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return quantities.write_month_day(self.data, language()) if self.data else ""

    def read(self, typed: str) -> Any:
        return _read(quantities.read_month_day, typed)


class EurosField(StopsAtItsReading, StringField):
    """An amount in euros as people type it (1250, 18,50, € 1.250,-), kept in cents."""

    def _value(self) -> str:
        if isinstance(self.data, int):
            return self.written(self.data)
        if self.raw_data:
            return str(self.raw_data[0])
        return ""

    @staticmethod
    def written(cents: int) -> str:
        """The amount as somebody would type it."""
        return f"{Decimal(cents) / 100:.2f}".replace(".", "," if language() == "nl" else ".")

    def in_words(self, stored: str) -> str:
        return self.written(int(stored))

    def read(self, typed: str) -> Any:
        return _read(quantities.read_cents, typed, language())


class HourField(StopsAtItsReading, StringField):
    """A moment of the day as people type it: 19.30, 19:30, 9u, 14 uur."""

    def _value(self) -> str:
        if isinstance(self.data, time):
            return f"{self.data:%H.%M}"
        return str(self.raw_data[0]) if self.raw_data else ""

    def __call__(self, **attributes: Any) -> Any:
        return super().__call__(**{"class": "short"} | attributes)

    def read(self, typed: str) -> Any:
        written = CLOCK.fullmatch(typed)
        if written is None:
            raise ValueError(_("Write the hour like this: 19.30."))
        return time(int(written[1]), int(written[2] or 0))


def _read(reader: Callable[..., Any], *typed: str) -> Any:
    """What was typed, read; what is wrong with it stands at the field."""
    try:
        return reader(*typed)
    except RuleViolation as broken_rule:
        raise ValueError(explain(broken_rule)) from broken_rule
