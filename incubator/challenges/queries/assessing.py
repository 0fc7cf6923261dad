"""Whether a notice shows a task that could be challenged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from incubator.challenges import rules
from incubator.challenges.queries.regulations import regulation_on
from incubator.challenges.values import PublicTask, Suitability, Verdict
from incubator.core import text
from incubator.core.reference import authorities, sectors, thresholds
from incubator.core.reference.sectors import Sector
from incubator.formats.values import LegalRegime, NoticeKind
from incubator.notices.models import Notice
from incubator.notices.queries import publications

AFTER_PLANS = frozenset({NoticeKind.COMPETITION, NoticeKind.AWARD, NoticeKind.EX_ANTE})
NEXT_KINDS = {
    NoticeKind.PLANNING: AFTER_PLANS,
    NoticeKind.CONSULTATION: AFTER_PLANS,
    NoticeKind.COMPETITION: frozenset({NoticeKind.AWARD}),
}
BUYING = frozenset({"buyer", "co-buyer"})
UNDER_EUROPEAN_RULES = frozenset({LegalRegime.EU, LegalRegime.SAS})
SUITABILITY = {"hoog": Suitability.HIGH, "midden": Suitability.MEDIUM, "laag": Suitability.LOW}
BEST_FIRST = tuple(Suitability)


@dataclass(frozen=True, slots=True)
class NamedBuyer:
    """A buyer as a notice names it. `kind` and `code` only when it is a local authority that we know by this name."""

    name: str | None
    kind: str | None = None
    code: str | None = None


def assess(notice: Notice, *, today: date, now: datetime) -> Verdict:
    """Whether and why this could be a task to challenge."""
    buyer = local_buyer(notice)
    return rules.assess(task_of(notice, buyer, today=today, now=now), regulation_on(buyer.code, today), today=today)


def task_of(notice: Notice, buyer: NamedBuyer, *, today: date, now: datetime) -> PublicTask:
    """The task that a notice shows."""
    sector_id, suits = _work(notice)
    threshold, threshold_source = _threshold(notice, today)
    return PublicTask(
        buyer=rules.buyer_of(buyer.name, buyer.kind),
        buyer_kind=buyer.kind,
        nature=notice.nature,
        sector=sector_id,
        suitability=suits,
        kind=notice.kind,
        overtaken=_overtaken(notice),
        published=notice.published,
        status=notice.status_at(now),
        eu_procedure=notice.legal_regime in UNDER_EUROPEAN_RULES,
        contract_end=notice.contract_end,
        contract_end_derived=notice.contract_end_derived,
        value=_euros(notice),
        threshold=threshold,
        threshold_source=threshold_source,
    )


def _work(notice: Notice) -> tuple[str | None, Suitability | None]:
    """The sector of the work, and how well residents can take it over; nothing for work of no sector that we know."""
    sector = sector_of(notice)
    if sector is None:
        return None, None
    return sector.id, suitability(sector)


def _threshold(notice: Notice, today: date) -> tuple[int | None, str]:
    """The threshold of today in whole euros, and its source: it is about the next contract. None when we do not know it."""
    nature = notice.nature or "services"
    social = nature == "services" and (
        notice.legal_regime is LegalRegime.SAS or any(thresholds.is_social(code) for code in notice.cpv)
    )
    limit = thresholds.threshold(nature, today, social=social)
    if limit is None:
        return None, ""
    return int(limit.amount), limit.source


def _euros(notice: Notice) -> int | None:
    if notice.value_cents is None or notice.value_currency not in {None, "EUR"}:
        return None
    return notice.value_cents // 100


def local_buyer(notice: Notice) -> NamedBuyer:
    """The buyer; where several buy together, the first that is a local authority."""
    buyer = notice.buyer
    if buyer is not None and buyer.authority_kind is not None:
        return NamedBuyer(buyer.name, buyer.authority_kind, buyer.authority_code)
    for organisation in notice.content.organisations:
        authority = authorities.authority(organisation.name)
        if organisation.role in BUYING and authority is not None:
            return NamedBuyer(authority.name, authority.kind, authority.code)
    if buyer is None:
        return NamedBuyer(None)
    return NamedBuyer(buyer.name, None, buyer.authority_code)


def _overtaken(notice: Notice) -> bool:
    """Whether the procurement has gone a step further than this plan, consultation or call, or was corrected."""
    later_kinds = NEXT_KINDS.get(notice.kind, frozenset())
    for publication in publications.family(notice.family_id):
        if publication.id != notice.id and publication.kind in later_kinds:
            return True
        if publication.corrects_id == notice.id:
            return True
    return False


def sector_of(notice: Notice) -> Sector | None:
    """The sector of the main code, else of the others. Of several, the sector whose words stand in the title, else the most suitable."""
    main = notice.main_cpv or next(iter(notice.cpv), None)
    fitting = _sectors_of([main] if main else []) or _sectors_of(notice.cpv)
    title = frozenset(text.terms(notice.title))
    named = [sector for sector in fitting if _is_named_in(title, sector)]
    return min(named or fitting, key=_by_suitability, default=None)


def _sectors_of(codes: Iterable[str]) -> list[Sector]:
    fitting: list[Sector] = []
    for code in codes:
        fitting.extend(sectors.sectors_of(code))
    return fitting


def _is_named_in(title: frozenset[str], sector: Sector) -> bool:
    return any(set(text.query_terms(word)) <= title for word in sector.keywords)


def _by_suitability(sector: Sector) -> int:
    return BEST_FIRST.index(suitability(sector))


def suitability(sector: Sector) -> Suitability:
    """How well residents can take over the work of a sector."""
    return SUITABILITY.get(sector.challenge, Suitability.NONE)
