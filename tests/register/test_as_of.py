"""The register as of an earlier day: the page and every file say what a replay of the entries up to that day comes to."""

import csv
import io
from datetime import date

import docx
import openpyxl
import pytest
from lxml import html

from incubator.cooperatives.values import Phase
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.formatting import money_cents
from incubator.core.quantities import write_amount
from incubator.register import queries, services
from incubator.register.commands import group as commands
from incubator.register.values import Decision, EntryKind, EventKind, MembershipNotice, Person
from incubator.statutes import services as statutes
from tests.factories import SOME_MOMENT, CooperativeFactory, ParticipationFactory
from tests.statutes.answers import answers

BY = {"author": None, "now": SOME_MOMENT}
HERE = "/cooperaties/de-bezem/leden/"
DAYS = [date(2024, 12, 31), date(2025, 6, 30), date(2025, 12, 31), date(2026, 1, 1), date(2026, 10, 31)]


def admitted(group, name, on):
    member = services.admit(group, Person(name, email=f"{name.lower()}@example.org"), Decision("bestuur", on, on), **BY)
    services.enter_payment(member, EntryKind.CONTRIBUTION, 25_000, on=on, **BY)
    return member


@pytest.fixture
def group(app):
    """Four years of comings and goings, with a mistake that was corrected."""
    group = CooperativeFactory(name="De Bezem", slug="de-bezem", phase=Phase.F5)
    with transaction(actor=SYSTEM):
        allowed = answers(suspension={"allowed": True, "organ": "bestuur"})
        statutes.import_answers(group, allowed, author=None, now=SOME_MOMENT)
        ali, bo, cas, dea = (
            admitted(group, name, on)
            for name, on in (
                ("Ali", date(2024, 3, 1)),
                ("Bo", date(2024, 3, 1)),
                ("Cas", date(2025, 2, 1)),
                ("Dea", date(2026, 5, 1)),
            )
        )
        services.enter_payment(ali, EntryKind.CONTRIBUTION, 75_000, on=date(2025, 9, 1), **BY)
        married = {"name": "Ali de Wit", "address": "Kade 3", "email": None, "email_consent": False}
        services.change(ali, married, date(2026, 2, 1), **BY)
        services.resign(bo, MembershipNotice(date(2025, 11, 1)), **BY)
        services.enter_payment(bo, EntryKind.REPAYMENT, 25_000, on=date(2026, 3, 1), **BY)
        decided = Decision("", date(2025, 12, 1), date(2025, 12, 15), note="Ruzie.")
        services.suspend(cas, decided, date(2026, 1, 15), **BY)
        by_mistake = services.end(dea, EventKind.DEATH, Decision("", date(2026, 6, 1), date(2026, 6, 1)), **BY)
        services.correct(by_mistake, "Verkeerde persoon.", **BY)
    return group


def replay(member, day):
    """How a member stood, by going through the entries from the first; no code of the register helps."""
    mistakes = {event.concerns_id for event in member.events if event.kind is EventKind.CORRECTION}
    changes = [event for event in member.events if event.kind is EventKind.CHANGE]
    name = changes[0].details["changes"]["name"][0] if changes else member.name
    standing, last_day = None, None
    for event in member.events:
        if event.id in mistakes:
            continue
        if event.kind is EventKind.ADMISSION and event.on_date <= day:
            standing = "lid"
        if event.kind is EventKind.CHANGE and event.on_date <= day:
            name = event.details["changes"]["name"][1]
        if event.kind is EventKind.SUSPENSION and event.on_date <= day <= event.until:
            standing = "geschorst"
        if event.kind.ends and event.decided_on <= day:
            last_day = event.on_date
            standing = "beëindigd" if last_day < day else standing
    paid = sum(line.amount_cents for line in member.payments if line.entry.on_date <= day)
    return standing and (member.number, name, standing, last_day, paid)


def expected(group, day):
    db.session.expire_all()
    return list(filter(None, (replay(member, day) for member in queries.members(group))))


@pytest.fixture
def export(app, tmp_path):
    """`export(day, form)`: the file that the command writes, as bytes."""

    def write(day, form):
        file = tmp_path / f"register.{form}"
        asked = ["export", "--coop", "de-bezem", "--on", day.isoformat(), "--format", form, "--out", str(file)]
        done = app.test_cli_runner().invoke(commands, asked)
        assert done.exit_code == 0, done.output
        return file.read_bytes()

    return write


def euros(cents):
    return cents / 100


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_files_of_a_day_are_the_replay_of_its_entries(group, export, day):
    known = expected(group, day)
    assert known
    sheet = openpyxl.load_workbook(io.BytesIO(export(day, "xlsx"))).active
    headings, *filled = sheet.iter_rows(values_only=True)
    places = [headings.index(name) for name in ("Nummer", "Naam", "Stand", "Laatste dag", "Ingelegd (euro)")]
    lines = [[line[place] for place in places] for line in filled]
    read = [(*line[:3], line[3] and line[3].date(), round(line[4] * 100)) for line in lines]
    assert read == known
    text = export(day, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [(int(row["Nummer"]), row["Naam"], row["Stand"]) for row in rows] == [line[:3] for line in known]
    assert [row["Ingelegd (euro)"] for row in rows] == [f"{euros(line[4]):.2f}".replace(".", ",") for line in known]
    (table,) = docx.Document(io.BytesIO(export(day, "docx"))).tables
    columns, *cells = [[cell.text for cell in row.cells] for row in table.rows]
    places = [columns.index(name) for name in ("Nr.", "Naam", "Stand")]
    shown = [[row[place] for place in places] for row in cells[:-1]]
    assert [(int(number), name, standing) for number, name, standing in shown] == [line[:3] for line in known]
    total = sum(line[4] for line in known)
    assert write_amount(euros(total)) in cells[-1]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_page_of_a_day_is_the_replay_of_its_entries(group, app, sign_in, day):
    with transaction(actor=SYSTEM):
        user = ParticipationFactory(cooperative=group).user
    answer = sign_in(app.test_client(), user).get(HERE, query_string={"datum": day.isoformat()})
    page = html.document_fromstring(answer.get_data(as_text=True))
    known = expected(group, day)
    shown = []
    for row in page.xpath("//main//table/tbody/tr"):
        number, name, _since, standing, paid = (" ".join(cell.text_content().split()) for cell in row.iterchildren())
        shown.append((int(number), name, standing.split(" ")[0], paid))
    words = {"lid": "Lid", "geschorst": "Geschorst", "beëindigd": "Geen"}
    assert shown == [(line[0], line[1], words[line[2]], " ".join(money_cents(line[4]).split())) for line in known]
    present = sum(line[2] != "beëindigd" for line in known)
    assert f"{present} leden op" in page.text_content() or f"{present} lid op" in page.text_content()
