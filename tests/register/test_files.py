"""Members from a file: read as Dutch Excel writes it, looked at first, all of them or none."""

import io
import json
from dataclasses import replace
from datetime import date, datetime

import click
import openpyxl
import pytest
from lxml import html
from sqlalchemy import event

from incubator.cooperatives.values import Phase
from incubator.core import brought_files
from incubator.core.brought_files import text_of
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.register import documents, queries, rules, services
from incubator.register.commands import group as commands
from incubator.register.commands import importing
from incubator.register.values import Decision, EntryKind, EventKind, MembershipNotice, Person, PersonKind
from incubator.statutes.values.legal_person import LegalPerson
from tests.factories import SOME_MOMENT, CooperativeFactory, MilestoneFactory, ParticipationFactory

TODAY = date(2026, 11, 24)
BY = {"author": None, "now": SOME_MOMENT}
LIST = """Nummer;Naam;E-mail;Lid sinds;Laatste dag;Reden;Ingelegd (euro);Schoenmaat
4;Fatima;f@example.org;1-3-2020;;;1.250,50;38
7;"De Boer; en Zn.";;2 april 2021;31-12-2025;overlijden;0;
"""


@pytest.fixture
def group(app):
    return CooperativeFactory(phase=Phase.F5)


def test_a_list_is_read_as_people_write_it():
    read = rules.read_members(LIST)
    first, second = read.lines
    assert (first.number, first.person.name, first.admission.on, first.paid_cents) == (
        4,
        "Fatima",
        date(2020, 3, 1),
        125_050,
    )
    assert (second.person.name, second.end.on, second.end_kind) == ("De Boer; en Zn.", date(2025, 12, 31), "death")
    assert (read.troubles, read.unread) == ((), ("Schoenmaat",))


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (";1-1-2020;;;", "naam"),
        ("Ali;;;;", "lid sinds"),
        ("Ali;ooit;;;", "lid sinds"),
        ("Ali;1-1-2020;1-1-2019;;", "laatste dag"),
        ("Ali;1-1-2020;1-1-2021;weggelopen;", "reden"),
        ("Ali;1-1-2020;;;veel", "ingelegd (euro)"),
        ("Ali;1-1-2020;;;-5", "ingelegd (euro)"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line_and_column(line, column):
    read = rules.read_members(f"Naam;Lid sinds;Laatste dag;Reden;Inleg\nBo;1-1-2020;;;\n{line}\n")
    assert [(trouble.line, trouble.column) for trouble in read.troubles] == [(3, column)]
    assert len(read.lines) == 1


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("'t Hart", "'t Hart"),
        ("'s-Gravesande", "'s-Gravesande"),
        ("'=De Bezem", "=De Bezem"),
        ("'-Jan", "-Jan"),
        ("J\x00an", "Jan"),
    ],
)
def test_the_apostrophe_of_a_name_stays_and_that_of_our_export_goes(typed, name):
    (line,) = rules.read_members(f"Naam;Lid sinds\n{typed};1-2-2024\n").lines
    assert line.person.name == name


@pytest.mark.parametrize(
    ("name", "email", "column"),
    [("J" * 201, "", "naam"), ("Jan", "n.v.t.", "e-mail"), ("Jan", "jan@", "e-mail"), ("Jan", "a b@c.nl", "e-mail")],
)
def test_what_the_page_refuses_a_file_cannot_bring(name, email, column):
    read = rules.read_members(f"Naam;E-mail;Lid sinds\n{name};{email};1-2-2024\n")
    assert ([trouble.column for trouble in read.troubles], read.lines) == ([column], ())
    assert len(rules.read_members(f"Naam;E-mail;Lid sinds\n{'J' * 200};j@example.org;1-2-2024\n").lines) == 1


def test_a_line_that_names_the_separator_is_no_heading():
    read = rules.read_members("sep=;\nNaam;Lid sinds\nJan, jr;1-2-2024\nBo;ooit\n")
    assert [line.person.name for line in read.lines] == ["Jan, jr"]
    assert [trouble.line for trouble in read.troubles] == [4]


@pytest.mark.parametrize("text", ["", "\n\n", "Naam;Adres\nAli;Kade", "Ledenlijst 2026\nAli"])
def test_what_is_no_list_is_refused(text):
    with pytest.raises(RuleViolation):
        rules.read_members(text)


