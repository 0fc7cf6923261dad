import csv
import io
from dataclasses import replace
from datetime import date, datetime, timedelta

import docx
import openpyxl
import pytest

from incubator.accounts.models import Role
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.register import documents, queries, services
from incubator.register.commands import group as commands
from incubator.register.values import (
    Decision,
    EntryKind,
    EventKind,
    Founding,
    MembershipNotice,
    MembershipStanding,
    Person,
)
from incubator.statutes import queries as statutes_queries
from incubator.statutes import services as statutes_services
from incubator.statutes.values.legal_person import LegalPerson
from tests.factories import (
    SOME_MOMENT,
    CoachAssignmentFactory,
    CooperativeFactory,
    FactFactory,
    MilestoneFactory,
    ParticipationFactory,
    UserFactory,
)
from tests.statutes.answers import answers

TODAY = date(2026, 11, 24)
DEED = date(2026, 11, 2)


@pytest.fixture
def group(app):
    return CooperativeFactory(phase=Phase.F4)


def decision(on=date(2026, 3, 1), by="bestuur", **more):
    return Decision(by, on, on, **more)


def admitted(group, name="Fatima", on=date(2026, 3, 1)):
    return services.admit(group, Person(name), decision(on), author=None, now=SOME_MOMENT)


def rows(group, day=TODAY):
    return {row.name: row for row in queries.register_on(group, day)}


def test_members_get_the_next_number(group, session):
    assert [admitted(group, name).number for name in ("A", "B")] == [1, 2]


def test_the_register_shows_any_day(group):
    member = admitted(group)
    services.resign(member, MembershipNotice(date(2026, 5, 1)), author=None, now=SOME_MOMENT)
    assert rows(group, date(2026, 2, 28)) == {}
    assert rows(group, date(2026, 4, 1))["Fatima"].ended_on is None
    assert rows(group, date(2026, 6, 1))["Fatima"].ended_on == date(2026, 12, 31)
    assert rows(group, date(2026, 12, 30))["Fatima"].standing is MembershipStanding.MEMBER
    assert rows(group, date(2027, 1, 1))["Fatima"].standing is MembershipStanding.ENDED
    assert queries.members_count(group, date(2027, 1, 1)) == 0


def test_an_expelled_member_is_suspended_until_the_appeal_is_over(group):
    member = admitted(group)
    expelled = Decision("bestuur", date(2026, 6, 1), date(2026, 7, 1), "breach_statutes", "Werkt elders mee.")
    services.end(member, EventKind.EXPULSION, expelled, author=None, now=SOME_MOMENT)
    assert rows(group, date(2026, 6, 15))["Fatima"].standing is MembershipStanding.SUSPENDED
    assert rows(group, date(2026, 7, 1))["Fatima"].standing is MembershipStanding.SUSPENDED
    assert rows(group, date(2026, 7, 2))["Fatima"].standing is MembershipStanding.ENDED


def test_the_last_day_of_a_membership_is_a_day_of_membership(group):
    member = admitted(group)
    services.resign(member, MembershipNotice(date(2026, 10, 20)), author=None, now=SOME_MOMENT)
    standings = {}
    for day in (date(2026, 12, 31), date(2027, 1, 1)):
        register = documents.Register(LegalPerson(group.name), day, queries.register_on(group, day), SOME_MOMENT)
        (line,) = exported(register)
        standings[day] = (line["Stand"], line["Laatste dag"], queries.members_count(group, day))
    assert standings == {
        date(2026, 12, 31): ("lid", "31-12-2026", 1),
        date(2027, 1, 1): ("beëindigd", "31-12-2026", 0),
    }


def test_who_resigned_per_year_end_can_die_before(group):
    member = admitted(group)
    services.resign(member, MembershipNotice(date(2026, 5, 1)), author=None, now=SOME_MOMENT)
    died = Decision("", date(2026, 10, 3), date(2026, 10, 1))
    event = services.end(member, EventKind.DEATH, died, author=None, now=SOME_MOMENT)
    row = rows(group)["Fatima"]
    assert (row.standing, row.ended_on, row.ground) == (MembershipStanding.ENDED, date(2026, 10, 1), "death")
    assert rows(group, date(2026, 9, 30))["Fatima"].ended_on == date(2026, 12, 31)
    services.correct(event, "Een ander met dezelfde naam.", author=None, now=SOME_MOMENT)
    row = rows(group)["Fatima"]
    assert (row.standing, row.ended_on, row.ground) == (MembershipStanding.MEMBER, date(2026, 12, 31), "resignation")
    assert [entry.holds for entry in member.events] == [True, True, False, True]


