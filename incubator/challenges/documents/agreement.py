"""The agreement that follows from a challenge: a working draft with what was agreed on so far."""

from pathlib import Path

from incubator.challenges.documents.source import PlanSource, amount, day, to_do
from incubator.challenges.documents.working_agreements import (
    SigningParty,
    WorkingAgreement,
    articles_in,
    working_agreement,
)
from incubator.core.word import Document, Inline

CONTENT = Path(__file__).parents[1] / "content" / "partnership.toml"
MISSING = {
    "result": "welk resultaat, en hoe dat wordt gemeten",
    "budget": "welk budget, en wanneer het wordt betaald",
    "term": "van wanneer tot wanneer",
    "reporting": "hoe en wanneer de coöperatie verslag doet",
    "revocation": "wanneer ieder kan stoppen, en met welke termijn",
    "asked": "gebouw, gegevens, een contactpersoon",
    "continuity": "hoe kwaliteit en vervanging zijn geregeld",
    "task": "om welke taak het precies gaat",
}


def partnership(source: PlanSource) -> Document:
    """The draft, with what was agreed so far."""
    government = SigningParty(source.authority, to_do("wie voor de overheid tekent"), "de overheid")
    kvk = source.fact("identity.kvk", "het KVK-nummer")
    group = SigningParty(source.name, to_do("wie voor de coöperatie tekent"), "de coöperatie", kvk)
    return working_agreement(
        WorkingAgreement(
            title=source.title,
            author=source.name,
            parties=(government, group),
            articles=articles_in(CONTENT),
            known=_known(source),
            made_at=source.made_at,
        )
    )


def _known(source: PlanSource) -> dict[str, Inline]:
    written = {**source.agreements, "task": source.task, "continuity": source.texts.get("continuity")}
    written["asked"] = source.texts.get("asked-of-authority")
    known: dict[str, Inline] = {}
    for name, missing in MISSING.items():
        text = " ".join(str(written.get(name) or "").split())
        known[name] = text or to_do(missing)
    return {
        **known,
        "title": source.title,
        "doer": "de coöperatie",
        "cost": amount(source.case.sums.then, "wat de taak bij ons kost"),
        "contract_end": day(source.contract_end, "wanneer het lopende contract eindigt"),
        "insurance": source.fact("evidence.insurance", "hoe de coöperatie verzekerd is"),
    }
