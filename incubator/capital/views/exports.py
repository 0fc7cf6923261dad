"""Capital as files: the accounts of all members, everything that was booked, and the statements of everyone."""

from flask import Response, abort

from incubator.accounts.permissions import guarded, viewer
from incubator.capital import permissions
from incubator.capital.documents import accounts as documents
from incubator.capital.documents.statements import all_statements as statements_of_all
from incubator.capital.queries import standing, statements
from incubator.capital.views.blueprint import pages
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.core import clock, files
from incubator.register import queries as register
from incubator.statutes.queries.legal_person import legal_person


@pages.get("/export/<what>/<form>")
@guarded(permissions.may_see, load=cooperatives_queries.cooperative)
def export(group: Cooperative, what: str, form: str) -> Response:
    """How the accounts stand today, or everything that was booked on them."""
    if form not in documents.MEDIA:
        abort(404)
    today = clock.today()
    if what == documents.STANDING:
        content = documents.standing_table(standing.standing(group, today), legal_person(group, today), form)
    elif what == documents.MOVEMENTS:
        names = {member.number: member.name for member in register.members(group)}
        content = documents.movements_table(statements.of_members(group), names, legal_person(group, today), form)
    else:
        abort(404)
    return files.made(content, f"kapitaal-{what}-{group.slug}-{today.isoformat()}", documents.MEDIA[form])


@pages.get("/overzichten/<int:year>")
@guarded(permissions.may_see, load=cooperatives_queries.cooperative)
def all_statements(group: Cooperative, year: int) -> Response:
    """The yearly statements of all members in one file."""
    if year not in statements.years_with_entries(group, clock.today()):
        abort(404)
    today, now = clock.today(), clock.now()
    years, private = statements.yearly_of_all(group, year, today), permissions.may_write(viewer(), group)
    content = statements_of_all(legal_person(group, today), years, year, private=private, made_at=now)
    return files.made(content, f"overzichten-{group.slug}-{year}", files.WORD)
