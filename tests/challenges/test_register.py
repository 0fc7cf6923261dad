"""What a manager records lies over what comes with the product: history, two at once, files in and out, and who is told."""

import html
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import url_for
from sqlalchemy import select

from incubator.accounts.models import User
from incubator.challenges.commands import group as commands
from incubator.challenges.documents.regulation_files import read_file, written_file
from incubator.challenges.messages.authorities import who_is_mailed
from incubator.challenges.models import RegulationReport, RegulationVersion
from incubator.challenges.queries import buyers as known_buyers
from incubator.challenges.queries import overview
from incubator.challenges.queries import regulations as register
from incubator.challenges.rules.regulation_table import HEADINGS
from incubator.challenges.services import buyers, registering
from incubator.challenges.values import LaidDown, RegulationState
from incubator.challenges.values.challenging import ChallengeState
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.mail import Pace
from incubator.core.outbox import OutgoingMail
from incubator.core.reference import authorities
from tests.at_once import at_once
from tests.challenges.factories import challenge, moved
from tests.challenges.register import LELYSTAD, held, record, regulation
from tests.factories import CooperativeFactory, FactFactory, ManagerFactory, ParticipationFactory, UserFactory

pytestmark = pytest.mark.both_databases
TODAY = date(2026, 11, 28)
WATER_BOARD = "WS-zuiderzeeland"


def import_file(content):
    read = read_file(content, clock.today())
    assert read.problems == ()
    with transaction(actor=SYSTEM):
        return registering.import_rules(read.rules, by=None, now=clock.now())


def changed_file(**cells):
    """A file with one line, for Lelystad."""
    line = {
        "code": LELYSTAD,
        "vastgelegd": "ja",
        "titel": "Participatieverordening",
        "bron": "lelystad.nl",
        "hoe_bekend": "zelf gelezen",
        "nagekeken_op": "2-11-2026",
        **cells,
    }
    quoted = ['"{}"'.format(str(line.get(heading, "")).replace('"', '""')) for heading in HEADINGS]
    return f"{';'.join(HEADINGS)}\r\n{';'.join(quoted)}\r\n".encode()


def test_what_is_recorded_lies_over_the_list_of_the_product_and_history_is_kept(app):
    (amsterdam,) = register.recorded("GM0363")
    record(replace(amsterdam, decision_weeks=13), place=1)
    assert register.regulation_on("GM0363", TODAY).decision_weeks == 13
    assert register.shipped()["GM0363"][0].decision_weeks == 26
    record(replace(amsterdam, decision_weeks=10), place=1)
    numbers = [
        (version.number, register.rules_of(version)[0].decision_weeks) for version in register.versions("GM0363")
    ]
    assert numbers == [(2, 10), (1, 13)]
    with transaction(actor=SYSTEM):
        registering.put_back("GM0363", 1, 2, by=ManagerFactory(), now=clock.now())
    assert register.regulation_on("GM0363", TODAY).decision_weeks == 13
    with transaction(actor=SYSTEM):
        registering.put_back("GM0363", 0, 3, by=ManagerFactory(), now=clock.now())
    assert register.regulation_on("GM0363", TODAY) == amsterdam
    assert len(register.versions("GM0363")) == 4


def test_of_an_authority_that_nobody_knew_it_is_known_from_then_on(app):
    assert held() is None
    record(regulation(decision_weeks=8))
    assert held().decision_weeks == 8
    assert register.regulations()[LELYSTAD] == register.recorded(LELYSTAD)


def test_several_regulations_follow_each_other_in_time_in_whatever_order_they_were_recorded(app):
    record(regulation(title="Nieuw", in_force_from="2027-01-01"))
    record(regulation(title="Oud", in_force_from="2024-01-01", in_force_until="2027-01-01"))
    assert [rule.dutch.title for rule in register.regulations()[LELYSTAD]] == ["Oud", "Nieuw"]
    assert [rule.dutch.title for rule in register.recorded(LELYSTAD)] == ["Nieuw", "Oud"]
    assert held(day=date(2026, 12, 31)).dutch.title == "Oud"
    assert held(day=date(2027, 1, 1)).dutch.title == "Nieuw"
    assert held(day=date(2023, 1, 1)).dutch.title == "Nieuw"  # none holds yet: the last to come


def test_that_somebody_looked_and_saw_nothing_is_no_rule(app):
    assert register.regulation_on("GM0344", TODAY) is None
    assert register.regulations()["GM0344"][0].laid_down is LaidDown.UNKNOWN
    record(regulation(laid_down="no"))
    assert held().laid_down is LaidDown.NO


