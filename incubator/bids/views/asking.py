"""Pages of the questions to a buyer, its answers, and what they change."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded
from incubator.bids.documents import questions as drafts
from incubator.bids.forms.asking import AnswerEffectForm, BuyerAnswerForm, BuyerQuestionForm, SentForm, number_or_none
from incubator.bids.messages import asking as messages
from incubator.bids.models import Bid, BidEffect, BuyerQuestion, EffectKind
from incubator.bids.permissions import bidding as permissions
from incubator.bids.permissions.following import may_write_part
from incubator.bids.queries import asking as queries
from incubator.bids.queries import bidding
from incubator.bids.services import asking as services
from incubator.bids.services.asking import EffectTerms
from incubator.bids.views.blueprint import pages
from incubator.core import clock, files
from incubator.core.db import lock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.core.word import to_bytes

Choices = list[SelectChoice]
OF_BID = "/cooperaties/<slug>/inschrijvingen/<int:bid_id>/vragen"
OF_QUESTION = f"{OF_BID}/<int:question_id>"
# A lot comes and goes by a correction only.
BY_ANSWER = tuple(kind for kind in EffectKind if kind is not EffectKind.LOT)


@pages.get(OF_BID)
@guarded(permissions.may_see_bid, load=bidding.bid)
def questions(bid: Bid) -> ResponseReturnValue:
    """The questions to the buyer, until when one can ask, and what the answers change."""
    return _questions_page(bid, SentForm(data={"sent_on": clock.today()}))


def _questions_page(bid: Bid, form: SentForm) -> ResponseReturnValue:
    asked = queries.questions(bid)
    term = queries.question_term(bid, queries.requirements_of(bid))
    late = queries.late_answers(bid, asked)
    effects = queries.effects(bid)
    return form_page(
        "bids/questions.html",
        form,
        bid=bid,
        group=bid.cooperative,
        questions=asked,
        term=term,
        term_source=messages.term_source(term),
        late=late,
        asked_for_time="P-06" in {question.rule for question in asked},
        effects=list(zip(effects, map(messages.effect_in_words, effects), strict=True)),
        waiting=queries.waiting(asked),
        may_write=permissions.may_write_bid(current_user, bid),
        short=messages.short,
        today=clock.today(),
    )


@pages.route(f"{OF_BID}/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=bidding.bid)
def add_question(bid: Bid) -> ResponseReturnValue:
    """Write a question down; on a finding (`regel`) or a requirement (`eis`) it begins with what is known."""
    rule, law = request.args.get("regel", ""), queries.law_of(bid)
    # An address is typed by anybody: only a rule that we know drafts something.
    if not drafts.draft(rule, law):
        rule = ""
    form = BuyerQuestionForm(
        data={"text": drafts.draft(rule, law), "requirement_id": number_or_none(request.args.get("eis")), "ours": "yes"}
    )
    _fit(form, bid)
    done = carry_out(
        form, lambda: services.ask(bid, answers=_question(form), rule=rule, by=current_user, now=clock.now())
    )
    if done is None:
        return form_page("bids/question.html", form, bid=bid, group=bid.cooperative)
    flash(_("Saved."))
    return _back(bid)


@pages.route(OF_QUESTION, methods=["GET", "POST"])
@guarded(may_write_part, load=queries.question)
def change_question(question: BuyerQuestion) -> ResponseReturnValue:
    """Another wording, as long as the buyer does not have it."""
    bid = question.bid
    form = BuyerQuestionForm(data=_standing_question(question))
    _fit(form, bid)
    if carry_out(form, lambda: _change(bid, question, form)) is None:
        return form_page("bids/question.html", form, bid=bid, group=bid.cooperative, question=question)
    flash(_("Saved."))
    return _back(bid)


def _fit(form: BuyerQuestionForm, bid: Bid) -> None:
    form.requirement_id.choices = _requirements(bid)
    if bid.notice_id is None:
        form.without_bidders()


def _change(bid: Bid, question: BuyerQuestion, form: BuyerQuestionForm) -> None:
    lock(bid.cooperative)
    form.settle(_standing_question(lock(question)))
    services.change(bid, question, answers=_question(form))


def _standing_question(question: BuyerQuestion) -> dict[str, Any]:
    ours = "yes" if question.ours else "no"
    return {"text": question.text, "requirement_id": question.requirement_id, "ours": ours}


def _question(form: BuyerQuestionForm) -> dict[str, Any]:
    return {
        "text": form.text.data,
        "requirement_id": form.requirement_id.data,
        "ours": form.ours is None or form.ours.data == "yes",
    }


@pages.post(f"{OF_QUESTION}/verwijderen")
@guarded(may_write_part, load=queries.question)
def remove_question(question: BuyerQuestion) -> ResponseReturnValue:
    """Take back a question that was not sent."""
    bid = question.bid
    if carry_out_or_flash(lambda: services.remove(bid, question)):
        flash(_("The question has been removed."))
    return _back(bid)


@pages.post(f"{OF_BID}/verstuurd")
@guarded(permissions.may_write_bid, load=bidding.bid)
def send_questions(bid: Bid) -> ResponseReturnValue:
    """The questions went to the buyer."""
    form = SentForm()
    done = carry_out(form, lambda: services.mark_sent(bid, on=form.sent_on.data, today=clock.today()))
    if done is None:
        return _questions_page(bid, form)
    flash(_("Saved."))
    return _back(bid)


@pages.get(f"{OF_BID}.docx")
@guarded(permissions.may_see_bid, load=bidding.bid)
def questions_document(bid: Bid) -> ResponseReturnValue:
    """Our questions in Word, for the buyer."""
    content = to_bytes(messages.document_of(bid, queries.questions(bid), made_at=clock.now()))
    return files.made(content, f"vragen-{bid.cooperative.slug}", files.WORD)


@pages.route(f"{OF_QUESTION}/antwoord", methods=["GET", "POST"])
@guarded(may_write_part, load=queries.question)
def answer_question(question: BuyerQuestion) -> ResponseReturnValue:
    """What the buyer answered: typed, or in a file."""
    bid, number = question.bid, question.id
    form = BuyerAnswerForm(data=_standing_answer(question))
    form.answer_file_id.choices = _files(bid)
    if carry_out(form, lambda: _answer(bid, question, form)) is None:
        return form_page("bids/buyer_answer.html", form, bid=bid, group=bid.cooperative, question=question)
    flash(_("Saved. Does this answer change something for your bid?"))
    return redirect(_address("bids.add_effect", bid, question_id=number))


def _answer(bid: Bid, question: BuyerQuestion, form: BuyerAnswerForm) -> None:
    lock(bid.cooperative)
    form.settle(_standing_answer(lock(question)))
    answers = {name: form[name].data for name in services.ANSWER}
    answers["answer"] = form.answer.data or ""
    # A file that came along goes before one that was chosen from the list.
    sent = request.files.get("file")
    if sent is not None and sent.filename:
        file = services.add_file(bid, sent.read(), sent.filename, by=current_user, now=clock.now())
        answers["answer_file_id"] = file.id
    services.answer(bid, question, answers=answers, today=clock.today())


def _standing_answer(question: BuyerQuestion) -> dict[str, Any]:
    return {name: getattr(question, name) for name in services.ANSWER}


@pages.route(f"{OF_QUESTION}/gevolg", methods=["GET", "POST"])
@guarded(may_write_part, load=queries.question)
def add_effect(question: BuyerQuestion) -> ResponseReturnValue:
    """What the answer changes for this bid."""
    bid = question.bid
    form = AnswerEffectForm(data={"requirement_id": question.requirement_id})
    form.kind.choices = [SelectChoice(kind.value, messages.EFFECTS[kind]) for kind in BY_ANSWER]
    form.requirement_id.choices = _requirements(bid)
    form.section_id.choices = _sections(bid)
    done = carry_out(form, lambda: services.add_effect(bid, question, _effect(form), now=clock.now()))
    if done is None:
        return form_page("bids/effect.html", form, bid=bid, group=bid.cooperative, question=question)
    flash(_("Saved. It stands open on your bid until somebody has looked at it."))
    return _back(bid)


def _effect(form: AnswerEffectForm) -> EffectTerms:
    return EffectTerms(
        EffectKind(form.kind.data),
        note=form.note.data or "",
        requirement_id=form.requirement_id.data,
        section_id=form.section_id.data,
        due_on=form.due_on.data,
    )


@pages.post(f"{OF_BID}/gevolgen/<int:effect_id>")
@guarded(may_write_part, load=queries.effect)
def settle_effect(effect: BidEffect) -> ResponseReturnValue:
    """Somebody looked at what changed."""
    bid, done, adopt = effect.bid, request.form.get("done") == "1", request.form.get("adopt") == "1"
    carry_out_or_flash(
        lambda: services.settle_effect(bid, effect, done=done, adopt=adopt, by=current_user, now=clock.now())
    )
    return _back(bid)


def _requirements(bid: Bid) -> Choices:
    whole = _("About the whole procurement") if bid.notice_id else _("About all of the work")
    choices: Choices = [SelectChoice("", whole)]
    for requirement in queries.requirements_of(bid):
        choices.append(SelectChoice(str(requirement.id), messages.short(requirement.text)))
    return choices


def _sections(bid: Bid) -> Choices:
    choices: Choices = [SelectChoice("", _("No section"))]
    for section in queries.sections_of(bid):
        choices.append(SelectChoice(str(section.id), messages.short(section.title)))
    return choices


def _files(bid: Bid) -> Choices:
    choices: Choices = [SelectChoice("", _("No file"))]
    for file in queries.files_of(bid):
        choices.append(SelectChoice(str(file.id), file.name))
    return choices


def _address(endpoint: str, bid: Bid, **values: Any) -> str:
    return url_for(endpoint, slug=bid.cooperative.slug, bid_id=bid.id, **values)


def _back(bid: Bid) -> ResponseReturnValue:
    return redirect(_address("bids.questions", bid))
