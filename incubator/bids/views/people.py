"""Who of a group can be chosen for a piece of work."""

from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative


def people_of(group: Cooperative, chosen: User | None) -> list[SelectChoice]:
    """Who takes part now, and who was chosen before and left since."""
    people = {"": _("not divided yet")}
    for participation in cooperatives.participants(group):
        people[str(participation.user_id)] = participation.user.name
    if chosen is not None:
        people.setdefault(str(chosen.id), chosen.name)
    return [SelectChoice(number, name) for number, name in people.items()]


def person_asked(typed: str | None) -> int | None:
    """The number of who was chosen; nobody is None."""
    return int(typed) if typed else None
