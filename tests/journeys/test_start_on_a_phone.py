"""The start pages of a coach with forty groups, and of the manager, on a phone: short enough to look through, and no wider than it."""

import pytest

from tests.factories import CoachFactory, ManagerFactory
from tests.home.test_start_pages import fill
from tests.journeys import browsing

pytestmark = pytest.mark.xdist_group("browser-2")
LONGEST = 4000  # pixels
SIZE = "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"


@pytest.mark.parametrize("role", ["coach", "manager"])
def test_forty_groups_and_sixty_hand_ins_fit_on_a_phone(site, visit, sign_in, role):
    coach, manager = CoachFactory(), ManagerFactory()
    fill(coach)
    person = {"coach": coach, "manager": manager}[role]
    client = site.app.test_client()
    sign_in(client, person)
    kept = client.get_cookie("session")
    here = visit(site.address, viewport=browsing.PHONE)
    here.add_cookies([{"name": "session", "value": kept.value, "url": site.address}])
    page = here.new_page()
    page.goto("/")
    height, width = page.evaluate(SIZE)
    assert height <= LONGEST
    assert width <= browsing.PHONE["width"]
