"""Three public notices in the shape in which TenderNed gives one publication; in our own words, with dates that move along."""

import json
from datetime import date, timedelta
from pathlib import Path

CLEANING = "Schoonmaak van buurthuizen en wijkgebouwen"


def _publication(number: int, title: str, about: str, cpv: str, today: date, *, buyer: str, nuts: str) -> dict:
    published, deadline = today - timedelta(days=2), today + timedelta(days=40)
    return {
        "publicatieId": number,
        "publicatieDatum": f"{published.isoformat()}T08:00:00.000000",
        "typePublicatie": "Aankondiging opdracht",
        "aankondigingCode": {"code": "AAO", "omschrijving": "Aankondiging opdracht"},
        "publicatieCode": "EF16",
        "aanbestedingNaam": title,
        "opdrachtgeverNaam": buyer,
        "kenmerk": number + 170_000,
        "opdrachtBeschrijving": about,
        "typeOpdrachtCode": {"code": "D", "omschrijving": "Diensten"},
        "nationaalOfEuropeesCode": {"code": "EU"},
        "juridischKaderCode": {"code": "NAW"},
        "isGegund": False,
        "cpvCodes": [{"isHoofdOpdracht": True, "code": cpv}],
        "nutsCodes": [{"code": nuts}],
        "sluitingsDatum": f"{deadline.isoformat()}T12:00:00",
    }


def written_to(folder: Path, today: date) -> Path:
    """A folder as someone would download it: three notices and a file that is none."""
    folder.mkdir()
    for notice in (
        _publication(
            990001,
            CLEANING,
            "De gemeente zoekt een partij die overdag acht buurthuizen schoonmaakt, met oog voor werk in de wijk.",
            "90911200-8",
            today,
            buyer="Gemeente Utrecht",
            nuts="NL350",
        ),
        _publication(
            990002,
            "Levering van een brandweerwagen",
            "Een tankautospuit met bepakking.",
            "34144210-3",
            today,
            buyer="Veiligheidsregio Zeeland",
            nuts="NL341",
        ),
        _publication(
            990003,
            "Accountantscontrole jaarrekening",
            "Controle van de jaarrekening voor vier jaar.",
            "79212000-3",
            today,
            buyer="Gemeente Groningen",
            nuts="NL111",
        ),
    ):
        (folder / f"{notice['publicatieId']}.json").write_text(json.dumps(notice), encoding="utf-8")
    (folder / "lees-mij.txt").write_text("Deze map komt van TenderNed.", encoding="utf-8")
    return folder
