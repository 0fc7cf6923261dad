"""A TenderNed, a TED and other services on this machine, in the shapes of the real ones, that can be made to misbehave."""

import json
import re
from urllib.parse import parse_qs, urlsplit

from werkzeug import Request, Response


def detail(number, **more):
    return {
        "publicatieId": number,
        "publicatieDatum": "2026-11-23T08:00:00.000000",
        "typePublicatie": "Aankondiging opdracht",
        "aankondigingCode": {"code": "AAO", "omschrijving": "Aankondiging opdracht"},
        "publicatieCode": "EF16",
        "aanbestedingNaam": f"Onderhoud plantsoenen {number}",
        "opdrachtgeverNaam": "Gemeente Utrecht",
        "kenmerk": 600000 + number,
        "opdrachtBeschrijving": "Snoeien en maaien.",
        "sluitingsDatum": "2027-01-10T12:00:00",
        "typeOpdrachtCode": {"code": "D", "omschrijving": "Diensten"},
        "procedureCode": {"code": "OPE", "omschrijving": "Openbaar"},
        "nationaalOfEuropeesCode": {"code": "EU"},
        "cpvCodes": [{"isHoofdOpdracht": True, "code": "77310000-6", "omschrijving": "Groen"}],
        "nutsCodes": [{"code": "NL350", "omschrijving": "Utrecht"}],
        "eenNieuwVeld": {"dat": "niemand kent"},
        **more,
    }


def item_of(publication):
    """The same publication as the list shows it."""
    kind = publication["aankondigingCode"]
    return {
        "publicatieId": str(publication["publicatieId"]),
        "publicatieDatum": publication["publicatieDatum"][:10],
        "typePublicatie": kind,
        "publicatiecode": {"code": publication["publicatieCode"], "omschrijving": ""},
        "aanbestedingNaam": publication["aanbestedingNaam"],
        "opdrachtgeverNaam": publication["opdrachtgeverNaam"],
        "kenmerk": publication.get("kenmerk"),
        "sluitingsDatum": publication.get("sluitingsDatum"),
        "aantalDagenTotSluitingsDatum": 14,
        "europees": True,
        "score": None,
    }


