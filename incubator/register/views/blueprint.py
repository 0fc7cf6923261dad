"""The blueprint that the views of the register hang on."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from incubator.register.models import Member

pages = Blueprint("register", __name__, url_prefix="/cooperaties/<slug>")


def to_member(member: Member) -> ResponseReturnValue:
    """To the page of a member."""
    return redirect(url_for("register.show", slug=member.cooperative.slug, number=member.number))
