"""`incubator watch`: the shapes that people and scripts rely on."""

import json

import pytest
from flask.cli import ScriptInfo

from incubator.cli import cli
from incubator.core.db import db
from incubator.formats.values import Reserved
from tests.watch.factories import publication, store, watching

KINDS = {"cpv", "text", "place", "value", "reserved", "time", "feedback"}
WHOLE = {
    "name": "Groenploeg Zuid",
    "description": "vrije tekst, wat de coöperatie doet",
    "cpv": ["77310000"],
    "keywords": ["groenonderhoud", '"ecologisch beheer"'],
    "exclude": ["sportvelden"],
    "places": ["NL35", "GM0344"],
    "min_value": None,
    "max_value": "250000",
    "languages": ["nl"],
    "synonyms": {"groenonderhoud": ["plantsoenonderhoud"]},
    "kinds": ["planning", "consultation", "competition"],
    "min_days_left": 7,
    "threshold": 0.5,
}


def invoke(app, *arguments):
    return app.test_cli_runner().invoke(cli, ["watch", *arguments], obj=ScriptInfo(create_app=lambda: app))


@pytest.fixture
def run(app, tmp_path):
    def match(profiles, *more):
        file = tmp_path / "profiles.json"
        file.write_text(profiles if isinstance(profiles, str) else json.dumps(profiles), encoding="utf-8")
        return invoke(app, "match", "--profiles", str(file), *more)

    return match


def lines(result):
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.both_databases
def test_every_notice_is_ranked_for_every_profile_as_the_contract_says(run):
    first, second = store(publication(1), publication(2, "Schoonmaak kantoren", cpvCodes=[{"code": "90919200-4"}]))
    matches = lines(run([WHOLE, {"name": "Schoon", "keywords": ["schoonmaak"]}], "--json"))
    assert [(match["profile"], match["id"]) for match in matches if match["score"] >= 0.5] == [
        ("Groenploeg Zuid", first.id),
        ("Schoon", second.id),
    ]
    best = matches[0]
    assert set(best) == {"profile", "id", "identities", "score", "reasons"}
    assert {"scheme": "tenderned", "id": "1"} in best["identities"]
    assert 0 <= best["score"] <= 1
    assert {reason["kind"] for reason in best["reasons"]} <= KINDS
    by_kind = {reason["kind"]: reason["says"] for reason in best["reasons"] if reason["for"]}
    assert "Beplanten en onderhouden van groengebieden" in by_kind["cpv"]
    assert not any("7731" in reason["says"] for reason in best["reasons"])  # words, no codes
    assert {"kind": "place", "for": True, "says": "In jullie gebied: Utrecht"} in best["reasons"]
    assert all(set(reason) == {"kind", "for", "says"} for reason in best["reasons"])


def test_reasons_are_dutch_sentences_with_amounts_dates_and_places(run):
    store(publication(1, "Groenonderhoud", nutsCodes=[{"code": "NL414"}]))
    notice = store(publication(2, "Groenonderhoud 2"))[0]
    notice.value_cents, notice.language = 123_456_700, "fr"
    notice.reserved = Reserved.SHELTERED
    db.session.commit()
    matches = lines(run([{**WHOLE, "min_days_left": 60}], "--json"))
    sentences = [reason["says"] for line in matches for reason in line["reasons"]]
    assert "Buiten jullie gebied: Zuidoost-Noord-Brabant" in sentences
    assert "Groter dan jullie zoeken: € 1.234.567" in [sentence.replace("\u00a0", " ") for sentence in sentences]
    assert any(
        sentence.startswith("Er is weinig tijd: inleveren kan tot ") and sentence.endswith("10.00 uur")
        for sentence in sentences
    )
    assert any("Frans" in sentence for sentence in sentences)
    assert any(sentence.startswith("Voorbehouden aan") and "art. 2.82 Aw 2012" in sentence for sentence in sentences)


@pytest.mark.parametrize("key", [key for key in WHOLE if key != "name"])
def test_every_key_but_the_name_is_optional_and_may_be_null(run, key):
    store(publication(1))
    without = {name: value for name, value in WHOLE.items() if name != key}
    assert lines(run([without], "--json"))
    assert lines(run([{**WHOLE, key: None}], "--json"))


def test_a_profile_that_says_nothing_matches_nothing(run):
    store(publication(1))
    assert lines(run([{"name": "Leeg"}, {"name": "Plaats", "places": ["NL3"], "max_value": 10}], "--json")) == []


def test_without_kinds_all_kinds_are_ranked(run):
    store(
        publication(
            1, publicatieCode="EF29", aankondigingCode={"code": "AGO"}, typePublicatie="Aankondiging gegunde opdracht"
        )
    )
    assert lines(run([{"name": "Alles", "cpv": ["77310000"]}], "--json"))
    assert lines(run([{"name": "Open", "cpv": ["77310000"], "kinds": ["competition"]}], "--json")) == []