def test_overlapping_rules_and_a_save_without_a_change_are_refused(app):
    record(regulation(title="Oud", in_force_from="2024-01-01", in_force_until="2027-01-01"))
    with pytest.raises(RuleViolation, match="holds too"):
        record(regulation(title="Nieuw", in_force_from="2026-06-01"))
    with pytest.raises(RuleViolation, match="Nothing was changed"):
        record(register.recorded(LELYSTAD)[0], place=1)
    assert len(register.versions(LELYSTAD)) == 1


def test_who_began_before_another_saved_is_refused_and_nothing_is_lost(app):
    record(regulation(decision_weeks=8))
    with pytest.raises(Conflict):
        record(regulation(decision_weeks=6), place=1, began_with=0)
    assert held().decision_weeks == 8


def test_of_two_who_save_at_the_same_moment_one_is_stored_and_the_other_is_told(app):
    managers = [ManagerFactory().id, ManagerFactory().id]

    def saving(number):
        def save():
            with transaction(actor=SYSTEM):
                by = db.session.get(User, managers[number])
                registering.save_regulation(regulation(decision_weeks=number + 1), 0, 0, by=by, now=clock.now())

        return save

    outcomes = at_once(app, saving(0), saving(1))
    assert sorted(isinstance(outcome, Conflict) for outcome in outcomes) == [False, True]
    (only,) = register.recorded(LELYSTAD)
    assert only.decision_weeks in {1, 2}


def test_two_who_save_different_authorities_at_the_same_moment_are_both_stored(app):
    manager = ManagerFactory().id
    almere = regulation(code="GM0034", authority="Almere")

    def saving(rules):
        def save():
            with transaction(actor=SYSTEM):
                registering.save_regulation(rules, 0, 0, by=db.session.get(User, manager), now=clock.now())

        return save

    assert at_once(app, saving(regulation()), saving(almere)) == [None, None]
    # What another process knew before both came is not what it shows afterwards.
    assert len(register.recorded(LELYSTAD)) == len(register.recorded("GM0034")) == 1


def test_the_rules_cost_one_question_in_a_request_however_many_are_recorded(app, count_queries):
    def asked():
        db.session.rollback()
        register.regulations()  # what is read once per process
        db.session.rollback()
        count_queries()
        for code in ("GM0363", LELYSTAD, "GM0034"):
            register.regulation_on(code, TODAY)
        register.regulations()
        return count_queries()

    assert asked() == 1
    record(regulation())
    record(regulation(code="GM0034", authority="Almere"))
    assert asked() == 1


def test_the_list_goes_out_and_in_again_as_it_was(app):
    record(regulation(title="=SOM(A1)", tasks="-groen\nen grijs", exclusion=[{"kind": "other", "nl": "a | b \\ c"}]))
    content = written_file(register.all_recorded())
    outcome = import_file(content)
    assert (outcome.new, outcome.changed) == ((), ())
    assert len(outcome.unchanged) == len(register.all_recorded())
    assert written_file(read_file(content, clock.today()).rules) == content
    assert b'"=SOM' not in content
    assert b";=SOM" not in content