def test_a_list_is_taken_in_whole(group):
    services.take_in(group, rules.read_members(LIST), with_alike=False, **BY)
    rows = [(row.number, row.name, row.ended_on, row.paid_cents) for row in queries.register_on(group, TODAY)]
    assert rows == [(4, "Fatima", None, 125_050), (7, "De Boer; en Zn.", date(2025, 12, 31), 0)]


def test_the_same_list_again_adds_nobody(group):
    services.take_in(group, rules.read_members(LIST), with_alike=False, **BY)
    again = services.look(
        group, rules.read_members(LIST.replace("4;", ";").replace("7;", ";")), with_alike=False, now=SOME_MOMENT
    )
    assert (len(again.entered), len(again.alike), again.troubles) == (0, 2, ())


def test_two_of_one_name_in_a_file_are_asked_about(group):
    twice = rules.read_members("Naam;Lid sinds\nAli;1-1-2020\nAli;1-2-2020\n")
    looked = services.look(group, twice, with_alike=False, now=SOME_MOMENT)
    assert (len(looked.entered), len(looked.alike)) == (1, 1)
    assert len(services.take_in(group, twice, with_alike=True, **BY).entered) == 2


@pytest.mark.parametrize(
    "lines",
    ["1;Ali;1-1-2020\n1;Bo;1-1-2020", ";Ali;1-1-2020\n;Bo;1-1-2199"],
    ids=["a number twice", "a day that cannot be"],
)
def test_one_wrong_line_keeps_all_of_them_out(group, lines):
    read = rules.read_members(f"Nummer;Naam;Lid sinds\n{lines}\n")
    with pytest.raises(RuleViolation, match="Nothing was recorded"):
        services.take_in(group, read, with_alike=False, **BY)
    assert queries.members(group) == []


def test_our_own_export_can_be_brought_back(group):
    on = date(2026, 3, 1)
    for name, kind in (("Zoë", PersonKind.NATURAL), ("=De Bezem B.V.", PersonKind.LEGAL)):
        member = services.admit(group, Person(name, kind), Decision("ALV", on, on), **BY)
        services.enter_payment(member, EntryKind.CONTRIBUTION, 150_050, on=date(2026, 4, 1), **BY)
    services.resign(member, MembershipNotice(date(2026, 5, 1)), **BY)
    other = CooperativeFactory()
    rows = queries.register_on(group, TODAY)
    for form in ("csv", "xlsx"):
        content = documents.export(documents.Register(LegalPerson(group.name), TODAY, rows, SOME_MOMENT), form)
        read = rules.read_members(text_of(content, f"leden.{form}"))
        assert read.troubles == ()
        if form == "xlsx":
            services.take_in(other, read, with_alike=False, **BY)
    brought = queries.register_on(other, TODAY)
    assert [(row.number, row.name, row.kind, row.admitted_on, row.ended_on, row.paid_cents) for row in brought] == [
        (row.number, row.name, row.kind, row.admitted_on, row.ended_on, row.paid_cents) for row in rows
    ]


def test_a_workbook_of_excel_is_read():
    book = openpyxl.Workbook()
    book.active.append(["Naam", "Lid sinds", "Inleg"])
    book.active.append(["Ali", datetime(2020, 1, 1), 1250.5])
    stream = io.BytesIO()
    book.save(stream)
    (line,) = rules.read_members(text_of(stream.getvalue(), "Leden.XLSX")).lines
    assert (line.admission.on, line.paid_cents) == (date(2020, 1, 1), 125_050)


@pytest.mark.parametrize(("content", "name"), [(b"%PDF-1.4", "leden.pdf"), (b"PK", "leden.xlsx"), (b"x", "leden")])
def test_another_kind_of_file_is_refused(content, name):
    with pytest.raises(RuleViolation):
        text_of(content, name)


def test_the_page_shows_before_it_stores(client, sign_in, group):
    sign_in(client, ParticipationFactory(cooperative=group).user)
    path = f"/cooperaties/{group.slug}/leden/bestand"
    assert client.get(path).status_code == 200
    shown = client.post(path, data={"file": (io.BytesIO(LIST.encode("cp1252")), "leden.csv")})
    assert "De Boer; en Zn." in shown.text
    assert queries.members(group) == []
    assert client.post(path, data=sent_by(shown)).status_code == 302
    db.session.expire_all()
    assert len(queries.members(group)) == 2


