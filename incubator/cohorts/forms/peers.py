"""Forms of peer groups."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from incubator.core.forms import EditForm, Form

BY_GROUP = "group-"


class DivisionForm(EditForm):
    """In which peer group each group is; `division_form` adds a choice for each."""

    def numbers(self) -> dict[int, int | None]:
        """By group the number that was chosen."""
        chosen: dict[int, int | None] = {}
        for name, field in self._fields.items():
            if name.startswith(BY_GROUP):
                number = (field.data or "").strip()  # blanks alone pass as nothing chosen
                chosen[int(name.removeprefix(BY_GROUP))] = int(number) if number else None
        return chosen


def division_form(groups: Sequence[Any], standing: dict[int, int]) -> DivisionForm:
    """The form for these groups, with the number of each that has one."""
    most = max([len(groups) // 2, *standing.values(), 1])
    choices = [SelectChoice("", _l("no peer group"))]
    for number in range(1, most + 1):
        choices.append(SelectChoice(str(number), _l("peer group %(number)s", number=number)))
    fields: dict[str, Any] = {
        f"{BY_GROUP}{group.id}": SelectField(group.name, choices=choices, validators=[Optional()]) for group in groups
    }
    data = {f"{BY_GROUP}{group.id}": str(standing.get(group.id, "")) for group in groups}
    # WTForms reads its fields from a class, and each cohort has other groups.
    form: DivisionForm = type("DivisionFormOfThisCohort", (DivisionForm,), fields)(data=data)
    return form


class PeerContactForm(Form):
    """Whether the peers see who I am."""

    shown = BooleanField(_l("The peers of our group may see my name and my e-mail address"))
