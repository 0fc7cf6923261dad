"""Whether a notice shows a task that could be challenged, and what the local rules are."""

import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from incubator.challenges import rules
from incubator.challenges.values import Regulation, Task, Verdict
from incubator.core import text
from incubator.core.reference import authorities, sectors, thresholds
from incubator.core.reference.authorities import Authority
from incubator.formats.values import LegalRegime, NoticeKind
from incubator.notices.models import Notice, Organisation
from incubator.notices.queries import publications

CONTENT = Path(__file__).with_name("content") / "regulations.toml"
CHECKED_ON = date(2026, 11, 23)
NEXT_KINDS = {
    NoticeKind.PLANNING: frozenset({NoticeKind.COMPETITION, NoticeKind.AWARD, NoticeKind.EX_ANTE}),
    NoticeKind.CONSULTATION: frozenset({NoticeKind.COMPETITION, NoticeKind.AWARD, NoticeKind.EX_ANTE}),
    NoticeKind.COMPETITION: frozenset({NoticeKind.AWARD}),
}


@cache
def regulations() -> dict[str, Regulation]:
    """The known regulations by the code of the authority."""
    told = tomllib.loads(CONTENT.read_text(encoding="utf-8"))["regulation"]
    return {row["code"]: _regulation(row) for row in told}


def _regulation(row: dict[str, Any]) -> Regulation:
    optional = (
        "in_force_from",
        "who",
        "tasks",
        "conditions",
        "decision_weeks",
        "complex_weeks",
        "refusal",
        "excludes_commercial",
    )
    return Regulation(
        authority=row["authority"],
        code=row["code"],
        title=row["title"],
        reference=row["reference"],
        source=row["source"],
        mark=row["mark"],
        checked_on=CHECKED_ON,
        **{name: row.get(name) for name in optional},
    )


def task_of(notice: Notice, buyer: Organisation | Authority | None, *, today: date, now: datetime) -> Task:
    """The task that a notice shows."""
    sector = sector_of(notice)
    social = notice.legal_regime is LegalRegime.SAS or any(thresholds.is_social(code) for code in notice.cpv)
    nature = notice.nature or "services"
    # The threshold of today, because it is about the next contract.
    limit = thresholds.threshold(nature, today, social=social and nature == "services")
    kind = _kind_of(buyer)
    return Task(
        buyer=rules.buyer_of(buyer.name if buyer else None, kind),
        buyer_kind=kind,
        nature=notice.nature,
        sector=sector.nl if sector else None,
        suitability=suitability(sector) if sector else None,
        suitability_note=sector.challenge_note if sector else "",
        kind=notice.kind.value,
        overtaken=_overtaken(notice),
        published=notice.published,
        status=publications.status_of(notice, now),
        eu_procedure=notice.legal_regime in {LegalRegime.EU, LegalRegime.SAS},
        contract_end=notice.contract_end,
        contract_end_derived=notice.contract_end_derived,
        value=_euros(notice),
        threshold=int(limit.amount) if limit else None,
        threshold_source=limit.source if limit else "",
    )


def _euros(notice: Notice) -> int | None:
    in_euros = notice.value_cents is not None and notice.value_currency in {None, "EUR"}
    return notice.value_cents // 100 if in_euros and notice.value_cents is not None else None


def _kind_of(buyer: Organisation | Authority | None) -> str | None:
    return buyer.authority_kind if isinstance(buyer, Organisation) else buyer.kind if buyer else None


def local_buyer(notice: Notice) -> Organisation | Authority | None:
    """The buyer; where several buy together, the first that is a local authority."""
    if notice.buyer is not None and notice.buyer.authority_kind is not None:
        return notice.buyer
    together = (one for one in notice.data.get("organisations", []) if one.get("role") in {"buyer", "co-buyer"})
    known = (authorities.authority(str(one.get("name") or "")) for one in together)
    return next((one for one in known if one is not None), notice.buyer)


def _overtaken(notice: Notice) -> bool:
    """Whether the procurement has gone a step further than this plan, consultation or call, or was corrected."""
    later = NEXT_KINDS.get(notice.kind, frozenset())
    return any(
        one.id != notice.id and (one.corrects_id == notice.id or one.kind in later)
        for one in publications.family(notice.family_id)
    )


def sector_of(notice: Notice) -> sectors.Sector | None:
    """The sector of the main code, else of the others. Of several, the one whose words stand in the title, else the most suitable."""
    main = notice.main_cpv or (notice.cpv[0] if notice.cpv else None)
    found = list(sectors.sectors_of(main)) if main else []
    found = found or [sector for code in notice.cpv for sector in sectors.sectors_of(code)]
    title = frozenset(text.terms(notice.title))
    named = [one for one in found if any(set(text.query_terms(word)) <= title for word in one.keywords)]
    order = {"high": 0, "medium": 1, "low": 2}
    return min(named or found, key=lambda one: order.get(suitability(one), 3), default=None)


SUITABILITY = {"hoog": "high", "midden": "medium", "laag": "low"}


def suitability(sector: sectors.Sector) -> str:
    """How well residents can take over the work of a sector: high, medium, low or none."""
    return SUITABILITY.get(sector.challenge, "none")


def assess(notice: Notice, *, today: date, now: datetime) -> Verdict:
    """Whether and why this could be a task to challenge."""
    buyer = local_buyer(notice)
    code = buyer.authority_code if isinstance(buyer, Organisation) else buyer.code if buyer else None
    return rules.assess(task_of(notice, buyer, today=today, now=now), regulations().get(code or ""), today=today)
