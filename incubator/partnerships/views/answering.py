"""The yes of a party that has no account here, as a driver writes it down."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.partnerships import permissions, queries, services
from incubator.partnerships.forms import NotedYesForm
from incubator.partnerships.models import PartnershipParty
from incubator.partnerships.views.blueprint import EACH, pages
from incubator.partnerships.views.showing import to_partnership, to_partnership_url


@pages.route(f"{EACH}/partijen/<int:party_id>/ja", methods=["GET", "POST"])
@guarded(permissions.may_note_yes, load=queries.party)
def note_yes(row: PartnershipParty) -> ResponseReturnValue:
    """Write down that a party said yes to the newest version."""
    known = row.partnership
    newest = queries.newest(known)
    form = NotedYesForm(data={"on_date": clock.today(), "seen": str(newest.number)})
    if carry_out(form, lambda: _note(row, form)):
        flash(_("Written down."))
        return to_partnership(known)
    # Who comes too late reads what is new, and keeps what was typed: the next yes is to that version.
    newest = queries.newest(row.partnership)
    form.seen.data = str(newest.number)
    party = newest.text.party(row.id)
    return form_page("partnerships/yes_form.html", form, party=party, newest=newest, back=to_partnership_url(known))


def _note(row: PartnershipParty, form: NotedYesForm) -> None:
    services.say_yes(row, form.answer(), seen=form.version_seen(), by=viewer(), now=clock.now(), today=clock.today())


@pages.post(f"{EACH}/partijen/<int:party_id>/ja/terug")
@guarded(permissions.may_note_yes, load=queries.party)
def take_back_yes(row: PartnershipParty) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.take_back_yes(row)):
        flash(_("Taken back."))
    return to_partnership(row.partnership)
