"""A secret vote leaves nothing from which somebody's vote can be learnt: not in tables, trail, backup, logs or transactions.

The proof: the same meeting is held twice, and the second time two people have changed their votes. Whatever is stored must be the same
to the letter, while the vote is open and after it; only the sealed text differs, and that has no length to learn from.
"""

import io
import json
import logging
import zipfile

import pytest
from sqlalchemy import text

from incubator.core import backup
from incubator.core.db import SYSTEM, Base, db, transaction
from incubator.meetings.models import SecretBox, VotingRound
from incubator.meetings.services import voting
from incubator.meetings.values.holding import Vote
from tests.factories import SOME_MOMENT
from tests.meetings.assembly import assembly, closed, entry_of, opened, vote

pytestmark = pytest.mark.both_databases

FIRST = ("for", "against", "blank", "for", "against")
CHANGED = ("against", "for", "for", "blank", "against")  # as many of each, by others
ORDER = (3, 0, 4, 2, 1)  # in which they vote


@pytest.fixture
def standing_clock(monkeypatch):
    monkeypatch.setattr("incubator.core.clock.now", lambda: SOME_MOMENT)


def tables():
    """Every row of every table, by its key: where PostgreSQL puts a row that changed depends on when it last tidied up."""
    db.session.rollback()
    stored = {}
    for table in Base.metadata.sorted_tables:
        keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
        rows = db.session.execute(text(f'SELECT * FROM "{table.name}" ORDER BY {keys}')).mappings()
        stored[table.name] = [{name: str(value) for name, value in row.items()} for row in rows]
    return stored


def without_seal(stored):
    """Of the sealed text only its length."""
    for row in stored["secret_boxes"]:
        row["sealed"] = len(row["sealed"])
    return stored


def held(round_id, group_people, choices, after_each):
    """The votes of a meeting, one by one."""
    for place in ORDER:
        voted_on = db.session.get(VotingRound, round_id)
        vote(voted_on, group_people[place], choices[place])
        after_each()
    return db.session.get(VotingRound, round_id)


def test_who_voted_what_makes_no_difference_to_what_is_stored(app, tmp_path, standing_clock):
    here = assembly(5)
    voted_on = opened(here)
    round_id = voted_on.id
    backup.back_up(tmp_path / "before.zip", now=SOME_MOMENT)
    meetings = []
    for choices in (FIRST, CHANGED):
        db.session.rollback()  # lets go of the tables that come back
        backup.restore(tmp_path / "before.zip", overwrite=True)
        db.session.expire_all()
        seen = []
        voted_on = held(round_id, here.people, choices, lambda seen=seen: seen.append(without_seal(tables())))
        closed(here, voted_on)
        meetings.append([*seen, tables()])
    assert meetings[0] == meetings[1]
    assert len(meetings[0]) == 6
    assert json.loads(meetings[0][-1]["voting_rounds"][0]["counts"].replace("'", '"')) == {
        "for": 2,
        "against": 2,
        "blank": 1,
        "invalid": 0,
    }


def test_while_it_is_open_no_row_has_a_choice_and_the_box_is_as_long_as_ever(app):
    here = assembly(5)
    voted_on = opened(here)
    lengths = {len(db.session.get(SecretBox, voted_on.id).sealed)}
    for person, choice in zip(here.people, FIRST, strict=True):
        vote(voted_on, person, choice)
        lengths.add(len(db.session.get(SecretBox, voted_on.id).sealed))
        stored = json.dumps(tables())
        assert '"against"' not in stored
        assert '["for' not in stored
    assert len(lengths) == 1


def test_a_vote_leaves_no_line_in_the_trail(app):
    here = assembly(5)
    voted_on = opened(here)
    before = len(tables()["audit_entries"])
    for person, choice in zip(here.people, FIRST, strict=True):
        vote(voted_on, person, choice)
    assert len(tables()["audit_entries"]) == before
    closed(here, voted_on)
    trail = json.dumps(tables()["audit_entries"])
    assert not any(table in trail for table in ("voting_roll", "secret_boxes", "ballot_papers", "named_ballots"))


def test_after_it_the_box_is_gone_and_the_ballots_stand_in_the_order_of_the_alphabet(app):
    here = assembly(5)
    voted_on = opened(here)
    for place in ORDER:
        vote(voted_on, here.people[place], FIRST[place])
    closed(here, voted_on)
    assert tables()["secret_boxes"] == []
    assert voted_on.ballots == ["against", "against", "blank", "for", "for"]


def test_a_backup_holds_no_choice_while_the_vote_is_open(app, tmp_path):
    here = assembly(5)
    voted_on = opened(here)
    vote(voted_on, here.people[1], "against")
    backup.back_up(tmp_path / "during.zip", now=SOME_MOMENT)
    with zipfile.ZipFile(tmp_path / "during.zip") as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert here.people[1].name.encode() in content
    assert b'"against"' not in content


def test_a_paper_and_the_member_who_got_it_meet_nowhere(app):
    here = assembly(5)
    voted_on = opened(here)
    with transaction(actor=SYSTEM):
        codes = voting.print_papers(voted_on, 5)
    for person in here.people[:2]:
        with transaction(actor=SYSTEM):
            voting.hand_out(entry_of(voted_on, person))
    with transaction(actor=SYSTEM):
        voting.enter_paper(voted_on, codes[3], Vote(("against",)))
    stored = tables()
    assert {tuple(sorted(row)) for row in stored["ballot_papers"]} == {("code_print", "round_id", "used")}
    assert not any(code in json.dumps(stored) for code in codes)
    assert [row["receipt"] for row in stored["voting_roll"]] == [""] * 5


def test_a_vote_that_counts_three_times_is_three_ballots(app):
    here = assembly(3)
    voted_on = opened(here)
    with transaction(actor=SYSTEM):
        entry_of(voted_on, here.people[0]).votes = 3
    vote(voted_on, here.people[0], "for")
    vote(voted_on, here.people[1], "against")
    closed(here, voted_on)
    assert voted_on.ballots == ["against", "for", "for", "for"]


def test_nothing_of_a_vote_is_logged(app):
    here = assembly(5)
    voted_on = opened(here)
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    root, engine = logging.getLogger(), logging.getLogger("sqlalchemy.engine")
    level = engine.level
    root.addHandler(handler)
    engine.setLevel(logging.DEBUG)
    try:
        vote(voted_on, here.people[1], "against")
    finally:
        engine.setLevel(level)
        root.removeHandler(handler)
    assert "against" not in written.getvalue()
