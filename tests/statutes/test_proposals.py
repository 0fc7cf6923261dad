"""Proposals for the clause library."""

from tests.factories import CoachFactory


def test_a_coach_reads_the_library(app, client, sign_in):
    sign_in(client, CoachFactory())
    page = client.get("/statuten/modelteksten/")
    assert page.status_code == 200
    print(page.text[:6000])
    for path in ("bepalingen/aftreden", "bepalingen/einde-manieren", "bepalingen/aftreden/voorstel"):
        page = client.get(f"/statuten/modelteksten/{path}")
        print(page.text)
        assert page.status_code == 200