def sent_by(page):
    """What the button below what was read would send."""
    (form,) = html.document_fromstring(page.text).xpath("//section//form")
    return dict(form.form_values())


def test_members_who_came_in_since_the_look_are_told_and_nobody_comes_in_twice(client, sign_in, group):
    sign_in(client, ParticipationFactory(cooperative=group).user)
    path = f"/cooperaties/{group.slug}/leden/bestand"
    text = "Naam;Lid sinds\nAli;1-3-2026\nBo;1-3-2026\n"
    first, second = (
        client.post(path, data={"text": text}),
        client.post(path, data={"text": "Naam;Lid sinds\nBo;1-3-2026\n"}),
    )
    assert client.post(path, data=sent_by(second)).status_code == 302
    refused = client.post(path, data=sent_by(first))
    assert refused.status_code == 409
    assert "Ali;1-3-2026" in refused.text
    db.session.expire_all()
    assert [member.name for member in queries.members(group)] == ["Bo"]
    assert client.post(path, data=sent_by(refused)).status_code == 302
    db.session.expire_all()
    assert sorted(member.name for member in queries.members(group)) == ["Ali", "Bo"]


@pytest.mark.parametrize("text", ["", "Naam;Adres\nAli;Kade", "Naam;Lid sinds\nAli;ooit"])
def test_a_file_with_mistakes_comes_back_with_what_was_typed(client, sign_in, group, text):
    sign_in(client, ParticipationFactory(cooperative=group).user)
    answer = client.post(f"/cooperaties/{group.slug}/leden/bestand", data={"text": text, "do": "save"})
    assert answer.status_code == 422
    assert text.partition("\n")[2] in answer.text
    assert queries.members(group) == []


def test_the_command_says_first_and_stores_then(group, app, tmp_path):
    file = tmp_path / "leden.csv"
    file.write_text(LIST, encoding="utf-8")
    asked = ["import", str(file), "--coop", group.slug, "--json"]
    db.session.commit()
    runner = app.test_cli_runner()
    dry = json.loads(runner.invoke(commands, [*asked, "--dry-run"]).output)
    assert (dry["stored"], [line["name"] for line in dry["entered"]]) == (False, ["Fatima", "De Boer; en Zn."])
    assert queries.members(group) == []
    assert json.loads(runner.invoke(commands, asked).output)["stored"] is True
    db.session.expire_all()
    _first, second = queries.members(group)
    assert second.events[-1].kind is EventKind.DEATH
    again = runner.invoke(commands, asked)
    assert again.exit_code == 1
    assert json.loads(again.output)["troubles"][0]["line"] == 2
    assert runner.invoke(commands, ["import", str(file), "--coop", "nergens"]).exit_code == 2


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("4;Ali;1-1-2020;;", "nummer"),
        ("5;Ali;1-1-2199;;", "lid sinds"),
        ("5;Ali;1-1-2020;de buren;", "besluit"),
        ("5;Ali;1-1-2020;;1-1-2199", "laatste dag"),
    ],
)
def test_the_command_names_line_and_column_of_what_cannot_be_entered(group, app, tmp_path, line, column):
    file = tmp_path / "leden.csv"
    file.write_text(f"Nummer;Naam;Lid sinds;Besluit;Laatste dag\n4;Bo;1-1-2020;;\n{line}\n", encoding="utf-8")
    db.session.commit()
    answer = app.test_cli_runner().invoke(commands, ["import", str(file), "--coop", group.slug, "--json"])
    outcome = json.loads(answer.output)
    assert answer.exit_code == 1
    assert [(trouble["line"], trouble["column"]) for trouble in outcome["troubles"]] == [(3, column)]
    assert outcome["stored"] is False
    assert queries.members(group) == []


EARLY = "Naam;Lid sinds;Besluit op\nAli;31-1-2026;\nBo;1-2-2026;\nCas;1-3-2026;1-3-2026\n"


