import io
import json
import re

import docx
import pytest

from incubator.accounts.models import Role
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives import services as cooperatives_services
from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.values import FactSource, FactSourceKind
from incubator.core import files
from incubator.core.errors import RuleViolation
from incubator.core.i18n import COOKIE
from incubator.reviews import queries as reviews_queries
from incubator.reviews import services as reviews_services
from incubator.statutes import queries, services
from incubator.statutes.commands import group as commands
from incubator.statutes.documents import articles, as_text, numbers_of
from incubator.statutes.documents.library import library
from incubator.statutes.rules.conditions import CONDITIONS, conditions
from incubator.statutes.values import read
from incubator.statutes.values.prefilling import value_at
from incubator.statutes.values.schema import example, problems_of
from tests.factories import (
    SOME_MOMENT,
    CoachAssignmentFactory,
    CooperativeFactory,
    FactFactory,
    ParticipationFactory,
    UserFactory,
)
from tests.statutes.answers import answers, as_lines
from tests.statutes.interviewing import walk


@pytest.fixture
def group(app):
    return CooperativeFactory(name="De Bezem")


@pytest.fixture
def founder(group):
    return ParticipationFactory(cooperative=group).user


def save(question, values, founder, revision=0, **more):
    return services.Save(question=question, values=values, revision=revision, author=founder, now=SOME_MOMENT, **more)


def test_every_condition_and_word_of_the_library_exists():
    known = set(conditions(read(answers()))) | set(conditions(read({"statutes": {}})))
    asked = {
        condition.lstrip("!")
        for raw in library()
        for part in (raw, *raw["clause"])
        for alternatives in part.get("when", "").split()
        for condition in alternatives.split("|")
    }

    assert asked <= set(CONDITIONS)
    assert known <= set(CONDITIONS)
    assert all(raw["plain"] and raw["law"] for raw in library())


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"liability": {"regime": "BA", "max_per_member_cents": 50000}},
        {"liability": {"regime": "WA"}},
        {"rvc": {"exists": True, "absence_clause": "de ALV wijst aan"}},
        {"board__binding_nomination": {"by": "rvc", "override_majority": "2/3", "override_quorum": "1/2"}},
        {"board__appointed_by_others": 1, "board__appointed_by": "de gemeente"},
        {"board__votes": [{"function": "voorzitter", "votes": 2}]},
        {"ledenraad": {"exists": True, "election_rules": "per wijk", "number_rules": "tien"}},
        {"amendment__restricted_clauses": ["doel"]},
        {"votes": {"proxy": {"allowed": False}, "weighting": "naar uren", "evote": {"early": True}}},
    ],
)
def test_every_choice_gives_complete_clauses(changes):
    lines = as_lines(read(answers(**changes)))
    assert not [line for line in lines if "{" in line or "None" in line or ".." in line or "  " in line]


def test_choices_change_the_text():
    def text(**changes):
        return "\n".join(as_lines(read(answers(**changes))))

    assert "is uitgesloten" in text()
    limited = text(liability={"regime": "BA", "max_per_member_cents": 50000})
    assert "€ 500,00" in limited
    assert "is uitgesloten" not in limited
    assert "raad van commissarissen" not in text()
    assert "Raad van commissarissen" in text(rvc={"exists": True})


def test_references_follow_when_an_article_comes_in_between():
    def reference(statutes):
        written = articles(statutes)
        last = next(article for article in written if article.id == "slot")
        return as_text(last.clauses[1], numbers_of(written))

    assert "artikel 14, leden 2 en 3," in reference(read(answers()))
    assert "artikel 13, leden 2 en 3," in reference(read(answers(third_party_dealings__allowed=False)))


def test_what_people_type_is_never_read_as_a_template():
    nasty = "{name} {{ 7*7 }} {ref:doel} %(x)s <b>"
    lines = as_lines(read(answers(purpose__business=nasty)))
    assert any(nasty in line for line in lines)


def test_an_answer_is_stored_and_becomes_a_fact(group, founder):
    services.save_answers(group, save("naam", {"name": "Coöperatief De Bezem U.A."}, founder))
    assert value_at(queries.answers(group), "name") == "Coöperatief De Bezem U.A."
    (point,) = cooperatives_queries.suggestions(group).values()
    assert point.key == "identity.name"
    assert (point.sides[0].source_kind, point.sides[0].source_ref) == (FactSourceKind.INTERVIEW, "statutes/name")


