"""Whether a notice, or a contract that people know of, shows a task that could be challenged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from operator import attrgetter

from sqlalchemy import select

from incubator.challenges import rules
from incubator.challenges.queries.regulations import regulation_on
from incubator.challenges.values import AuthorityRules, Buyer, ContractFacts, PublicTask, Verdict
from incubator.core import clock
from incubator.core.db import db
from incubator.core.reference import thresholds
from incubator.core.reference.authorities import Authority
from incubator.formats.values import LegalRegime, NoticeKind
from incubator.notices.models import Notice
from incubator.notices.values import NoticeStatus

PORTION = 200
BUYING = frozenset({"buyer", "co-buyer"})
UNDER_EUROPEAN_RULES = frozenset({LegalRegime.EU, LegalRegime.SAS})
# How far a procurement is with a publication of this kind.
STEPS = {
    NoticeKind.SIGNAL: 0,
    NoticeKind.PLANNING: 1,
    NoticeKind.CONSULTATION: 1,
    NoticeKind.COMPETITION: 2,
    NoticeKind.EX_ANTE: 3,
    NoticeKind.AWARD: 4,
    NoticeKind.CANCELLATION: 4,
    NoticeKind.MODIFICATION: 5,
}
BOUGHT = frozenset({NoticeKind.COMPETITION, NoticeKind.EX_ANTE, NoticeKind.AWARD})
BEFORE_AWARD = frozenset({NoticeKind.SIGNAL, NoticeKind.PLANNING, NoticeKind.CONSULTATION, NoticeKind.COMPETITION})


@dataclass(frozen=True, slots=True)
class Relative:
    """Another publication of the same procurement, as far as it can overtake."""

    id: int
    kind: NoticeKind
    published: date | None
    corrects_id: int | None

    @property
    def step(self) -> int:
        return STEPS[self.kind]


def assess(notice: Notice, *, today: date, now: datetime) -> Verdict:
    """Whether and why this could be a task to challenge."""
    family = _relatives([notice]).get(notice.family_id, ())
    return _assess(notice, family, today=today, now=now, bought_since=bool(_bought_since([notice])))


def assess_each(notices: Iterable[Notice], *, today: date, now: datetime) -> Iterator[tuple[Notice, Verdict]]:
    """The verdict on each of many notices, read in portions, so that the number of queries does not grow with a list."""
    waiting = iter(notices)
    while portion := list(islice(waiting, PORTION)):
        relatives, bought = _relatives(portion), _bought_since(portion)
        for notice in portion:
            family = relatives.get(notice.family_id, ())
            yield notice, _assess(notice, family, today=today, now=now, bought_since=notice.id in bought)


def assess_contract(contract: ContractFacts, *, today: date) -> Verdict:
    """Whether and why the task of a running contract that people know of could be challenged."""
    task = task_of_contract(contract, today=today)
    return rules.assess(task, decided_by(task.authorities, today), today=today)


def _assess(
    notice: Notice, relatives: Sequence[Relative], *, today: date, now: datetime, bought_since: bool
) -> Verdict:
    task = task_of(notice, relatives, today=today, now=now, bought_since=bought_since)
    return rules.assess(task, decided_by(task.authorities, today), today=today)


def decided_by(deciding: Iterable[Authority], today: date) -> tuple[AuthorityRules, ...]:
    """The authorities, each with what is known of its rules on this day."""
    known = []
    for authority in deciding:
        known.append(AuthorityRules(authority, regulation_on(authority.code, today)))
    return tuple(known)


def task_of(
    notice: Notice, relatives: Sequence[Relative], *, today: date, now: datetime, bought_since: bool = False
) -> PublicTask:
    """The task that a notice shows."""
    buyer, deciding = _buyer(notice)
    nature = rules.nature_of(notice.nature, notice.main_cpv)
    threshold, threshold_source = _threshold(nature, notice.cpv, today, social=notice.legal_regime is LegalRegime.SAS)
    return PublicTask(
        buyer=buyer,
        authorities=deciding,
        work=rules.work_of(notice.title, notice.cpv, notice.main_cpv, nature),
        nature=nature,
        cpv=tuple(notice.cpv),
        kind=notice.kind,
        overtaken=_is_overtaken(notice, relatives),
        published=notice.published,
        awarded_on=notice.content.signed,
        status=notice.status_at(now),
        eu_procedure=notice.legal_regime in UNDER_EUROPEAN_RULES,
        closes=_closes(notice, now),
        contract_end=notice.contract_end,
        contract_end_derived=notice.contract_end_derived,
        months=notice.duration_months,
        value=_euros(notice),
        threshold=threshold,
        threshold_source=threshold_source,
        round_ends=rules.round_of(notice.title),
        bought_since=bought_since,
    )


def task_of_contract(contract: ContractFacts, *, today: date) -> PublicTask:
    """The task of a running contract that people know of."""
    buyer, deciding = _authority_of(contract)
    main = next(iter(contract.cpv), None)
    nature = rules.nature_of(contract.nature, main)
    threshold, threshold_source = _threshold(nature, contract.cpv, today)
    return PublicTask(
        buyer=buyer,
        authorities=deciding,
        work=rules.work_of(contract.title, contract.cpv, main, nature),
        nature=nature,
        cpv=contract.cpv,
        kind=NoticeKind.AWARD,
        overtaken=False,
        published=None,
        awarded_on=contract.awarded_on,
        status=NoticeStatus.AWARDED,
        eu_procedure=False,
        closes=None,
        contract_end=contract.contract_end,
        contract_end_derived=contract.contract_end_derived,
        months=contract.months,
        value=contract.value,
        threshold=threshold,
        threshold_source=threshold_source,
        round_ends=rules.round_of(contract.title),
    )


def _authority_of(contract: ContractFacts) -> tuple[Buyer, tuple[Authority, ...]]:
    if contract.authority_kind is None or contract.authority_code is None:
        return rules.buyer_of(contract.authority, title=contract.title)
    return Buyer.LOCAL, (Authority(contract.authority_kind, contract.authority_code, contract.authority),)


def _buyer(notice: Notice) -> tuple[Buyer, tuple[Authority, ...]]:
    """Who buys and who decides: of several that buy together all that we know, of a purchasing body whom it buys for."""
    content, buyer = notice.content, notice.buyer
    partners = [organisation.name for organisation in content.organisations if organisation.role in BUYING]
    name = buyer.name if buyer is not None else None
    return rules.buyer_of(
        name,
        partners=partners,
        title=notice.title,
        description=notice.description or "",
        country=content.buyer.country if content.buyer is not None else None,
        currency=notice.value_currency,
    )


def deciding_authority(notice: Notice) -> Authority | None:
    """The authority that decides about the task of a notice; of several the first, and nothing when we know none."""
    _kind, deciding = _buyer(notice)
    return next(iter(deciding), None)


def _threshold(
    nature: str | None, codes: Iterable[str], today: date, *, social: bool = False
) -> tuple[int | None, str]:
    """The threshold of today in whole euros, and its source: it is about the next contract. None when we do not know it."""
    nature = nature or "services"
    social = nature == "services" and (social or any(map(thresholds.is_social, codes)))
    limit = thresholds.threshold(nature, today, social=social)
    if limit is None:
        return None, ""
    return int(limit.amount), limit.source


def _euros(notice: Notice) -> int | None:
    if notice.value_cents is None or notice.value_currency not in {None, "EUR"}:
        return None
    return notice.value_cents // 100


def _closes(notice: Notice, now: datetime) -> date | None:
    deadline = notice.deadline_at(now)
    if deadline is None:
        return None
    return clock.local(deadline.moment).date()


def _relatives(notices: Sequence[Notice]) -> Mapping[int, list[Relative]]:
    """The publications of the procurements of these notices, by procurement."""
    families = sorted({notice.family_id for notice in notices})
    statement = (
        select(Notice.family_id, Notice.id, Notice.kind, Notice.published, Notice.corrects_id)
        .where(Notice.family_id.in_(families), Notice.merged_into_id.is_(None))
        .order_by(Notice.published, Notice.id)
    )
    by_family: dict[int, list[Relative]] = {}
    for row in db.session.execute(statement):
        relative = Relative(row.id, row.kind, row.published, row.corrects_id)
        by_family.setdefault(row.family_id, []).append(relative)
    return by_family


def _bought_since(notices: Sequence[Notice]) -> frozenset[int]:
    """Which of these are plans after which the buyer published a call or a contract with the same title, in a procurement of its own."""
    plans = list(filter(_is_plan, notices))
    if not plans:
        return frozenset()
    buyers = set(map(attrgetter("buyer_id"), plans))
    titles = set(map(attrgetter("title"), plans))
    statement = select(Notice.buyer_id, Notice.title, Notice.main_cpv, Notice.published).where(
        Notice.buyer_id.in_(buyers),
        Notice.title.in_(titles),
        Notice.kind.in_(BOUGHT),
        Notice.merged_into_id.is_(None),
    )
    latest: dict[tuple[int | None, str, str | None], date] = {}
    for row in db.session.execute(statement):
        work = (row.buyer_id, row.title, row.main_cpv)
        latest[work] = max(latest.get(work, date.min), row.published or date.min)
    bought = set()
    for plan in plans:
        since = latest.get((plan.buyer_id, plan.title, plan.main_cpv), date.min)
        if plan.published is not None and since >= plan.published:
            bought.add(plan.id)
    return frozenset(bought)


def _is_plan(notice: Notice) -> bool:
    return notice.kind in rules.PLANS and notice.buyer_id is not None


def _is_overtaken(notice: Notice, relatives: Iterable[Relative]) -> bool:
    """Whether the procurement has gone a step further than this publication, or this one was published anew or corrected."""
    this = Relative(notice.id, notice.kind, notice.published, notice.corrects_id)
    return any(_overtakes(other, this) for other in relatives if other.id != this.id)


def _overtakes(other: Relative, this: Relative) -> bool:
    if other.corrects_id == this.id:
        return True
    if this.kind is NoticeKind.CANCELLATION:
        # What was stopped begins anew.
        return other.kind in BEFORE_AWARD and _is_later(other, this)
    if other.step == this.step:
        return this.kind in BEFORE_AWARD and _is_later(other, this)
    return other.step > this.step and not _is_before(other, this)


def _is_before(other: Relative, this: Relative) -> bool:
    return other.published is not None and this.published is not None and other.published < this.published


def _is_later(other: Relative, this: Relative) -> bool:
    return (other.published or date.min, other.id) > (this.published or date.min, this.id)
