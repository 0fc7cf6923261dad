"""The advice of each member of the committee, and its decision."""

from typing import Any

from flask import flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.quantities import months_later
from incubator.core.web import carry_out, form_page
from incubator.lending import permissions
from incubator.lending.forms.applying import LoanAdviceForm, LoanVerdictForm
from incubator.lending.messages import words
from incubator.lending.models import LoanApplication
from incubator.lending.queries import applying, funds
from incubator.lending.services import deciding as services
from incubator.lending.values import CommitteeChoice, LoanForm
from incubator.lending.views.applying import EACH
from incubator.lending.views.blueprint import pages, to_application


@pages.route(f"{EACH}/advies", methods=["GET", "POST"])
@guarded(permissions.may_advise, load=applying.application)
def advise(known: LoanApplication) -> ResponseReturnValue:
    """One's own advice; who is tied reads that they step aside."""
    own = next((each for each in services.current_votes(known) if each.user_id == viewer().id), None)
    form = LoanAdviceForm(data={"choice": own.choice, "reason": own.reason} if own else {})
    done = carry_out(
        form,
        lambda: services.advise(
            known, CommitteeChoice(form.choice.data), form.reason.data or "", by=viewer(), now=clock.now()
        ),
    )
    if done is not None:
        flash(_("Saved. You can change your advice until the committee decides."))
        return to_application(known)
    return _committee_page(known, form, _("Your advice"))


@pages.route(f"{EACH}/besluit", methods=["GET", "POST"])
@guarded(permissions.may_advise, load=applying.application)
def decide(known: LoanApplication) -> ResponseReturnValue:
    """What the committee decided, written down by one of its members."""
    form = LoanVerdictForm(data=_asked(known))
    if carry_out(form, lambda: services.decide(known, form.verdict(), by=viewer(), now=clock.now())):
        flash(_("The decision is written down."))
        return to_application(known)
    return _committee_page(known, form, _("Write down the decision"), warned=_warned(known, form))


def _committee_page(known: LoanApplication, form: Any, heading: str, **more: Any) -> ResponseReturnValue:
    slug, number = known.fund.neighbourhood.slug, known.number
    tied = services.aside(known, clock.now())
    back = (
        url_for("lending.application", slug=slug, application_number=number),
        _("Application %(number)s", number=number),
    )
    return form_page(
        "lending/committee_form.html",
        form,
        back=back,
        heading=heading,
        application=known,
        own_ties=[tie for tie in tied.get(viewer().id, ()) if tie != "declared"],
        words=words,
        terms=funds.terms_on(known.fund, clock.today()),
        figures=funds.figures(known.fund),
        **more,
    )


def _asked(known: LoanApplication) -> dict[str, Any]:
    """A grant begins with what was asked, under the terms of today."""
    today = clock.today()
    held = funds.terms_on(known.fund, today)
    return {
        "amount": known.amount,
        "months": known.months,
        "interest": held.interest if held else 0,
        "form": LoanForm.ANNUITY.value,
        "every": "1",
        "grace": 0,
        "first_on": months_later(today, 2),
    }


def _warned(known: LoanApplication, form: LoanVerdictForm) -> list[Any]:
    """What of a grant that was sent goes beyond the terms."""
    terms = form.verdict().terms if form.is_submitted() and form.outcome.data == CommitteeChoice.GRANT else None
    if terms is None:
        return []
    return [words.WARNINGS[each] for each in services.warnings(known, terms, clock.now())]
