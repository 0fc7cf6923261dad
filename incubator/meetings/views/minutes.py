"""Minutes, the extract for the notary, and the book of resolutions."""

from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.cooperatives.models import Cooperative
from incubator.core import clock, files
from incubator.core.db import lock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.core.word import to_bytes
from incubator.meetings.documents import minutes as documents
from incubator.meetings.forms.acting import OF_ITEM
from incubator.meetings.forms.holding import DecisionReviewForm, MinuteNoteForm
from incubator.meetings.messages import convening as meeting_words
from incubator.meetings.messages import holding as words
from incubator.meetings.messages.legality import article_of_law
from incubator.meetings.models import AgendaItem, Meeting, Resolution
from incubator.meetings.permissions import holding as permissions
from incubator.meetings.queries import deciding, electorate, held_case
from incubator.meetings.queries import minutes as queries
from incubator.meetings.queries import rounds as held
from incubator.meetings.rules.aftermath import AftermathStep, steps_after
from incubator.meetings.rules.contesting import contestable_until
from incubator.meetings.services import acting
from incubator.meetings.services import deciding as decisions
from incubator.meetings.services import minutes as services
from incubator.meetings.values import MeetingState
from incubator.meetings.views.blueprint import pages
from incubator.meetings.views.hall import HERE
from incubator.register.queries import board

BOOK = "/cooperaties/<slug>/besluiten"
RESOLUTION = f"{BOOK}/<int:year>/<int:resolution_number>"


@pages.get(f"{HERE}/notulen")
@guarded(permissions.may_attend, load=held.held)
def minutes(meeting: Meeting) -> ResponseReturnValue:
    """The minutes as they stand: what wrote itself, and what the secretary adds."""
    rounds = held.rounds(meeting)
    return render_template(
        "meetings/at_minutes.html",
        meeting=meeting,
        group=meeting.cooperative,
        sees_group=held.sees_group(current_user, meeting.cooperative),
        presences=electorate.presences(meeting),
        rounds=rounds,
        undecided=queries.undecided_items(meeting, rounds),
        decisions=deciding.resolutions_of_meeting(meeting),
        notes=deciding.minute_notes(meeting),
        approved=deciding.approved_minutes(meeting),
        terms=held_case.terms_of(meeting),
        words=words,
        meeting_words=meeting_words,
        may_write=permissions.may_hold(current_user, meeting) and meeting.state is not MeetingState.APPROVED,
    )


@pages.get(f"{HERE}/notulen.docx")
@guarded(permissions.may_attend, load=held.held)
def minutes_document(meeting: Meeting) -> ResponseReturnValue:
    """The minutes in Word; approved ones as they were approved."""
    name = f"notulen-{meeting.cooperative.slug}-{meeting.number}"
    approved = deciding.approved_minutes(meeting)
    if approved is not None and approved.file is not None:
        return files.made(files.content_of(approved.file), name, files.WORD)
    return files.made(
        to_bytes(documents.minutes(queries.minutes_source(meeting, made_at=clock.now()))), name, files.WORD
    )


@pages.route(f"{HERE}/punten/<int:item_id>/notulen", methods=["GET", "POST"])
@guarded(permissions.may_hold_item, load=held.held_item)
def write_note(item: AgendaItem) -> ResponseReturnValue:
    """What was talked about at this item."""
    meeting = item.meeting
    form = MinuteNoteForm(data={"words": deciding.minute_notes(meeting).get(item.id, "")})
    if carry_out(form, lambda: _write(item, form)) is None:
        return form_page("meetings/at_note.html", form, item=item, meeting=meeting, group=meeting.cooperative)
    flash(_("Saved."))
    return redirect(url_for("meetings.minutes", slug=meeting.cooperative.slug, number=meeting.number))


def _write(item: AgendaItem, form: MinuteNoteForm) -> None:
    lock(item.meeting.cooperative)
    form.settle({"words": deciding.minute_notes(item.meeting).get(item.id, "")})
    services.write_note(item, form.words.data or "")


