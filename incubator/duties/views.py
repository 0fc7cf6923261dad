"""Pages of duties: what a group has to do and by when, per office, and for who guides many groups."""

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, is_coach, viewer
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.duties import permissions, queries, services
from incubator.duties.forms import DutyDoneForm, ExtensionForm, SizeForm
from incubator.duties.messages import words
from incubator.duties.messages.checklists import CHECKLISTS
from incubator.duties.models import DutyEntry
from incubator.duties.rules import size as sizes
from incubator.duties.rules import terms, year
from incubator.duties.values import OF_BOARD, Duty, DutyOwner, DutyStanding
from incubator.register.models import BoardSeat
from incubator.register.values.board import BoardOrgan

pages = Blueprint("duties", __name__)
OF_GROUP = "/cooperaties/<slug>/plichten"


def _known(group: Cooperative, key: str) -> Duty:
    duty = queries.duty(group, key, clock.today())
    if duty is None:
        abort(404)
    return duty


def _by_standing(duties: list[Duty], today: date) -> dict[DutyStanding, list[Duty]]:
    """What asks attention first; what was done last."""
    by_standing: dict[DutyStanding, list[Duty]] = {standing: [] for standing in DutyStanding}
    for duty in duties:
        by_standing[year.standing(duty, today)].append(duty)
    return by_standing


@pages.app_template_global()
def duties_of_board(seat: BoardSeat) -> list[tuple[str, str, str]]:
    """What the board has to do soon or should have done, for who sits in it: what, by when and the article."""
    today = clock.today()
    if seat.organ is not BoardOrgan.BOARD:
        return []
    shown = []
    for duty in queries.duties_of(seat.cooperative, today):
        if duty.owner in OF_BOARD and year.standing(duty, today) in {DutyStanding.SOON, DutyStanding.LATE}:
            shown.append((words.title_of(duty), words.due_in_words(duty, today), words.source_of(duty)))
    return shown


@pages.get(f"{OF_GROUP}/")
@guarded(permissions.may_see, load=cooperatives_queries.cooperative)
def index(group: Cooperative) -> ResponseReturnValue:
    """Whether all is in order, and what comes."""
    today = clock.today()
    duties = queries.duties_of(group, today)
    return render_template(
        "duties/index.html",
        group=group,
        today=today,
        duties=duties,
        sections=_by_standing(duties, today),
        words=words,
        may_mark=permissions.may_mark(viewer(), group),
    )


@pages.get(f"{OF_GROUP}/rollen")
@guarded(permissions.may_see, load=cooperatives_queries.cooperative)
def roles(group: Cooperative) -> ResponseReturnValue:
    """Per office what is to be done and what to keep in mind, to print."""
    today = clock.today()
    by_owner: dict[DutyOwner, list[Duty]] = {owner: [] for owner in DutyOwner}
    for duty in queries.duties_of(group, today):
        if duty.mark is None:
            by_owner[duty.owner].append(duty)
    return render_template(
        "duties/roles.html", group=group, today=today, by_owner=by_owner, checklists=CHECKLISTS, words=words
    )


@pages.get(f"{OF_GROUP}/omvang")
@guarded(permissions.may_see, load=cooperatives_queries.cooperative)
def size(group: Cooperative) -> ResponseReturnValue:
    """How large the cooperative is by the law, and which accounts it publishes; nothing is stored."""
    form = SizeForm.of(request.args)
    question = form.question() if request.args else None
    answer = sizes.size_of(question) if question is not None else None
    page = render_template("duties/size.html", group=group, form=form, answer=answer, words=words, source=sizes.SIZE)
    return page, form.status


@pages.get(f"{OF_GROUP}/<duty_key>")
@guarded(permissions.may_see, load=cooperatives_queries.cooperative)
def show(group: Cooperative, duty_key: str) -> ResponseReturnValue:
    """One duty: why, until when, from which article, and what was written down."""
    duty = _known(group, duty_key)
    today = clock.today()
    return render_template(
        "duties/show.html",
        group=group,
        duty=duty,
        today=today,
        standing=year.standing(duty, today),
        history=queries.history(group, duty_key),
        words=words,
        may_mark=permissions.may_mark(viewer(), group),
    )


@pages.route(f"{OF_GROUP}/<duty_key>/klaar", methods=["GET", "POST"])
@guarded(permissions.may_mark, load=cooperatives_queries.cooperative)
def mark(group: Cooperative, duty_key: str) -> ResponseReturnValue:
    """Write down that it was done, with the proof; or that it is not needed."""
    duty = _known(group, duty_key)
    form = DutyDoneForm(data={"outcome": "done", "on": clock.today()})
    form.outcome.choices = [
        SelectChoice("done", _("It was done")),
        SelectChoice("not-needed", _("It does not apply to us")),
    ]
    done = carry_out(form, lambda: _marked(group, duty_key, form))
    if done is None:
        return form_page("duties/mark.html", form, group=group, duty=duty, words=words, today=clock.today())
    flash(_("Saved."))
    return redirect(url_for("duties.index", slug=group.slug))


def _marked(group: Cooperative, key: str, form: DutyDoneForm) -> DutyEntry:
    if form.outcome.data == "not-needed":
        return services.mark_not_needed(group, key, form.proof.data, author=viewer(), now=clock.now())
    on = form.on.data or clock.today()
    return services.mark_done(group, key, on, form.proof.data, author=viewer(), now=clock.now())


@pages.post(f"{OF_GROUP}/<duty_key>/open")
@guarded(permissions.may_mark, load=cooperatives_queries.cooperative)
def reopen(group: Cooperative, duty_key: str) -> ResponseReturnValue:
    """It was not done after all."""
    _known(group, duty_key)
    if carry_out_or_flash(lambda: services.reopen(group, duty_key, author=viewer(), now=clock.now())):
        flash(_("Opened again. What was written down stays readable."))
    return redirect(url_for("duties.show", slug=group.slug, duty_key=duty_key))


@pages.route(f"{OF_GROUP}/uitstel", methods=["GET", "POST"])
@guarded(permissions.may_mark, load=cooperatives_queries.cooperative)
def extend(group: Cooperative) -> ResponseReturnValue:
    """The general meeting gave more time for the accounts."""
    form = ExtensionForm(data={"on": clock.today()})
    ends = queries.years_with_accounts(group, clock.today())
    form.year.choices = [SelectChoice(end.isoformat(), str(end.year)) for end in ends]
    done = carry_out(
        form,
        lambda: services.extend(
            group,
            date.fromisoformat(form.year.data),
            form.months.data or 0,
            form.on.data,
            form.proof.data,
            author=viewer(),
            now=clock.now(),
        ),
    )
    if done is None:
        return form_page("duties/extend.html", form, group=group, longest=terms.LONGEST_EXTENSION)
    flash(_("Saved. The days of the accounts have moved along."))
    return redirect(url_for("duties.index", slug=group.slug))


@pages.get("/plichten")
@guarded(is_coach)
def overview() -> ResponseReturnValue:
    """Every founded cooperative within sight: is all in order?"""
    return render_template("duties/overview.html", lines=queries.overview(viewer(), clock.today()))
