"""The blueprint of neighbourhoods, which the modules of this package fill."""

from datetime import datetime

from flask import Blueprint, url_for
from flask_babel import gettext as _

from incubator.accounts import services as account_services
from incubator.accounts.models import Invitation, User
from incubator.accounts.services.handing_over import register_keeper
from incubator.accounts.services.invitations import register_kind
from incubator.accounts.services.mentions import register_mentions
from incubator.accounts.values import Holding, InvitationKind, InvitedTo, Keeper, Mention, Successors
from incubator.neighbourhood.messages import invited_to
from incubator.neighbourhood.queries import buildings
from incubator.neighbourhood.queries.exports import taken_part
from incubator.neighbourhood.queries.people import asked_into, of_person, only_driver_of
from incubator.neighbourhood.services.people import NEIGHBOURHOOD, accept, leave_all

pages = Blueprint("neighbourhood", __name__)


@pages.record_once
def take_part(_state: object) -> None:
    """Accounts are invited into neighbourhoods, leave them, and take along what they wrote."""
    register_kind(NEIGHBOURHOOD, InvitationKind(describe=_invited_to, accept=accept))
    account_services.register_departure(leave_all)
    account_services.register_export("neighbourhoods", taken_part)
    register_keeper(Keeper(_held, _stay))
    register_mentions(_mentions)


def _invited_to(invitation: Invitation) -> InvitedTo:
    return invited_to(asked_into(invitation.id))


def _held(user: User) -> list[Holding]:
    return [Holding(_("Only driver (the neighbourhood has to choose another)"), only_driver_of(user))]


def _stay(_user: User, _successors: Successors, _now: datetime) -> None:
    """Nothing goes to a colleague: who drives a neighbourhood is chosen there, or by the manager."""


def _mentions(user: User) -> list[Mention]:
    """Where somebody's name was written down as who said something of a building."""
    places = [person.neighbourhood_id for person in of_person(user)]
    return [
        Mention(
            statement.building.neighbourhood.name,
            statement.building.name,
            url_for(
                "neighbourhood.building",
                slug=statement.building.neighbourhood.slug,
                building_id=statement.building_id,
            ),
        )
        for statement in buildings.statements_with(user.name, places)
    ]