@pages.get(f"{HERE}/punten/<int:item_id>/uittreksel.docx")
@guarded(permissions.may_see_minuted_item, load=held.held_item)
def notary_extract(item: AgendaItem) -> ResponseReturnValue:
    """One decision for the notary."""
    meeting = item.meeting
    source = queries.minutes_source(meeting, made_at=clock.now())
    place = [other.id for other in meeting.items].index(item.id)
    content = to_bytes(documents.notary_extract(source, source.items[place]))
    return files.made(content, f"uittreksel-{meeting.cooperative.slug}-{meeting.number}-{place + 1}", files.WORD)


@pages.get(BOOK)
@guarded(permissions.may_read_book, load=deciding.group_with_book)
def resolutions(group: Cooperative) -> ResponseReturnValue:
    """Everything that was decided, the newest first."""
    today = clock.today()
    return render_template(
        "meetings/at_resolutions.html",
        group=group,
        resolutions=deciding.resolution_book(group),
        to_review=deciding.to_review(group, today),
        years=board.committee_years(group),
        sees_group=held.sees_group(current_user, group),
        words=words,
    )


def _address(resolution: Resolution) -> str:
    slug = resolution.meeting.cooperative.slug
    return url_for("meetings.resolution", slug=slug, year=resolution.year, resolution_number=resolution.number)


@pages.route(RESOLUTION, methods=["GET", "POST"])
@guarded(permissions.may_read_decision, load=deciding.resolution)
def resolution(decided: Resolution) -> ResponseReturnValue:
    """A decision: what, when, by which vote, what it set going, and when it is looked at again."""
    meeting = decided.meeting
    form = DecisionReviewForm(data={"review_on": decided.review_on})
    may_work = permissions.may_work_on(current_user, decided)
    if request.method == "POST" and not may_work:
        abort(403)
    if carry_out(form, lambda: _review(decided, form)) is None:
        values: dict[str, Any] = {"decided": decided, "meeting": meeting, "group": meeting.cooperative, "words": words}
        return form_page(
            "meetings/at_resolution.html",
            form,
            **values,
            may_work=may_work,
            has_subject=decided.kind in OF_ITEM,
            sees_group=held.sees_group(current_user, meeting.cooperative),
            until=contestable_until(decided.decided_on),
            aftermath=_aftermath(decided),
            terms=held_case.terms_of(meeting),
            means=held.secret_means(of_round=decided.round_id or 0).get(decided.round_id or 0),
        )
    flash(_("Saved."))
    return redirect(_address(decided))


def _aftermath(decided: Resolution) -> list[tuple[AftermathStep, str]]:
    """What is left to do after this decision, each with its article as people write it."""
    if not decided.adopted or decided.replaced_at is not None:
        return []
    steps = steps_after(decided.kind, decided.decided_on)
    return [(step, ", ".join(map(article_of_law, step.articles))) for step in steps]


def _review(decided: Resolution, form: DecisionReviewForm) -> None:
    lock(decided.meeting.cooperative)
    form.settle({"review_on": decided.review_on})
    day: date | None = form.review_on.data
    decisions.review_on(decided, day, today=clock.today())


@pages.post(f"{RESOLUTION}/uitvoeren")
@guarded(permissions.may_work_on, load=deciding.resolution)
def act_again(decided: Resolution) -> ResponseReturnValue:
    """Try again what this decision sets going."""
    carry_out_or_flash(lambda: acting.act(decided, by=current_user, now=clock.now()))
    return redirect(_address(decided))


@pages.post(f"{RESOLUTION}/gedaan")
@guarded(permissions.may_work_on, load=deciding.resolution)
def settle_act(decided: Resolution) -> ResponseReturnValue:
    """Somebody did by hand what waited."""
    if carry_out_or_flash(lambda: acting.settle(decided, now=clock.now())):
        flash(_("Saved."))
    return redirect(_address(decided))
