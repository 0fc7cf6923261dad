"""What a decision acts on: filled in with the item of the agenda, so that the registers need no second typing."""

from datetime import date
from itertools import chain
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from incubator.core.forms import EditForm, MultiCheckboxField, stripped
from incubator.meetings.values import ItemKind
from incubator.register.values.board import Office

YEARS_BACK = 3
OF_ITEM = {
    ItemKind.ADMISSION: ("name", "email", "address"),
    ItemKind.EXPULSION: ("member", "ground"),
    ItemKind.APPEAL: ("member", "yes"),
    ItemKind.ELECTION: ("office",),
    ItemKind.DISMISSAL: ("seat",),
    ItemKind.BOARD_SUSPENSION: ("seat",),
    ItemKind.OFFICES: tuple(map(str, Office)),
    ItemKind.SUSPENSION: ("member", "lasts"),
    ItemKind.ACCOUNTS: ("year", "audited"),
    ItemKind.DISTRIBUTION: ("year",),
    ItemKind.DISCHARGE: ("year",),
    ItemKind.AUDIT_COMMITTEE: ("year",),
    ItemKind.EXTENSION: ("year", "months"),
}
EVERY_FIELD = frozenset(chain.from_iterable(OF_ITEM.values())) | {"conflicted"}
NUMBERS = frozenset({"year", "months", "lasts", "seat", *map(str, Office)})


class SubjectForm(EditForm):
    """Who or what an item is about. Fields that do not belong to the item are taken out by `keep`."""

    name = StringField(_l("Who becomes a member?"), filters=[stripped], validators=[InputRequired(), Length(max=200)])
    email = StringField(_l("E-mail address"), filters=[stripped], validators=[Optional(), Length(max=200)])
    address = StringField(_l("Address"), filters=[stripped], validators=[Optional(), Length(max=300)])
    member = SelectField(_l("Which member?"), validators=[InputRequired()])
    ground = RadioField(_l("On which ground (article 2:35(3) BW)?"), validators=[InputRequired()])
    yes = RadioField(_l("What does a yes mean?"), validators=[InputRequired()])
    lasts = SelectField(_l("How many months does the suspension last?"), validators=[InputRequired()])
    seat = SelectField(_l("Which director?"), validators=[InputRequired()])
    office = SelectField(
        _l("In which office?"),
        validators=[Optional()],
        description=_l("By your statutes the meeting gives the offices (article 2:37(7) BW)."),
    )
    chair = SelectField(_l("Who becomes chair?"), validators=[Optional()])
    secretary = SelectField(_l("Who becomes secretary?"), validators=[Optional()])
    treasurer = SelectField(_l("Who becomes treasurer?"), validators=[Optional()])
    year = SelectField(_l("Which financial year?"), validators=[InputRequired()])
    months = SelectField(_l("How many months longer?"), validators=[InputRequired()])
    audited = BooleanField(_l("An accountant gave a statement about these accounts."))
    conflicted = MultiCheckboxField(
        _l("Who has an interest of one's own in this?"),
        validators=[Optional()],
        description=_l("Whoever has one does not take part in talking or deciding (article 2:44(6) BW)."),
    )

    def keep(self, names: tuple[str, ...]) -> None:
        """Only these fields."""
        for name in list(self._fields):
            if name not in (*names, "opened", "csrf_token"):
                delattr(self, name)

    def subject(self) -> dict[str, Any]:
        """What was filled in, as the item keeps it; nothing of what was left open."""
        answers: dict[str, Any] = {}
        for name, field in self._fields.items():
            if name in ("opened", "csrf_token") or not field.data:
                continue
            if name == "conflicted":
                answers[name] = sorted(map(int, field.data))
            else:
                answers[name] = int(field.data) if name in NUMBERS else field.data
        return answers


def years_until(today: date) -> list[str]:
    """Financial years that a meeting of now can be about: the running one and those before."""
    return [str(year) for year in range(today.year, today.year - YEARS_BACK - 1, -1)]