def test_members_of_before_the_deed_are_asked_about_with_their_line(client, sign_in, group):
    sign_in(client, ParticipationFactory(cooperative=group).user)
    MilestoneFactory(cooperative=group, key="deed", on_date=date(2026, 2, 1))
    db.session.commit()
    here = f"/cooperaties/{group.slug}/leden/bestand"
    looked = client.post(here, data={"text": EARLY})
    assert looked.status_code == 200
    for part in ("2:18", "Regel 2: Ali", 'name="before_deed"'):
        assert part in looked.text
    assert "Regel 3: Bo" not in looked.text
    refused = client.post(here, data=sent_by(looked))
    assert refused.status_code == 422
    assert "Ali;31-1-2026" in refused.text
    assert queries.members(group) == []
    assert client.post(here, data=sent_by(looked) | {"before_deed": "y"}).status_code == 302
    assert [member.name for member in queries.members(group)] == ["Ali", "Bo", "Cas"]


def test_the_command_takes_them_in_and_names_their_lines(group, app, tmp_path):
    MilestoneFactory(cooperative=group, key="deed", on_date=date(2026, 2, 1))
    file = tmp_path / "leden.csv"
    file.write_text(EARLY, encoding="utf-8")
    db.session.commit()
    answer = app.test_cli_runner().invoke(commands, ["import", str(file), "--coop", group.slug, "--json"])
    outcome = json.loads(answer.output)
    assert (answer.exit_code, outcome["stored"], outcome["before_deed"]) == (0, True, [2])


@pytest.mark.parametrize(("since", "wrong"), [("28-2-2026", True), ("1-3-2026", False)])
def test_a_line_with_a_membership_before_its_decision_is_refused(group, since, wrong):
    read = rules.read_members(f"Naam;Lid sinds;Besluit op\nBo;1-1-2020;\nAli;{since};1-3-2026\n")
    outcome = services.look(group, read, with_alike=False, now=SOME_MOMENT)
    places = [(trouble.line, trouble.column) for trouble in outcome.troubles]
    assert places == ([(3, "lid sinds")] if wrong else [])


def test_a_year_of_two_figures_in_a_file_is_asked_with_its_line():
    (trouble,) = rules.read_members("Naam;Lid sinds\nAli;1-2-26\n").troubles
    assert (trouble.line, trouble.column) == (2, "lid sinds")
    assert "1-2-2026" in str(trouble.broken_rule)


def test_a_dry_run_changes_nothing_and_says_what_would_happen(group, app, tmp_path, session):
    file = tmp_path / "leden.csv"
    file.write_text(LIST, encoding="utf-8")
    db.session.commit()
    changed = []
    event.listen(session, "before_flush", lambda held, *_rest: changed.extend(held.new))
    asked = ["import", str(file), "--coop", group.slug, "--dry-run", "--json"]
    outcome = json.loads(app.test_cli_runner().invoke(commands, asked).output)
    assert outcome.keys() == {"stored", "entered", "alike", "troubles"}
    assert (outcome["stored"], len(outcome["entered"])) == (False, 2)
    assert (changed, queries.members(group)) == ([], [])


def test_the_command_refuses_a_database_of_another_version(group, app, tmp_path, monkeypatch):
    file = tmp_path / "leden.csv"
    file.write_text(LIST, encoding="utf-8")
    slug = group.slug
    db.session.commit()
    asked_for = []
    monkeypatch.setattr(importing.schema, "require_current", lambda app: asked_for.append(app) or refuse())
    answer = app.test_cli_runner().invoke(commands, ["import", str(file), "--coop", slug])
    assert answer.exit_code == 1
    assert (len(asked_for), queries.members(group)) == (1, [])


def refuse():
    raise click.ClickException("The database is older than the program.")


def test_a_workbook_of_charts_alone_is_refused_in_words():
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.create_chartsheet("Grafiek")
    content = io.BytesIO()
    book.save(content)
    with pytest.raises(RuleViolation, match="cannot read this as a table"):
        brought_files.text_of(content.getvalue(), "leden.xlsx")


@pytest.mark.parametrize("above", ["", "Ledenlijst per 1 januari 2026\n\n", "Ledenlijst;;\n"])
def test_a_title_above_the_headings_hides_no_member(above):
    read = rules.read_members(f"{above}Naam;Lid sinds\nFatima;1-3-2020\n")
    assert [line.person.name for line in read.lines] == ["Fatima"]
    assert read.lines[0].line == above.count("\n") + 2


