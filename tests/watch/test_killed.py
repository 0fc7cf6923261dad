"""Killed at any step between storing, matching and sending: every notice is matched once and mailed about once."""

import re
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from incubator.core.db import db
from incubator.core.outbox import MailState, OutgoingMail
from incubator.notices.models import ChangedNotice
from incubator.watch.models import Match
from tests.processes import begin, ended
from tests.watch import matching_process
from tests.watch.factories import reading, watching

STRIDE = 2  # every second step of a round: the benchmark takes them all
IN_ITS_HANDS = 4  # rounds that are killed after the server had the mail and before that was stored

pytestmark = pytest.mark.both_databases


def test_killed_at_any_step_nothing_is_lost_and_nothing_sent_twice(app, mailbox, tmp_path):
    reading(watching())
    db.session.commit()
    db.session.remove()
    record = tmp_path / "killed"
    url = db.engine.url.render_as_string(hide_password=False)
    process = begin(matching_process.main, app.instance_path, url, mailbox.url, str(record), STRIDE)
    assert ended(process) == 0
    killed = int(Path(record).read_text(encoding="ascii"))
    assert killed >= 25
    titles = [matching_process.title(number) for number in range(1, killed + 2)]
    assert sorted(match.notice.title for match in db.session.scalars(select(Match))) == titles
    assert db.session.scalar(select(func.count()).select_from(ChangedNotice)) == 0
    assert set(db.session.scalars(select(OutgoingMail.state))) == {MailState.SENT}
    # A mail that the server had before the kill comes again with the same Message-ID, by which mail programs know it.
    letters = {message["Message-ID"]: message for message in mailbox.messages}
    assert 1 <= len(mailbox.messages) - len(letters) <= IN_ITS_HANDS
    assert mentions(letters.values()) == Counter(titles)


def mentions(letters):
    """How many letters speak of each notice."""
    texts = [letter.get_body(("plain",)).get_content() for letter in letters]
    return Counter(title for text in texts for title in set(re.findall(r"Groenonderhoud wijk \d{4}", text)))
