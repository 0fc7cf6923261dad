"""Pages of the deed: where it waits, entering it and the KVK number, and confirming or refusing what was entered."""

from dataclasses import asdict
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, is_manager, viewer
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.i18n import language
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.register import messages, permissions, queries
from incubator.register.forms import FoundingForm, KvkForm, RefusalForm
from incubator.register.models import DeedProposal
from incubator.register.services import deeds
from incubator.register.values import PRESENT_ANSWERS
from incubator.register.views.blueprint import pages
from incubator.statutes import queries as statutes_queries


@pages.get("/akte")
@guarded(permissions.may_see, load=cooperatives_queries.cooperative)
def deed(group: Cooperative) -> ResponseReturnValue:
    """Where the deed stands: recorded, waiting, refused; and what was entered before."""
    proposals = queries.deed_proposals(group)
    waiting = queries.open_proposal(group)
    return render_template(
        "register/deed.html",
        group=group,
        recorded=queries.recorded_deed(group),
        version=statutes_queries.effective(group),
        waiting=waiting,
        last=next(iter(proposals), None),
        decided=[proposal for proposal in proposals if proposal is not waiting],
        lines=messages.deed_lines,
        states=messages.PROPOSALS,
        badges=messages.PROPOSAL_BADGES,
        may_propose=permissions.may_propose(current_user, group),
        may_decide=permissions.may_decide,
        may_withdraw=permissions.may_withdraw,
    )


@pages.route("/akte/invullen", methods=["GET", "POST"])
@guarded(permissions.may_propose, load=cooperatives_queries.cooperative)
def founding(group: Cooperative) -> ResponseReturnValue:
    """The notary made the deed: enter it. A manager records it at once, what others enter waits for the manager."""
    form = FoundingForm(data=_known(group))
    form.version.choices = [SelectChoice(number, words) for number, words in _texts(group)]
    if queries.recorded_deed(group) is None:
        del form.reason
    at_once = is_manager(viewer())
    verb = deeds.record if at_once else deeds.propose
    done = carry_out(form, lambda: verb(group, form.entered(), by=viewer(), now=clock.now()))
    if done is None:
        waiting, unanswered = queries.open_proposal(group), queries.unanswered_for_deed(group)
        return form_page(
            "register/founding.html",
            form,
            group=group,
            at_once=at_once,
            waiting=waiting,
            unanswered=unanswered,
            spoken=language(),
        )
    if at_once:
        flash(_("The deed of %(group)s counts from now on. The register is open.", group=group.name))
    else:
        flash(_("Sent to the manager. You get a mail when it was confirmed, or when something is not right."))
    return _to(group)


def _texts(group: Cooperative) -> list[tuple[int, str]]:
    versions = queries.versions_to_sign(group)
    return messages.text_choices(versions, changed=queries.answers_changed(group))


def _known(group: Cooperative) -> dict[str, Any]:
    """What the form begins with: the deed that counts, else what was refused or taken back, else the newest text."""
    recorded, effective = queries.recorded_deed(group), statutes_queries.effective(group)
    if recorded is not None and effective is not None:
        return asdict(recorded) | {"version": effective.number}
    proposals = queries.deed_proposals(group)
    if proposals:
        return asdict(proposals[0].founding) | {"version": proposals[0].version.number}
    versions = queries.versions_to_sign(group)
    return {"version": versions[0].number if versions else PRESENT_ANSWERS}


def _to(group: Cooperative) -> ResponseReturnValue:
    return redirect(url_for("register.deed", slug=group.slug))


@pages.route("/akte/kvk", methods=["GET", "POST"])
@guarded(permissions.may_propose, load=cooperatives_queries.cooperative)
def kvk(group: Cooperative) -> ResponseReturnValue:
    """The trade register gave its number."""
    form = KvkForm()
    done = carry_out(
        form, lambda: deeds.record_kvk(group, form.kvk.data, form.filed_on.data, by=viewer(), now=clock.now())
    )
    if done is None:
        return form_page("register/kvk.html", form, group=group)
    flash(_("The KVK number was recorded."))
    return _to(group)


@pages.post("/akte/<int:proposal_id>/bevestigen")
@guarded(permissions.may_decide, load=queries.deed_proposal)
def confirm_deed(proposal: DeedProposal) -> ResponseReturnValue:
    """The deed is right: of a founding the register opens with the founders."""
    group = proposal.cooperative
    opens = queries.recorded_deed(group) is None
    if carry_out_or_flash(lambda: deeds.confirm(proposal, by=viewer(), now=clock.now())):
        flash(_("The deed of %(group)s counts from now on.", group=group.name))
        if opens:
            flash(_("The register of members is open."))
    return _to(group)


@pages.route("/akte/<int:proposal_id>/niet-goed", methods=["GET", "POST"])
@guarded(permissions.may_decide, load=queries.deed_proposal)
def refuse_deed(proposal: DeedProposal) -> ResponseReturnValue:
    """Something is not right: say what."""
    form = RefusalForm()
    done = carry_out(form, lambda: deeds.refuse(proposal, form.answer.data, by=viewer(), now=clock.now()))
    if done is None:
        lines = messages.deed_lines(proposal)
        return form_page("register/refuse_deed.html", form, group=proposal.cooperative, lines=lines)
    flash(_("Sent back. Everyone concerned gets a mail with your reason."))
    return _to(proposal.cooperative)


@pages.post("/akte/<int:proposal_id>/terugnemen")
@guarded(permissions.may_withdraw, load=queries.deed_proposal)
def withdraw_deed(proposal: DeedProposal) -> ResponseReturnValue:
    """Take back what one entered oneself."""
    if carry_out_or_flash(lambda: deeds.withdraw(proposal, by=viewer(), now=clock.now())):
        flash(_("Taken back. Enter the deed again when you are ready."))
    return _to(proposal.cooperative)
