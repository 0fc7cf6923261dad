"""Every page of a coach with forty groups and sixty hand-ins, and of the manager, on a phone: short enough to look through."""

import pytest

from incubator.accounts import queries as accounts
from incubator.bids.models import Bid, BidStage
from incubator.core import clock
from incubator.core.db import db
from incubator.notices.models import Notice
from incubator.notices.services import SourceDocument, import_documents
from tests.factories import CoachFactory, ManagerFactory, ParticipationFactory
from tests.home.test_start_pages import fill
from tests.journeys import browsing, on_a_phone
from tests.journeys.test_every_page import pages_of

# What one reads from beginning to end, or looks a word up in, is as long as it is.
TO_READ = {"learning.lesson", "knowledge.article", "statutes.text", "papers.text"}


def a_phone_of(site, visit, client):
    """The page of who is signed in with this client."""
    here = visit(site.address, viewport=browsing.PHONE)
    here.add_cookies([{"name": "session", "value": client.get_cookie("session").value, "url": site.address}])
    return here.new_page()


def sizes(app, page, *which):
    """The kind, the address, the height and the width of each page that `pages_of` gives."""
    for kind, path, _page in pages_of(app, *which):
        page.goto(path)
        height, width = on_a_phone.size(page)
        yield kind, path, height, width


def is_too_large(opened):
    _kind, _path, height, width = opened
    return height > on_a_phone.LONGEST or width > browsing.PHONE["width"]


def test_forty_groups_and_sixty_hand_ins_fit_on_a_phone_of_a_coach_and_of_the_manager(site, visit, sign_in):
    coach, manager = CoachFactory(email="coach@example.org"), ManagerFactory(email="manager@example.org")
    fill(coach)
    too_large = []
    for role, user in (("coach", coach), ("manager", manager)):
        client = site.app.test_client()
        page = a_phone_of(site, visit, sign_in(client, user))
        opened = list(sizes(site.app, page, role, 1, TO_READ))
        too_large += filter(is_too_large, opened)
        assert len(opened) > 30, f"the pages of the {role} were not found"
    assert not too_large, "\n".join(map(str, too_large))


@pytest.mark.parametrize(
    ("person", "group", "stage", "least"),
    [("lotte", "de-zonnewijk-groen", BidStage.WRITING, 45), ("priya", "samen-sterk-buurtzorg", BidStage.WON, 30)],
)
def test_every_kind_of_page_of_bids_fits_on_a_phone(demo, visit, person, group, stage, least):
    client = demo.app.test_client()
    with demo.app.app_context(), client.session_transaction() as cookie:
        cookie["_user_id"] = accounts.by_email(f"{person}@example.org").get_id()
        cookie["_fresh"] = True
    page = a_phone_of(demo, visit, client)
    elsewhere = {rule.endpoint for rule in demo.app.url_map.iter_rules() if not rule.endpoint.startswith("bids.")}
    with demo.app.app_context():
        of_group = Bid.cooperative.has(slug=group)
        number = db.session.scalars(db.select(Bid.id).where(of_group, Bid.stage == stage)).one()
    start = f"/cooperaties/{group}/inschrijvingen/{number}"
    opened = list(sizes(demo.app, page, person, 2, elsewhere, start))
    kinds = {kind for kind, *_size in opened}
    too_large = list(filter(is_too_large, opened))
    assert len(kinds) > least, "the pages were not found"
    assert not too_large, "\n".join(map(str, too_large))


@pytest.mark.parametrize("folder", ["ted-r209-nl", "eforms-real", "mixed-real"])
def test_the_longest_real_notices_fit_on_a_phone_and_hide_nothing(site, visit, sign_in, shared_data, folder):
    papers = sorted((shared_data / "notices" / folder).glob("*.xml"), key=lambda paper: -paper.stat().st_size)[:20]
    import_documents([SourceDocument(paper.name, paper.read_bytes()) for paper in papers], now=clock.now())
    db.session.commit()
    stored = db.session.scalars(db.select(Notice).where(Notice.merged_into_id.is_(None))).all()
    reader = ParticipationFactory().user
    client = site.app.test_client()
    sign_in(client, reader)
    page = a_phone_of(site, visit, client)
    too_large = []
    for notice in stored:
        page.goto(f"/aankondigingen/{notice.id}")
        too_large += on_a_phone.what_does_not_fit(page)
        text = "".join((page.locator("main").text_content() or "").replace("…", "").split())
        assert "".join((notice.description or "").replace("…", "").split())[-80:] in text, page.url
    assert len(stored) > 3
    assert not too_large, "\n".join(too_large)


ROOMS = ("/leden", "/kapitaal", "/bestuur", "/vergaderingen", "/besluiten", "/plichten")


@pytest.mark.parametrize(
    ("person", "group", "least"), [("lotte", "de-zonnewijk-groen", 45), ("priya", "samen-sterk-buurtzorg", 30)]
)
def test_every_kind_of_page_of_members_money_and_meetings_fits_on_a_phone(demo, visit, person, group, least):
    client = demo.app.test_client()
    with demo.app.app_context(), client.session_transaction() as cookie:
        cookie["_user_id"] = accounts.by_email(f"{person}@example.org").get_id()
        cookie["_fresh"] = True
    page = a_phone_of(demo, visit, client)
    places = [f"/cooperaties/<slug>{room}" for room in ROOMS]
    elsewhere = {
        rule.endpoint for rule in demo.app.url_map.iter_rules() if not any(place in rule.rule for place in places)
    }
    opened = list(sizes(demo.app, page, person, 1, elsewhere, f"/cooperaties/{group}"))
    kinds = {kind for kind, *_size in opened} - elsewhere
    too_large = list(filter(is_too_large, opened))
    assert len(kinds) > least, "the pages were not found"
    assert not too_large, "\n".join(map(str, too_large))


def test_a_purchasing_policy_with_mistakes_everywhere_fits_on_a_phone_and_its_list_opens_what_is_folded(
    site, visit, sign_in
):
    client = site.app.test_client()
    sign_in(client, ManagerFactory(email="manager@example.org"))
    page = a_phone_of(site, visit, client)
    page.goto("/beheer/inkoopbeleid/utrecht")
    for field in page.locator("main form input[type=text]").all():
        field.fill("twaalf en een half")
    for field in page.locator("main form textarea").all():
        field.evaluate("field => { field.value = 'lang '.repeat(500) }")
    page.locator("#source").fill("")
    page.locator("#url").evaluate("field => { field.value = 'x'.repeat(2000) }")
    page.locator("#checked_on").fill("")
    page.get_by_role("button", name="Bewaren").click()
    page.locator("#error-summary").wait_for()
    height, width = on_a_phone.size(page)
    assert width <= browsing.PHONE["width"]
    assert height < on_a_phone.LONGEST
    last = page.locator("#error-summary a[href='#social_several']")
    field = page.locator("#social_several")
    assert not field.is_visible()
    last.click()
    field.wait_for(state="visible")
