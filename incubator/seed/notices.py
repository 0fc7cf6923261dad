"""The notices of the demo: facts of real publications (TenderNed, CC0) with descriptions of our own.

Their dates move along with the calendar, so that there is always something to bid on; the link leads to the real one.
"""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from incubator.notices.services import SourceDocument, import_documents
from incubator.sources.services import managing

CONTENT = Path(__file__).with_name("content") / "notices.json"
AWARD = CONTENT.with_name("award.json")
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
    written = json.loads(CONTENT.read_text(encoding="utf-8"))
    import_documents([_document(notice, moved) for notice in written], now=now)
    import_documents([_award(moved)], now=now)
    _sources(now)


def _document(notice: dict[str, Any], moved: timedelta) -> SourceDocument:
    content = json.dumps(_publication(notice, moved), ensure_ascii=False)
    return SourceDocument(f"demo/{notice['id']}.json", content.encode())


def _award(moved: timedelta) -> SourceDocument:
    """An award of the city of the demo's neighbourhood as an OCDS release: TenderNed's own shape names no winners.

    Buyer, title, CPV and number are of the real one; its winners are made up, and its description says so.
    """
    release = json.loads(AWARD.read_text(encoding="utf-8"))
    release["date"] = (datetime.fromisoformat(release["date"]) + moved).isoformat()
    package = {"uri": "https://example.org/demo", "version": "1.1", "releases": [release]}
    return SourceDocument("demo/award.json", json.dumps(package, ensure_ascii=False).encode())


def _publication(notice: dict[str, Any], moved: timedelta) -> dict[str, Any]:
    """The shape in which TenderNed gives one publication."""
    published = date.fromisoformat(notice["published"]) + moved
    european = "EU" if notice["european"] else "NL"
    cpv_codes = [{"isHoofdOpdracht": code == notice["main_cpv"], "code": code} for code in notice["cpv"]]
    nuts_codes = [{"code": code} for code in notice["nuts"]]
    publication = {
        "publicatieId": notice["id"],
        "publicatieDatum": f"{published.isoformat()}T08:00:00.000000",
        "typePublicatie": notice["type"],
        "aankondigingCode": {"code": TYPES[notice["type"]], "omschrijving": notice["type"]},
        "publicatieCode": notice["code"],
        "aanbestedingNaam": notice["title"],
        "opdrachtgeverNaam": notice["buyer"],
        "kenmerk": notice["kenmerk"],
        "opdrachtBeschrijving": notice["description"],
        "typeOpdrachtCode": {"code": NATURES[notice["nature"]], "omschrijving": notice["nature"]},
        "nationaalOfEuropeesCode": {"code": european},
        "juridischKaderCode": {"code": notice["framework"]},
        "isGegund": notice["awarded"],
        "cpvCodes": cpv_codes,
        "nutsCodes": nuts_codes,
        "links": {"pdf": {"href": notice["url"], "title": "pdf"}},
    }
    # Only of an admission the demo says how it is bought: the words of the buyer do not tell.
    if notice["procedure"] == "Open House":
        publication["procedureCode"] = {"omschrijving": notice["procedure"]}
    if notice["deadline"]:
        # TenderNed gives the hour as a clock in the Netherlands shows it, without an offset.
        publication["sluitingsDatum"] = (datetime.fromisoformat(notice["deadline"]) + moved).isoformat()
    return publication


def _sources(now: datetime) -> None:
    """The ready-made sources, paused: a demo asks nothing of anybody until its manager resumes them."""
    for kind in managing.ready_made_left():
        managing.add_ready_made(kind, now=now, active=False)
