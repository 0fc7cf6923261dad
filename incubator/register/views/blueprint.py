"""The blueprint that the views of the register hang on."""

from datetime import date, datetime
from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.models import User
from incubator.accounts.services import register_departure, register_export
from incubator.accounts.services.remaining import register_remainder
from incubator.accounts.values import Remainder
from incubator.register import documents
from incubator.register.messages.keeping import remainder
from incubator.register.models import Member
from incubator.register.queries.linking import all_memberships_of, seats_of
from incubator.register.queries.remaining import kept_of
from incubator.register.services.elsewhere import end_links, parts_of
from incubator.register.services.personal import erase_of_account

pages = Blueprint("register", __name__, url_prefix="/cooperaties/<slug>")


@pages.record_once
def tell_of_oneself(_state: object) -> None:
    register_export("memberships", _memberships)
    register_export("seats", _seats)
    register_departure(_leave)
    register_remainder(_stays)


def _memberships(user: User) -> list[dict[str, Any]]:
    return list(map(all_data, all_memberships_of(user)))


def _seats(user: User) -> list[dict[str, Any]]:
    return list(map(documents.seat_data, seats_of(user)))


def _leave(user: User, now: datetime) -> None:
    erase_of_account(user, now=now)
    end_links(user)


def _stays(user: User, today: date) -> list[Remainder]:
    return list(map(remainder, kept_of(user, today)))


def all_data(member: Member) -> dict[str, Any]:
    """All that is known of a member, in the register and above it."""
    return documents.personal_data(member) | parts_of(member)


def to_member(member: Member) -> ResponseReturnValue:
    """To the page of a member."""
    return redirect(url_for("register.show", slug=member.cooperative.slug, number=member.number))