def test_a_coordinators_answer_holds_at_once(group, founder):
    services.save_answers(group, save("inleg", {"capital.contribution_cents": 25050}, founder, decides=True))
    assert cooperatives_queries.holding_values(group)["capital.contribution"] == "250.50"


def test_the_interview_starts_from_the_dossier(group):
    FactFactory(cooperative=group, key="purpose.business", value="tuinen onderhouden")
    filled = queries.answers(group)
    assert value_at(filled, "purpose.business") == "tuinen onderhouden"
    assert value_at(filled, "seat.municipality") == "Utrecht"
    assert queries.draft(group) is None


def test_nobody_overwrites_another_unseen(group, founder):
    services.save_answers(group, save("naam", {"name": "Eerste"}, founder))
    services.save_answers(group, save("naam", {"name": "Tweede"}, founder, revision=1))
    with pytest.raises(RuleViolation):
        services.save_answers(group, save("naam", {"name": "Derde"}, founder, revision=1))
    assert value_at(queries.answers(group), "name") == "Tweede"


def test_a_version_keeps_answers_document_and_facts(group, founder, app):
    FactFactory(cooperative=group, key="identity.name", value="Coöperatief De Bezem U.A.")
    version = services.make_version(group, author=founder, now=SOME_MOMENT, today=SOME_MOMENT.date())
    assert version.facts_used["identity.name"] == "Coöperatief De Bezem U.A."
    assert queries.changed_since(version) == []
    text = "\n".join(
        paragraph.text for paragraph in docx.Document(io.BytesIO(files.content_of(version.file))).paragraphs
    )
    assert "Coöperatief De Bezem U.A." in text
    cooperatives_services.record_fact(
        group, "identity.name", "Coöperatief De Borstel U.A.", source=FactSource(FactSourceKind.ENTERED, "x"), author=None,
        now=SOME_MOMENT.replace(hour=12), approved=True,
    )  # fmt: skip
    (changed,) = queries.changed_since(version)
    assert (changed.key, changed.now) == ("identity.name", "Coöperatief De Borstel U.A.")


def test_the_interview_leads_to_statutes_without_errors(client, sign_in, group, founder):
    sign_in(client, founder)
    base = f"/cooperaties/{group.slug}/statuten"
    assert client.get(f"{base}/").status_code == 200
    walked = walk(client, group, answers())
    assert len(walked) > 50
    assert queries.draft(group).waiting == []
    assert problems_of(queries.answers(group)) == []
    checked = client.get(f"{base}/toets").text
    assert "Moet anders" not in checked
    assert "artikel 2:4 lid 1 BW" in checked
    assert not re.search(r"\b[A-Z]-\d\d\b", checked)  # the code of a rule helps nobody who reads a page
    assert "werk en inkomen" in client.get(f"{base}/tekst").text
    assert client.post(f"{base}/versies").status_code == 302
    assert client.get(f"{base}/versies/1").status_code == 200
    with client.get(f"{base}/versies/1/word") as downloaded:
        assert downloaded.data[:2] == b"PK"
    for name in walked:
        assert client.get(f"{base}/vragen/{name}").status_code == 200
    assert client.get(f"{base}/").status_code == 200


def test_what_was_typed_stays_when_something_is_wrong(client, sign_in, group, founder):
    sign_in(client, founder)
    answer = client.post(
        f"/cooperaties/{group.slug}/statuten/vragen/inleg",
        data={"capital__contribution_cents": "veel"},
    )
    assert answer.status_code == 422
    assert 'value="veel"' in answer.text


def test_an_unknown_page_does_not_exist(client, sign_in, group, founder):
    sign_in(client, founder)
    assert client.get(f"/cooperaties/{group.slug}/statuten/vragen/iets").status_code == 404
    assert client.get(f"/cooperaties/{group.slug}/statuten/versies/9").status_code == 404


def test_a_coach_reads_and_does_not_answer(client, sign_in, group):
    sign_in(client, CoachAssignmentFactory(cooperative=group).user)
    base = f"/cooperaties/{group.slug}/statuten"
    assert [client.get(f"{base}/{path}").status_code for path in ("", "toets", "tekst", "vragen/naam")] == [
        200,
        200,
        200,
        403,
    ]
    assert client.post(f"{base}/versies").status_code == 403


