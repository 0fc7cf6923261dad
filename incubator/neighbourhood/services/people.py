"""Asking people into a neighbourhood, what they do there, and leaving it."""

from datetime import datetime

from incubator.accounts import rules as account_rules
from incubator.accounts.models import Invitation, Role, User
from incubator.accounts.services import invitations
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import refuse_links
from incubator.neighbourhood import rules
from incubator.neighbourhood.models import Neighbourhood, NeighbourhoodInvitation, NeighbourhoodPerson
from incubator.neighbourhood.queries import people as queries
from incubator.neighbourhood.queries import places
from incubator.neighbourhood.services.places import join
from incubator.neighbourhood.values import NeighbourhoodRole

NEIGHBOURHOOD = "neighbourhood"
GONE = N_("%(name)s does not take part any more.")


def invite(
    place: Neighbourhood, email: str, name: str, role: NeighbourhoodRole, *, by: User, now: datetime
) -> tuple[Invitation, str]:
    """Ask someone to take part; nobody does so before the yes. Gives the invitation and the secret of its link.

    It is the same for every address: who asks does not learn who has an account. Raises `RuleViolation`.
    """
    refuse_links(place.name)
    address = account_rules.normal_address(email)
    # Before it is looked up: two drivers may think of the same neighbour at once.
    invitations.hold_address(by, address)
    if queries.waiting_for(place, address):
        raise RuleViolation(N_("You asked this address already. You can send the invitation again."), field="email")
    invitation, secret = invitations.invite(email, name, Role.FOUNDER, by=by, now=now, kind=NEIGHBOURHOOD)
    db.session.add(NeighbourhoodInvitation(invitation=invitation, neighbourhood=place, role=role))
    db.session.flush()
    return invitation, secret


def accept(invitation: Invitation, user: User, now: datetime) -> None:
    """The yes to an invitation: from now on this person takes part. Who does so already keeps the role."""
    asked = queries.asked_into(invitation.id)
    if places.role_in(user, asked.neighbourhood) is None:
        join(asked.neighbourhood, user, asked.role, today=clock.local(now).date())


def change_role(person: NeighbourhoodPerson, role: NeighbourhoodRole) -> None:
    """Another role for who takes part. The neighbourhood is locked. Raises `RuleViolation` for the last driver."""
    rules.check_driver_stays([*queries.other_roles(person), role])
    person.role = role
    db.session.flush()


def end(place: Neighbourhood, user: User) -> None:
    """Someone stops, by themselves or because a driver says so. Raises `RuleViolation` for the last driver, and for who stopped already."""
    # Of two last drivers who leave at once each would still see the other.
    lock(place)
    person = db.session.get(NeighbourhoodPerson, (place.id, user.id))
    if person is None:
        raise RuleViolation(GONE, name=user.name)
    if person.role is NeighbourhoodRole.DRIVER:
        rules.check_driver_stays(queries.other_roles(person))
    db.session.delete(person)
    db.session.flush()
    db.session.expire(place, ["people"])


def leave_all(user: User, _now: datetime) -> None:
    """The account goes: nobody takes part without one. The manager can let another drive."""
    for person in queries.of_person(user):
        lock(person.neighbourhood)
        db.session.delete(person)
    db.session.flush()
