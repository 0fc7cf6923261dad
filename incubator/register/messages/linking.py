"""Words and mails about the account that belongs to a membership or a seat."""

from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from incubator.accounts.models import User
from incubator.accounts.values import InvitedTo
from incubator.core.mail import Letter, Recipient, in_language
from incubator.core.outbox import queue_mail
from incubator.register.messages.board import BODIES
from incubator.register.models import BoardSeat, Member, MemberInvitation


def invited_to(asked: MemberInvitation) -> InvitedTo:
    """What an invitation about a membership or a seat is for, in the reader's language."""
    owner = asked.owner
    group = owner.cooperative
    if isinstance(owner, BoardSeat):
        role = _("%(body)s, as %(name)s, with this account", body=BODIES[owner.organ], name=owner.name)
        return InvitedTo(group.name, role, url_for("register.own_seat", slug=group.slug))
    member = owner
    role = _("member number %(number)s, %(name)s, with this account", number=member.number, name=member.name)
    return InvitedTo(group.name, role, url_for("register.own", slug=group.slug))


def tell_linked(member: Member, user: User, invitation_id: int) -> bool:
    """Queue the mail to the address in the register, when another address said yes: who is surprised can say so."""
    if not member.email or member.email.casefold() == (user.email or "").casefold():
        return False
    group = member.cooperative.name
    reader = Recipient(member.email, member.name)
    with in_language(reader.language):
        letter = Letter(
            subject=_("An account was linked to your membership of %(group)s", group=group),
            paragraphs=(
                _("The account of %(name)s now belongs to your membership, and can vote with it.", name=user.name),
                _("Is that not you? Tell who keeps the register at once: they can take the link away."),
            ),
            why=_("You get this mail because this address stands in the register of %(group)s.", group=group),
        )
    return queue_mail(letter, to=reader, key=f"member-linked:{invitation_id}")


def tell_unlinked(owner: Member | BoardSeat, user: User, *, moment: datetime) -> bool:
    """Queue the mail to whose account it was."""
    if isinstance(owner, BoardSeat):
        return _tell_seat_unlinked(owner, user, moment)
    member = owner
    group = member.cooperative.name
    with in_language(user.language):
        letter = Letter(
            subject=_("Your account no longer belongs to a membership of %(group)s", group=group),
            paragraphs=(
                _("Who keeps the register took the link away. The membership itself does not change by that."),
                _("Is that not right? Ask the board of your cooperative."),
            ),
            why=_("You get this mail because your account belonged to member number %(number)s.", number=member.number),
        )
    return queue_mail(letter, to=user, key=f"member-unlinked:{member.id}:{user.id}:{moment:%Y%m%d%H%M}")


def _tell_seat_unlinked(seat: BoardSeat, user: User, moment: datetime) -> bool:
    group = seat.cooperative.name
    with in_language(user.language):
        letter = Letter(
            subject=_("Your account no longer belongs to your seat at %(group)s", group=group),
            paragraphs=(
                _("Who keeps the register took the link away. The seat itself does not change by that."),
                _("Is that not right? Ask the board of your cooperative."),
            ),
            why=_("You get this mail because your account belonged to a seat at %(group)s.", group=group),
        )
    return queue_mail(letter, to=user, key=f"seat-unlinked:{seat.id}:{user.id}:{moment:%Y%m%d%H%M}")
