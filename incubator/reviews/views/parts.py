"""What pages of other features show of reviewing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.reviews import messages, rules
from incubator.reviews.messages import time_of_day, turns
from incubator.reviews.models import Round
from incubator.reviews.models.agreements import HandInPlan
from incubator.reviews.queries import agreeing, examples, waiting
from incubator.reviews.services.kinds import KINDS
from incubator.reviews.values import HandInWish, Hint, RoundStage, SinceApproval, WorkItem
from incubator.reviews.views.blueprint import pages

pages.app_template_global("clock_time")(time_of_day)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Somebody of the group, and when they agreed to exactly these answers."""

    name: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class BeforeHandIn:
    """What a group reads before it hands in: the hints by part, who agreed if it waits for that, what it asked the coach."""

    hints: dict[str, list[str]]
    together: bool  # the group waits until all agree
    agreements: tuple[Agreement, ...]
    changed: bool  # since somebody agreed
    request: str
    several: bool  # in the group, so that there is something to agree about
    promise: str


@pages.app_template_global()
def before_hand_in(group: Cooperative, kind: str, ref: str, items: Sequence[WorkItem] | None = None) -> BeforeHandIn:
    """What to show where a group hands in; without `items` no hints, and agreements as they were given."""
    plan = agreeing.plan_of(group, kind, ref)
    changed = plan is not None and items is not None and plan.mark != rules.mark_of(items)
    agreements = _agreements(group, None if changed else plan)
    return BeforeHandIn(
        hints=hints_in_words(KINDS[kind].hints(group, ref, items or ())),
        together=plan is not None and plan.together,
        agreements=agreements,
        changed=changed,
        request=_asked(plan),
        several=len(agreements) > 1,
        promise=turns.in_words(waiting.promise(now=clock.now())),
    )


def _agreements(group: Cooperative, plan: HandInPlan | None) -> tuple[Agreement, ...]:
    agreed: dict[int, datetime] = {}
    if plan is not None:
        agreed = {agreement.user_id: agreement.at for agreement in plan.agreements}
    return tuple(Agreement(person.name, agreed.get(person.id)) for person in agreeing.who_agree(group))


def _asked(plan: HandInPlan | None) -> str:
    """What was typed on a page that was refused comes before what was stored."""
    typed = request.form.get("request", "")
    if typed or plan is None:
        return typed
    return plan.request


@pages.app_template_global()
def file_of_part(work: Round, item: WorkItem) -> str:
    """The address of the file that is this part of the work; empty when it is no file."""
    endpoint = KINDS[work.case.kind].file_endpoint
    if not endpoint or not isinstance(item.data, dict) or "file" not in item.data:
        return ""
    return url_for(endpoint, slug=work.case.cooperative.slug, number=item.data["file"])


@pages.app_template_global()
def agreement_asked(group: Cooperative, kind: str, ref: str, viewer: User) -> str:
    """Who in the group asks this person to agree before it is handed in; empty when nobody does."""
    plan = agreeing.plan_of(group, kind, ref)
    if plan is None or not plan.together:
        return ""
    agreed = {agreement.user_id: agreement.user.name for agreement in plan.agreements}
    if viewer.id in agreed or viewer.id not in {person.id for person in agreeing.who_agree(group)}:
        return ""
    return ", ".join(agreed.values())


@dataclass(frozen=True, slots=True)
class AskedToAgree:
    """Work in a group that waits until its reader agrees: who asks, and the page of the work."""

    group_id: int
    names: str
    page: str


@pages.app_template_global()
def agreements_waiting(groups: Sequence[Cooperative], viewer: User) -> list[AskedToAgree]:
    """What waits in these groups until this person agrees; one question for all of them."""
    asked = []
    for plan in agreeing.waits_for(viewer, groups):
        names = ", ".join(agreement.user.name for agreement in plan.agreements)
        page = url_for(KINDS[plan.kind].endpoint, slug=plan.cooperative.slug, ref=plan.ref)
        # Whoever agreed first may have left: then nobody asks it any more.
        if names:
            asked.append(AskedToAgree(plan.cooperative_id, names, page))
    return asked


def hints_in_words(hints: Sequence[Hint]) -> dict[str, list[str]]:
    """The sentences by part of the work."""
    by_part: dict[str, list[str]] = {}
    for hint in hints:
        by_part.setdefault(hint.item_id, []).append(_(hint.message, **hint.params))
    return by_part


@dataclass(frozen=True, slots=True)
class Standing:
    """Where work stands, for any page of it."""

    turn: str
    sentence: str
    page: str
    promise: str
    oldest: datetime | None
    since: SinceApproval  # what is other than was approved


@pages.app_template_global()
def standing_of(work: Round) -> Standing:
    """Whose turn it is, and what can be expected as long as it is a coach's."""
    now = clock.now()
    promise, oldest = "", None
    if work.with_coach:
        promise, oldest = turns.in_words(waiting.promise(now=now)), waiting.oldest_open()
    page = url_for("reviews.piece", round_id=work.id)
    since = _since_approval(work)
    return Standing(turns.whose_turn(work, since), turns.where_it_stands(work, now=now), page, promise, oldest, since)


def _since_approval(work: Round) -> SinceApproval:
    if work.stage is not RoundStage.APPROVED:
        return SinceApproval()
    case = work.case
    return KINDS[case.kind].since(case.cooperative, case.ref, work.items)


def after_hand_in(
    group: Cooperative, handed_in: Round | None, wish: HandInWish, *, otherwise: str
) -> ResponseReturnValue:
    """On to the receipt, or back to the page where the group hands in when others have to agree first."""
    flash(messages.after_hand_in(group, handed_in, wish))
    if handed_in is None:
        return redirect(otherwise)
    return redirect(url_for("reviews.piece", round_id=handed_in.id))


@pages.app_template_global()
def example_page(group: Cooperative, kind: str, ref: str) -> str:
    """The address of an example of another group for this work; empty when no group shares one."""
    if examples.example_for(group, kind, ref) is None:
        return ""
    return url_for("reviews.example", slug=group.slug, kind=kind, ref=ref)