@pytest.mark.parametrize("day", [date(2026, 12, 31), date(2027, 1, 1)])
def test_an_end_that_is_not_earlier_changes_nothing(group, day):
    member = admitted(group)
    services.resign(member, MembershipNotice(date(2026, 5, 1)), author=None, now=SOME_MOMENT)
    later = Decision("", date(2026, 10, 3), day, "statutory_case", "Zie de statuten.")
    with pytest.raises(RuleViolation) as refused:
        services.end(member, EventKind.TERMINATION, later, author=None, now=SOME_MOMENT)
    assert refused.value.field == "on"
    assert len(member.events) == 2


def test_a_correction_has_a_reason_and_is_made_once(group):
    member = admitted(group)
    event = services.resign(member, MembershipNotice(date(2026, 5, 1)), author=None, now=SOME_MOMENT)
    with pytest.raises(RuleViolation, match="Write down why"):
        services.correct(event, " ", author=None, now=SOME_MOMENT)
    services.correct(event, "Vergissing", author=None, now=SOME_MOMENT)
    with pytest.raises(RuleViolation, match="cannot be corrected"):
        services.correct(event, "Nog een keer", author=None, now=SOME_MOMENT)


@pytest.mark.parametrize(
    ("statutes", "kind", "ground", "organ"),
    [
        ({}, EventKind.EXPULSION, "breach_statutes", "bestuur"),
        ({"expulsion__organ": "de algemene vergadering"}, EventKind.EXPULSION, "breach_statutes", "ALV"),
        ({"termination_by_coop__organ": "ALV"}, EventKind.TERMINATION, "statutory_case", "ALV"),
        ({"expulsion__organ": "ALV"}, EventKind.TERMINATION, "statutory_case", "bestuur"),
        ({"expulsion__organ": "de RvC"}, EventKind.EXPULSION, "breach_statutes", "rvc"),
        ({"expulsion__organ": "ALV", "termination_by_coop__organ": "ALV"}, EventKind.DEATH, "", "bestuur"),
    ],
)
def test_the_body_that_the_statutes_name_ends_a_membership(group, statutes, kind, ground, organ):
    if statutes:
        statutes_services.import_answers(group, answers(**statutes), author=None, now=SOME_MOMENT)
    member = admitted(group)
    decided = Decision("bestuur", date(2026, 6, 1), date(2026, 7, 1), ground, "Omdat.")
    assert services.end(member, kind, decided, author=None, now=SOME_MOMENT).decided_by == organ


def test_the_statutes_in_force_on_the_day_of_the_decision_count(group):
    signed = {}
    for number, organ in enumerate(("bestuur", "ALV"), start=1):
        statutes_services.import_answers(group, answers(expulsion__organ=organ), author=None, now=SOME_MOMENT)
        version = statutes_services.make_version(group, author=None, now=SOME_MOMENT, today=TODAY)
        signed[number] = date(2026, number * 4, 1)
        statutes_services.record_signing(
            version, on=signed[number], notary="mr. De Wit", filed_on=None, author=None, now=SOME_MOMENT
        )
    organs = {}
    for day in (date(2026, 1, 1), date(2026, 7, 31), date(2026, 8, 1)):
        statutes = queries.statutes_in_force(group, day)
        organs[day] = queries.organ_that_ends(statutes, EventKind.EXPULSION)
    # Before the first deed the newest text is all there is.
    assert organs == {date(2026, 1, 1): "ALV", date(2026, 7, 31): "bestuur", date(2026, 8, 1): "ALV"}


