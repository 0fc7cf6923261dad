"""Votes, for who leads the meeting: opening, following, counting, announcing."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded
from incubator.core import clock, files
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.forms import ConfirmationForm, Form
from incubator.core.i18n import explain
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.core.word import to_bytes
from incubator.meetings.documents.papers import ballot_papers
from incubator.meetings.forms.holding import (
    BallotPaperForm,
    CallOffForm,
    ClosingForm,
    ElectionForm,
    RoundForm,
    RulingForm,
    hands_form,
    hands_of,
    whole_number,
)
from incubator.meetings.messages import holding as words
from incubator.meetings.models import AgendaItem, RollEntry, VotingRound
from incubator.meetings.permissions import holding as permissions
from incubator.meetings.queries import deciding, held_case
from incubator.meetings.queries import rounds as queries
from incubator.meetings.rules.contesting import one_voter_can_ask_again
from incubator.meetings.services import deciding as decisions
from incubator.meetings.services import voting as services
from incubator.meetings.values.holding import INVALID, RoundState, Vote, VotingWay
from incubator.meetings.views.blueprint import pages
from incubator.meetings.views.hall import HERE
from incubator.statutes.queries.legal_person import legal_person

ROUND = f"{HERE}/stemmingen/<int:round_number>"


def _address(endpoint: str, voted_on: VotingRound, **values: Any) -> str:
    meeting = voted_on.meeting
    here: dict[str, Any] = {"slug": meeting.cooperative.slug, "number": meeting.number, "round_number": voted_on.number}
    return url_for(f"meetings.{endpoint}", **here, **values)


def _to_round(voted_on: VotingRound) -> ResponseReturnValue:
    return redirect(_address("voting_round", voted_on))


@pages.route(f"{HERE}/punten/<int:item_id>/stemming", methods=["GET", "POST"])
@guarded(permissions.may_hold_item, load=queries.held_item)
def put_to_vote(item: AgendaItem) -> ResponseReturnValue:
    """Put an item to the vote; with `na` a vote that follows on an earlier round."""
    meeting = item.meeting
    earlier = queries.round_of_item(item, whole_number(request.args.get("na")) or 0)
    is_election = services.is_about_people(item)
    form = (ElectionForm if is_election else RoundForm)(data=_first_answers(item, earlier))
    ways = services.ways_for(item)
    form.way.choices = [SelectChoice(way.value, words.WAYS[way]) for way in ways]
    repeats_id = earlier.id if earlier else None
    done = carry_out(
        form,
        lambda: services.put_to_the_vote(item, form.terms(repeats_id), by=current_user, now=clock.now()),
    )
    if done is None:
        return form_page("meetings/at_put_to_vote.html", form, meeting=meeting, group=meeting.cooperative, item=item)
    flash(_("The vote is open. Who is on the list can vote now."))
    return _to_round(done.value)


def _first_answers(item: AgendaItem, earlier: VotingRound | None) -> dict[str, Any]:
    """What the form begins with: the proposal as it was sent; after a round without a result between whom is voted again."""
    answers: dict[str, Any] = {"question": item.proposal or item.title, "seats": 1}
    if services.is_about_people(item):
        answers["way"] = VotingWay.SECRET.value
        answers["candidates"] = "\n".join(map(str, item.subject.get("candidates", ())))
    if earlier is not None:
        between = earlier.outcome.get("next_round") or [option["label"] for option in earlier.options]
        left = earlier.seats - len(earlier.outcome.get("chosen", ()))
        answers |= {"question": earlier.question, "way": earlier.way.value}
        answers |= {"candidates": "\n".join(between), "seats": max(1, left)}
    return answers


@pages.get(ROUND)
@guarded(permissions.may_hold_round, load=queries.numbered_round)
def voting_round(voted_on: VotingRound) -> ResponseReturnValue:
    """A vote as who leads the meeting follows it: how many came in, and what it came to."""
    return _round_page(voted_on)


def _round_page(
    voted_on: VotingRound,
    *,
    hands: Form | None = None,
    ruling: RulingForm | None = None,
    off: CallOffForm | None = None,
    closing: Form | None = None,
) -> ResponseReturnValue:
    by_lot = voted_on.outcome.get("by_lot", ())
    ruling = ruling or RulingForm()
    ruling.drawn.choices = [SelectChoice(name, name) for name in by_lot]
    hands = hands or _hands_form(voted_on)
    off, closing = off or CallOffForm(), closing or ClosingForm()
    wrong = next((form for form in (hands, ruling, off, closing) if form.errors), ConfirmationForm())
    return form_page(
        "meetings/at_round.html",
        wrong,
        round=voted_on,
        meeting=voted_on.meeting,
        group=voted_on.meeting.cooperative,
        item=voted_on.item,
        roll=queries.roll(voted_on),
        named=queries.named_ballots(voted_on) if voted_on.way in {VotingWay.NAMED, VotingWay.CONSENT} else (),
        papers_missing=queries.papers_missing(voted_on),
        votes_in=queries.votes_in(voted_on),
        hands=hands,
        closing=closing,
        ruling=ruling,
        off=off,
        by_lot=by_lot,
        means=queries.secret_means(of_round=voted_on.id).get(voted_on.id),
        one_is_enough=one_voter_can_ask_again(voted_on.way),
        terms=held_case.terms_of(voted_on.meeting),
        decision=deciding.standing_resolution(voted_on.item),
        words=words,
    )


def _hands_form(voted_on: VotingRound) -> Form:
    return hands_form([*words.labels_of(voted_on), (INVALID, words.CHOICES[INVALID])])()


@pages.post(f"{ROUND}/sluiten")
@guarded(permissions.may_hold_round, load=queries.numbered_round)
def close_round(voted_on: VotingRound) -> ResponseReturnValue:
    """No vote comes in any more; the votes are counted."""
    by_hand = voted_on.way is VotingWay.HANDS
    form = _hands_form(voted_on) if by_hand else ClosingForm()
    counted, missing = hands_of(form), form.data.get("missing") or 0
    done = carry_out(
        form,
        lambda: services.close_round(voted_on, hands=counted, missing=missing, by=current_user, now=clock.now()),
    )
    if done is None and voted_on.state is RoundState.OPEN:
        return _round_page(voted_on, hands=form) if by_hand else _round_page(voted_on, closing=form)
    if done is None:
        flash(_counted_otherwise(voted_on, counted) or _closed_sentence(form), "error")
    return _to_round(voted_on)


def _closed_sentence(form: Form) -> str:
    return form.form_errors[0] if form.form_errors else _("This vote is closed already.")


def _counted_otherwise(voted_on: VotingRound, counted: Mapping[str, int]) -> str:
    """The count of who came second, when it was another: who saw other hands must not lose that. Else nothing."""
    if voted_on.state is not RoundState.CLOSED or voted_on.way is not VotingWay.HANDS:
        return ""
    choices = [*words.labels_of(voted_on), (INVALID, words.CHOICES[INVALID])]
    if all(counted.get(key, 0) == voted_on.counts.get(key, 0) for key, _label in choices):
        return ""
    return _(
        "Somebody closed this vote a moment ago with another count. You counted: %(counted)s. "
        "Compare the two before the result is announced.",
        counted=", ".join(f"{label} {counted.get(key, 0)}" for key, label in choices),
    )


@pages.post(f"{ROUND}/afbreken")
@guarded(permissions.may_hold_round, load=queries.numbered_round)
def call_off(voted_on: VotingRound) -> ResponseReturnValue:
    """This vote does not count."""
    form = CallOffForm()
    reason = form.reason.data or ""
    if carry_out(form, lambda: services.call_off(voted_on, reason, by=current_user, now=clock.now())) is None:
        return _round_page(voted_on, off=form)
    flash(_("This vote was called off and does not count. What was voted has been thrown away."))
    return _to_round(voted_on)


@pages.post(f"{ROUND}/uitslag")
@guarded(permissions.may_hold_round, load=queries.numbered_round)
def announce(voted_on: VotingRound) -> ResponseReturnValue:
    """The chair says what the result is; from then on it is a decision with a number."""
    form = RulingForm()
    form.drawn.choices = [SelectChoice(name, name) for name in voted_on.outcome.get("by_lot", ())]
    done = carry_out(
        form,
        lambda: decisions.announce(
            voted_on, form.ruling.data or "", drawn=form.drawn.data or (), by=current_user, now=clock.now()
        ),
    )
    if done is None:
        return _round_page(voted_on, ruling=form)
    flash(_("The result has been announced."))
    return _to_round(voted_on)


@pages.post(f"{ROUND}/lijst/<int:roll_entry_id>")
@guarded(permissions.may_hold_entry, load=queries.own_entry)
def enter_entry(entry: RollEntry) -> ResponseReturnValue:
    """Who got a ballot paper; in a vote by name what a member without a phone votes."""
    voted_on = entry.round
    if voted_on.way is VotingWay.SECRET:
        carry_out_or_flash(lambda: services.hand_out(entry))
    else:
        vote = Vote(tuple(request.form.getlist("choice")), request.form.get("words", "")[:1000])
        carry_out_or_flash(lambda: services.enter_for(entry, vote))
    return redirect(_address("voting_round", voted_on, _anchor="lijst"))


@pages.post(f"{ROUND}/stembiljetten.docx")
@guarded(permissions.may_hold_round, load=queries.numbered_round)
def print_papers(voted_on: VotingRound) -> ResponseReturnValue:
    """Ballot papers to print. Their codes are shown this time only."""
    try:
        with transaction():
            codes = services.print_papers(voted_on, voted_on.present_votes)
    except RuleViolation as refusal:
        flash(explain(refusal), "error")
        return _to_round(voted_on)
    group = voted_on.meeting.cooperative
    choices = [label for _key, label in words.labels_of(voted_on)]
    whose, now = legal_person(group, clock.today()), clock.now()
    document = ballot_papers(whose, voted_on.question, choices, codes, seats=voted_on.seats, made_at=now)
    return files.made(to_bytes(document), f"stembiljetten-{group.slug}", files.WORD)


@pages.route(f"{ROUND}/biljet", methods=["GET", "POST"])
@guarded(permissions.may_hold_round, load=queries.numbered_round)
def enter_paper(voted_on: VotingRound) -> ResponseReturnValue:
    """What stands on a ballot paper."""
    form = BallotPaperForm()
    form.choices.choices = [SelectChoice(key, label) for key, label in words.labels_of(voted_on)]
    form.choices.choices.append(SelectChoice(INVALID, words.CHOICES[INVALID]))
    if carry_out(form, lambda: services.enter_paper(voted_on, form.code.data or "", form.vote())) is None:
        return form_page(
            "meetings/at_paper.html",
            form,
            round=voted_on,
            meeting=voted_on.meeting,
            group=voted_on.meeting.cooperative,
            papers_handed_out=queries.papers_handed_out(voted_on),
            papers_used=queries.papers_used(voted_on),
        )
    flash(_("The paper has been counted. Put it with the papers that were entered."))
    return redirect(_address("enter_paper", voted_on))