def test_the_limit_is_per_profile_and_best_comes_first(run):
    store(*(publication(number, f"Groenonderhoud {number}") for number in range(1, 6)))
    store(publication(9, "Bomen", opdrachtBeschrijving="x"))
    matches = lines(run([WHOLE, {**WHOLE, "name": "Ander"}], "--json", "--limit", "3"))
    assert [match["profile"] for match in matches] == ["Groenploeg Zuid"] * 3 + ["Ander"] * 3
    assert [match["score"] for match in matches[:3]] == sorted((match["score"] for match in matches[:3]), reverse=True)


def test_nothing_is_stored(run, session):
    store(publication(1))
    run([WHOLE], "--json")
    assert session.connection().exec_driver_sql("SELECT count(*) FROM matches").scalar() == 0


def test_for_people_one_notice_a_line(run):
    store(publication(1))
    (line,) = run([WHOLE]).stdout.splitlines()
    assert line.startswith("Groenploeg Zuid\t0.")
    assert "Groenonderhoud Zonnewijk" in line


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("{", "profiles.json"),
        ("", "profiles.json"),
        ('{"name": "x"}', "array"),
        ("[1]", "object with a name"),
        ('[{"cpv": ["77310000"]}]', "object with a name"),
        ('[{"name": "x", "cpv": "77310000"}]', "cpv"),
        ('[{"name": "x", "cpv": ["groen"]}]', "cpv"),
        ('[{"name": "x", "keywords": [1]}]', "keywords"),
        ('[{"name": "x", "max_value": "veel"}]', "max_value"),
        ('[{"name": "x", "max_value": 1e999}]', "max_value"),
        ('[{"name": "x", "max_value": true}]', "max_value"),
        ('[{"name": "x", "min_value": 10, "max_value": 5}]', "max_value"),
        ('[{"name": "x", "min_days_left": -1}]', "min_days_left"),
        ('[{"name": "x", "min_days_left": 1.5}]', "min_days_left"),
        ('[{"name": "x", "min_days_left": 1e30}]', "min_days_left"),
        ('[{"name": "x", "threshold": true}]', "threshold"),
        ('[{"name": "x", "keywords": ["groen \\ud800"]}]', "keywords"),
        ('[{"name": "x\\ud800"}]', "half a character"),
        ('[{"name": "x\\ty"}]', "a tab"),
        ('[{"name": "x", "threshold": 2}]', "threshold"),
        ('[{"name": "x", "threshold": NaN}]', "threshold"),
        ('[{"name": "x", "kinds": ["auction"]}]', "kinds"),
        ('[{"name": "x", "synonyms": ["a"]}]', "synonyms"),
        ('[{"name": "x", "min_days_left": "soon"}]', "min_days_left"),
        ("[" * 100_000, "profiles.json"),
    ],
)
def test_a_wrong_file_is_refused_with_a_sentence(run, content, names):
    result = run(content, "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert names in result.stderr
    assert "Traceback" not in result.output


def test_a_missing_file_is_wrong_usage(app):
    assert invoke(app, "match", "--profiles", "/nowhere.json").exit_code == 2


def test_a_key_that_is_not_known_is_named_and_left_out(run):
    store(publication(1))
    result = run([{**WHOLE, "keyword": ["x"]}], "--json")
    assert len(lines(result)) == 1
    assert "'keyword'" in result.stderr


def explain(app, *more):
    return invoke(app, "explain", *more)


def test_explain_says_rule_by_rule_why(app):
    watch = watching(slug="de-tuin", name="De Tuin")
    (notice,) = store(publication(1))
    for name in ("de-tuin", "De Tuin", str(watch.id)):
        explanation = json.loads(explain(app, "--profile", name, "--notice", str(notice.id), "--json").stdout)
        assert explanation["alert"]
        assert explanation["score"] >= explanation["threshold"] == 0.5
        assert {reason["kind"] for reason in explanation["reasons"]} >= {"cpv", "text", "place", "time"}
    assert "Waarom" not in explain(app, "--profile", "de-tuin", "--notice", str(notice.id)).stderr


def test_explain_says_why_a_notice_was_not_matched(app):
    watching(slug="de-tuin")
    award, chairs = store(
        publication(
            1, publicatieCode="EF29", aankondigingCode={"code": "AGO"}, typePublicatie="Aankondiging gegunde opdracht"
        ),
        publication(2, "Kantoorstoelen", cpvCodes=[{"code": "39112000-0"}], opdrachtBeschrijving="Stoelen."),
    )
    explanation = json.loads(explain(app, "--profile", "de-tuin", "--notice", str(award.id), "--json").stdout)
    assert not explanation["alert"]
    assert any("soort aankondigingen" in reason["says"] for reason in explanation["reasons"])
    assert "meubilair" in explain(app, "--profile", "de-tuin", "--notice", str(chairs.id)).stdout


@pytest.mark.parametrize("wrong", [("nobody", "1"), ("de-tuin", "99999")])
def test_explain_names_what_it_does_not_know(app, wrong):
    watching(slug="de-tuin")
    store(publication(1))
    result = explain(app, "--profile", wrong[0], "--notice", wrong[1])
    assert result.exit_code == 2
    assert "There is no" in result.stderr
