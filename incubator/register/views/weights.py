"""The page of how many votes a member has."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.web import carry_out, form_page
from incubator.register import permissions, queries, services
from incubator.register.forms import WeightForm
from incubator.register.models import Member
from incubator.register.views.blueprint import pages, to_member


@pages.route("/leden/<int:number>/stemmen", methods=["GET", "POST"])
@guarded(permissions.may_write_member, load=queries.member)
def votes(member: Member) -> ResponseReturnValue:
    """How many votes a member has, from when, and why."""
    today = clock.today()
    form = WeightForm(data={"since": today, "votes": queries.votes_on(member, today)})
    done = carry_out(
        form,
        lambda: services.give_votes(
            member,
            form.votes.data or 0,
            form.reason.data or "",
            since=form.since.data,
            author=viewer(),
            now=clock.now(),
        ),
    )
    if done is None:
        group = member.cooperative
        return form_page(
            "register/votes.html",
            form,
            group=group,
            member=member,
            weighted=queries.gives_more_votes(group, today),
            article=queries.article_about_votes(group, today),
        )
    flash(_("Saved. It counts in every vote from that day on."))
    return to_member(member)
