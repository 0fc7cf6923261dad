"""A question that cannot be answered gets a sentence in JSON, and nothing of the inside."""

import base64

import pytest

from incubator.opendata.documents.openapi import PROBLEM
from incubator.opendata.rules import cursor_after

V1 = "/open-data/v1"


def cursor(text):
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


WRONG = [
    ("kleur=groen", "kleur"),
    ("since=gisteren", "since"),
    ("since=2026-02-31", "since"),
    ("since=20260201", "since"),
    ("since=2026-W01-1", "since"),
    ("since=", "since"),
    ("since=2026-01-01&since=2026-02-01", "since"),
    ("kind=feest", "kind"),
    ("kind=signal", "kind"),
    ("region=Amsterdam", "region"),
    ("cpv=groen", "cpv"),
    ("cpv=7", "cpv"),
    ("cpv=773100001", "cpv"),
    ("cpv=٧٧٣", "cpv"),
    ("limit=0", "limit"),
    ("limit=-1", "limit"),
    ("limit=1e9", "limit"),
    ("limit=1000000000", "limit"),
    ("limit=501", "limit"),
    ("limit=tien", "limit"),
    ("limit=", "limit"),
    ("limit=" + "9" * 5000, "limit"),
    ("cursor=zelf-bedacht", "cursor"),
    ("cursor=", "cursor"),
    ("cursor=" + "A" * 5000, "cursor"),
    ("cursor=" + cursor("notices:-1"), "cursor"),
    ("cursor=" + cursor("notices:1 OR 1=1"), "cursor"),
    ("cursor=" + cursor("results:1"), "cursor"),
    ("cursor=" + cursor("notices:١"), "cursor"),
    ("cursor=" + cursor("notices:01"), "cursor"),
    ("cursor=" + cursor("notices:1") + "=", "cursor"),
    ("cursor=é", "cursor"),
    ("<script>=1", "<script>"),
]


@pytest.mark.parametrize(("query", "parameter"), WRONG, ids=lambda value: value[:40])
def test_what_is_not_understood_is_refused_with_a_sentence(notices, client, query, parameter):
    answer = client.get(f"{V1}/notices?{query}")
    assert (answer.status_code, answer.content_type) == (400, PROBLEM)
    answered = answer.get_json()
    assert answered["parameter"] == parameter
    assert answered["detail"].endswith((".", "-"))
    assert len(answered["detail"]) < 400
    for inside in ("Traceback", "incubator.", "sqlalchemy", "SELECT", "/work"):
        assert inside not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "path", ["notices.csv?limit=10", "notices.jsonl?cursor=x", "results?since=2026-01-01", "results.csv?x=1"]
)
def test_what_another_address_takes_is_refused_here(notices, client, path):
    assert client.get(f"{V1}/{path}").status_code == 400


def test_a_cursor_past_the_end_gives_an_empty_page(notices, client):
    for place in (10**6, 2**31, 10**11):
        answer = client.get(f"{V1}/notices", query_string={"cursor": cursor_after("notices", place)})
        assert (answer.status_code, answer.get_json()["data"]) == (200, [])


@pytest.mark.parametrize(
    "path",
    [
        *("bestaat-niet", "bestaat-niet.csv", "releases.csv", "releases/dictionary.csv", "notices/1", "results/x"),
        *("releases/ocds-000000-999", "releases/ocds-000000-99999999999999999", "releases/ocds-000000-", "releases/x"),
        *("releases/ocds-000000-١", "releases/../../etc/passwd", "releases/%00"),
    ],
)
def test_what_is_not_there_is_said_in_json(notices, client, path):
    answer = client.get(f"{V1}/{path}")
    assert answer.status_code in {400, 404}
    if answer.status_code == 404 and ".." not in path:
        assert answer.content_type == PROBLEM


def test_nobody_writes(notices, client):
    for method in (client.post, client.put, client.delete):
        assert method(f"{V1}/notices").status_code in {400, 405}


def test_who_asks_too_often_is_told_how_long_to_wait(make_app, upgrade, monkeypatch):
    app = make_app(rate_limits=True)
    with app.app_context():
        upgrade(app)
        client = app.test_client()
        answers = [client.get(f"{V1}/results.csv") for _time in range(31)]
    assert [answer.status_code for answer in answers[:30]] == [200] * 30
    assert (answers[30].status_code, answers[30].content_type) == (429, PROBLEM)
    assert int(answers[30].headers["Retry-After"]) > 0
