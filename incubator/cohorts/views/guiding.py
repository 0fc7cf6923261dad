"""Contact with a group, the coach's own notes, what to come back to, and the hours."""

from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, is_coach, is_manager, viewer
from incubator.cohorts import permissions, rules
from incubator.cohorts.documents import hours as documents
from incubator.cohorts.forms.guiding import ContactForm, PrivateNoteForm
from incubator.cohorts.messages.guiding import KINDS
from incubator.cohorts.models import ContactEntry
from incubator.cohorts.queries import guiding as queries
from incubator.cohorts.services import guiding as services
from incubator.cohorts.values import SpentTime
from incubator.cohorts.views.blueprint import pages
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock, files
from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.forms import choices_of
from incubator.core.i18n import explain
from incubator.core.quantities import read_day
from incubator.core.tables import csv_table, xlsx_table
from incubator.core.web import carry_out, carry_out_or_flash, form_page, page_asked


@pages.get("/cooperaties/<slug>/contact")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def contact(group: Cooperative) -> ResponseReturnValue:
    """Contact with a group: all of it for who guides it, what is shared for the group."""
    guides = group_permissions.may_guide(current_user, group)
    page = page_asked()
    listed = queries.entries(group, shared_only=not guides, page=page)
    return render_template(
        "cohorts/contact.html",
        group=group,
        entries=listed[: queries.PAGE],
        has_more=len(listed) > queries.PAGE,
        page=page,
        guides=guides,
        is_manager=is_manager(current_user),
        kinds=KINDS,
        note=queries.note(group, viewer()) if guides else None,
        today=clock.today(),
    )


@pages.route("/cooperaties/<slug>/contact/nieuw", methods=["GET", "POST"])
@guarded(group_permissions.may_guide, load=cooperatives.cooperative)
def write_contact(group: Cooperative) -> ResponseReturnValue:
    form = _contact_form({"on_date": clock.today()})
    done = carry_out(
        form,
        lambda: services.write_down(group, form.noted(), by=viewer(), now=clock.now(), today=clock.today()),
    )
    if done is not None:
        flash(_("Saved."))
        return redirect(url_for("cohorts.contact", slug=group.slug))
    return form_page("cohorts/contact_form.html", form, group=group, entry=None)


def _contact_form(data: dict[str, Any]) -> ContactForm:
    form = ContactForm(data=data)
    form.kind.choices = choices_of(KINDS)
    return form


@pages.route("/cooperaties/<slug>/contact/<int:entry_id>", methods=["GET", "POST"])
@guarded(permissions.may_correct_contact, load=queries.entry)
def correct_contact(entry: ContactEntry) -> ResponseReturnValue:
    form = _contact_form(_standing(entry))
    slug = entry.cooperative.slug
    if carry_out(form, lambda: _correct(entry, form)):
        flash(_("Saved."))
        return redirect(url_for("cohorts.contact", slug=slug))
    return form_page("cohorts/contact_form.html", form, group=entry.cooperative, entry=entry)


def _standing(entry: ContactEntry) -> dict[str, Any]:
    note = services.note_of(entry)
    return {
        "kind": note.kind.value,
        "on_date": note.on_date,
        "minutes": note.minutes,
        "with_whom": note.with_whom,
        "text": note.text,
        "shared": note.shared,
        "follow_up": note.follow_up,
        "follow_up_on": note.follow_up_on,
    }


def _correct(entry: ContactEntry, form: ContactForm) -> None:
    form.settle(_standing(lock(entry)))
    services.correct(entry, form.noted(), today=clock.today())


@pages.post("/cooperaties/<slug>/contact/<int:entry_id>/weg")
@guarded(permissions.may_correct_contact, load=queries.entry)
def remove_contact(entry: ContactEntry) -> ResponseReturnValue:
    slug = entry.cooperative.slug
    if carry_out_or_flash(lambda: services.remove(entry)):
        flash(_("Removed."))
    return redirect(url_for("cohorts.contact", slug=slug))


