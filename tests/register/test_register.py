import csv
import io
from datetime import date

import docx
import openpyxl
import pytest

from incubator.accounts.models import Role
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.values import Phase
from incubator.core.errors import RuleViolation
from incubator.register import documents, queries, services
from incubator.register.commands import group as commands
from incubator.register.values import EntryKind, EventKind, MembershipStanding
from incubator.statutes import queries as statutes_queries
from incubator.statutes import services as statutes_services
from tests.factories import (
    SOME_MOMENT,
    CoachAssignmentFactory,
    CooperativeFactory,
    FactFactory,
    ManagerFactory,
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
    return services.Decision(by, on, on, **more)


def admitted(group, name="Fatima", on=date(2026, 3, 1)):
    return services.admit(group, services.Person(name), decision(on), author=None, now=SOME_MOMENT)


def rows(group, day=TODAY):
    return {row.name: row for row in queries.register_on(group, day)}


def test_members_get_the_next_number(group, session):
    assert [admitted(group, name).number for name in ("A", "B")] == [1, 2]


def test_the_register_shows_any_day(group):
    member = admitted(group)
    services.resign(member, date(2026, 5, 1), author=None, now=SOME_MOMENT)
    assert rows(group, date(2026, 2, 28)) == {}
    assert rows(group, date(2026, 4, 1))["Fatima"].ended_on is None
    assert rows(group, date(2026, 6, 1))["Fatima"].ended_on == date(2026, 12, 31)
    assert rows(group, date(2026, 12, 30))["Fatima"].standing is MembershipStanding.MEMBER
    assert rows(group, date(2027, 1, 1))["Fatima"].standing is MembershipStanding.ENDED
    assert queries.members_count(group, date(2027, 1, 1)) == 0


def test_an_expelled_member_is_suspended_until_the_appeal_is_over(group):
    member = admitted(group)
    expelled = services.Decision("bestuur", date(2026, 6, 1), date(2026, 7, 1), "breach_statutes", "Werkt elders mee.")
    services.end(member, EventKind.EXPULSION, expelled, author=None, now=SOME_MOMENT)
    assert rows(group, date(2026, 6, 15))["Fatima"].standing is MembershipStanding.SUSPENDED
    assert rows(group, date(2026, 7, 1))["Fatima"].standing is MembershipStanding.ENDED


def test_a_membership_ends_once(group):
    member = admitted(group)
    services.resign(member, date(2026, 5, 1), author=None, now=SOME_MOMENT)
    with pytest.raises(RuleViolation):
        services.resign(member, date(2026, 6, 1), author=None, now=SOME_MOMENT)


def test_a_mistake_is_corrected_and_stays_readable(group):
    member = admitted(group)
    event = services.resign(member, date(2026, 5, 1), author=None, now=SOME_MOMENT)
    services.correct(event, "Verkeerde persoon.", author=None, now=SOME_MOMENT)
    assert rows(group)["Fatima"].ended_on is None
    assert [one.kind for one in member.events] == [EventKind.ADMISSION, EventKind.RESIGNATION, EventKind.CORRECTION]


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
    return services.record_founding(group, services.Founding(**founding), author=None, now=SOME_MOMENT, today=TODAY)


def test_the_deed_opens_the_register_with_the_founders(group):
    statutes_services.import_answers(group, answers(), author=None, now=SOME_MOMENT)
    members = found_it(group)
    assert [(one.number, one.name) for one in members] == [
        (1, "Fatima el Idrissi"),
        (2, "Samuel Adeyemi"),
        (3, "Joke van den Berg"),
    ]
    assert group.phase is Phase.F5
    assert {key: one.on_date for key, one in cooperatives_queries.milestones(group).items()} == {
        "deed": DEED,
        "kvk": date(2026, 11, 4),
    }
    facts = cooperatives_queries.holding_values(group)
    assert (facts["identity.kvk"], facts["identity.deed_date"]) == ("12345678", "2026-11-02")
    assert facts["identity.name"] == "Coöperatief Schoonmaakbedrijf De Bezem U.A."
    assert statutes_queries.effective(group).notary == "mr. De Wit"


def test_recording_the_deed_again_corrects_and_doubles_nobody(group):
    statutes_services.import_answers(group, answers(), author=None, now=SOME_MOMENT)
    found_it(group)
    assert found_it(group, notary="mr. De Zwart") == []
    assert len(queries.members(group)) == 3
    assert [one.number for one in statutes_queries.versions(group)] == [1]


def test_founders_of_the_dossier_are_members_when_there_was_no_interview(group):
    FactFactory(cooperative=group, key="people.founders", value=[{"name": "Ali", "email": "ali@example.org"}])
    assert [one.name for one in found_it(group)] == ["Ali"]


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
    return documents.Register(group.name, TODAY, queries.register_on(group, TODAY), SOME_MOMENT)


def test_csv_holds_no_formulas(register):
    lines = list(csv.reader(io.StringIO(documents.export(register, "csv").decode("utf-8-sig"))))
    assert [line[1] for line in lines] == ["Naam", "'=cmd|x", "Zoë"]


def test_xlsx_holds_no_formulas(register):
    sheet = openpyxl.load_workbook(io.BytesIO(documents.export(register, "xlsx"))).active
    assert [cell.data_type for cell in sheet["B"]] == ["s", "s", "s"]
    assert sheet["B2"].value == "'=cmd|x"


def test_the_register_in_word(register):
    found = docx.Document(io.BytesIO(documents.export(register, "docx")))
    assert [row.cells[1].text for row in found.tables[0].rows] == ["Naam", "'=cmd|x", "Zoë"] or len(found.tables) == 1


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
    assert client.post(f"{base}/1/beeindigen", data=ending | {"ground": "breach_statutes"}).status_code == 302
    for form in documents.MEDIA:
        assert client.get(f"{base}/export/{form}").mimetype == documents.MEDIA[form].split(";")[0]
    assert client.get(f"{base}/export/pdf").status_code == 404


def test_only_the_manager_records_the_deed(client, sign_in, group):
    statutes_services.import_answers(group, answers(), author=None, now=SOME_MOMENT)
    path = f"/cooperaties/{group.slug}/akte"
    founder = ParticipationFactory(cooperative=group).user
    assert sign_in(client, founder).get(path).status_code == 403
    sign_in(client, ManagerFactory())
    fields = {"signed_on": "2026-11-02", "notary": "mr. De Wit", "kvk": "123", "filed_on": ""}
    assert client.post(path, data=fields).status_code == 422
    assert client.post(path, data=fields | {"kvk": "12345678"}).status_code == 302
    assert "Samuel Adeyemi" in client.get(f"/cooperaties/{group.slug}/leden/").text


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
