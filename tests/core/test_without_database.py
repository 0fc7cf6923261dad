"""A database that is away: 503 with when to come back, as a page for people and as JSON for scripts, never a lie about what was saved."""

import pytest
from flask.testing import FlaskClient


@pytest.fixture
def client(make_app):
    app = make_app(database_url="postgresql://incubator:geheim@127.0.0.1:1/incubator?connect_timeout=2")
    with app.app_context():
        yield FlaskClient(app, app.response_class)


def test_the_monitor_reads_why_in_json(client):
    answer = client.get("/gezond")
    assert (answer.status_code, answer.get_json()["status"]) == (503, "down")
    assert {"name": "database", "status": "broken"} in answer.get_json()["checks"]
    assert "geheim" not in answer.text
    assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize("path", ["/", "/aankondigingen/", "/kennis/begrippen"])
def test_people_read_a_page_that_says_that_nothing_was_saved(client, path):
    with client.session_transaction() as session:
        session["_user_id"] = "1.stamp"  # who is signed in is in the database too
    answer = client.get(path)
    if answer.status_code == 404:
        pytest.fail(f"{path} is no page any more")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "niet bewaard" in answer.text
    assert "geheim" not in answer.text


def test_scripts_get_json(client):
    answer = client.get("/aankondigingen/", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.get_json()) == (503, {"error": "database unreachable"})
