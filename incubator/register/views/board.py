"""Pages of the board register."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.register import permissions, queries
from incubator.register.forms import CorrectionForm
from incubator.register.forms.board import BY_OTHERS, AppointmentForm, SeatChangeForm
from incubator.register.messages import board as messages
from incubator.register.messages import organ_in_words
from incubator.register.models.board import BoardSeat, SeatEvent
from incubator.register.permissions import board as may
from incubator.register.queries import board as seated
from incubator.register.rules import board as rules
from incubator.register.rules.bodies import offices_open
from incubator.register.services import board as services
from incubator.register.values import MembershipStanding
from incubator.register.values.board import BoardOrgan, BoardTerms, Office, SeatChange, SeatRow, SeatStanding
from incubator.register.views.blueprint import pages
from incubator.register.views.leaving import day_asked

GONE = frozenset({SeatStanding.ENDED, SeatStanding.TERM_OVER})


def _to(seat: BoardSeat) -> ResponseReturnValue:
    return redirect(url_for("register.seat", slug=seat.cooperative.slug, seat_id=seat.id))


@pages.get("/bestuur/")
@guarded(permissions.may_see, load=cooperatives_queries.cooperative)
def board(group: Cooperative) -> ResponseReturnValue:
    """Who sits in which body, today or on another day."""
    day = day_asked("datum")
    terms = seated.board_terms(group, day)
    rows = seated.rows_on(group, day, terms)
    bodies: dict[BoardOrgan, list[SeatRow]] = {organ: [] for organ in BoardOrgan}
    for row in rows:
        if row.standing is not SeatStanding.ENDED:
            bodies[row.organ].append(row)
    return render_template(
        "register/board.html",
        group=group,
        day=day,
        today=clock.today(),
        terms=terms,
        bodies=bodies,
        gone=[row for row in rows if row.standing is SeatStanding.ENDED],
        seated=len(rules.of_organ(rows, BoardOrgan.BOARD)),
        offices_open=offices_open(rows),
        deed=queries.recorded_deed(group),
        words=messages,
        may_write=permissions.may_write(viewer(), group),
    )


@pages.post("/bestuur/uit-de-akte")
@guarded(permissions.may_write, load=cooperatives_queries.cooperative)
def open_board(group: Cooperative) -> ResponseReturnValue:
    """Take over the first directors from the deed."""
    done = carry_out_or_flash(lambda: services.open_board(group, author=viewer(), now=clock.now()))
    if done is not None and done.value:
        flash(_("The first directors are in the register. Check their offices."))
    elif done is not None:
        flash(_("There was nothing to take over: the deed names no directors, or the register has some."), "error")
    return redirect(url_for("register.board", slug=group.slug))


@pages.route("/bestuur/benoemen", methods=["GET", "POST"])
@guarded(permissions.may_write, load=cooperatives_queries.cooperative)
def appoint(group: Cooperative) -> ResponseReturnValue:
    """Somebody gets a seat."""
    today = clock.today()
    terms = seated.board_terms(group, today)
    form = AppointmentForm(
        data={"organ": "bestuur", "decided_on": today, "on": today, "decided_by": terms.appointed_by}
    )
    standing = {row.number: row.name for row in queries.register_on(group, today, ended=False)}
    form.organ.choices = [SelectChoice(organ.value, messages.BODIES[organ]) for organ in _bodies(terms)]
    if not terms.outsiders:
        del form.name
        form.person.flags.needed = _("required")
    nobody = _("Somebody who is no member") if terms.outsiders else _("Choose who it is")
    form.person.choices = [SelectChoice("", nobody)]
    form.person.choices += [SelectChoice(str(number), name) for number, name in standing.items()]
    form.offices.choices = _offices()
    form.year.choices = _years(group)
    form.decided_by.choices = _deciders(terms)
    done = carry_out(form, lambda: _appointed(group, form))
    if done is None:
        return form_page("register/appoint.html", form, group=group, terms=terms, words=messages)
    flash(_("%(name)s is in the register. Report it to the KVK within a week.", name=done.value.name))
    return _to(done.value)


def _appointed(group: Cooperative, form: AppointmentForm) -> BoardSeat:
    chosen = form.person.data
    member = queries.member(viewer(), group.slug, int(chosen)) if chosen else None
    return services.appoint(
        group,
        BoardOrgan(form.organ.data),
        form.step(),
        member=member,
        name=form.name_of_outsider(),
        leaves_committee=form.leaves_committee.data,
        author=viewer(),
        now=clock.now(),
    )


def _bodies(terms: BoardTerms) -> list[BoardOrgan]:
    """The bodies that this cooperative has: with supervisors there need be no audit committee."""
    if terms.has_supervisors:
        return [BoardOrgan.BOARD, BoardOrgan.SUPERVISORS, BoardOrgan.COMMITTEE]
    return [BoardOrgan.BOARD, BoardOrgan.COMMITTEE]


def _years(group: Cooperative) -> list[SelectChoice]:
    """The financial years of which a committee can see the accounts: that of now, the one before and the next."""
    current = seated.year_of(group, clock.today())
    years = [SelectChoice(str(year), str(year)) for year in (current, current - 1, current + 1)]
    return [SelectChoice("", _("The running year")), *years]


def _offices() -> list[SelectChoice]:
    return [SelectChoice(office.value, messages.OFFICES[office]) for office in Office]


def _deciders(terms: BoardTerms) -> list[SelectChoice]:
    """The bodies that the statutes name, and the general meeting, which can decide on most."""
    named = dict.fromkeys((terms.appointed_by, rules.GENERAL_MEETING, terms.officers_by))
    if terms.has_supervisors:
        named[BoardOrgan.SUPERVISORS.value] = None
    choices = [SelectChoice(organ, organ_in_words(organ)) for organ in named]
    if terms.appointed_by_others:
        choices.append(SelectChoice(BY_OTHERS, _("Others than the members, as the statutes allow")))
    return choices


@pages.get("/bestuur/<int:seat_id>")
@guarded(may.may_see_seat, load=seated.seat)
def seat(known: BoardSeat) -> ResponseReturnValue:
    """One seat: how it stands, what happened, and what can happen."""
    today = clock.today()
    group = known.cooperative
    terms = seated.board_terms(group, today)
    row = seated.row_of(known, today, terms)
    return render_template(
        "register/seat.html",
        seat=known,
        group=group,
        row=row,
        changes=_possible(known, row),
        counting={event.id for event in seated.counting(known)},
        words=messages,
        lost=_lost_membership(known, terms),
        may_link=may.may_link_seat(viewer(), known),
        may_write=permissions.may_write(viewer(), group),
    )


def _lost_membership(known: BoardSeat, terms: BoardTerms) -> bool:
    """Whether a director is a member no longer, while the statutes ask for members."""
    if known.member is None or terms.outsiders:
        return False
    row = queries.row_on(known.member, clock.today())
    return row is None or row.standing is MembershipStanding.ENDED


def _possible(known: BoardSeat, row: SeatRow | None) -> list[tuple[str, SeatChange]]:
    """What can happen to this seat now, by its address."""
    if row is None or row.ended_on is not None:
        return []
    impossible = {SeatChange.LIFTING}
    if row.standing is SeatStanding.SUSPENDED:
        impossible = {SeatChange.SUSPENSION}
    if known.organ is not BoardOrgan.BOARD:
        impossible |= {SeatChange.OFFICES}
    return [(address, kind) for address, kind in messages.ADDRESSES.items() if kind not in impossible]


@pages.route("/bestuur/<int:seat_id>/<what>", methods=["GET", "POST"])
@guarded(may.may_write_seat, load=seated.seat)
def change_seat(known: BoardSeat, what: str) -> ResponseReturnValue:
    """Something happens to a seat."""
    kind = messages.ADDRESSES.get(what)
    if kind is None:
        abort(404)
    today = clock.today()
    group = known.cooperative
    terms = seated.board_terms(group, today)
    row = seated.row_of(known, today, terms)
    form = SeatChangeForm.of(kind, today, row.offices if row else ())
    if form.decided_by:
        form.decided_by.choices = _deciders(terms)
    if form.offices:
        form.offices.choices = _offices()
    if known.organ is not BoardOrgan.COMMITTEE or kind is not SeatChange.REAPPOINTMENT:
        del form.year
    else:
        form.year.choices = _years(group)
    done = carry_out(form, lambda: services.change(known, form.step(kind), author=viewer(), now=clock.now()))
    if done is None:
        return form_page("register/change_seat.html", form, seat=known, group=group, kind=kind, words=messages)
    flash(_("Saved."))
    return _to(known)


@pages.route("/bestuur/<int:seat_id>/gebeurtenissen/<int:seat_event_id>/corrigeren", methods=["GET", "POST"])
@guarded(may.may_write_seat_event, load=seated.seat_event)
def correct_seat(event: SeatEvent) -> ResponseReturnValue:
    """What was entered by mistake counts no more."""
    form = CorrectionForm()
    known = event.seat
    done = carry_out(form, lambda: services.correct(event, form.note.data, author=viewer(), now=clock.now()))
    if done is None:
        return form_page("register/correct_seat.html", form, seat=known, event=event, words=messages)
    flash(_("Corrected. What stood there stays readable."))
    return _to(known)
