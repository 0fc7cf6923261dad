"""What a coach writes before the decision."""

from collections.abc import Mapping
from datetime import datetime

from incubator.accounts.models import User
from incubator.core.db import db, lock
from incubator.reviews import rules
from incubator.reviews.models import Remark, Round
from incubator.reviews.rules.claims import CLAIM
from incubator.reviews.services.claiming import check_hands
from incubator.reviews.values import VERDICT


def save_remarks(
    work: Round, remarks: Mapping[str, str], verdict: str, *, coach: User, now: datetime, opened: str | None = None
) -> dict[str, str]:
    """Keep what the coach wrote so far. The group reads it after the decision, not before.

    `opened` is the version with which the page began (`text_version`); without it everything is written over. What another tab
    stored since stays where this page did not change it. Where both changed the same text nothing is stored, and the other
    texts are given back by part.
    """
    lock(work)
    check_hands(work, coach)
    typed = {**remarks, VERDICT: verdict}
    stored = texts_of(work)
    work.claimed_until = now + CLAIM  # who writes is reading
    merged = rules.merge_texts(opened, typed, stored)
    if merged.conflicts:
        return merged.conflicts
    work.verdict = merged.texts.pop(VERDICT, "")
    _store_remarks(work, merged.texts, coach, now)
    db.session.flush()
    return {}


def _store_remarks(work: Round, texts: Mapping[str, str], coach: User, now: datetime) -> None:
    stored = {remark.item_id: remark for remark in work.remarks}
    parts = {item.id for item in work.items}
    for part, text in texts.items():
        remark = stored.get(part)
        if remark is not None and not text:
            work.remarks.remove(remark)
        elif remark is not None:
            _change(remark, text, coach)
        elif text and part in parts:  # a form can be sent with parts that this work does not have
            work.remarks.append(Remark(item_id=part, author=coach, text=text, at=now))


def _change(remark: Remark, text: str, coach: User) -> None:
    """Whoever changes what another coach began, answers for it."""
    if remark.text != text:
        remark.text, remark.author = text, coach


def texts_of(work: Round) -> dict[str, str]:
    """What the coach wrote so far: the remark by part of the work, and the verdict."""
    remarks = {remark.item_id: remark.text for remark in work.remarks}
    return {**remarks, VERDICT: work.verdict}


def text_version(work: Round) -> str:
    """What a page says it began with, so that two tabs do not write over each other."""
    return rules.version_of(texts_of(work))
