"""Asking people into a group, and leaving it by oneself."""

from datetime import date, datetime

from incubator.accounts import rules as account_rules
from incubator.accounts.models import Invitation, Role, User
from incubator.accounts.services import invitations
from incubator.cooperatives import queries
from incubator.cooperatives.models import Cooperative, GroupInvitation, ParticipationRole
from incubator.cooperatives.queries import people
from incubator.cooperatives.services.groups import add_participant, end_participation
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import refuse_links

GROUP = "group"


def invite(
    group: Cooperative, email: str, name: str, role: ParticipationRole, *, by: User, now: datetime
) -> tuple[Invitation, str]:
    """Ask someone into the group; nobody takes part before the yes. Gives the invitation and the secret of its link.

    It is the same for every address: who asks does not learn who has an account. Raises `RuleViolation`.
    """
    refuse_links(group.name)  # a name of before there was a rule
    address = account_rules.normal_address(email)
    invitations.hold_address(by, address)
    if people.waiting_for(group, address):
        raise RuleViolation(N_("You asked this address already. You can send the invitation again."), field="email")
    invitation, secret = invitations.invite(email, name, Role.FOUNDER, by=by, now=now, kind=GROUP)
    db.session.add(GroupInvitation(invitation=invitation, cooperative=group, role=role))
    db.session.flush()
    return invitation, secret


def join(invitation: Invitation, user: User, now: datetime) -> None:
    """The yes to an invitation: from now on this person takes part. Who does so already keeps the role."""
    asked = people.asked_into(invitation.id)
    if queries.role_in(user, asked.cooperative) is None:
        add_participant(asked.cooperative, user, asked.role, today=clock.local(now).date())


def leave(group: Cooperative, user: User, *, today: date) -> None:
    """Someone stops by themselves. Raises `RuleViolation` for the last coordinator, and for who stopped already."""
    participation = queries.participation_of(user, group)
    if participation is None:
        raise RuleViolation(N_("You do not take part in this group any more."))
    end_participation(participation, today=today)
