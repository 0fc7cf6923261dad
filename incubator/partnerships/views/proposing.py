"""Proposing another text: a part of it at a time, from the neighbourhood or from a group that is a party."""

from dataclasses import replace
from typing import Any

from flask import abort, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.web import carry_out, form_page
from incubator.partnerships import permissions, queries, services
from incubator.partnerships.forms import FORMS, AgreementPartForm
from incubator.partnerships.messages import PARTS
from incubator.partnerships.models import Partnership, PartnershipVersion
from incubator.partnerships.rules.checks import check_terms
from incubator.partnerships.values import AgreementText, PartyKind
from incubator.partnerships.views.blueprint import EACH, pages
from incubator.partnerships.views.showing import to_partnership, to_partnership_url


@pages.route(f"{EACH}/voorstel/<part>", methods=["GET", "POST"])
@guarded(permissions.may_propose, load=queries.partnership)
def propose(known: Partnership, part: str) -> ResponseReturnValue:
    """Write a part of the text."""
    form = proposal_form(known, part)
    parties = queries.newest(known).text.parties
    form.offer([each.name for each in parties if each.kind is not PartyKind.GROUP])
    if carry_out(form, lambda: write(known, form, for_party=form.for_party.data or "")):
        flash(_("A new version is on the table. Each party is asked for its yes again."))
        return to_partnership(known)
    return proposal_page(form, part, to_partnership_url(known))


def proposal_form(known: Partnership, part: str) -> AgreementPartForm:
    """The form of a part, filled with the newest text. A part that does not exist is no page."""
    if part not in FORMS:
        abort(404)
    return FORMS[part](data=_standing(queries.newest(known).text))


def proposal_page(form: AgreementPartForm, part: str, back: str) -> ResponseReturnValue:
    """The page on which a part is written."""
    return form_page("partnerships/form.html", form, heading=PARTS[part][0], back=back)


def write(known: Partnership, form: AgreementPartForm, *, for_party: str) -> PartnershipVersion:
    """Another version from what was filled in. Two who change the same part see both texts, and lose neither."""
    lock(known)
    text = queries.newest(known).text
    form.settle(_standing(text))
    terms = replace(text.terms, **form.written())
    check_terms(terms, today=clock.today())
    return services.propose(
        known,
        services.rewrite(terms),
        for_party=for_party,
        why=form.why.data or "",
        by=viewer(),
        now=clock.now(),
    )


def _standing(text: AgreementText) -> dict[str, Any]:
    return {name: getattr(text.terms, name) for name in text.terms.__slots__}
