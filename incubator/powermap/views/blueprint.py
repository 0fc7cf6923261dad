"""The blueprint of the power map, and what it hangs in the workbench of a neighbourhood."""

from typing import Any

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.accounts.models import User
from incubator.accounts.services.mentions import register_mentions
from incubator.accounts.values import Mention
from incubator.core import clock
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.models.grounds import StatementGround
from incubator.neighbourhood.queries.people import of_person
from incubator.neighbourhood.services import NeighbourhoodPart, register_part
from incubator.neighbourhood.values import PartTheme
from incubator.powermap.models import PowerActor, PowerProposal
from incubator.powermap.queries import maps

pages = Blueprint("powermap", __name__)


@pages.record_once
def hang_in_workbench(_state: object) -> None:
    register_part(
        NeighbourhoodPart(
            "power",
            _l("Power map"),
            _l("Who matters for your plans, what they want, and what they can do about it."),
            "powermap.index",
            state_of,
            _never_public,
            PartTheme.KNOWING,
        )
    )
    register_mentions(_mentions)


def state_of(place: Neighbourhood) -> str:
    """How far the map is, in a sentence."""
    number = maps.number_of(PowerActor, place.id)
    if not number:
        return _("Nobody is on it yet.")
    names = ngettext("%(num)d name", "%(num)d names", number)
    proposals = ngettext("%(num)d proposal", "%(num)d proposals", maps.number_of(PowerProposal, place.id))
    return _("%(names)s, %(proposals)s.", names=names, proposals=proposals)


def _never_public(_place: Neighbourhood) -> None:
    """What people think of each other is for who takes part."""


def _mentions(user: User) -> list[Mention]:
    """Where somebody stands on a map by name, or was written down as who said something."""
    places = [person.neighbourhood_id for person in of_person(user)]
    return [
        Mention(
            actor.neighbourhood.name,
            actor.name,
            url_for("powermap.change_actor", slug=actor.neighbourhood.slug, number=actor.id),
        )
        for actor in maps.naming(user.name, places)
    ]


def ground_of(row: StatementGround | None) -> dict[str, Any]:
    """What a statement rests on, by the fields of its form; today for what nobody stated yet."""
    if row is None:
        return {"said_on": clock.today()}
    return row.ground.by_field
