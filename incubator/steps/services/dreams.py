"""Evenings, cards, and the vote by dots; a card becomes a group in one tap."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime

from sqlalchemy import delete

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import files
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.services.founding import found_group
from incubator.neighbourhood.values import FoundingPlan
from incubator.steps.models import DotVote, DreamCard, DreamEvening, GivenDots
from incubator.steps.queries import dreams as queries
from incubator.steps.rules import dreams as rules
from incubator.steps.values.dreams import CardText, EveningPlan, VoteTerms

PICTURES = (files.PNG, files.JPEG)  # no SVG: it can hold scripts


def plan_evening(place: Neighbourhood, plan: EveningPlan, *, now: datetime) -> DreamEvening:
    """Plan an evening; pressed twice it is one. Raises `RuleViolation`."""
    rules.check_evening(plan.starts_at, now=now)
    lock(place)
    for known in queries.evenings(place.id):
        if (known.title, known.starts_at) == (plan.title, plan.starts_at):
            return known
    evening = DreamEvening(neighbourhood_id=place.id, written_at=now)
    _write_evening(evening, plan)
    db.session.add(evening)
    db.session.flush()
    return evening


def change_evening(evening: DreamEvening, plan: EveningPlan, *, now: datetime) -> None:
    """Another day, place or theme. Raises `RuleViolation`."""
    rules.check_evening(plan.starts_at, now=now)
    lock(evening)
    _write_evening(evening, plan)
    db.session.flush()


def _write_evening(evening: DreamEvening, plan: EveningPlan) -> None:
    for field in fields(plan):
        setattr(evening, field.name, getattr(plan, field.name))


def write_card(place: Neighbourhood, text: CardText, *, now: datetime) -> DreamCard:
    """A new card; the same words twice are one. Raises `RuleViolation` for a picture that is none."""
    lock(place)
    for known in queries.cards(place.id):
        if (known.title, known.text) == (text.title, text.text):
            return known
    card = DreamCard(neighbourhood_id=place.id, written_at=now)
    _write_card(card, text, now=now)
    db.session.add(card)
    db.session.flush()
    return card


def change_card(card: DreamCard, text: CardText, *, now: datetime) -> None:
    """Other words; without a new picture the old one stays. Raises `RuleViolation`."""
    lock(card)
    _write_card(card, text, now=now)
    db.session.flush()


def _write_card(card: DreamCard, text: CardText, *, now: datetime) -> None:
    if text.name:
        if not text.picture_words:
            raise RuleViolation(
                N_("Write down what is on the picture, for who does not see it."), field="picture_words"
            )
        card.picture = files.keep(text.content, text.name, now=now, kinds=PICTURES)
    card.title, card.text, card.said_by, card.picture_words = text.title, text.text, text.said_by, text.picture_words


def combine(place: Neighbourhood, chosen: Sequence[int], text: CardText, *, now: datetime, today: date) -> DreamCard:
    """One card of several; the originals stay readable below it. Raises `RuleViolation`, also while a vote is open."""
    # Not card by card: two who combine overlapping cards would wait for each other for ever.
    lock(place)
    # The dots on its originals would count for nothing, and nobody would be told.
    if any(rules.is_open(known.last_day, known.closed_at, today=today) for known in queries.votes(place.id)):
        raise RuleViolation(N_("A vote is open. Close it before you combine cards: else dots would count for nothing."))
    standing = {card.id: card for card in queries.cards(place.id)}
    parts = [standing[number] for number in chosen if number in standing]
    rules.check_combining(len(parts))
    if len(parts) != len(set(chosen)):
        raise RuleViolation(N_("One of these cards was combined with another meanwhile. Choose again."), field="cards")
    card = DreamCard(neighbourhood_id=place.id, written_at=now)
    _write_card(card, text, now=now)
    db.session.add(card)
    db.session.flush()
    for part in parts:
        part.combined_into_id = card.id
    db.session.flush()
    return card


def open_vote(place: Neighbourhood, terms: VoteTerms, *, now: datetime, today: date) -> DotVote:
    """Begin a vote by dots; one at a time. Pressed twice it is one. Raises `RuleViolation`."""
    lock(place)
    rules.check_vote(terms, cards=len(queries.cards(place.id)), today=today)
    # With two votes nobody knows to which of them the dots on a card belong.
    for known in queries.votes(place.id):
        if rules.is_open(known.last_day, known.closed_at, today=today):
            if (known.title, known.dots, known.last_day) == (terms.title, terms.dots, terms.last_day):
                return known
            raise RuleViolation(N_("A vote is open already. Close it first."))
    vote = DotVote(
        neighbourhood_id=place.id, title=terms.title, dots=terms.dots, last_day=terms.last_day, opened_at=now
    )
    db.session.add(vote)
    db.session.flush()
    return vote


def give(vote: DotVote, spread: Mapping[int, int], *, by: User, today: date) -> None:
    """Spread one's dots, in place of how they lay before. Raises `RuleViolation` after closing, and for too many."""
    # Under the lock: who closes and who votes at the same moment come after each other.
    lock(vote)
    standing = {card.id for card in queries.cards(vote.neighbourhood_id)}
    still_open = rules.is_open(vote.last_day, vote.closed_at, today=today)
    rules.check_dots(spread, dots=vote.dots, cards=standing, still_open=still_open)
    # All of them: dots on a card that was combined since come back to who gave them.
    db.session.execute(delete(GivenDots).where(GivenDots.vote_id == vote.id, GivenDots.user_id == by.id))
    for card_id, number in spread.items():
        if number:
            db.session.add(GivenDots(vote_id=vote.id, card_id=card_id, user_id=by.id, number=number))
    db.session.flush()


def close_vote(vote: DotVote, *, now: datetime) -> None:
    """Nobody changes dots any more; who closes twice closes once."""
    lock(vote)
    vote.closed_at = vote.closed_at or now
    db.session.flush()


def start_from(card: DreamCard, *, by: User, now: datetime, today: date) -> Cooperative:
    """A group of the incubator out of a card; who presses becomes its coordinator. Once. Raises `RuleViolation`."""
    # Two who press at once would begin two groups with one plan.
    lock(card)
    if card.cooperative is not None:
        return card.cooperative
    plan = FoundingPlan(card.title, f"card:{card.id}")
    group = found_group(card.neighbourhood, plan, by=by, now=now, today=today)
    card.cooperative_id = group.id
    db.session.flush()
    return group