@pages.post("/cooperaties/<slug>/contact/<int:entry_id>/gedaan")
@guarded(permissions.may_follow_up, load=queries.entry)
def follow_up(entry: ContactEntry) -> ResponseReturnValue:
    """Somebody came back to it."""
    if carry_out_or_flash(lambda: services.follow_up(entry, now=clock.now())):
        flash(_("Done."))
    return redirect(url_for("cohorts.follow_ups"))


@pages.get("/vervolgafspraken")
@guarded(is_coach)
def follow_ups() -> ResponseReturnValue:
    """What a coach would come back to, the nearest day first."""
    return render_template("cohorts/follow_ups.html", entries=queries.follow_ups(viewer()), today=clock.today())


@pages.route("/cooperaties/<slug>/notitie", methods=["GET", "POST"])
@guarded(group_permissions.may_guide, load=cooperatives.cooperative)
def note(group: Cooperative) -> ResponseReturnValue:
    """What somebody notes of a group for nobody else."""
    form = PrivateNoteForm(data={"text": _noted(group)})
    if carry_out(form, lambda: _keep_note(group, form)):
        flash(_("Saved. Only you can read it."))
        return redirect(url_for("cohorts.contact", slug=group.slug))
    return form_page("cohorts/note.html", form, group=group)


def _noted(group: Cooperative) -> str:
    written = queries.note(group, viewer())
    return written.text if written is not None else ""


def _keep_note(group: Cooperative, form: PrivateNoteForm) -> None:
    form.settle({"text": _noted(lock(group))})
    services.keep_note(group, form.text.data or "", by=viewer(), now=clock.now())


@pages.get("/uren")
@guarded(is_coach)
def hours() -> ResponseReturnValue:
    """What coaches spent in a period; a coach reads the own hours, the manager those of everyone."""
    first, last, problem = _period()
    lines = _lines(first, last)
    # Whose hours one may read decides whether there is something to choose.
    coaches = cooperatives.possible_coaches() if is_manager(current_user) else ()
    return render_template(
        "cohorts/hours.html",
        lines=lines,
        problem=problem,
        first=first,
        last=last,
        coach=request.args.get("coach", ""),
        coaches=coaches,
        total=sum(line.total for line in lines),
        in_hours=documents.in_hours,
        kept={"van": first, "tot": last, "coach": request.args.get("coach") or None},
    )


@pages.get("/uren.<form>")
@guarded(is_coach)
def export_hours(form: str) -> ResponseReturnValue:
    """The same as a file: `csv` or `xlsx`."""
    first, last, _problem = _period()
    columns, rows = documents.columns(), documents.rows(_lines(first, last))
    name = f"uren {first.isoformat()} {last.isoformat()}"
    if form == "csv":
        return files.made(csv_table(columns, rows), name, files.CSV)
    if form != "xlsx":
        abort(404)
    return files.made(xlsx_table(_("Hours"), columns, rows), name, files.SHEET)


def _lines(first: date, last: date) -> list[SpentTime]:
    # Whatever the address asks: a coach reads the own hours.
    coach_id: int | None = current_user.id
    if is_manager(current_user):
        typed = request.args.get("coach", "")
        coach_id = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None
    return rules.added_up(queries.spent_time(first=first, last=last, coach_id=coach_id, now=clock.now()))


def _period() -> tuple[date, date, str]:
    """The days `van` and `tot` of the address, and what is wrong with them; this year so far when nothing is asked."""
    usual = clock.today().replace(month=1, day=1), clock.today()
    try:
        first, last = _day("van", usual[0]), _day("tot", usual[1])
    except RuleViolation as broken_rule:
        return *usual, explain(broken_rule)
    if last < first:
        return *usual, _("The last day comes before the first.")
    return first, last, ""


def _day(name: str, otherwise: date) -> date:
    typed = request.args.get(name, "").strip()
    return read_day(typed) if typed else otherwise
