"""From storing to sending, killed at every step in turn: before each statement, before each commit, after each mail was handed over."""

import re
from collections import Counter
from multiprocessing.synchronize import Event
from pathlib import Path

from sqlalchemy import select

from incubator.core.db import db
from incubator.watch.models import Match
from tests.benchmarks._killing import Count, Place, begun, prepared
from tests.watch import matching_process
from tests.watch.factories import reading, watching

RECORD = "killed"  # the file that says how many were


def working(instance: str, url: str, mail_url: str, ready: Event) -> None:
    ready.set()
    matching_process.main(instance, url, mail_url, str(Path(instance) / RECORD), stride=1)


def trial(place: Place, _kills: int) -> Count:
    """As many kills as there are steps."""
    app = prepared(place.settings)
    with app.app_context():
        db.session.info["actor"] = "test"
        reading(watching())
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
        begun(working, str(place.instance), place.url, place.mailbox.url).join()
        matched = Counter(match.notice.title for match in db.session.scalars(select(Match)))
    kills = int((place.instance / RECORD).read_text(encoding="ascii"))
    titles = [matching_process.title(number) for number in range(1, kills + 2)]
    letters = {message["Message-ID"]: message for message in place.mailbox.messages}
    texts = [letter.get_body(("plain",)).get_content() for letter in letters.values()]
    mailed = Counter(title for text in texts for title in set(re.findall(r"Groenonderhoud wijk \d{4}", text)))
    lost = sum(not matched[title] for title in titles) + sum(not mailed[title] for title in titles)
    twice = sum(number > 1 for count in (matched, mailed) for number in count.values())
    again = len(place.mailbox.messages) - len(letters)
    more = f"{again} mails arrived again with the same Message-ID"
    return Count(f"{place.name}: storing to sending", "notices", len(titles), kills, kills, lost, twice, more)
