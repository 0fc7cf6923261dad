"""What somebody declares in a UEA, and when it goes to who hands in the bid."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.bids.forms import declarations as forms
from incubator.bids.messages import declarations as messages
from incubator.bids.models import Declaration
from incubator.bids.permissions import declarations as may
from incubator.bids.queries import declarations as queries
from incubator.bids.queries.asking import law_of
from incubator.bids.queries.bidders import bidders_of
from incubator.bids.rules import espd_criteria as criteria
from incubator.bids.services import declarations as services
from incubator.bids.views.blueprint import pages
from incubator.bids.views.declarations import BASE, about, page_of
from incubator.core import clock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.formats.espd_values import EspdRequest


@pages.route(f"{BASE}/<int:partner_id>/uitsluiting/verklaren", methods=["GET", "POST"])
@guarded(may.may_fill_in, load=queries.declaration)
def declare_grounds(known: Declaration) -> ResponseReturnValue:
    """A person declares, by name, that no ground for exclusion applies."""
    form = forms.GroundsForm(data={"name": viewer().name})
    asked = queries.for_bid(known, queries.request_of(known.partner.bid))
    done = carry_out(
        form,
        lambda: services.declare_grounds(
            known, asked, name=form.name.data or "", function=form.function.data or "", by=viewer(), now=clock.now()
        ),
    )
    if done is None:
        return form_page(
            "bids/uea_grounds.html", form, **about(known), grounds=_grounds(known, asked), law=law_of(known.partner.bid)
        )
    flash(_("Saved."))
    return redirect(page_of(known))


def _grounds(known: Declaration, asked: EspdRequest) -> list[tuple[str, str]]:
    """Each ground, with what was answered so far."""
    answers = queries.stored_answers(known)
    lines = []
    for criterion in asked.criteria:
        question = criteria.main_question(criterion)
        if criteria.is_exclusion(criterion) and question is not None:
            given = answers.get(question.id)
            lines.append((criteria.words_of(criterion).name, given[0].text if given else ""))
    return lines


@pages.post(f"{BASE}/<int:partner_id>/uitsluiting/intrekken")
@guarded(may.may_fill_in, load=queries.declaration)
def take_back_grounds(known: Declaration) -> ResponseReturnValue:
    """Take back what was declared."""
    carry_out_or_flash(lambda: services.take_back_grounds(known))
    return redirect(page_of(known))


@pages.post(f"{BASE}/<int:partner_id>/bewijs/niet-online")
@guarded(may.may_fill_in, load=queries.declaration)
def no_proof_online(known: Declaration) -> ResponseReturnValue:
    """Say once for all criteria that the proof cannot be looked up."""
    asked = queries.for_bid(known, queries.request_of(known.partner.bid))
    if carry_out_or_flash(lambda: services.no_proof_online(known, asked, by=viewer(), now=clock.now())):
        flash(_("Saved."))
    return redirect(page_of(known))


@pages.post(f"{BASE}/<int:partner_id>/geven")
@guarded(may.may_fill_in, load=queries.declaration)
def hand_over_declaration(known: Declaration) -> ResponseReturnValue:
    """Give the UEA to who hands in the bid, or take it back."""
    if request.form.get("back"):
        carry_out_or_flash(lambda: services.take_back(known))
        return redirect(page_of(known))
    among = bidders_of(known.partner.bid)
    asked = queries.asked_of(known, among.request)
    answers = messages.answers_of(known, asked, among)
    if carry_out_or_flash(lambda: services.hand_over(known, asked, answers, by=viewer(), now=clock.now())):
        flash(_("The UEA is ready for the bid."))
    return redirect(page_of(known))
