"""Whether a notice shows a task that could be challenged, and what the local rules are."""

import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from incubator.challenges import rules
from incubator.challenges.values import Regulation, Task, Verdict
from incubator.core.reference import sectors, thresholds
from incubator.notices.models import Notice
from incubator.notices.queries import publications
from incubator.notices.values import LegalRegime

CONTENT = Path(__file__).with_name("content") / "regulations.toml"
CHECKED_ON = date(2026, 11, 23)


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


def task_of(notice: Notice, now: datetime) -> Task:
    """The task that a notice shows. The sector comes from its CPV codes: the most suitable of those that fit."""
    found = [sector for code in notice.cpv for sector in sectors.sectors_of(code)]
    order = {"high": 0, "medium": 1, "low": 2}
    sector = min(found, key=lambda one: order.get(suitability(one), 3), default=None)
    social = notice.legal_regime is LegalRegime.SAS or any(thresholds.is_social(code) for code in notice.cpv)
    nature = notice.nature or "services"
    limit = thresholds.threshold(nature, notice.published or now.date(), social=social and nature == "services")
    return Task(
        buyer_kind=notice.buyer.authority_kind if notice.buyer else None,
        sector=sector.nl if sector else None,
        suitability=suitability(sector) if sector else None,
        suitability_note=sector.challenge_note if sector else "",
        kind=notice.kind.value,
        status=publications.status_of(notice, now),
        eu_procedure=notice.legal_regime in {LegalRegime.EU, LegalRegime.SAS},
        contract_end=notice.contract_end,
        contract_end_derived=notice.contract_end_derived,
        value=notice.value_cents // 100 if notice.value_cents is not None else None,
        threshold=int(limit.amount) if limit else None,
    )


SUITABILITY = {"hoog": "high", "midden": "medium", "laag": "low"}


def suitability(sector: sectors.Sector) -> str:
    """How well residents can take over the work of a sector: high, medium, low or none."""
    return SUITABILITY.get(sector.challenge, "none")


def assess(notice: Notice, *, today: date, now: datetime) -> Verdict:
    """Whether and why this could be a task to challenge."""
    buyer = notice.buyer
    regulation = regulations().get(buyer.authority_code or "") if buyer else None
    return rules.assess(task_of(notice, now), regulation, today=today)
