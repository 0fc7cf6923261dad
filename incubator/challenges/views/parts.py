"""A part of a challenge on a page of its own: one form, and once it is saved back to where one was."""

from collections.abc import Callable

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _

from incubator.challenges.models.challenges import Challenge
from incubator.challenges.views.challenging import to_challenge
from incubator.core.forms import Form
from incubator.core.web import carry_out, form_page


def write_part(
    challenge: Challenge,
    form: Form,
    save: Callable[[], object],
    *,
    title: str | LazyString,
    anchor: str,
    lead: str | None = None,
    saved: str | None = None,
) -> ResponseReturnValue:
    """The page of one part; `saved` is what the group reads when it is stored."""
    if carry_out(form, save) is None:
        group = challenge.cooperative
        return form_page(
            "challenges/part.html", form, challenge=challenge, group=group, title=title, anchor=anchor, lead=lead
        )
    flash(saved or _("Saved."))
    return to_challenge(challenge, anchor)