def test_a_file_records_what_it_holds_and_leaves_others_alone(app):
    outcome = import_file(changed_file(weken_besluit="8", wie="bewoners, ondernemers", rechtsvorm_nodig="nee"))
    assert (outcome.new, outcome.changed, outcome.unchanged) == ((LELYSTAD,), (), ())
    assert (held().decision_weeks, held().legal_form_required, held().authority) == (8, False, "Lelystad")
    assert register.regulation_on("GM0363", TODAY).decision_weeks == 26
    assert import_file(changed_file(weken_besluit="8", wie="bewoners, ondernemers", rechtsvorm_nodig="nee")).unchanged
    assert import_file(changed_file(weken_besluit="6")).changed == (LELYSTAD,)
    assert len(register.versions(LELYSTAD)) == 2


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"code": "GM9999"}, "code"),
        ({"code": ""}, "code"),
        ({"overheid": "Amsterdam"}, "overheid"),
        ({"vastgelegd": "misschien"}, "vastgelegd"),
        ({"vastgelegd": ""}, "vastgelegd"),
        ({"titel": ""}, "titel"),
        ({"titel": "x" * 301}, "titel"),
        ({"cvdr": "723122"}, "cvdr"),
        ({"geldt_vanaf": "31-2-2026"}, "geldt_vanaf"),
        ({"geldt_vanaf": "gisteren"}, "geldt_vanaf"),
        ({"geldt_vanaf": "1-1-2026", "geldt_tot": "1-1-2025"}, "geldt_tot"),
        ({"wie": "bewoners, olifanten"}, "wie"),
        ({"rechtsvorm_nodig": "soms"}, "rechtsvorm_nodig"),
        ({"kosten": "gratis"}, "kosten"),
        ({"weken_besluit": "acht en een half"}, "weken_besluit"),
        ({"weken_besluit": "-1"}, "weken_besluit"),
        ({"weken_besluit": "26", "weken_ingewikkeld": "13"}, "weken_ingewikkeld"),
        ({"vastgelegd": "nee", "weken_besluit": "8"}, "vastgelegd"),
        ({"uitsluitingen": "olifanten | woorden"}, "uitsluitingen"),
        ({"uitsluitingen": "spoed"}, "uitsluitingen"),
        ({"uitsluitingen": "waarde boven | te duur"}, "uitsluitingen"),
        ({"uitsluitingen": "waarde boven | te duur | | | | veel"}, "uitsluitingen"),
        ({"uitsluitingen": "soort werk | zorg | | | 99999999"}, "uitsluitingen"),
        ({"uitsluitingen": "spoed | a | b | c | | | te veel"}, "uitsluitingen"),
        ({"onderdelen": "olifant | Kop"}, "onderdelen"),
        ({"onderdelen": "taak |"}, "onderdelen"),
        ({"regeling_adres": "javascript:alert(1)"}, "regeling_adres"),
        ({"formulier_adres": "lelystad.nl/formulier"}, "formulier_adres"),
        ({"bron": ""}, "bron"),
        ({"andere_bronnen": "olifant | bron"}, "andere_bronnen"),
        ({"hoe_bekend": "gehoord"}, "hoe_bekend"),
        ({"nagekeken_op": ""}, "nagekeken_op"),
        ({"nagekeken_op": "1-1-2199"}, "nagekeken_op"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_by_line_and_column(app, cells, column):
    read = read_file(changed_file(**cells), TODAY)
    assert [(problem.line, problem.column) for problem in read.problems] == [(2, column)]
    assert read.rules == {}


@pytest.mark.parametrize(
    ("content", "column"),
    [
        (b"", ""),
        (b"\x00\x01", ""),
        (b"naam;prijs\r\nx;y\r\n", "naam"),
        (";".join(HEADINGS[:-1]).encode() + b"\r\n", HEADINGS[-1]),
        (";".join([*HEADINGS, "code"]).encode() + b"\r\n", "code"),
        (b'"open', ""),
        # Millions of columns are answered at once.
        (";".join([*HEADINGS, *["code"] * 900_000]).encode() + b"\r\n", "code"),
        (b"gemeente" + b";x" * 2_000_000 + b"\r\n", "gemeente"),
    ],
)
def test_a_file_with_other_columns_is_refused_as_a_whole(app, content, column):
    (problem,) = read_file(content, TODAY).problems
    assert (problem.line, problem.column) == (1, column)


def test_one_wrong_line_keeps_all_others_out_and_is_named(app):
    right = changed_file(weken_besluit="8")
    wrong = changed_file(code="GM9999").split(b"\r\n", 1)[1]
    read = read_file(right + wrong, TODAY)
    assert [(problem.line, problem.column) for problem in read.problems] == [(3, "code")]
    assert read.rules == {}


def test_a_line_after_a_cell_of_several_lines_keeps_its_number(app):
    right = changed_file(taken="groen\ngrijs\nrood")
    wrong = changed_file(vastgelegd="ooit").split(b"\r\n", 1)[1]
    assert [problem.line for problem in read_file(right + wrong, TODAY).problems] == [5]


def test_two_lines_of_a_place_that_overlap_are_refused(app):
    first = changed_file(geldt_vanaf="1-1-2024", geldt_tot="1-1-2027")
    second = changed_file(geldt_vanaf="1-6-2026").split(b"\r\n", 1)[1]
    assert [(problem.line, problem.column) for problem in read_file(first + second, TODAY).problems] == [
        (3, "geldt_vanaf")
    ]


def test_the_same_line_twice_is_refused(app):
    first = changed_file()
    again = first.split(b"\r\n", 1)[1]
    assert [(problem.line, problem.column) for problem in read_file(first + again, TODAY).problems] == [(3, "code")]


def test_a_file_that_excel_wrote_with_commas_or_in_an_older_alphabet_is_read(app):
    commas = changed_file(titel="Verordening").decode().replace(";", ",").encode()
    assert read_file(commas, TODAY).problems == ()
    older = changed_file(titel="Coöperatie").decode().encode("cp1252")
    assert read_file(older, TODAY).rules[LELYSTAD][0].dutch.title == "Coöperatie"


def test_the_command_writes_reads_looks_and_refuses(app, tmp_path):
    runner, file = app.test_cli_runner(), tmp_path / "register.csv"
    written = runner.invoke(commands, ["authorities", "export", str(file), "--json"])
    assert json.loads(written.stdout)["regulations"] == 19
    again = runner.invoke(commands, ["authorities", "import", str(file), "--json"])
    assert (again.exit_code, json.loads(again.stdout)["unchanged"]) == (0, sorted(register.shipped()))
    file.write_bytes(changed_file(weken_besluit="8"))
    looked = runner.invoke(commands, ["authorities", "import", str(file), "--dry-run", "--json"])
    assert (looked.exit_code, json.loads(looked.stdout)["new"]) == (0, [LELYSTAD])
    assert register.recorded(LELYSTAD) == ()
    assert runner.invoke(commands, ["authorities", "import", str(file)]).exit_code == 0
    db.session.rollback()
    assert register.recorded(LELYSTAD)[0].decision_weeks == 8
    file.write_bytes(changed_file(geldt_vanaf="31-2-2026"))
    refused = runner.invoke(commands, ["authorities", "import", str(file), "--json"])
    assert refused.exit_code == 1
    (problem,) = json.loads(refused.stdout)["problems"]
    assert (problem["line"], problem["column"]) == (2, "geldt_vanaf")
    spoken = runner.invoke(commands, ["authorities", "import", str(file)])
    assert "Regel 2, kolom geldt_vanaf:" in spoken.stderr
    assert runner.invoke(commands, ["authorities", "import", str(tmp_path / "weg.csv")]).exit_code == 2


def test_the_help_names_every_column(app):
    shown = app.test_cli_runner().invoke(commands, ["authorities", "import", "--help"]).output
    for heading in HEADINGS:
        assert f"{heading}:" in shown


@pytest.fixture
def in_lelystad(app):
    """Somebody in a group of Lelystad, and somebody in a group elsewhere."""
    here = ParticipationFactory(cooperative=CooperativeFactory(municipality=LELYSTAD))
    ParticipationFactory(cooperative=CooperativeFactory(municipality="GM0363"))
    return here.user


def mails(user=None):
    statement = select(OutgoingMail).where(OutgoingMail.key.like("regulation:%")).order_by(OutgoingMail.id)
    queued = db.session.scalars(statement).all()
    return [mail for mail in queued if user is None or mail.recipient == user.email]


def test_who_works_in_a_place_is_told_what_changed_before_and_after(in_lelystad):
    record(regulation(decision_weeks=8))
    record(replace(held(), decision_weeks=6), place=1)
    assert [mail.recipient for mail in mails()] == [in_lelystad.email] * 2
    (line,) = mails()[-1].letter["items"]
    assert [text.rsplit(" ", 2)[-2:] for text in line["lines"]] == [["8", "weken"], ["6", "weken"]]


def test_a_look_without_a_change_tells_nobody_and_is_kept(in_lelystad):
    record(regulation(decision_weeks=8))
    record(replace(held(), checked_on=date(2026, 11, 3), source="gebeld"), place=1)
    assert len(mails()) == 1
    assert len(register.versions(LELYSTAD)) == 2


def test_the_mail_is_in_the_language_of_its_reader_and_follows_the_pace_that_they_chose(app):
    group = CooperativeFactory(municipality=LELYSTAD)
    english = ParticipationFactory(cooperative=group, user=UserFactory(language="en")).user
    without = ParticipationFactory(cooperative=group, user=UserFactory(mail_work=Pace.NONE)).user
    record(regulation())
    (mail,) = mails(english)
    assert mail.subject == "What we know of the right to challenge in Lelystad changed"
    assert mails(without) == []


@pytest.mark.parametrize(
    ("key", "value", "told_of"),
    [("identity.seat", "Lelystad", True), ("offer.places", ["Lelystad"], True), ("offer.places", ["Almere"], False)],
)
def test_a_group_that_sits_or_works_there_by_its_dossier_is_concerned(app, key, value, told_of):
    part = ParticipationFactory(cooperative=CooperativeFactory(municipality="GM0344"))
    FactFactory(cooperative=part.cooperative, key=key, value=value)
    record(regulation())
    assert bool(mails(part.user)) is told_of


def test_rules_of_a_province_concern_the_groups_in_it(in_lelystad):
    record(regulation(code="PV24", authority="Provincie Flevoland"))
    assert [mail.recipient for mail in mails()] == [in_lelystad.email]


def follows(group, code):
    with transaction(actor=SYSTEM):
        buyers.add(group, known_buyers.authority_named(code), now=clock.now())


def test_rules_of_a_water_board_concern_who_follows_or_challenges_it_and_nobody_else(in_lelystad):
    follower, challenger, stopped = (ParticipationFactory() for _number in range(3))
    follows(follower.cooperative, WATER_BOARD)
    challenge(challenger.cooperative, authority="Waterschap Zuiderzeeland")
    moved(challenge(stopped.cooperative, authority="Waterschap Zuiderzeeland"), ChallengeState.STOPPED)
    record(regulation(code=WATER_BOARD, authority="Waterschap Zuiderzeeland"))
    assert {mail.recipient for mail in mails()} == {follower.user.email, challenger.user.email}


@pytest.mark.parametrize(("code", "authority"), [("PV24", "Provincie Flevoland"), (LELYSTAD, "Gemeente Lelystad")])
def test_who_challenges_or_follows_an_authority_elsewhere_is_told_once(app, code, authority):
    part = ParticipationFactory(cooperative=CooperativeFactory(municipality="GM0363"))
    follows(part.cooperative, code)
    challenge(part.cooperative, authority=authority)
    record(regulation(code=code, authority=authority))
    assert [mail.recipient for mail in mails()] == [part.user.email]


def test_the_page_says_which_groups_hear_of_a_change(app, client):
    sentences = set()
    for code in (WATER_BOARD, "PV24", LELYSTAD):
        with app.test_request_context():
            address = url_for("challenges.authority", code=code)
            words = who_is_mailed(authorities.authority_of_code(code))
        assert words in html.unescape(client.get(address).text)
        sentences.add(words)
    assert len(sentences) == 3


def test_a_group_that_stopped_is_left_alone_and_a_person_in_two_groups_gets_one_mail(app):
    user = UserFactory()
    for _number in range(2):
        ParticipationFactory(user=user, cooperative=CooperativeFactory(municipality=LELYSTAD))
    stopped = ParticipationFactory(cooperative=CooperativeFactory(municipality=LELYSTAD, phase=Phase.STOPPED))
    record(regulation())
    assert len(mails(user)) == 1
    assert mails(stopped.user) == []


def test_what_a_file_changed_is_told_once(in_lelystad):
    import_file(changed_file(weken_besluit="8"))
    import_file(changed_file(weken_besluit="8"))
    assert len(mails(in_lelystad)) == 1


def test_what_is_due_for_a_check_comes_first_on_the_desk(app):
    today = clock.today()
    old = (today - timedelta(days=400)).isoformat()
    before = overview.due_checks(today)
    record(regulation(checked_on=old))
    rows = overview.desk_rows(today)
    assert next(row for row in rows if row.authority.code == LELYSTAD).due
    assert [row.needs_a_look for row in rows] == sorted((row.needs_a_look for row in rows), reverse=True)
    assert overview.due_checks(today) == before + 1


def test_the_map_counts_what_there_is(app):
    record(regulation())
    shown = overview.register_map(TODAY)
    assert len(shown.tiles) == 375
    assert len(shown.known) == 16
    assert shown.unknown == 375 - 16 - 4
    flevoland = next(tile for tile in shown.provinces if tile.province.authority.code == "PV24")
    assert (flevoland.known, len(flevoland.municipalities)) == (1, 6)
    assert flevoland.province.state is RegulationState.UNKNOWN


def test_a_report_is_kept_once_and_settled_once(app):
    for _press in range(2):
        with transaction(actor=SYSTEM):
            registering.report(LELYSTAD, "De termijn is anders.", "", now=clock.now())
    (report,) = register.open_reports(LELYSTAD)
    for _press in range(2):
        with transaction(actor=SYSTEM):
            registering.settle(db.session.get_one(RegulationReport, report.id), now=clock.now())
    assert register.open_reports() == []
    assert db.session.scalars(select(RegulationVersion)).all() == []
