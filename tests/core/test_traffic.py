"""Who looks after the incubator can read what the web server does; neither the log nor the figures hold who asked for what."""

import os

import pytest

from incubator.core import traffic
from incubator.core.db import db
from incubator.core.figures import Figures, sample
from incubator.core.health import shown_settings

TOKEN = "a-token-for-prometheus"


@pytest.fixture
def watched(make_app, upgrade):
    app = make_app(access_log=True, metrics_token=TOKEN)
    with app.app_context():
        upgrade(app)
        yield app
        db.session.remove()
        db.engine.dispose()


def figures_of(app):
    answer = app.test_client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=0.0.4")
    pairs = [line.rpartition(" ") for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _space, value in pairs}


def test_requests_are_counted_by_the_rule_of_their_address(watched):
    for slug in ("de-tuin", "de-bezem"):
        watched.test_client().get(f"/wachtwoord/invitation/{slug}")
    figures = figures_of(watched)
    assert not any("de-tuin" in name for name in figures)
    counted = {name: number for name, number in figures.items() if "requests_total" in name}
    assert sum(counted.values()) == 2
    (total,) = [
        number for name, number in figures.items() if name.startswith("incubator_request_duration_seconds_count")
    ]
    assert total == 2
    unbounded = [number for name, number in figures.items() if 'le="+Inf"' in name]
    assert unbounded == [2]


def test_queues_and_health_are_among_the_figures(watched):
    figures = figures_of(watched)
    assert figures["incubator_up"] == 1
    assert figures['incubator_mails{state="queued"}'] == 0
    assert figures['incubator_trouble{subject="jobs"}'] == 0


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer é"}])
def test_without_the_token_there_is_nothing(watched, headers):
    assert watched.test_client().get("/metrics", headers=headers).status_code == 404


def test_without_a_token_in_the_settings_there_is_nothing(app, client):
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_the_token_is_a_secret(watched):
    assert TOKEN not in str(shown_settings(watched.extensions["incubator"]))


def test_processes_are_added_up_and_the_long_gone_forgotten(tmp_path):
    first, second = Figures(tmp_path), Figures(tmp_path)
    for figures in (first, second, second):
        figures.note("GET", "/", 200, 0.2)
        figures.lines()
    line = sample("requests_total", method="GET", route="/", status="200")
    assert f"{line} 3" in first.lines()
    assert not any(path.stat().st_mode & 0o077 for path in tmp_path.iterdir())
    for path in tmp_path.glob("*.json"):
        os.utime(path, (0, 0))
    first.note("GET", "/", 200, 0.2)
    assert f"{line} 2" in first.lines()


def test_a_request_is_a_line_in_the_log_without_its_address(watched, monkeypatch):
    lines = []
    monkeypatch.setattr(traffic.log, "info", lambda event, **values: lines.append((event, values)))
    watched.test_client().get("/wachtwoord/invitation/geheim")
    watched.test_client().get("/nergens-geheim")
    (event, known), (_event, unknown) = lines
    assert (event, known["method"], known["status"]) == ("request", "GET", known["status"])
    assert known["route"].startswith("/wachtwoord/")
    assert unknown == {"method": "GET", "route": "-", "status": 404, "seconds": unknown["seconds"]}
    assert "geheim" not in str(lines)
