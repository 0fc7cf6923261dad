"""Matching that is killed: what was stored is matched by a process that is killed, then by another; each is found and mailed about once."""

from collections import Counter
from email import message_from_bytes
from email.policy import default
from multiprocessing.synchronize import Event

from sqlalchemy import select

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.outbox import OutgoingMail
from incubator.notices.services import import_documents
from incubator.watch import services
from incubator.watch.jobs import match_and_tell
from incubator.watch.models import Match
from tests.benchmarks._killing import Count, Place, application, begun, killed, prepared, seconds_to_end
from tests.watch.factories import publication, reading, watching

AT_ONCE, A_TRANSACTION = 12, 3  # notices


def matching(settings: dict[str, str], ready: Event) -> None:
    services.match_changed_notices.__kwdefaults__["limit"] = A_TRANSACTION  # few, so that a kill comes between two
    app = application(settings)
    ready.set()
    with app.app_context():
        match_and_tell()


def trial(place: Place, kills: int) -> Count:
    app = prepared(place.settings)
    titles = [f"Groenonderhoud wijk {number:04}" for number in range(kills * AT_ONCE)]
    at_work, within = 0, 0.3
    with app.app_context():
        db.session.info["actor"] = "test"
        reading(watching())
        db.session.commit()
        for start in range(0, len(titles), AT_ONCE):
            _store(titles, start)
            at_work += killed(begun(matching, place.settings), within)
            within = seconds_to_end(begun(matching, place.settings))
        matched = Counter(match.notice.title for match in db.session.scalars(select(Match)))
        mails = [
            message_from_bytes(content, policy=default) for content in db.session.scalars(select(OutgoingMail.content))
        ]
    texts = [mail.get_body(("plain",)).get_content() for mail in mails]
    mailed = Counter(title for title in titles for written in texts if title in written)
    lost = sum(not matched[title] for title in titles) + sum(not mailed[title] for title in titles)
    twice = sum(number > 1 for count in (matched, mailed) for number in count.values())
    more = f"{len(mails)} mails"
    return Count(f"{place.name}: matching", "matches", len(titles), kills, at_work, lost, twice, more)


def _store(titles: list[str], start: int) -> None:
    chosen = range(start, start + AT_ONCE)
    with transaction(actor=SYSTEM):
        import_documents([publication(number + 1, titles[number]) for number in chosen], now=clock.now())
    db.session.rollback()