def test_a_repayment_is_not_dated_before_the_money_came(group):
    member = admitted(group)
    pay = {"author": None, "now": SOME_MOMENT}
    services.enter_payment(member, EntryKind.CONTRIBUTION, 50000, on=date(2026, 4, 1), **pay)
    with pytest.raises(RuleViolation) as refused:
        services.enter_payment(member, EntryKind.REPAYMENT, 100, on=date(2026, 3, 31), **pay)
    assert refused.value.field == "amount"
    services.enter_payment(member, EntryKind.REPAYMENT, 100, on=date(2026, 4, 1), **pay)
    assert member.balance_cents == 49900


def test_a_payment_again_within_a_minute_is_asked_about(group):
    member = admitted(group)
    pay = {"on": date(2026, 4, 1), "author": None}
    services.enter_payment(member, EntryKind.CONTRIBUTION, 100, now=SOME_MOMENT, **pay)
    later = SOME_MOMENT + timedelta(seconds=59)
    with pytest.raises(RuleViolation, match="a moment ago"):
        services.enter_payment(member, EntryKind.CONTRIBUTION, 100, now=later, **pay)
    services.enter_payment(member, EntryKind.CONTRIBUTION, 100, now=SOME_MOMENT + timedelta(seconds=60), **pay)
    assert member.balance_cents == 200


def test_a_member_has_a_name(group):
    with pytest.raises(RuleViolation) as refused:
        admitted(group, "  ")
    assert refused.value.field == "name"


def test_a_membership_ends_once(group):
    member = admitted(group)
    services.resign(member, MembershipNotice(date(2026, 5, 1)), author=None, now=SOME_MOMENT)
    with pytest.raises(RuleViolation):
        services.resign(member, MembershipNotice(date(2026, 6, 1)), author=None, now=SOME_MOMENT)


def test_a_mistake_is_corrected_and_stays_readable(group):
    member = admitted(group)
    event = services.resign(member, MembershipNotice(date(2026, 5, 1)), author=None, now=SOME_MOMENT)
    services.correct(event, "Verkeerde persoon.", author=None, now=SOME_MOMENT)
    assert rows(group)["Fatima"].ended_on is None
    assert [entry.kind for entry in member.events] == [EventKind.ADMISSION, EventKind.RESIGNATION, EventKind.CORRECTION]


def test_the_body_that_the_statutes_name_admits(group):
    statutes_services.import_answers(group, answers(admission__organ="ALV"), author=None, now=SOME_MOMENT)
    with pytest.raises(RuleViolation) as refused:
        admitted(group)
    assert refused.value.field == "decided_by"


def test_the_account_never_goes_below_zero(group):
    member = admitted(group)
    pay = {"on": date(2026, 4, 1), "author": None, "now": SOME_MOMENT}
    services.enter_payment(member, EntryKind.CONTRIBUTION, 50000, **pay)
    services.enter_payment(member, EntryKind.REPAYMENT, 20000, **pay)
    assert rows(group)["Fatima"].paid_cents == 30000
    assert rows(group, date(2026, 3, 15))["Fatima"].paid_cents == 0
    with pytest.raises(RuleViolation):
        services.enter_payment(member, EntryKind.REPAYMENT, 30001, **pay)


def test_the_dossier_knows_how_many_members_there_are(group):
    admitted(group)
    assert cooperatives_queries.holding_values(group)["people.members_count"] == "1"


def found_it(group, **changes):
    founding = {"signed_on": DEED, "notary": "mr. De Wit", "kvk": "1234 5678", "filed_on": date(2026, 11, 4)} | changes
    return services.record_founding(group, Founding(**founding), author=None, now=SOME_MOMENT, today=TODAY)


def test_the_deed_opens_the_register_with_the_founders(group):
    statutes_services.import_answers(group, answers(), author=None, now=SOME_MOMENT)
    members = found_it(group)
    assert [(member.number, member.name) for member in members] == [
        (1, "Fatima el Idrissi"),
        (2, "Samuel Adeyemi"),
        (3, "Joke van den Berg"),
        (4, "Mila de Boer"),
        (5, "Hassan Yilmaz"),
    ]
    assert group.phase is Phase.F5
    assert {key: milestone.on_date for key, milestone in cooperatives_queries.milestones(group).items()} == {
        "deed": DEED,
        "kvk": date(2026, 11, 4),
    }
    facts = cooperatives_queries.holding_values(group)
    assert (facts["identity.kvk"], facts["identity.deed_date"]) == ("12345678", "2026-11-02")
    assert facts["identity.name"] == "Coöperatief Schoonmaakbedrijf De Bezem U.A."
    assert statutes_queries.effective(group).notary == "mr. De Wit"