class TenderNed:
    """Answers like the API: pages, windows of dates, details, documents; 400 beyond its limits."""

    def __init__(self, details=()):
        self.details = {str(publication["publicatieId"]): publication for publication in details}
        self.gone = set()
        self.asked = []
        self.total = None
        self.item_changes = {}
        self.before = None
        self.fails_at = None
        self.answer = Response("Storing", status=500)

    def __call__(self, request: Request) -> Response:
        self.asked.append(request.full_path.rstrip("?"))
        if self.before is not None:
            self.before(len(self.asked))
        if self.fails_at is not None and len(self.asked) >= self.fails_at:
            return self.answer
        path = urlsplit(request.path).path
        if match := re.search(r"/publicaties/(\d+)/documenten$", path):
            name = f"Bestek {match[1]}.pdf"
            href = f"https://www.tenderned.nl/papi/x/{match[1]}"
            return _json(
                {"documenten": [{"documentId": "1", "documentNaam": name, "links": {"download": {"href": href}}}]}
            )
        if match := re.search(r"/publicaties/(\d+)$", path):
            known = match[1] in self.details and match[1] not in self.gone
            return _json(self.details[match[1]]) if known else Response(status=404)
        if path.endswith("/publicaties"):
            return self._list(request)
        return Response(status=404)

    def _list(self, request):
        asked = {key: values[0] for key, values in parse_qs(request.query_string.decode()).items()}
        page, size = int(asked["page"]), int(asked["size"])
        if size > 100 or page > 99:
            return Response(status=400)
        first, last = asked["publicatieDatumVanaf"], asked["publicatieDatumTot"]
        within = [item for item in self.details.values() if first <= item["publicatieDatum"][:10] <= last]
        within.sort(key=lambda item: -item["publicatieId"])
        shown = [
            item_of(item) | self.item_changes.get(str(item["publicatieId"]), {})
            for item in within[page * size : (page + 1) * size]
        ]
        total = self.total(first, last) if self.total else len(within)
        return _json(
            {
                "content": shown,
                "first": page == 0,
                "last": (page + 1) * size >= len(within),
                "totalElements": total,
                "totalPages": -(-total // size),
                "size": size,
                "numberOfElements": len(shown),
                "number": page,
            }
        )


def ted_notice(number, **more):
    return {
        "publication-number": f"{number}-2026",
        "notice-type": "cn-standard",
        "publication-date": "2026-11-20+01:00",
        "notice-title": {"nld": f"Nederland – Aanleg van groen – Groenonderhoud wijk {number}"},
        "buyer-name": {"nld": ["Gemeente Zaanstad"]},
        "classification-cpv": ["77310000"],
        "deadline": ["2027-01-12T12:00:00+01:00"],
        "links": {"html": {"NLD": f"https://ted.europa.eu/nl/notice/{number}-2026"}},
        **more,
    }


class Ted:
    """Answers like the search: pages with a token, 400 for a field it does not know."""

    def __init__(self, notices=(), unknown=(), lists_names=True):
        self.notices = list(notices)
        self.unknown = set(unknown)
        self.lists_names = lists_names
        self.asked = []
        self.refuse_tokens = 0
        self.cap = 250

    def __call__(self, request: Request) -> Response:
        asked = request.get_json()
        self.asked.append(asked)
        refused = [field for field in asked["fields"] if field in self.unknown]
        if refused:
            legal = [field for field in asked["fields"] if field not in self.unknown] + [
                f"BT-{n}-name" for n in range(900)
            ]
            listing = f" Supported values: [{', '.join(legal)}]" if self.lists_names else ""
            return _json({"message": f"Parameter 'fields' contains unsupported value ({refused[0]}).{listing}"}, 400)
        token = asked.get("iterationNextToken")
        if token and self.refuse_tokens:
            self.refuse_tokens -= 1
            return _json({"message": "Invalid iteration token"}, 400)
        start = int(token or 0)
        size = min(asked["limit"], self.cap)
        shown = self.notices[start : start + size]
        return _json(
            {
                "notices": shown,
                "totalNoticeCount": len(self.notices),
                "iterationNextToken": str(start + size) if shown else None,
                "timedOut": False,
            }
        )


def release(number, **more):
    return {
        "ocid": f"ocds-1l04xe-{number}",
        "id": str(number),
        "date": "2026-11-20T00:00:00Z",
        "tag": ["tender"],
        "initiationType": "tender",
        "buyer": {"id": "27370985", "name": "Gemeente Zaanstad"},
        "parties": [{"id": "27370985", "name": "Gemeente Zaanstad", "roles": ["buyer"]}],
        "tender": {"id": str(number), "title": f"Schoonmaak {number}", "status": "active"},
        **more,
    }


def package(releases, **more):
    return {
        "uri": "https://example.org/package",
        "version": "1.1",
        "publishedDate": "2026-11-20T00:00:00Z",
        "publisher": {"name": "Ministerie van Voorbeelden"},
        "releases": list(releases),
        **more,
    }


def atom(*numbers):
    """The feed of TenderNed: Atom with an explicit prefix."""
    entries = "".join(
        f"<atom:entry><atom:title>Opdracht {n}</atom:title><atom:id>urn:tn:{n}</atom:id>"
        f'<atom:link href="https://www.tenderned.nl/aankondigingen/overzicht/{n}"/>'
        f"<atom:summary>Type publicatie: EF16</atom:summary><atom:updated>2026-11-20T08:00:00Z</atom:updated></atom:entry>"
        for n in numbers
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><atom:feed xmlns:atom="http://www.w3.org/2005/Atom">'
        f"<atom:title>Laatste publicaties</atom:title>{entries}</atom:feed>"
    ).encode()


def _json(value, status=200):
    return Response(json.dumps(value), status=status, mimetype="application/json")
