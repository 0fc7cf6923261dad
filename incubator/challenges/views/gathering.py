"""Pages of what a challenge rests on: costs, effects, support, talks, and the question for information."""

from dataclasses import asdict
from functools import partial
from typing import Any

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.challenges.forms.challenging import (
    AnswerOfAuthorityForm,
    CaseRowForm,
    EffectForm,
    HourPriceForm,
    PaperForm,
    QuestionOfInformationForm,
    SupportForm,
)
from incubator.challenges.messages import challenging as words
from incubator.challenges.models.challenges import CaseRow, Challenge, SupportRecord
from incubator.challenges.permissions import challenging as permissions
from incubator.challenges.queries import challenging as queries
from incubator.challenges.services import gathering as services
from incubator.challenges.services.gathering import WrittenAnswer, WrittenQuestion, WrittenRow, WrittenSupport
from incubator.challenges.values.challenging import CaseKind, HourParts, SupportKind
from incubator.challenges.views.blueprint import pages
from incubator.challenges.views.challenging import HERE
from incubator.challenges.views.parts import write_part
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.forms import Form
from incubator.core.quantities import write_day
from incubator.core.web import carry_out_or_flash

COSTS = (CaseKind.NOW, CaseKind.THEN)


@pages.route(f"{HERE}/regels/<kind>", methods=["GET", "POST"])
@guarded(permissions.may_write, load=queries.challenge)
def add_case_row(challenge: Challenge, kind: str) -> ResponseReturnValue:
    """A line more of the costs, or of what becomes better."""
    if kind not in set(CaseKind):
        abort(404)
    chosen = CaseKind(kind)
    form: Form = CaseRowForm() if chosen in COSTS else EffectForm()
    save = partial(_add_case_row, challenge, chosen, form)
    return write_part(challenge, form, save, title=words.CASES[chosen], anchor="plan")


def _add_case_row(challenge: Challenge, kind: CaseKind, form: Form) -> None:
    services.add_case_row(challenge, kind, WrittenRow(**_typed(form)))


def _typed(form: Form) -> dict[str, Any]:
    """What stands in the fields, without the protection against forgery."""
    return {name: value for name, value in form.data.items() if name not in {"csrf_token", "opened"}}


@pages.post(f"{HERE}/regels/<int:row_id>/verwijderen")
@guarded(permissions.may_remove, load=queries.case_row_of)
def remove_case_row(row: CaseRow, slug: str, challenge_id: int) -> ResponseReturnValue:
    """Take a line out of the business case."""
    carry_out_or_flash(lambda: services.remove(row))
    return redirect(url_for("challenges.show", slug=slug, challenge_id=challenge_id, _anchor="plan"))


@pages.route(f"{HERE}/uurprijs", methods=["GET", "POST"])
@guarded(permissions.may_write, load=queries.challenge)
def hour_price(challenge: Challenge) -> ResponseReturnValue:
    """What an hour costs, part by part."""
    form = HourPriceForm(data=_hour_parts(challenge))
    save = partial(_write_hour_price, challenge, form)
    return write_part(challenge, form, save, title=_("What one hour costs"), anchor="plan")


def _hour_parts(challenge: Challenge) -> dict[str, Any]:
    return asdict(HourParts(**challenge.hour_parts))


def _write_hour_price(challenge: Challenge, form: HourPriceForm) -> None:
    form.settle(_hour_parts(lock(challenge)))
    services.write_hour_price(challenge, HourParts(**{name: form[name].data for name in services.HOUR_PARTS}))


@pages.route(f"{HERE}/steun-erbij/<kind>", methods=["GET", "POST"])
@guarded(permissions.may_write, load=queries.challenge)
def add_support(challenge: Challenge, kind: str) -> ResponseReturnValue:
    """Signatures on paper, a letter, a meeting, a talk."""
    if kind not in set(SupportKind):
        abort(404)
    chosen = SupportKind(kind)
    form: Form = PaperForm() if chosen is SupportKind.PAPER else SupportForm()
    anchor = "gesprekken" if chosen is SupportKind.TALK else "steun"
    save = partial(_add_support, challenge, chosen, form)
    return write_part(challenge, form, save, title=words.SUPPORTS[chosen], anchor=anchor)


def _add_support(challenge: Challenge, kind: SupportKind, form: Form) -> None:
    written = WrittenSupport(**_typed(form))
    services.add_support(challenge, kind, written, by=viewer(), now=clock.now(), today=clock.today())


@pages.post(f"{HERE}/steun-erbij/<int:record_id>/verwijderen")
@guarded(permissions.may_remove, load=queries.record_of)
def remove_support(record: SupportRecord, slug: str, challenge_id: int) -> ResponseReturnValue:
    """Take out what was written down by mistake."""
    carry_out_or_flash(lambda: services.remove(record))
    return redirect(url_for("challenges.show", slug=slug, challenge_id=challenge_id, _anchor="steun"))


@pages.route(f"{HERE}/informatie", methods=["GET", "POST"])
@guarded(permissions.may_write, load=queries.challenge)
def information(challenge: Challenge) -> ResponseReturnValue:
    """What the group asks of the authority, and when it was sent."""
    form = QuestionOfInformationForm(data=_question(challenge))
    save, saved = partial(_ask, challenge, form), _("Saved. Now make the letter in Word.")
    return write_part(challenge, form, save, title=_("Ask for information"), anchor="informatie", saved=saved)


def _question(challenge: Challenge) -> dict[str, Any]:
    request = queries.information(challenge)
    if request is None:
        return {"items": list(words.ITEMS), "own_words": "", "sent_on": None, "is_extended": False}
    names = ("items", "own_words", "sent_on", "is_extended")
    return {name: getattr(request, name) for name in names}


def _ask(challenge: Challenge, form: QuestionOfInformationForm) -> None:
    form.settle(_question(lock(challenge)))
    asked = WrittenQuestion(
        tuple(form.items.data or ()), form.own_words.data or "", form.sent_on.data, bool(form.is_extended.data)
    )
    services.ask(challenge, asked, today=clock.today())


@pages.route(f"{HERE}/informatie/antwoord", methods=["GET", "POST"])
@guarded(permissions.may_write, load=queries.challenge)
def information_answer(challenge: Challenge) -> ResponseReturnValue:
    """What came of the question; the costs and the end date go to the challenge."""
    form = AnswerOfAuthorityForm(data=_answer(challenge))
    save = partial(_write_answer, challenge, form)
    return write_part(challenge, form, save, title=_("What did the authority answer?"), anchor="informatie")


def _answer(challenge: Challenge) -> dict[str, Any]:
    request = queries.information(challenge)
    known: dict[str, Any] = {"answered_on": None, "answer": ""}
    if request is not None:
        known = {"answered_on": request.answered_on, "answer": request.answer}
    return {
        **known,
        "cost_now_cents": challenge.cost_now_cents,
        "contract_end": challenge.contract_end,
    }


def _write_answer(challenge: Challenge, form: AnswerOfAuthorityForm) -> None:
    form.settle(_answer(lock(challenge)))
    answer = WrittenAnswer(
        form.answered_on.data, form.answer.data or "", form.cost_now_cents.data, form.contract_end.data
    )
    # The source stands in the plan, which is Dutch.
    source = f"antwoord van {challenge.authority} op ons verzoek om informatie, {write_day(form.answered_on.data)}"
    services.write_answer(challenge, answer, source=source, today=clock.today())
