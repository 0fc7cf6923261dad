"""The page on which the notary's deed, as it was brought, becomes the deed of the cooperative."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, is_manager, viewer
from incubator.core import clock
from incubator.core.web import carry_out, form_page
from incubator.register import permissions, queries
from incubator.register.forms import ReturnedDeedForm
from incubator.register.services import deeds
from incubator.register.views.blueprint import pages
from incubator.statutes import messages as statutes_messages
from incubator.statutes.models import StatutesVersion
from incubator.statutes.queries import comparisons


@pages.route("/akte/van-de-notaris/<int:number>", methods=["GET", "POST"])
@guarded(permissions.may_propose_returned, load=comparisons.returned_version)
def returned_deed(version: StatutesVersion) -> ResponseReturnValue:
    """This is the deed of that day: a manager records it at once, what others enter waits for the manager."""
    group, beside = version.cooperative, comparisons.returned_deed(version)
    recorded = queries.recorded_deed(group)
    read = comparisons.facts_of_returned(version)
    known = {"signed_on": read.signed_on, "notary": read.notary, "kvk": recorded.kvk if recorded else ""}
    form = ReturnedDeedForm(data={**known, "take_over": bool(beside.terms)})
    if not beside.terms:
        del form.take_over
    at_once = is_manager(viewer())
    enter = deeds.record_returned if at_once else deeds.propose_returned
    done = carry_out(form, lambda: enter(version, form.founding(), form.takes_over(), by=viewer(), now=clock.now()))
    if done is None:
        return form_page(
            "register/returned_deed.html",
            form,
            group=group,
            version=version,
            at_once=at_once,
            waiting=queries.open_proposal(group),
            read=read,
            terms=statutes_messages.terms_in_words(version.answers, beside.terms),
            differing=comparisons.left_differing(version, beside),
        )
    if at_once:
        flash(_("The deed of %(group)s counts from now on.", group=group.name))
    else:
        flash(_("Sent to the manager. You get a mail when it was confirmed, or when something is not right."))
    return redirect(url_for("register.deed", slug=group.slug))