def test_the_number_of_the_trade_register_may_come_after_the_deed(group):
    statutes_services.import_answers(group, answers(), author=None, now=SOME_MOMENT)
    assert len(found_it(group, kvk="", filed_on=None)) == 5
    assert set(cooperatives_queries.milestones(group)) == {"deed"}
    assert "identity.kvk" not in cooperatives_queries.holding_values(group)
    assert found_it(group) == []
    assert cooperatives_queries.milestones(group)["kvk"].note == "12345678"
    found_it(group, kvk="", filed_on=None)
    assert cooperatives_queries.holding_values(group)["identity.kvk"] == "12345678"


def test_recording_the_deed_again_corrects_and_doubles_nobody(group):
    statutes_services.import_answers(group, answers(), author=None, now=SOME_MOMENT)
    found_it(group)
    assert found_it(group, notary="mr. De Zwart") == []
    assert len(queries.members(group)) == 5
    assert [version.number for version in statutes_queries.versions(group)] == [1]


def test_founders_of_the_dossier_are_members_when_there_was_no_interview(group):
    FactFactory(cooperative=group, key="people.founders", value=[{"name": "Ali", "email": "ali@example.org"}])
    assert [member.name for member in found_it(group)] == ["Ali"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kvk": "1234567"}, "kvk"),
        ({"signed_on": date(2026, 11, 25)}, "signed_on"),
        ({"filed_on": date(2026, 11, 1)}, "filed_on"),
    ],
)
def test_a_deed_with_wrong_details_is_refused(group, changes, field):
    with pytest.raises(RuleViolation) as refused:
        found_it(group, **changes)
    assert refused.value.field == field


@pytest.fixture
def register(group):
    admitted(group, "=cmd|x")
    admitted(group, "Zoë")
    return documents.Register(LegalPerson(group.name), TODAY, queries.register_on(group, TODAY), SOME_MOMENT)


