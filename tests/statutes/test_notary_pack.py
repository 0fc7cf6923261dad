"""Everything for the notary in one ZIP: what is in it, for whom, and nothing that only we understand."""

import io
import re
import zipfile
from datetime import date

import pytest

from incubator.core.db import SYSTEM, transaction
from incubator.core.word.reading import lines
from incubator.statutes import queries
from incubator.statutes import services as statutes
from incubator.statutes.commands import group as commands
from incubator.statutes.rules.ownership import is_owner
from incubator.statutes.services.pack import pack
from incubator.statutes.values.interview import questions
from tests.factories import SOME_MOMENT, CooperativeFactory, ParticipationFactory
from tests.statutes.answers import answers

TODAY = date(2026, 11, 24)
BEFORE, FROM = date(2027, 7, 9), date(2027, 7, 10)


@pytest.fixture
def group(app):
    return CooperativeFactory(slug="bezem", name="De Bezem")


def packed(group, **changes):
    """The texts of the pack, by the name of the file."""
    with transaction(actor=SYSTEM):
        statutes.import_answers(group, answers(**changes), author=None, now=SOME_MOMENT)
        version = statutes.make_version(group, author=None, now=SOME_MOMENT, today=TODAY)
        content = pack(version, now=SOME_MOMENT)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        read = {name: package.read(name) for name in package.namelist()}
    return {name: text_of(name, held) for name, held in read.items()}


def text_of(name, content):
    if name.endswith(".txt"):
        return content.decode()
    return "\n".join(line.written for line in lines(content))


def test_the_pack_holds_what_a_notary_asks_for(group):
    texts = packed(group)
    assert list(texts) == [
        "0 Inhoud.txt",
        "1 Ontwerp van de akte.docx",
        "2 Keuzes en afwijkingen.docx",
        "3 Oprichters.docx",
        "4 Volmacht Joke van den Berg.docx",
        "5 Uiteindelijk belanghebbenden.docx",
        "6 Toets aan de wet.docx",
        "7 Open punten.docx",
        "8 Offerteaanvraag.docx",
    ]
    assert all(name in texts["0 Inhoud.txt"] for name in list(texts)[1:])
    assert "artikel 2:27 lid 2 BW" in texts["4 Volmacht Joke van den Berg.docx"]
    assert "Geboortedatum" in texts["3 Oprichters.docx"]
    assert "De plaats van ondertekening" in texts["7 Open punten.docx"]
    assert "14 dagen" in texts["2 Keuzes en afwijkingen.docx"]


def test_no_paper_holds_a_code_of_ours(group):
    for name, text in packed(group, duration="tot 2030").items():
        assert not re.search(r"\b[A-Z]{1,3}-\d{2}\b|UNUSED|None|ALV-", text), name


def test_the_check_speaks_in_articles(group):
    checked = packed(group, duration="tot 2030")["6 Toets aan de wet.docx"]
    assert "Let op" in checked
    assert re.search(r"artikel \d+:\d+", checked)


def test_there_is_a_power_of_attorney_for_each_who_is_away_also_of_one_name(group):
    founders = [
        {"person_id": name, "name": name, "present": present, "written_poa": not present}
        for name, present in (("Noor", True), ("Sam", False), ("Ali", False), ("Ali", False))
    ]
    powers = [name for name in packed(group, deed__founders=founders) if "Volmacht" in name]
    assert powers == ["4 Volmacht Sam.docx", "5 Volmacht Ali.docx", "6 Volmacht Ali.docx"]


@pytest.mark.parametrize(
    ("members", "on", "expected"),
    [(3, BEFORE, True), (4, BEFORE, False), (4, FROM, True), (5, FROM, False), (0, FROM, False)],
)
def test_who_is_an_owner_depends_on_the_day(members, on, expected):
    assert is_owner(members, on) is expected


def test_the_command_writes_the_pack_of_the_newest_version(app, group, tmp_path):
    out = tmp_path / "notaris.zip"
    given = ["pack", "--coop", "bezem", "--out", str(out)]
    refused = app.test_cli_runner().invoke(commands, given)
    assert (refused.exit_code, refused.stderr) == (1, "Error: De Bezem heeft nog geen versie van de statuten.\n")
    packed(group)
    assert app.test_cli_runner().invoke(commands, given).exit_code == 0
    assert zipfile.is_zipfile(out)


def test_the_page_gives_the_pack_to_who_writes(client, sign_in, group):
    packed(group)
    sign_in(client, ParticipationFactory(cooperative=group).user)
    assert "alles voor de notaris" in client.get("/cooperaties/bezem/statuten/versies/1").text
    given = client.get("/cooperaties/bezem/statuten/versies/1/notaris")
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert zipfile.is_zipfile(io.BytesIO(given.data))


def test_what_the_group_does_not_know_yet_is_an_open_point_of_the_deed_and_of_the_pack(group):
    with transaction(actor=SYSTEM):
        statutes.import_answers(group, answers(), author=None, now=SOME_MOMENT)
        # Without a supervisory board nobody has to know who stands in for it.
        queries.draft(group).undecided = ["termijn", "rvc-weg"]
        version = statutes.make_version(group, author=None, now=SOME_MOMENT, today=TODAY)
        queries.draft(group).undecided = []
        content = pack(version, now=SOME_MOMENT)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        draft, points = (text_of(name, package.read(name)) for name in package.namelist() if name[0] in "17")
    sentence = f"Nog niet besloten: {questions()['termijn'].ask.nl}"
    assert sentence in draft
    assert sentence in points
    assert questions()["rvc-weg"].ask.nl not in draft + points
