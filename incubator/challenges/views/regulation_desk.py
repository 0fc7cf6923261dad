"""The desk of who keeps the register of rules: all authorities with what needs a look, a page to change them, files in and out."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.models import User
from incubator.accounts.permissions import guarded, is_manager, viewer
from incubator.challenges.forms.regulations import RegulationForm, as_typed, version_number
from incubator.challenges.messages import authorities as page_words
from incubator.challenges.messages import regulations as words
from incubator.challenges.models import RegulationReport
from incubator.challenges.queries import overview
from incubator.challenges.queries import regulations as register
from incubator.challenges.rules import naming
from incubator.challenges.rules.regulation_changes import changes
from incubator.challenges.rules.regulation_rows import read_regulation, written_regulation
from incubator.challenges.rules.regulation_table import name_of
from incubator.challenges.services import registering
from incubator.challenges.values import Regulation, RegulationState
from incubator.challenges.views.blueprint import pages
from incubator.core import clock
from incubator.core.forms import search_words
from incubator.core.reference import authorities
from incubator.core.reference.authorities import Authority
from incubator.core.rows import change_rows
from incubator.core.web import carry_out, carry_out_or_flash, form_page, page_asked

A_PAGE = 25
OVERTAKEN = 409
LOOK, DUE = "nakijken", "jaar"
WISHES: dict[str, Callable[[overview.DeskRow], bool]] = {
    LOOK: lambda row: row.needs_a_look,
    DUE: lambda row: row.due,
    "bekend": lambda row: overview.is_known(row.state),
    "vervallen": lambda row: row.state is RegulationState.ENDED,
    "niet-gezien": lambda row: row.state is RegulationState.NOT_SEEN,
    "onbekend": lambda row: row.state is RegulationState.UNKNOWN,
}


@pages.get("/beheer/uitdaagrecht")
@guarded(is_manager)
def desk() -> ResponseReturnValue:
    """All authorities: what needs a look first, or what the address asks for."""
    rows = overview.desk_rows(clock.today())
    asked, typed = request.args.get("stand", ""), search_words(request.args.get("zoek"))
    chosen = _chosen(rows, asked, typed)
    last = max(1, -(-len(chosen) // A_PAGE))
    page = min(page_asked(), last)
    return render_template(
        "challenges/desk.html",
        rows=chosen[(page - 1) * A_PAGE : page * A_PAGE],
        total=len(chosen),
        page=page,
        pages=last,
        asked=asked,
        typed=typed,
        filters=_filters(rows),
        reports=register.open_reports(),
        words=words,
        page_words=page_words,
        authority_of=authorities.authority_of_code,
    )


def _chosen(rows: Sequence[overview.DeskRow], asked: str, typed: str) -> list[overview.DeskRow]:
    chosen = list(rows)
    if asked in WISHES:
        chosen = list(filter(WISHES[asked], chosen))
    if typed:
        meant = {known.code for known in naming.named_authorities(typed)}
        plain = typed.casefold()
        chosen = [row for row in chosen if row.authority.code in meant or plain in row.authority.name.casefold()]
    return chosen


def _filters(rows: Sequence[overview.DeskRow]) -> list[tuple[str, str, int]]:
    """What can be chosen: its name in the address, what it is called, and how many there are."""
    names = {
        "": _("All"),
        LOOK: _("Needs a look"),
        DUE: _("Not checked for a year"),
        "bekend": _("Known"),
        "vervallen": _("Ended"),
        "niet-gezien": _("Looked for, not seen"),
        "onbekend": _("Unknown"),
    }
    return [(asked, str(name), len(_chosen(rows, asked, ""))) for asked, name in names.items()]


def known_authority(_viewer: User, code: str) -> Authority | None:
    """A municipality, province or water board. A loader for `guarded`."""
    return authorities.authority_of_code(code)


@pages.get("/beheer/uitdaagrecht/<authority:code>")
@guarded(is_manager, load=known_authority)
def desk_authority(authority: Authority) -> ResponseReturnValue:
    """What is recorded of an authority, what readers reported, and what was recorded before."""
    rules = register.recorded(authority.code)
    versions = register.versions(authority.code)
    return render_template(
        "challenges/desk_authority.html",
        authority=authority,
        rules=rules,
        row=overview.desk_row_of(authority, clock.today()),
        versions=versions,
        history=_history(versions),
        began_with=versions[0].number if versions else 0,
        reports=register.open_reports(authority.code),
        places_to_look=page_words.places_to_look(authority),
        words=words,
        page_words=page_words,
        today=clock.today(),
    )


def _history(versions: Sequence[Any]) -> dict[int, list[tuple[str, str, str]]]:
    """What each version changed, in words; of the oldest shown since what comes with the product."""
    history = {}
    for version, earlier in zip_longest(versions, versions[1:]):
        before = register.shipped().get(version.code, ()) if earlier is None else register.rules_of(earlier)
        history[version.number] = words.changes_in_words(changes(before, register.rules_of(version)))
    return history


@pages.route("/beheer/uitdaagrecht/<authority:code>/regelingen/<int:place>", methods=["GET", "POST"])
@guarded(is_manager, load=known_authority)
def desk_regulation(authority: Authority, place: int) -> ResponseReturnValue:
    """Change a regulation, or add one (0)."""
    recorded = register.recorded(authority.code)
    if place > len(recorded):
        abort(404)
    form = _form(authority.code, recorded[place - 1] if place else None)
    began_with = version_number(form.version.data)
    if form.is_submitted() and _changes_rows(form):
        return render_template("challenges/desk_regulation.html", form=form, **_shown(authority, place, began_with))
    if carry_out(form, partial(_save, form, authority, place, began_with)) is not None:
        flash(_("Saved. The pages show it from now on; groups in this place get a mail about what changed."))
        return redirect(url_for("challenges.desk_authority", code=authority.code))
    if form.status == OVERTAKEN:
        form.version.data = str(
            register.newest_number(authority.code)
        )  # who saves again has seen what the other changed
    return form_page("challenges/desk_regulation.html", form, **_shown(authority, place, began_with))


def _form(code: str, standing: Regulation | None) -> RegulationForm:
    """The form with what stands, or empty."""
    values: dict[str, Any] = {"version": str(register.newest_number(code))}
    if standing is not None:
        values |= as_typed(written_regulation(standing)) | {"checked_on": standing.checked_on}
        values |= {"since": standing.since, "until": standing.until}
    form = RegulationForm(data=values)
    form.laid_down.choices = _choices(words.LAID_DOWN)
    form.mark.choices = _choices(words.MARKS)
    form.who_codes.choices = _choices(words.CHALLENGERS)
    form.cost_rule.choices = [*_choices(words.COST_RULES), SelectChoice("", _("We do not know"))]
    return form


def _changes_rows(form: RegulationForm) -> bool:
    """Whether a button of a table was pressed: then there is nothing to save yet."""
    for field in form.tables:
        if change_rows(field, request.form.get(f"rows-{field.short_name}")):
            form.pressed = field.short_name
            return True
    return False


def _choices(names: Mapping[Any, Any]) -> list[SelectChoice]:
    return [SelectChoice(str(value), name) for value, name in names.items()]


def _save(form: RegulationForm, authority: Authority, place: int, began_with: int) -> None:
    row = {**form.row, "code": authority.code, "authority": name_of(authority)}
    registering.save_regulation(read_regulation(row), place, began_with, by=viewer(), now=clock.now())


def _shown(authority: Authority, place: int, began_with: int) -> dict[str, Any]:
    """What the page of a regulation shows beside the form: also what others changed since it was opened."""
    theirs: list[tuple[str, str, str]] = []
    if began_with != register.newest_number(authority.code):
        theirs = words.changes_in_words(
            changes(_rules_at(authority.code, began_with), register.recorded(authority.code))
        )
    return {"authority": authority, "place": place, "theirs": theirs, "name": name_of(authority)}


def _rules_at(code: str, number: int) -> Sequence[Regulation]:
    """The rules as they were in a version; 0 is what comes with the product."""
    version = register.version(code, number)
    if version is None:
        return register.shipped().get(code, ())
    return register.rules_of(version)


@pages.post("/beheer/uitdaagrecht/<authority:code>/terug")
@guarded(is_manager, load=known_authority)
def desk_put_back(authority: Authority) -> ResponseReturnValue:
    """Let an earlier version, or what comes with the product (0), hold again."""
    number, began_with = (version_number(request.form.get(name)) for name in ("number", "version"))
    put_back = partial(registering.put_back, authority.code, number, began_with, by=viewer(), now=clock.now())
    if carry_out_or_flash(put_back) is not None:
        flash(_("Put back. The pages show it from now on."))
    return redirect(url_for("challenges.desk_authority", code=authority.code))


@pages.post("/beheer/uitdaagrecht/meldingen/<int:report_id>")
@guarded(is_manager, load=register.report)
def desk_settle(report: RegulationReport) -> ResponseReturnValue:
    """A report of a reader needs no look any more."""
    if carry_out_or_flash(partial(registering.settle, report, now=clock.now())) is not None:
        flash(_("Settled."))
    return redirect(url_for("challenges.desk_authority", code=report.code))
