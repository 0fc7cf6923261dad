"""The notices of the demo: facts of real publications (TenderNed, CC0) with descriptions of our own.

Their dates move along with the calendar, so that there is always something to bid on; the link leads to the real one.
"""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from incubator.notices.services import Document, import_documents
from incubator.sources.services import managing

CONTENT = Path(__file__).with_name("content") / "notices.json"
WRITTEN = date(2026, 10, 6)  # the day on which the dates of the file are as they were published
TYPES = {
    "Marktconsultatie": "MAC",
    "Rectificatie": "REC",
    "Aankondiging opdracht": "AAO",
    "Aankondiging gegunde opdracht": "AGO",
    "Vooraankondiging": "VAK",
}
NATURES = {"Diensten": "D", "Leveringen": "L", "Werken": "W"}


def notices(*, now: datetime, today: date) -> None:
    """Store the notices through the reader of TenderNed, and the sources that would bring new ones."""
    moved = today - WRITTEN
    documents = [
        Document(f"demo/{one['id']}.json", json.dumps(_publication(one, moved), ensure_ascii=False).encode())
        for one in json.loads(CONTENT.read_text(encoding="utf-8"))
    ]
    import_documents(documents, now=now)
    _sources(now)


def _publication(told: dict[str, Any], moved: timedelta) -> dict[str, Any]:
    """The shape in which TenderNed gives one publication."""
    published = date.fromisoformat(told["published"]) + moved
    publication = {
        "publicatieId": told["id"],
        "publicatieDatum": f"{published.isoformat()}T08:00:00.000000",
        "typePublicatie": told["type"],
        "aankondigingCode": {"code": TYPES[told["type"]], "omschrijving": told["type"]},
        "publicatieCode": told["code"],
        "aanbestedingNaam": told["title"],
        "opdrachtgeverNaam": told["buyer"],
        "kenmerk": told["kenmerk"],
        "opdrachtBeschrijving": told["description"],
        "typeOpdrachtCode": {"code": NATURES[told["nature"]], "omschrijving": told["nature"]},
        "nationaalOfEuropeesCode": {"code": "EU" if told["european"] else "NL"},
        "juridischKaderCode": {"code": told["framework"]},
        "isGegund": told["awarded"],
        "cpvCodes": [{"isHoofdOpdracht": code == told["main_cpv"], "code": code} for code in told["cpv"]],
        "nutsCodes": [{"code": code} for code in told["nuts"]],
        "links": {"pdf": {"href": told["url"], "title": "pdf"}},
    }
    if told["deadline"]:
        publication["sluitingsDatum"] = (
            datetime.fromisoformat(told["deadline"]) + moved
        ).isoformat()  # local, as TenderNed
    return publication


def _sources(now: datetime) -> None:
    """The ready-made sources, paused: a demo asks nothing of anybody until its manager resumes them."""
    for one in managing.READY_MADE.values():
        managing.add(one.url, one.kind, one.name, now=now, allow_private=False, active=False)