@pytest.mark.parametrize("role", [Role.FOUNDER, Role.COACH, Role.GUEST])
def test_others_do_not_know_of_it(client, sign_in, group, role):
    sign_in(client, UserFactory(role=role))
    for path in ("", "toets", "tekst", "vragen/naam"):
        assert client.get(f"/cooperaties/{group.slug}/statuten/{path}").status_code == 404


def test_an_observer_reads(client, sign_in, group):
    user = ParticipationFactory(cooperative=group, role=ParticipationRole.OBSERVER).user
    sign_in(client, user)
    assert client.get(f"/cooperaties/{group.slug}/statuten/").status_code == 200
    assert client.get(f"/cooperaties/{group.slug}/statuten/vragen/naam").status_code == 403


@pytest.fixture
def command(app, tmp_path):
    def run(*arguments, answers=None, text=None):
        file = tmp_path / "answers.json"
        file.write_text(
            text if text is not None else json.dumps(answers if answers is not None else example()), encoding="utf-8"
        )
        return app.test_cli_runner().invoke(
            commands, [argument if argument != "FILE" else str(file) for argument in arguments]
        )

    return run


def test_schema_and_example_are_json(command):
    assert json.loads(command("schema").stdout)["required"] == ["statutes"]
    assert json.loads(command("example").stdout) == example()


def test_check_says_what_is_wrong_as_json(command):
    clean = command("check", "FILE", "--json")
    assert (clean.exit_code, json.loads(clean.stdout)) == (0, [])
    wrong = command("check", "FILE", "--json", answers=answers(name="Coöperatief De Bezem"))
    assert wrong.exit_code == 1
    assert [finding["rule"] for finding in json.loads(wrong.stdout)] == ["C-06"]


def test_check_takes_answers_in_the_wrong_shape(command):
    given = command("check", "FILE", "--json", answers={"statutes": {"seat": 3}})
    assert given.exit_code == 1
    assert json.loads(given.stdout)[0]["field"] == "seat"
    assert command("check", "FILE", text="geen json").exit_code == 2
    assert command("check", "/nergens.json").exit_code == 2


def test_check_in_words(command):
    given = command("check", "FILE", answers=answers(name="Coöperatief De Bezem"))
    assert "artikel 2:54 lid 2 BW" in given.output


def test_draft_writes_a_deed(command, tmp_path):
    out = tmp_path / "deed.docx"
    assert command("draft", "FILE", "--out", str(out), "--lang", "nl").exit_code == 0
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(out)).paragraphs)
    assert "Coöperatief Schoonmaakbedrijf De Bezem U.A." in text


def test_draft_refuses_answers_in_the_wrong_shape(command, tmp_path):
    out = tmp_path / "deed.docx"
    assert command("draft", "FILE", "--out", str(out), answers=answers(board__min="drie")).exit_code == 1
    assert not out.exists()


def test_statutes_are_handed_in_and_approved(client, sign_in, group, founder):
    sign_in(client, founder)
    base = f"/cooperaties/{group.slug}/statuten"
    coach = CoachAssignmentFactory(cooperative=group).user
    services.import_answers(group, answers(), author=founder, now=SOME_MOMENT)
    assert client.post(f"{base}/inleveren").status_code == 302
    handed_in = reviews_queries.latest_round(group, services.KIND, services.REF)
    assert "Utrecht" in {item.id: item.value for item in handed_in.items}["naam-en-zetel"]
    assert client.get(f"{base}/").status_code == 200
    assert client.get(f"{base}/ingeleverd/draft").status_code == 302
    assert client.get(f"{base}/ingeleverd/iets").status_code == 404
    reviews_services.claim(handed_in, coach=coach, now=SOME_MOMENT)
    reviews_services.approve(handed_in, "Mooi.", coach=coach, now=SOME_MOMENT)
    assert cooperatives_queries.milestones(group)["statutes-approved"].on_date == SOME_MOMENT.date()
    assert "Mooi." in client.get(f"{base}/").text


def test_beside_an_article_stands_what_it_means_who_chooses_it_and_what_changing_it_costs(
    client, sign_in, group, founder
):
    sign_in(client, founder)
    page = f"/cooperaties/{group.slug}/statuten/tekst"
    shown = client.get(page).text
    purpose = next(article for article in library() if article["id"] == "omzetting")
    assert all(purpose[name] in shown for name in ("plain", "usual", "cost_of_change"))
    assert purpose["plain_en"] not in shown
    client.set_cookie(COOKIE, "en")
    assert purpose["plain_en"] in client.get(page).text