def test_headings_alone_are_no_list_of_members():
    with pytest.raises(RuleViolation, match="no line with a member"):
        rules.read_members("Naam;Lid sinds\n")


def test_who_has_no_number_in_the_file_gets_none_that_another_line_has(group):
    read = rules.read_members("Nummer;Naam;Lid sinds\n;Ali;1-3-2020\n1;Bo;1-3-2020\n;Cem;1-3-2020\n2;Dee;1-3-2020\n")
    services.take_in(group, read, with_alike=False, **BY)
    assert {member.name: member.number for member in queries.members(group)} == {"Bo": 1, "Dee": 2, "Ali": 3, "Cem": 4}


@pytest.mark.parametrize(("number", "troubles"), [(999_999, 0), (1_000_000, 1), (99_999_999_999, 1)])
def test_a_number_that_no_register_reaches_is_refused_at_its_line(group, number, troubles):
    read = rules.read_members(f"Nummer;Naam;Lid sinds\n{number};Ali;1-3-2020\n")
    assert len(services.look(group, read, with_alike=False, now=SOME_MOMENT).troubles) == troubles


@pytest.mark.parametrize(
    ("second", "alike"),
    [
        ("jan smit;", 1),
        ("J. Smit;A@example.org", 1),
        ("J. Smit;b@example.org", 0),
        ("J. Smit;", 0),
        ("J. Smit;a.@example.org", 0),
    ],
)
def test_two_lines_of_a_single_person_are_asked_about_as_in_the_register(group, second, alike):
    name, email = second.split(";")
    read = rules.read_members("Naam;E-mail;Lid sinds\nJan Smit;a@example.org;1-3-2020\n")
    other = rules.read_members("Naam;Lid sinds\nJ;1-3-2020\n").lines[0]
    both = replace(read, lines=(*read.lines, replace(other, person=Person(name, email=email or None))))
    assert len(services.look(group, both, with_alike=False, now=SOME_MOMENT).alike) == alike
    services.take_in(group, read, with_alike=False, **BY)
    assert (queries.alike(group, name, email) is not None) == bool(alike)


@pytest.mark.parametrize(
    ("typed", "consents"),
    [("ja", [True]), ("X", [True]), ("nee", [False]), ("", [False]), ("misschien", []), ("alleen brieven", [])],
)
def test_another_word_than_yes_or_no_about_mail_is_asked_about(typed, consents):
    read = rules.read_members(f"Naam;Lid sinds;E-mail akkoord\nBo;1-3-2025;{typed}\n")
    assert [line.person.email_consent for line in read.lines] == consents
    assert [(trouble.line, trouble.column) for trouble in read.troubles] == [(2, "e-mail akkoord")] * (not consents)


@pytest.mark.parametrize(
    ("text", "names", "troubles", "unread"),
    [
        ("Naam,Lid sinds\nBos, Anna,1-3-2025\nBo,1-3-2025\n", ["Bo"], [2], ()),
        ("Naam;Naam;Lid sinds\nBo;Bos;1-3-2025\n", ["Bo"], [], ("Naam",)),
        ("Naam;Lid sinds;BSN\nBo;1-3-2025;123456782\n", ["Bo"], [], ("BSN",)),
        ("Naam;Lid sinds\nBo;1 maart 2025\nCas;eerste maart\nDi;31-2-2025\nEva;29-2-2024\n", ["Bo", "Eva"], [3, 4], ()),
        ("Naam;Lid sinds;;;\nBo;1-3-2025;;;\n", ["Bo"], [], ()),
    ],
)
def test_lists_as_people_make_them_are_read_or_named_and_never_half_read(text, names, troubles, unread):
    read = rules.read_members(text)
    assert [line.person.name for line in read.lines] == names
    assert ([trouble.line for trouble in read.troubles], read.unread) == (troubles, unread)


@pytest.mark.parametrize(
    "text", ["Voornaam;Achternaam;Lid sinds\nBo;Bos;1-3-2025\n", "Naam;Sinds wanneer\nBo;1-3-2025\n"]
)
def test_a_list_without_the_two_columns_is_refused(text):
    with pytest.raises(RuleViolation, match="Lid sinds"):
        rules.read_members(text)
