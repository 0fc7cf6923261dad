"""Verbs of the plan: its own words, and from which facts it was made. Nothing here commits."""

from datetime import datetime

from incubator.challenges.models.challenges import Challenge
from incubator.cooperatives import queries as cooperatives
from incubator.core.db import lock


def write_texts(challenge: Challenge, texts: dict[str, str]) -> None:
    """The own words of the plan, part by part; an empty part is not kept."""
    lock(challenge)
    challenge.texts = {part: text for part, text in texts.items() if text}


def remember_facts(challenge: Challenge, *, now: datetime) -> None:
    """Note from which facts the plan was made just now."""
    lock(challenge)
    challenge.facts_used = dict(cooperatives.holding_values(challenge.cooperative))
    challenge.made_at = now
