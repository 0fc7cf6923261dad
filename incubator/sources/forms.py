"""The forms of the manager's sources."""

import json
import re
from collections.abc import Iterable
from typing import cast

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length, Optional

from incubator.core.forms import Form, stripped
from incubator.sources.kinds import Option


class SourceAddressForm(Form):
    """The address of a source, to find out what is there."""

    url = StringField(
        _l("Web address"),
        filters=[stripped],
        validators=[InputRequired(_l("Paste the address of a feed, of a package of notices, or of TenderNed or TED."))],
        description=_l(
            "The address of a feed (RSS or Atom), of a package of notices (OCDS), or of a page that names its feed."
        ),
    )


class AddSourceForm(Form):
    """What is at an address, to be added under a name."""

    token = HiddenField()
    name = StringField(_l("Name in the list"), filters=[stripped], validators=[Optional(), Length(max=100)])


class SourceForm(Form):
    """What the manager changes of a source. `opened` holds the answers that the page showed when it was opened."""

    opened = HiddenField()
    name = StringField(
        _l("Name in the list"), filters=[stripped], validators=[InputRequired(_l("Give the source a name."))]
    )

    @property
    def answers(self) -> dict[str, str]:
        """What was typed, by field; codes with one blank between them."""
        typed = {"name": str(self.name.data or "")}
        for field in self:
            if field.name not in {"opened", "name", "csrf_token"}:
                typed[field.name] = " ".join(words_of(field.data))
        return typed

    def open_with(self, answers: dict[str, str]) -> None:
        """What the page shows now is what the next save is compared with."""
        self.opened.data = json.dumps(answers)

    @property
    def opened_with(self) -> dict[str, str]:
        """The answers of when the page was opened; a page that does not carry them saw what is stored now."""
        try:
            opened = json.loads(self.opened.data or "{}")
        except ValueError:
            return {}
        if isinstance(opened, dict):
            return {field: str(answer) for field, answer in opened.items()}
        return {}


def form_of_source(options: Iterable[Option], answers: dict[str, str]) -> SourceForm:
    """The form with what can be chosen of a source of this kind."""
    fields = {
        option.field: StringField(option.label, filters=[stripped], description=option.description)
        for option in options
    }
    form = type("ChosenSourceForm", (SourceForm,), fields)
    return cast(SourceForm, form(data=dict(answers)))


def words_of(typed: str | None) -> list[str]:
    """The separate codes in a field, in capitals."""
    return [word.upper() for word in re.split(r"[\s,;]+", typed or "") if word]
