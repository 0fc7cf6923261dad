"""Notices as TenderNed would publish them, and cooperatives that watch."""

import json
from datetime import timedelta

from incubator.core import clock
from incubator.core.db import db
from incubator.core.mail import Pace
from incubator.formats.values import Scheme
from incubator.notices.models import Notice
from incubator.notices.queries import publications
from incubator.notices.services import SourceDocument, import_documents
from incubator.watch import services
from incubator.watch.services import subscriptions
from tests.factories import CooperativeFactory, FactFactory, ParticipationFactory

GREEN = {
    "offer.description": "Wij onderhouden plantsoenen en perken.",
    "offer.cpv": ["77310000"],
    "offer.keywords": ["groenonderhoud"],
    "offer.places": ["Utrecht"],
}


def publication(
    number: int, title: str = "Groenonderhoud Zonnewijk", days: int | None = 30, **more: object
) -> SourceDocument:
    """A publication in the shape of TenderNed's detail, of today, that closes in so many days at ten o'clock."""
    closes = (
        clock.local(clock.now() + timedelta(days=days)).replace(hour=10, minute=0, second=0)
        if days is not None
        else None
    )
    detail = {
        "publicatieId": number,
        "publicatieDatum": f"{clock.today().isoformat()}T08:00:00",
        "typePublicatie": "Aankondiging opdracht",
        "aankondigingCode": {"code": "AAO"},
        "publicatieCode": "EF16",
        "aanbestedingNaam": title,
        "opdrachtgeverNaam": "Gemeente Utrecht",
        "kenmerk": number,
        "opdrachtBeschrijving": "Het onderhoud van plantsoenen.",
        "typeOpdrachtCode": {"code": "D"},
        "cpvCodes": [{"isHoofdOpdracht": True, "code": "77310000-6"}],
        "nutsCodes": [{"code": "NL350"}],
        "sluitingsDatum": closes.replace(tzinfo=None).isoformat(timespec="seconds") if closes else None,
        **more,
    }
    return SourceDocument(f"{number}.json", json.dumps(detail).encode())


def store(*documents: SourceDocument) -> list[Notice]:
    """The notices of these documents, stored and committed."""
    import_documents(list(documents), now=clock.now())
    db.session.commit()
    numbers = [str(json.loads(document.data)["publicatieId"]) for document in documents]
    notices = [publications.by_identity(Scheme.TENDERNED, number) for number in numbers]
    assert all(notices)
    return notices


def reading(watch, pace: Pace = Pace.AT_ONCE, **more: object):
    """Somebody who takes part and wants mails about what a profile finds."""
    reader = ParticipationFactory(cooperative=watch.cooperative, **more).user
    subscriptions.subscribe(reader, watch, pace, now=watch.created_at)
    db.session.commit()
    return reader


def watching(offer: dict[str, object] = GREEN, **more: object):
    """A cooperative that watches, with its work in the dossier."""
    group = CooperativeFactory(**more)
    for key, value in offer.items():
        FactFactory(cooperative=group, key=key, value=value)
    watch = services.begin(group, now=clock.now())
    db.session.commit()
    return watch
