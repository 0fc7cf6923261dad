"""The radar of changes of law: what changes when, whom it hits, and the amendment that follows."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.statutes import services
from incubator.statutes.commands import group as commands
from incubator.statutes.documents import library as library_module
from incubator.statutes.documents.radar import RadarPeriod, changes_in, hit_of
from incubator.statutes.messages import PROPOSED, change_in_this_language
from incubator.statutes.queries.radar import RadarDocument, all_groups, hits_of_group, radar, read_statutes
from incubator.statutes.rules import RULES
from incubator.statutes.rules.amending import DRAFTS, proposals
from incubator.statutes.rules.registry import TEXTS
from incubator.statutes.values import read
from incubator.statutes.values.law_changes import HitKind, known_changes
from incubator.statutes.values.schema import example, problems_of
from tests.factories import (
    CoachAssignmentFactory,
    CoachFactory,
    CooperativeFactory,
    ManagerFactory,
    ParticipationFactory,
)
from tests.statutes.answers import answers

TODAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
DAY = timedelta(days=1)
WHOLE = RadarPeriod(date(2020, 1, 1), date(2030, 1, 1))
AROUND = RadarPeriod.around(TODAY)
RVC = {"exists": True, "members": ["Ali", "Bo", "Cas"], "min": 3, "max": 3}


def founders(count):
    return [{"person_id": f"p{number}", "name": f"An {number}", "present": True} for number in range(count)]


def change(rule, on):
    (only,) = [known for known in known_changes() if (known.rule, known.on) == (rule, on)]
    return only


def hit(rule, on, **changes):
    return hit_of(change(rule, on), read(answers(**changes)), today=TODAY)


UBO = ("R-03", date(2027, 7, 10))
OUTVOTED = ("C-20", date(2026, 7, 1))
OLD = {"deed__signed_on": "2019-03-01", "board__votes": [{"name": "An", "votes": 5}, {"name": "Bo"}, {"name": "Cas"}]}


def test_every_rule_that_begins_or_ends_on_a_day_of_its_own_is_a_known_change():
    known = {(known.rule, known.on) for known in known_changes()}
    for rule in RULES:
        # A rule without a day of its own holds from the text that was read on; that is no change of law.
        if rule.since != TEXTS[rule.articles[0].split()[0]][0]:
            assert (rule.number, rule.since) in known, rule.number
        if rule.until is not None:
            assert (rule.number, rule.until + DAY) in known, rule.number


def test_a_change_is_told_in_two_languages_with_its_article_and_source():
    for known in known_changes():
        for dutch, english in (
            (known.title, known.title_en),
            (known.before, known.before_en),
            (known.after, known.after_en),
            (known.action, known.action_en),
        ):
            assert dutch
            assert english
            assert dutch != english
        assert known.articles
        assert known.source
        assert bool(known.question) is bool(known.question_en) is known.everyone


def test_the_radar_looks_a_year_back_and_two_years_ahead():
    days = [(known.rule, known.on) for known in changes_in(AROUND)]
    assert days == [
        OUTVOTED,
        ("T-04", date(2027, 1, 1)),
        UBO,
        ("T-04", date(2028, 1, 1)),
        ("G-23", None),
    ]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2027, 7, 10), date(2027, 7, 10), {"R-03", "G-23"}),
        (date(2027, 7, 11), date(2027, 12, 31), {"G-23"}),
        (date(2027, 1, 2), date(2027, 7, 9), {"G-23"}),
        (date(2021, 7, 1), date(2021, 7, 1), {"C-18", "C-19", "C-20", "B-07", "B-08", "G-23"}),
        (date(2024, 1, 1), date(2025, 1, 1), {"A-06", "T-03", "G-23"}),
    ],
)
def test_the_first_and_the_last_day_count(first, last, expected):
    assert {known.rule for known in changes_in(RadarPeriod(first, last))} == expected


@pytest.mark.parametrize(("count", "is_hit"), [(2, False), (3, False), (4, True), (5, False), (12, False)])
def test_four_equal_members_become_beneficial_owners_in_july_2027(count, is_hit):
    touched = hit(*UBO, deed__founders=founders(count))
    assert (touched is not None) is is_hit
    if touched is not None:
        assert touched.kind is HitKind.ASKED
        assert "Met 4 gelijke leden" in touched.findings[0].message
        assert touched.amendment == ()


def test_members_with_unequal_votes_are_not_counted():
    assert hit(*UBO, deed__founders=founders(4), votes__weighting="wie langer werkt, heeft twee stemmen") is None


def test_older_statutes_that_let_one_outvote_the_others_get_the_most_that_the_law_leaves():
    touched = hit(*OUTVOTED, **OLD)
    assert touched.kind is HitKind.ASKED
    (proposal,) = touched.amendment
    assert proposal.path == "board.votes"
    assert [holder["votes"] for holder in proposal.now] == [5, 1, 1]
    assert proposal.proposed == [{"name": "An", "votes": 2}, {"name": "Bo", "votes": 1}, {"name": "Cas", "votes": 1}]
    amended = answers(**OLD | {"board__votes": proposal.proposed})
    assert problems_of(amended) == []
    assert hit_of(change(*OUTVOTED), read(amended), today=TODAY) is None


@pytest.mark.parametrize(
    "changes",
    [
        {},
        OLD | {"deed__signed_on": "2022-01-01"},  # refused from the first day, so nothing changes in 2026
        OLD | {"board__votes": [{"name": "An", "votes": 2}, {"name": "Bo"}, {"name": "Cas"}]},
    ],
)
def test_who_has_nothing_to_change_is_not_hit(changes):
    assert hit(*OUTVOTED, **changes) is None


def test_seats_without_a_name_vote_too():
    votes = [{"name": "An", "votes": 9}]
    (proposal,) = hit(*OUTVOTED, **OLD | {"board__votes": votes, "board__min": 4}).amendment
    assert proposal.proposed == [{"name": "An", "votes": 3}]


def test_supervisors_with_too_many_votes_are_lowered_too():
    supervisors = RVC | {"members": [{"name": "Ali", "votes": 4}, "Bo", "Cas"], "absence_clause": "de ALV wijst aan"}
    (proposal,) = hit(*OUTVOTED, deed__signed_on="2019-03-01", rvc=supervisors).amendment
    assert (proposal.path, [holder["votes"] for holder in proposal.proposed]) == ("rvc.members", [2, 1, 1])


@pytest.mark.parametrize(
    ("rule", "changes", "path", "proposed", "choices"),
    [
        ("C-18", {"board__absence_clause": None}, "board.absence_clause.all_directors", None, 2),
        ("C-18", {"board__absence_clause": None, "rvc": RVC}, "board.absence_clause.all_directors", None, 3),
        ("C-19", {"rvc": RVC}, "rvc.absence_clause.all_members", None, 2),
        (
            "B-07",
            {"board__conflict_clause": "Wie een belang heeft, stemt gewoon mee."},
            "board.conflict_clause",
            "fixed:conflict-steps-aside",
            0,
        ),
        (
            "B-08",
            {"rvc": RVC | {"conflict_clause": "Wie een belang heeft, stemt gewoon mee."}},
            "rvc.conflict_clause",
            "fixed:supervisors-conflict-aside",
            0,
        ),
    ],
)
def test_the_law_gives_the_value_or_else_there_is_a_question_with_texts(rule, changes, path, proposed, choices):
    (proposal,) = hit(rule, date(2021, 7, 1), **changes).amendment
    assert (proposal.path, proposal.proposed, len(proposal.choices)) == (path, proposed, choices)
    assert bool(proposal.question) is bool(proposal.question_en) is (proposed is None)
    for answer in (proposal.proposed, *proposal.choices):
        if answer:
            amended = answers(**changes | {path.replace(".", "__"): answer})
            assert hit_of(change(rule, date(2021, 7, 1)), read(amended), today=TODAY) is None


def test_what_has_no_day_yet_hits_who_chose_it():
    assert hit("G-23", None) is None
    touched = hit("G-23", None, convening__digital_only=True)
    assert (touched.kind, touched.amendment[0].proposed) == (HitKind.ASKED, False)


def test_what_no_answer_decides_is_a_question():
    assert hit("T-04", date(2027, 1, 1)).kind is HitKind.QUESTION


def test_an_amendment_is_named_for_people():
    given = read(answers(rvc=RVC | {"members": [{"name": "Ali", "votes": 4}, "Bo", "Cas"]}, **OLD))
    paths = {proposal.path for number in DRAFTS for proposal in proposals(number, given)}
    assert paths <= set(PROPOSED)
    assert proposals("C-01", given) == ()


@pytest.fixture
def dated_library(monkeypatch):
    """The library with another text about resigning directors from 1 January 2027."""
    articles = []
    for article in library_module.library():
        clauses = []
        for clause in article["clause"]:
            if clause["id"] == "aftreden":
                clauses.append(clause | {"until": date(2026, 12, 31)})
                clauses.append(clause | {"text": "Aftreden kan met een maand termijn.", "since": date(2027, 1, 1)})
            else:
                clauses.append(clause)
        articles.append(article | {"clause": clauses})
    for module in ("clauses", "radar"):
        monkeypatch.setattr(f"incubator.statutes.documents.{module}.library", lambda changes=(): tuple(articles))


@pytest.mark.usefixtures("dated_library")
def test_a_clause_that_changes_is_a_change_with_both_texts():
    (known,) = [known for known in changes_in(AROUND) if known.article]
    assert (known.article, known.on) == ("bestuur", date(2027, 1, 1))
    assert known.before == "Een bestuurder kan op elk moment aftreden door dat schriftelijk te melden."
    assert known.after == "Aftreden kan met een maand termijn."
    touched = hit_of(known, read(answers()), today=TODAY)
    (text,) = touched.texts
    assert (touched.kind, text.clause) == (HitKind.TEXT, "bestuur")
    assert any("met een maand termijn" in line for line in text.after)
    assert not any("met een maand termijn" in line for line in text.before)


def test_an_article_that_comes_and_goes_is_a_change(monkeypatch):
    articles = []
    for article in library_module.library():
        dates = {"mededelingen": {"since": date(2027, 2, 1)}, "agenda": {"until": date(2027, 1, 31)}}
        articles.append(article | dates.get(article["id"], {}))
    monkeypatch.setattr("incubator.statutes.documents.radar.library", lambda changes=(): tuple(articles))
    by_article = {known.article: known for known in changes_in(AROUND) if known.article}
    assert by_article.keys() == {"mededelingen", "agenda"}
    assert by_article["mededelingen"].before == by_article["agenda"].after == ""
    assert "ledenregister" in by_article["mededelingen"].after
    assert "notulen" in by_article["agenda"].before


@pytest.fixture
def group(app):
    return CooperativeFactory(slug="bezem", name="De Bezem")


def answer(group, **changes):
    with transaction(actor=SYSTEM):
        services.import_answers(group, answers(**changes), author=None, now=NOW)


def sign(group, day, **changes):
    answer(group, **changes)
    with transaction(actor=SYSTEM):
        version = services.make_version(group, author=None, now=NOW, today=NOW.date())
        services.record_signing(version, on=day, notary="mr. De Wit", filed_on=None, author=None, now=NOW)


def lines_by_rule(groups):
    return {line.change.rule: line.hits for line in radar(groups, AROUND, today=TODAY)}


def test_statutes_in_force_and_a_draft_are_read_apart(group):
    sign(group, date(2026, 3, 1), **OLD)
    assert [text.document for text in read_statutes([group], TODAY)] == [RadarDocument.IN_FORCE]
    answer(group, deed__founders=founders(4))
    (in_force,) = lines_by_rule([group])["C-20"]
    assert (in_force.document, in_force.version) == (RadarDocument.IN_FORCE, 1)
    (draft,) = lines_by_rule([group])["R-03"]
    assert (draft.document, draft.version) == (RadarDocument.DRAFT, None)


def test_a_group_without_answers_is_not_hit(group):
    assert read_statutes([group], TODAY) == []
    assert hits_of_group(group, today=TODAY) == []


def test_a_question_for_everyone_names_no_group(group):
    answer(group)
    assert lines_by_rule([group])["T-04"] == ()


def test_the_radar_asks_the_database_as_often_for_many_groups(group, count_queries):
    def queries_for_all():
        groups = all_groups()
        count_queries()
        assert radar(groups, AROUND, today=TODAY)
        return count_queries()

    answer(group)
    few = queries_for_all()
    for _number in range(5):
        answer(CooperativeFactory())
    assert queries_for_all() == few == 3


def test_a_group_that_stopped_is_not_looked_at(group):
    with transaction(actor=SYSTEM):
        group.phase = Phase.STOPPED
    assert list(all_groups()) == []


@pytest.fixture
def run(app):
    return lambda *arguments, **more: app.test_cli_runner().invoke(commands, ["radar", *arguments], **more)


def test_the_command_lists_who_is_hit_and_why(run, group):
    answer(group, deed__founders=founders(4))
    listed = json.loads(run("--json").stdout)
    assert listed["from"] < clock.today().isoformat() < listed["to"]
    by_rule = {line["rule"]: line for line in listed["changes"]}
    assert by_rule["R-03"]["on"] == "2027-07-10"
    (touched,) = by_rule["R-03"]["hits"]
    assert (touched["coop"], touched["document"], touched["kind"]) == ("bezem", "draft", "asked")
    assert "uiteindelijk belanghebbende" in touched["why"][0]
    printed = run().stdout
    assert "10 juli 2027: Wie uiteindelijk belanghebbende (UBO) is" in printed
    assert "bezem (ontwerp): de wet vraagt iets dat hier niet staat" in printed
    assert printed.endswith("2028.\n")


def test_the_command_drafts_the_amendment_for_a_file_without_stored_data(run, tmp_path):
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(answers(**OLD)), encoding="utf-8")
    period = ("--from", "2026-07-01", "--to", "2026-07-01")
    listed = json.loads(run("--answers", str(file), *period, "--json").stdout)
    (touched,) = listed["changes"][0]["hits"]
    assert touched["file"] == str(file)
    assert touched["amendment"][0]["proposed"][0] == {"name": "An", "votes": 2}
    assert 'board.votes: wordt [{"name": "An", "votes": 2}' in run("--answers", str(file), *period).stdout


def test_the_command_prints_a_question_with_its_texts(run):
    given = json.dumps(answers(board__absence_clause=None))
    printed = run("--answers", "-", "--from", "2021-07-01", "--to", "2021-07-01", input=given).stdout
    assert "Wie bestuurt als alle bestuurders er niet zijn of niet kunnen? (fixed:absence-chosen-ahead" in printed


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (("--from", "2027-01-02", "--to", "2027-01-01"), ""),
        (("--from", "morgen"), ""),
        (("--answers", "/nergens.json"), ""),
        (("--answers", "-"), "geen json"),
        (("--answers", "-"), "[]"),
    ],
)
def test_the_command_refuses_wrong_use(run, arguments, given):
    result = run(*arguments, "--json", input=given)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_coach_sees_the_own_groups_only(client, sign_in, group):
    other = CooperativeFactory(name="Het Andere")
    answer(group, deed__founders=founders(4))
    answer(other, deed__founders=founders(4))
    coach = CoachFactory()
    CoachAssignmentFactory(user=coach, cooperative=group)
    sign_in(client, coach)
    page = client.get("/statuten/wetswijzigingen").text
    assert "De Bezem" in page
    assert "Het Andere" not in page
    assert "Met 4 gelijke leden" in page
    assert "R-03" not in page
    sign_in(client, ManagerFactory())
    page = client.get("/statuten/wetswijzigingen").text
    assert "Het Andere" in page
    assert "De Bezem" in page


def test_the_page_shows_the_amendment_in_words(client, sign_in, group):
    sign(group, date(2020, 3, 1), **OLD)
    answer(group, convening__digital_only=True)
    sign_in(client, ManagerFactory())
    page = client.get("/statuten/wetswijzigingen").text
    assert "An: 5, Bo: 1, Cas: 1" in page
    assert "An: 2, Bo: 1, Cas: 1" in page
    assert "board.votes" not in page


def test_the_page_is_in_english_too(client, sign_in, group):
    answer(group, deed__founders=founders(4))
    sign_in(client, ManagerFactory())
    client.set_cookie("language", "en")
    page = client.get("/statuten/wetswijzigingen").text
    assert "Changes in the law" in page
    assert "With 4 equal members everyone reaches the limit" in page
    assert "Verordening (EU) 2024/1624" in page


def test_what_holds_already_and_touches_nobody_is_folded_and_a_law_can_be_opened(client, sign_in, group):
    answer(group)
    sign_in(client, ManagerFactory())
    client.set_cookie("language", "en")
    coming, _summary, folded = client.get("/statuten/wetswijzigingen").text.partition(
        "holds already and touches no group"
    )
    assert "holds already" not in coming
    assert "holds already" in folded
    assert '<a href="https://eur-lex.europa.eu/eli/reg/2024/1624/oj">' in coming


def test_a_founder_has_no_page_of_changes(client, sign_in, group):
    sign_in(client, ParticipationFactory(cooperative=group).user)
    assert client.get("/statuten/wetswijzigingen").status_code == 403


@pytest.mark.parametrize(("count", "shown"), [(4, True), (5, False)])
def test_a_founder_reads_of_a_change_only_when_it_touches_the_own_group(app, group, count, shown):
    answer(group, deed__founders=founders(count))
    lines = hits_of_group(group, today=TODAY)
    assert [line.change.rule for line in lines] == (["R-03"] if shown else [])
    template = app.jinja_env.get_template("statutes/_radar.html")
    with app.test_request_context():
        app.preprocess_request()
        written = template.render(law_changes=lines, words_of_change=change_in_this_language)
    assert ("25 procent" in written) is shown
    assert bool(written.strip()) is shown


def test_the_example_is_hit_by_nothing(app):
    hits = [hit_of(known, read(example()), today=TODAY) for known in changes_in(WHOLE) if not known.everyone]
    assert hits == [None] * len(hits)
