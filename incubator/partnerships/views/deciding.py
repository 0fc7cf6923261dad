"""What drivers decide: which promise stands behind a partnership, whether it is public, and that it ended."""

from typing import Any

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.partnerships import permissions, queries, services
from incubator.partnerships.forms import BehindItForm, StopForm
from incubator.partnerships.models import Partnership
from incubator.partnerships.views.blueprint import EACH, pages
from incubator.partnerships.views.showing import to_partnership, to_partnership_url
from incubator.steps.queries import commitments


@pages.route(f"{EACH}/belofte", methods=["GET", "POST"])
@guarded(permissions.may_propose, load=queries.partnership)
def link(known: Partnership) -> ResponseReturnValue:
    """Choose the commitment of government behind it: its proof is shown here."""
    promised = commitments.of_neighbourhood(known.neighbourhood_id)
    form = BehindItForm(data=_standing(known))
    form.offer([(each.id, each.title) for each in promised])
    if carry_out(form, lambda: _link(known, form)):
        flash(_("Saved."))
        return to_partnership(known)
    heading = _("Which commitment stands behind it?")
    return form_page("partnerships/form.html", form, heading=heading, back=to_partnership_url(known))


def _link(known: Partnership, form: BehindItForm) -> None:
    form.settle(_standing(lock(known)))
    promised = {str(each.id): each for each in commitments.of_neighbourhood(known.neighbourhood_id)}
    services.link(known, promised.get(form.commitment.data or ""))


def _standing(known: Partnership) -> dict[str, Any]:
    return {"commitment": str(known.commitment_id or "")}


@pages.post(f"{EACH}/openbaar")
@guarded(permissions.may_decide, load=queries.partnership)
def publish(known: Partnership) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.publish(known, now=clock.now())):
        flash(_("Everybody can read what was agreed on."))
    return to_partnership(known)


@pages.post(f"{EACH}/niet-openbaar")
@guarded(permissions.may_decide, load=queries.partnership)
def withdraw(known: Partnership) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.withdraw(known)):
        flash(_("This partnership is not public any more."))
    return to_partnership(known)


@pages.route(f"{EACH}/einde", methods=["GET", "POST"])
@guarded(permissions.may_decide, load=queries.partnership)
def end(known: Partnership) -> ResponseReturnValue:
    """Write down that it ended, and why."""
    form = StopForm(data={"ended_on": clock.today()})
    if carry_out(form, lambda: services.end(known, form.ended_on.data, form.why.data or "", today=clock.today())):
        flash(_("Saved."))
        return to_partnership(known)
    return form_page("partnerships/form.html", form, heading=_("The partnership ended"), back=to_partnership_url(known))
