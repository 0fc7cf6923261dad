"""The base of all forms: protected against forgery, speaking the reader's language, able to show a broken rule where it belongs."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField

from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain


class Form(FlaskForm):
    """A form. `refuse` puts a broken rule at its field, or above the form when it concerns no single field."""

    def refuse(self, broken_rule: RuleViolation) -> None:
        sentence = explain(broken_rule)
        name = broken_rule.field
        if name is not None and name in self._fields:
            field = self._fields[name]
            field.errors = [*field.errors, sentence]
        else:
            self.form_errors.append(sentence)


def stripped(value: Any) -> Any:
    """A filter for text fields: no blanks around what people typed or pasted."""
    return value.strip() if isinstance(value, str) else value


class EurosField(StringField):
    """An amount in euros as people write it (1250, 18,50, 1.250,00), kept in cents."""

    def _value(self) -> str:
        if isinstance(self.data, int):
            return f"{self.data / 100:.2f}".replace(".", ",")
        return str(self.raw_data[0]) if self.raw_data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = re.sub(r"[€\s]", "", "".join(valuelist))
        if not text:
            return
        if "," in text or re.fullmatch(r"\d{1,3}(\.\d{3})+", text):
            text = text.replace(".", "").replace(",", ".")
        try:
            cents = Decimal(text) * 100
        except InvalidOperation as error:
            raise ValueError(_("Fill in an amount in euros, for example 1250 or 18,50.")) from error
        if not cents.is_finite() or cents != int(cents) or not 0 <= cents < 10**12:
            raise ValueError(_("Fill in an amount in euros, for example 1250 or 18,50."))
        self.data = int(cents)
