"""The base of all forms: protected against forgery, speaking the reader's language, able to show a broken rule where it belongs."""

from typing import Any

from flask_wtf import FlaskForm

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
