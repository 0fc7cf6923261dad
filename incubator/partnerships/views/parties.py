"""The parties of a partnership and what each brings in: every change is a version of its own."""

from typing import Any

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.partnerships import permissions, queries, services
from incubator.partnerships.forms import NewPartyForm, PartyContributionForm, PartyForm
from incubator.partnerships.models import Partnership, PartnershipParty, PartnershipVersion
from incubator.partnerships.values import PUBLIC, PartyKind
from incubator.partnerships.views.blueprint import EACH, pages
from incubator.partnerships.views.showing import to_partnership, to_partnership_url


@pages.route(f"{EACH}/partijen/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_propose, load=queries.partnership)
def add_party(known: Partnership) -> ResponseReturnValue:
    form = NewPartyForm()
    form.offer([(each.id, each.name) for each in queries.groups_to_ask(known.neighbourhood)])
    if carry_out(form, lambda: _add(known, form)):
        flash(_("Added, in a new version."))
        return to_partnership(known)
    return form_page("partnerships/form.html", form, heading=_("Add a party"), back=to_partnership_url(known))


def _add(known: Partnership, form: NewPartyForm) -> PartnershipVersion:
    kind = PartyKind(form.kind.data)
    group = None
    if kind is PartyKind.GROUP:
        choices = {str(each.id): each for each in queries.groups_to_ask(known.neighbourhood)}
        group = choices.get(form.group.data)
    return services.add_party(known, _plausible(form, 0, kind), group, by=viewer(), now=clock.now())


def _plausible(form: PartyForm, party_id: int, kind: PartyKind) -> Any:
    """The party as filled in; a role is only of public means."""
    if kind not in PUBLIC:
        form.role.data = ""
    return form.party(party_id, kind)


@pages.route(f"{EACH}/partijen/<int:party_id>", methods=["GET", "POST"])
@guarded(permissions.may_change_party, load=queries.party)
def change_party(row: PartnershipParty) -> ResponseReturnValue:
    known = row.partnership
    form = PartyForm(data=_standing(row))
    if carry_out(form, lambda: _change(row, form)):
        flash(_("Saved, in a new version."))
        return to_partnership(known)
    return form_page(
        "partnerships/form.html", form, heading=_("Change a party"), back=to_partnership_url(known), party=row
    )


def _change(row: PartnershipParty, form: PartyForm) -> PartnershipVersion:
    lock(row.partnership)
    form.settle(_standing(row))
    # A group is called what it is called.
    if row.cooperative is not None:
        form.name.data = row.cooperative.name
    party = _plausible(form, row.id, row.kind)
    return services.change_party(party, row.partnership, by=viewer(), now=clock.now())


def _standing(row: PartnershipParty) -> dict[str, Any]:
    party = queries.newest(row.partnership).text.party(row.id)
    if party is None:
        return {"name": "", "role": "", "signs": ""}
    return {"name": party.name, "role": party.role.value if party.role else "", "signs": party.signs}


@pages.post(f"{EACH}/partijen/<int:party_id>/weg")
@guarded(permissions.may_change_party, load=queries.party)
def remove_party(row: PartnershipParty) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.remove_party(row, by=viewer(), now=clock.now())):
        flash(_("Taken out, in a new version. Earlier versions still name it."))
    return to_partnership(row.partnership)


@pages.route(f"{EACH}/inbreng/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_propose, load=queries.partnership)
def bring_in(known: Partnership) -> ResponseReturnValue:
    """Write down what a party brings in."""
    form = PartyContributionForm()
    form.offer([(each.party_id, each.name) for each in queries.newest(known).text.parties])
    if carry_out(form, lambda: services.bring_in(known, form.contribution(), by=viewer(), now=clock.now())):
        flash(_("Added, in a new version."))
        return to_partnership(known)
    heading = _("Who brings in what?")
    return form_page("partnerships/form.html", form, heading=heading, back=to_partnership_url(known))


@pages.post(f"{EACH}/inbreng/<int:key>/weg")
@guarded(permissions.may_propose, load=queries.partnership)
def leave_out(known: Partnership, key: int) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.leave_out(known, key, by=viewer(), now=clock.now())):
        flash(_("Taken out, in a new version. Earlier versions still name it."))
    return to_partnership(known)
