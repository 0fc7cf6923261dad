"""What everyone may read: partnerships that drivers made public, in the version to which each party said yes."""

from dataclasses import replace

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.core import clock
from incubator.core.guards import public
from incubator.core.public_pages import same_for_everyone
from incubator.neighbourhood.queries.stories import public_place
from incubator.partnerships import messages, queries
from incubator.partnerships.models import Partnership
from incubator.partnerships.views.blueprint import pages


@pages.get("/buurt/<slug>/samenwerkingen")
@public
def public_index(slug: str) -> ResponseReturnValue:
    """Organisations and functions, and no person; a group only when it agreed to be named."""
    neighbourhood = public_place(slug)
    known = queries.published(neighbourhood.id) if neighbourhood else []
    if neighbourhood is None or not known:
        abort(404)
    same_for_everyone()
    today = clock.today()
    texts = {each.id: _rows(each) for each in known}
    proofs = {each.id: queries.proofs(each) for each in known}
    agreed = {each.id: queries.agreed_version(each) for each in known}
    standings = {each.id: queries.standing(each, today=today) for each in known}
    return render_template(
        "partnerships/public.html",
        neighbourhood=neighbourhood,
        partnerships=known,
        texts=texts,
        standings=standings,
        proofs=proofs,
        agreed=agreed,
        today=today,
    )


def _rows(known: Partnership) -> list[tuple[str, str]]:
    """What visitors read of the version that was agreed on; a group that did not agree to be named is called a group."""
    agreed = queries.agreed_version(known)
    assert agreed is not None
    text = agreed.text
    unnamed = _("a group of the neighbourhood")
    parties = tuple(
        replace(each, name=queries.public_name(known, each.party_id, each.name, unnamed=unnamed))
        for each in text.parties
    )
    return [(label, written) for label, written in messages.rows_of(replace(text, parties=parties)) if written]
