"""Every page of a coach with forty groups and sixty hand-ins, and of the manager, on a phone: short enough to look through."""

import pytest

from tests.factories import CoachFactory, ManagerFactory
from tests.home.test_start_pages import fill
from tests.journeys import browsing
from tests.journeys.test_every_page import pages_of

LONGEST = 4000  # pixels
SIZE = "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"
# What one reads from beginning to end, or looks a word up in, is as long as it is.
TO_READ = {"learning.lesson", "knowledge.article", "statutes.text", "papers.text"}


@pytest.mark.parametrize(
    "role",
    [
        pytest.param("coach", marks=pytest.mark.xdist_group("browser-1")),
        pytest.param("manager", marks=pytest.mark.xdist_group("browser-2")),
    ],
)
def test_forty_groups_and_sixty_hand_ins_fit_on_a_phone(site, visit, sign_in, role):
    coach, manager = CoachFactory(email="coach@example.org"), ManagerFactory(email="manager@example.org")
    fill(coach)
    client = site.app.test_client()
    sign_in(client, {"coach": coach, "manager": manager}[role])
    kept = client.get_cookie("session")
    here = visit(site.address, viewport=browsing.PHONE)
    here.add_cookies([{"name": "session", "value": kept.value, "url": site.address}])
    page = here.new_page()
    too_large, opened = [], 0
    for kind, path, _page in pages_of(site.app, role, 1, TO_READ):
        page.goto(path)
        height, width = page.evaluate(SIZE)
        opened += 1
        if height > LONGEST or width > browsing.PHONE["width"]:
            too_large.append((kind, path, height, width))
    assert opened > 30, "the pages were not found"
    assert not too_large, "\n".join(map(str, too_large))