def exported(register):
    """The lines of the CSV as Dutch Excel reads them: semicolons, after a mark that says UTF-8."""
    content = documents.export(register, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_csv_holds_no_formulas(register):
    assert [line["Naam"] for line in exported(register)] == ["'=cmd|x", "Zoë"]


def paid_member(group, decided_by="bestuur"):
    """A register with one member who paid 1,500 euros and a half."""
    decided = decision(by=decided_by)
    member = services.admit(group, Person("Zoë"), decided, author=None, now=SOME_MOMENT)
    on = date(2026, 4, 1)
    services.enter_payment(member, EntryKind.CONTRIBUTION, 150050, on=on, author=None, now=SOME_MOMENT)
    return documents.Register(LegalPerson(group.name), TODAY, queries.register_on(group, TODAY), SOME_MOMENT)


def test_csv_opens_in_columns_in_dutch_excel(group):
    assert exported(paid_member(group, "ALV")) == [
        {
            "Nummer": "1",
            "Naam": "Zoë",
            "Persoon": "natuurlijk persoon",
            "Lid sinds": "01-03-2026",
            "Besluit": "algemene vergadering",
            "Besluit op": "01-03-2026",
            "Stand": "lid",
            "Laatste dag": "",
            "Reden": "",
            "Ingelegd (euro)": "1500,50",
        }
    ]


def test_xlsx_holds_numbers_and_days_to_count_with(group):
    sheet = openpyxl.load_workbook(io.BytesIO(documents.export(paid_member(group), "xlsx"))).active
    number, name, _kind, admitted_on, *_others, paid = (cell.value for cell in sheet[2])
    assert (number, name, admitted_on, paid) == (1, "Zoë", datetime(2026, 3, 1), 1500.5)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:J2"


def test_xlsx_holds_no_formulas(register):
    sheet = openpyxl.load_workbook(io.BytesIO(documents.export(register, "xlsx"))).active
    assert [cell.data_type for cell in sheet["B"]] == ["s", "s", "s"]
    assert sheet["B2"].value == "'=cmd|x"


def test_who_keeps_the_register_gets_what_the_statutes_ask_of_it(group):
    person = Person("Zoë", address="Kade 2", email="zoe@example.org", email_consent=True)
    services.admit(group, person, decision(), author=None, now=SOME_MOMENT)
    rows_of_today = queries.register_on(group, TODAY)
    (line,) = exported(documents.Register(LegalPerson(group.name), TODAY, rows_of_today, SOME_MOMENT, private=True))
    assert (line["Adres"], line["E-mail"], line["E-mail akkoord"]) == ("Kade 2", "zoe@example.org", "ja")
    content = documents.export(
        documents.Register(LegalPerson(group.name), TODAY, rows_of_today, SOME_MOMENT, private=True), "docx"
    )
    (table,) = docx.Document(io.BytesIO(content)).tables
    assert [table.rows[0].cells[-1].text, table.rows[1].cells[-1].text] == ["Adres", "Kade 2"]


def test_a_coach_gets_no_addresses_in_a_file(client, sign_in, group):
    person = Person("Zoë", address="Kade 2", email="zoe@example.org")
    services.admit(group, person, decision(), author=None, now=SOME_MOMENT)
    db.session.commit()
    path = f"/cooperaties/{group.slug}/leden/export/csv"
    sign_in(client, ParticipationFactory(cooperative=group).user)
    assert b"Kade 2" in client.get(path).data
    sign_in(client, CoachAssignmentFactory(cooperative=group).user)
    answer = client.get(path)
    assert (b"Kade 2" in answer.data, b"zoe@" in answer.data) == (False, False)


def test_the_extract_ends_with_a_total_and_a_line_to_sign(group):
    document = docx.Document(io.BytesIO(documents.export(paid_member(group), "docx")))
    assert [cell.text for cell in document.tables[0].rows[-1].cells][1::4] == ["Samen", "€ 1.500,50"]
    assert "handtekening" in document.paragraphs[-1].text


def test_the_register_in_word(register):
    (table,) = docx.Document(io.BytesIO(documents.export(register, "docx"))).tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["Nr.", "Naam", "Lid sinds", "Besluit", "Stand", "Ingelegd"]
    assert cells[2] == ["2", "Zoë", "01-03-2026", "bestuur,\n01-03-2026", "lid", "€ 0"]


def test_the_command_writes_the_register_of_a_day(group, app):
    admitted(group)
    runner = app.test_cli_runner()
    given = runner.invoke(commands, ["export", "--coop", group.slug, "--on", "2026-11-24"])
    assert given.exit_code == 0
    assert "Fatima" in given.output
    before = runner.invoke(commands, ["export", "--coop", group.slug, "--on", "2026-01-01"])
    assert "Fatima" not in before.output
    assert runner.invoke(commands, ["export", "--coop", "nergens"]).exit_code == 2


def test_a_cooperative_keeps_its_register_through_the_pages(client, sign_in, group):
    user = ParticipationFactory(cooperative=group).user
    sign_in(client, user)
    base = f"/cooperaties/{group.slug}/leden"
    assert "Nog geen leden" in client.get(f"{base}/").text
    fields = {
        "name": "Fatima",
        "kind": "natural",
        "decided_by": "bestuur",
        "decided_on": "2026-03-01",
        "on": "2026-03-01",
    }
    assert client.post(f"{base}/nieuw", data=fields).status_code == 302
    assert (
        client.post(
            f"{base}/1/inleg", data={"kind": "contribution", "amount": "1.250,50", "on": "2026-03-02"}
        ).status_code
        == 302
    )
    assert "1.250,50" in client.get(f"{base}/1").text
    assert client.get(f"{base}/1/opzeggen").status_code == 200
    assert client.post(f"{base}/1/opzeggen", data={"noticed_on": "2026-05-01"}).status_code == 302
    assert "31 december 2026" in client.get(f"{base}/1").text
    assert client.get(f"{base}/?datum=2026-02-01").status_code == 200
    event = queries.members(group)[0].events[-1].id
    assert client.get(f"{base}/1/gebeurtenissen/{event}/corrigeren").status_code == 200
    assert client.post(f"{base}/1/gebeurtenissen/{event}/corrigeren", data={"note": "Vergissing"}).status_code == 302
    ending = {"kind": "expulsion", "ground": "", "decided_on": "2026-06-01", "on": "2026-07-01", "note": "x"}
    assert client.post(f"{base}/1/beeindigen", data=ending).status_code == 422
    page = client.get(f"{base}/1/beeindigen").text
    assert (
        page.count("required, unless the member died") + page.count("verplicht, behalve als het lid is overleden") == 2
    )
    assert client.post(f"{base}/1/beeindigen", data=ending | {"ground": "breach_statutes"}).status_code == 302
    for form in documents.MEDIA:
        assert client.get(f"{base}/export/{form}").mimetype == documents.MEDIA[form].split(";")[0]
    assert client.get(f"{base}/export/pdf").status_code == 404


ADMITTED = {"name": "Fatima", "kind": "natural", "decided_by": "bestuur", "decided_on": "2026-03-01"}


@pytest.fixture
def joining(client, sign_in, group):
    """The address on which a member enters, of a cooperative with a deed of 1 February 2026."""
    sign_in(client, ParticipationFactory(cooperative=group).user)
    MilestoneFactory(cooperative=group, key="deed", on_date=date(2026, 2, 1))
    db.session.commit()
    return f"/cooperaties/{group.slug}/leden/nieuw"


def test_nobody_is_a_member_before_the_decision(client, group, joining):
    answer = client.post(joining, data=ADMITTED | {"on": "2026-02-28"})
    assert answer.status_code == 422
    for part in ('id="on-error"', "2:33", 'value="2026-02-28"', 'value="Fatima"'):
        assert part in answer.text
    assert "before_deed" not in answer.text
    assert queries.members(group) == []
    assert client.post(joining, data=ADMITTED | {"on": "2026-03-01"}).status_code == 302


def test_a_member_from_before_the_deed_is_asked_about_and_nothing_is_lost(client, group, joining):
    early = ADMITTED | {"decided_on": "2026-01-31", "on": "2026-01-31"}
    assert "before_deed" not in client.get(joining).text
    answer = client.post(joining, data=early)
    assert answer.status_code == 422
    for part in ('id="before_deed-error"', "2:18", 'value="2026-01-31"', 'value="Fatima"'):
        assert part in answer.text
    assert queries.members(group) == []
    assert client.post(joining, data=early | {"before_deed": "y"}).status_code == 302
    (row,) = rows(group).values()
    assert row.admitted_on == date(2026, 1, 31)


def test_on_the_day_of_the_deed_nothing_is_asked(client, joining):
    assert client.post(joining, data=ADMITTED | {"decided_on": "2026-02-01", "on": "2026-02-01"}).status_code == 302


def test_an_application_is_admitted_from_the_decision_on(client, group, joining):
    asked = {"name": "Noor", "kind": "natural", "on": "2026-01-10"}
    assert client.post(joining.replace("nieuw", "aanvraag"), data=asked).status_code == 302
    deciding = joining.replace("nieuw", "1/beslissen")
    fields = {"outcome": "admission", "decided_by": "bestuur", "decided_on": "2026-03-01", "on": "2026-02-28"}
    answer = client.post(deciding, data=fields)
    assert answer.status_code == 422
    assert 'id="on-error"' in answer.text
    early = fields | {"decided_on": "2026-01-20", "on": "2026-01-20"}
    assert 'id="before_deed-error"' in client.post(deciding, data=early).text
    assert client.post(deciding, data=early | {"before_deed": "y"}).status_code == 302


def test_a_wish_of_last_year_is_refused_with_the_first_possible_day(client, group, member_pages):
    answer = client.post(f"{member_pages}/opzeggen", data={"noticed_on": "2026-05-01", "wish": "2026-04-30"})
    assert answer.status_code == 422
    for part in ('id="wish-error"', "31 december 2026", 'value="2026-04-30"', 'value="2026-05-01"'):
        assert part in answer.text
    (row,) = rows(group).values()
    assert row.ended_on is None


@pytest.fixture
def member_pages(client, sign_in, group):
    """The address of a member of a group in which one takes part."""
    sign_in(client, ParticipationFactory(cooperative=group).user)
    admitted(group)
    db.session.commit()
    return f"/cooperaties/{group.slug}/leden/1"


@pytest.mark.parametrize(
    "typed", ["2199-12-31", "9999-12-31", "0001-01-01", "morgen", "٢٠٢٦-٠١-٠١", "2026-02-30", "1e9"]
)
@pytest.mark.parametrize(
    ("page", "field", "fields"),
    [
        ("opzeggen", "noticed_on", {}),
        ("beeindigen", "on", {"kind": "death", "decided_on": "2026-11-01"}),
        ("beeindigen", "decided_on", {"kind": "death", "on": "2026-11-01"}),
        ("inleg", "on", {"kind": "contribution", "amount": "25"}),
    ],
)
def test_a_day_that_makes_no_sense_gets_a_sentence(client, group, member_pages, typed, page, field, fields):
    answer = client.post(f"{member_pages}/{page}", data=fields | {field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    db.session.expire_all()
    (member,) = queries.members(group)
    assert (len(member.events), member.payments) == (1, [])


@pytest.mark.parametrize("typed", ["1e9", "1_000", "٢٥", "-5", "0", "99.999.999", "999999999999", "10,000", "veel"])
def test_an_amount_that_makes_no_sense_gets_a_sentence(client, group, member_pages, typed):
    fields = {"kind": "contribution", "amount": typed, "on": "2026-11-01"}
    answer = client.post(f"{member_pages}/inleg", data=fields)
    assert answer.status_code == 422
    assert 'id="amount-error"' in answer.text
    (member,) = queries.members(group)
    assert member.payments == []


@pytest.mark.parametrize("typed", ["€ 10.000,-", "10.000", "10000", "10 000,00"])
def test_an_amount_is_read_as_people_write_it(client, group, member_pages, typed):
    fields = {"kind": "contribution", "amount": typed, "on": "2026-11-01"}
    assert client.post(f"{member_pages}/inleg", data=fields).status_code == 302
    db.session.expire_all()
    assert queries.members(group)[0].balance_cents == 1_000_000


@pytest.mark.parametrize("asked", ["0001-01-01", "9999-12-31", "morgen", "31-02-2025"])
def test_a_day_of_the_register_that_makes_no_sense_is_told_and_gives_no_file(client, group, member_pages, asked):
    """A notary who asks for the register of a day must not get that of today without a word."""
    base = member_pages.removesuffix("/1")
    page = client.get(f"{base}/?datum={asked}").text
    assert "Fatima" in page
    assert f"“{asked}”" in page
    for file in ("export/csv", "export/docx", "1/vertrek/verklaring"):
        assert client.get(f"{base}/{file}?datum={asked}&op={asked}").status_code == 404


def test_a_register_without_a_day_asked_is_that_of_today(client, group, member_pages):
    base = member_pages.removesuffix("/1")
    assert "alert--error" not in client.get(f"{base}/?datum=").text
    answer = client.get(f"{base}/export/csv?datum=")
    assert clock.today().isoformat() in answer.headers["Content-Disposition"]


def test_the_page_says_which_body_ends_a_membership_and_stores_it(client, group, member_pages):
    statutes_services.import_answers(group, answers(expulsion__organ="ALV"), author=None, now=SOME_MOMENT)
    db.session.commit()
    page = client.get(f"{member_pages}/beeindigen").text
    assert "Ontzet. Wie beslist volgens de statuten: De algemene vergadering" in page
    assert "Wie beslist volgens de statuten: Het bestuur" in page
    fields = {
        "kind": "expulsion",
        "ground": "breach_statutes",
        "decided_on": "2026-06-01",
        "on": "2026-07-01",
        "note": "x",
    }
    assert client.post(f"{member_pages}/beeindigen", data=fields).status_code == 302
    db.session.expire_all()
    assert queries.members(group)[0].events[-1].decided_by == "ALV"
    assert "De algemene vergadering, besluit van 1 juni 2026" in client.get(member_pages).text


def test_the_page_of_who_resigned_still_offers_an_earlier_end(client, group, member_pages):
    assert client.post(f"{member_pages}/opzeggen", data={"noticed_on": clock.today().isoformat()}).status_code == 302
    page = client.get(member_pages).text
    assert f"{member_pages}/beeindigen" in page
    died = {"kind": "death", "decided_on": "2026-11-02", "on": "2026-11-01"}
    assert client.post(f"{member_pages}/beeindigen", data=died).status_code == 302
    assert f"{member_pages}/beeindigen" not in client.get(member_pages).text


def test_the_body_that_only_these_statutes_name_can_admit(client, group, member_pages):
    statutes_services.import_answers(group, answers(admission__organ="de RvC"), author=None, now=SOME_MOMENT)
    db.session.commit()
    path = member_pages.removesuffix("1") + "nieuw"
    fields = {"name": "Noor", "kind": "natural", "decided_on": "2026-11-01", "on": "2026-11-01"}
    assert 'value="rvc"' in client.get(path).text
    assert client.post(path, data=fields | {"decided_by": "bestuur"}).status_code == 422
    assert client.post(path, data=fields | {"decided_by": "rvc"}).status_code == 302


@pytest.mark.parametrize("role", [None, ParticipationRole.OBSERVER])
def test_who_may_not_write_does_not(client, sign_in, group, role):
    user = UserFactory(role=Role.FOUNDER)
    if role:
        ParticipationFactory(cooperative=group, user=user, role=role)
    sign_in(client, user)
    base = f"/cooperaties/{group.slug}/leden"
    assert client.get(f"{base}/").status_code == (200 if role else 404)
    assert client.post(f"{base}/nieuw", data={}).status_code == (403 if role else 404)


def test_a_coach_reads_along(client, sign_in, group):
    sign_in(client, CoachAssignmentFactory(cooperative=group).user)
    assert client.get(f"/cooperaties/{group.slug}/leden/").status_code == 200
    assert client.get(f"/cooperaties/{group.slug}/leden/nieuw").status_code == 403


def test_the_list_asks_as_often_for_many_members_as_for_one(client, sign_in, group, count_queries):
    sign_in(client, ParticipationFactory(cooperative=group).user)
    admitted(group)
    path = f"/cooperaties/{group.slug}/leden/"
    client.get(path)
    count_queries()
    client.get(path)
    few = count_queries()
    for number in range(10):
        admitted(group, f"Lid {number}")
    client.get(path)
    count_queries()
    client.get(path)
    assert count_queries() == few


def test_the_register_names_the_decision_and_the_votes_where_the_statutes_give_several(group):
    admitted(group)
    several = documents.Register(
        LegalPerson("De Bezem U.A.", "Utrecht", "12345678"),
        TODAY,
        queries.register_on(group, TODAY),
        SOME_MOMENT,
        private=True,
        several_votes=True,
    )
    (line,) = exported(several)
    assert line["Stemmen"] == "1"
    assert line["Besluit op"]
    document = docx.Document(io.BytesIO(documents.export(several, "docx")))
    (table,) = document.tables
    headings = [cell.text for cell in table.rows[0].cells]
    assert headings[-2:] == ["Stemmen", "Adres"]
    assert table.rows[1].cells[headings.index("Besluit")].text.startswith("bestuur,")
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "De Bezem U.A., statutair gevestigd te Utrecht, KVK-nummer 12345678" in text
    about = dict(
        openpyxl.load_workbook(io.BytesIO(documents.export(several, "xlsx")))["Gegevens"].iter_rows(values_only=True)
    )
    assert (about["Statutaire zetel"], about["KVK-nummer"]) == ("Utrecht", "12345678")
    alike = documents.Register(LegalPerson("De Bezem U.A."), TODAY, queries.register_on(group, TODAY), SOME_MOMENT)
    assert "Stemmen" not in exported(alike)[0]


def test_in_word_no_column_is_too_narrow_for_its_longest_word(group):
    """A number or a day that is cut in two is read wrongly: a character of the table takes some two millimetres."""
    admitted(group)
    rows = [
        replace(row, number=102, ended_on=date(2026, 9, 30), ground="termination", standing=MembershipStanding.ENDED)
        for row in queries.register_on(group, TODAY)
    ]
    made = documents.Register(LegalPerson("X"), TODAY, rows, SOME_MOMENT, private=True, several_votes=True)
    (table,) = docx.Document(io.BytesIO(documents.export(made, "docx"))).tables
    for row in table.rows[:-1]:
        for cell, column in zip(row.cells, table.columns, strict=True):
            longest = max(map(len, cell.text.split()), default=0)
            assert column.width.cm >= 0.19 * longest, cell.text
