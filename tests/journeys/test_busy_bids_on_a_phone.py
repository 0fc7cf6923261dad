"""A bid with a hundred requirements, and an agenda with eighty dates, on a phone: short enough to look through, and nothing is lost."""

from datetime import timedelta

import pytest

from incubator.bids.models import (
    BidStage,
    Requirement,
    RequirementKind,
    RequirementOrigin,
    RequirementState,
    Submission,
    SubmittedFile,
)
from incubator.bids.services import bidding, partners, sections
from incubator.cooperatives.values import Phase
from incubator.core import agenda, clock, files
from incubator.core.db import db
from incubator.core.word import Document, Paragraph, to_bytes
from incubator.questions import services as comments
from incubator.questions.values import SECTION
from tests.factories import (
    CoachAssignmentFactory,
    CooperativeFactory,
    MilestoneFactory,
    ParticipationFactory,
    UserFactory,
)
from tests.journeys import browsing, on_a_phone
from tests.watch.factories import publication, store

LONG = "De opdrachtnemer toont aan dat zij beschikt over aantoonbare ervaring met het onderhoud van openbaar groen in wijken. "
FOLDED = "details:not([open]) > summary"


@pytest.fixture
def reader(site):
    return UserFactory(name="Annemarie van der Kloosterboer-Wijnhoven")


@pytest.fixture
def bid(site, reader):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin voor Groen en Schoon in de Zonnewijk", phase=Phase.F6)
    MilestoneFactory(cooperative=group, key="deed")
    ParticipationFactory(cooperative=group, user=reader)
    (notice,) = store(
        publication(1, "Groenonderhoud, gladheidbestrijding en schoonmaak van de openbare ruimte in acht wijken")
    )
    begun = bidding.start(group, notice, owner=reader, now=clock.now(), today=clock.today())
    begun.stage = BidStage.WRITING
    for number in range(100):
        row = Requirement(bid_id=begun.id, kind=list(RequirementKind)[number % 7], origin=RequirementOrigin.OWN)
        row.text, row.position = f"{number}: {LONG * (1 + number % 4)}", number
        row.state, row.knock_out, row.owner_id = RequirementState.CONFIRMED, number % 3 == 0, reader.id
        row.answered_in = "Plan van aanpak, hoofdstuk 3: hoe wij werken met de bewoners van de acht wijken"
        row.evidence = "Certificaat Groenkeur, referentie van de gemeente en een verklaring van de opdrachtgever"
        db.session.add(row)
    db.session.commit()
    return begun


@pytest.fixture
def page(person, reader):
    return person(reader, browsing.PHONE)


def look_at(page, address):
    """Opens it and gives how high it is; a page that is too wide fails at once."""
    assert page.goto(address).status == 200
    height, width = on_a_phone.size(page)
    assert width <= browsing.PHONE["width"], address
    return height


def here(bid, path=""):
    return f"/cooperaties/de-tuin/inschrijvingen/{bid.id}{path}"


def test_a_hundred_requirements_fit_a_part_at_a_time_and_all_can_be_reached(bid, page):
    seen = set()
    for number in range(1, 99):
        assert look_at(page, here(bid, f"/eisen?pagina={number}")) <= on_a_phone.LONGEST
        rows = page.locator("main .list-rows > li").all_inner_texts()
        seen |= set(rows)
        if not page.get_by_role("link", name="Volgende").count():
            break
    assert len(seen) == 100
    assert look_at(page, here(bid, "/eisen?stand=knock-out&soort=requirement")) <= on_a_phone.LONGEST
    page.locator("main strong + a[href$='/eisen']").click()
    page.locator("main details", has=page.locator("#soort")).locator("summary").first.click()
    page.locator("#soort").select_option("award")
    page.locator("main form.finder button").click()
    page.wait_for_url("**soort=award**")
    assert on_a_phone.what_does_not_fit(page) == []


def test_a_hand_in_with_thirty_open_knock_outs_says_them_all_and_fits(bid, page):
    assert look_at(page, here(bid, "/inleveren")) <= on_a_phone.LONGEST
    # What is folded is there, and opens without a script.
    named = page.locator("main .alert li").count()
    assert named == 34
    assert page.locator("#open_because").is_visible()
    page.get_by_role("button", name="Vastleggen dat wij inleverden").click()
    page.locator("#error-summary").wait_for()
    assert on_a_phone.what_does_not_fit(page) == []


def test_what_was_handed_in_with_many_files_and_parts_fits(bid, page, reader):
    content = [
        {"title": f"Wens {number}: {LONG}", "lot": None, "ours": number % 2 == 0, "what": LONG * 30, "view": LONG, "proof": ""}
        for number in range(30)
    ]  # fmt: skip
    submission = Submission(bid_id=bid.id, handed_in_at=clock.now(), recorded_at=clock.now(), recorded_by_id=reader.id)
    submission.place, submission.reference = f"https://platform.example.org/{'inschrijven/' * 14}", "T-" + "1" * 100
    submission.late, submission.open_because, submission.content, submission.digest = True, LONG * 16, content, "f" * 64
    db.session.add(submission)
    for number in range(28):
        title = f"Verklaring van een derde over de inzet van mensen en materieel, nummer {number}"
        word = to_bytes(
            Document(title=title, blocks=(Paragraph(title),), author="De Tuin", made_at=clock.now(), date_text="")
        )
        submission.papers.append(SubmittedFile(file=files.keep(word, f"{title}.docx", now=clock.now())))
    bid.stage = BidStage.SUBMITTED
    db.session.commit()
    assert look_at(page, here(bid, f"/inleveren/{submission.id}")) <= on_a_phone.LONGEST
    # Each file can be fetched, with its fingerprint beside it, and each part of the text is there.
    assert page.locator("main a[href*='/bestanden/']").count() == 28
    assert page.get_by_text("SHA-256").count() >= 29
    assert page.locator("main h3", has_text="Wens").count() == 30


@pytest.fixture
def board(bid, reader):
    """Forty bids, most of them in three stages; the stage of each by its number."""
    notices = store(
        *(publication(number, f"{number}: {LONG}", opdrachtgeverNaam=f"{number}: {LONG}") for number in range(2, 42))
    )
    stages = (BidStage.DECIDING, BidStage.WRITING, BidStage.SUBMITTED, BidStage.LOST)
    where = {}
    for number, notice in enumerate(notices):
        begun = bidding.start(bid.cooperative, notice, owner=reader, now=clock.now(), today=clock.today())
        begun.stage = stages[number % len(stages)]
        where[begun.id] = begun.stage.value
    db.session.commit()
    return where


def test_a_board_of_forty_bids_fits_and_leads_to_each_of_them(board, bid, page):
    address = here(bid).rpartition("/")[0]
    assert look_at(page, address) <= on_a_phone.LONGEST
    assert on_a_phone.what_is_wrong(page) == []
    waiting = page.locator("[data-board] .bid-more a").evaluate_all("links => links.map(link => link.href)")
    seen = set()
    while waiting:
        assert look_at(page, waiting.pop()) <= on_a_phone.LONGEST
        seen |= set(page.locator("main .bid-card:visible").evaluate_all("cards => cards.map(card => card.id)"))
        waiting += page.locator("a[rel=next]").evaluate_all("links => links.map(link => link.href)")
    assert seen >= {f"bid-{number}" for number in board}
    assert on_a_phone.what_is_wrong(page) == []


def test_a_bid_is_moved_on_the_page_of_its_stage_and_that_page_comes_back(board, bid, page):
    address = f"{here(bid).rpartition('/')[0]}?fase=deciding"
    look_at(page, address)
    card = page.locator("main .bid-card").first
    number = card.get_attribute("id")
    card.locator("select").select_option("interesting")
    with page.expect_navigation():
        card.get_by_role("button").click()
    assert page.url.endswith("?fase=deciding")
    assert page.locator(f"#{number}").count() == 0
    look_at(page, address.replace("deciding", "interesting"))
    assert page.locator(f"#{number}").count() == 1


def test_an_agenda_with_eighty_dates_begins_with_the_nearest_and_folds_the_rest_by_month(bid, page):
    for number in range(80):
        agenda.put(
            f"test:{number}",
            f"Datum {number}: bespreken hoe wij de eisen van de opdrachtgever in acht wijken gaan verdelen",
            clock.now() + timedelta(days=number * 2, hours=number + 1),
            source="bids",
            cooperative_id=bid.cooperative_id,
            url=here(bid),
        )
    db.session.commit()
    assert look_at(page, "/agenda") <= on_a_phone.LONGEST
    dates = page.locator("main li", has_text="Datum")
    assert dates.count() == 80
    assert dates.first.is_visible()
    assert not dates.last.is_visible()
    folded = page.locator("main details")
    assert folded.count() >= 2
    for part in folded.all():
        part.locator("summary").click()
    assert dates.last.is_visible()


def test_an_agenda_with_a_few_dates_folds_nothing(bid, page):
    look_at(page, "/agenda")
    assert page.locator("main details").count() == 0


def test_a_card_dragged_to_where_it_cannot_go_stays_and_says_why(bid, person, reader):
    desk = person(reader, browsing.DESK)
    desk.goto(here(bid).rpartition("/")[0])
    card = desk.locator(f"#bid-{bid.id}")
    announced = desk.locator("[data-announce]")
    assert announced.evaluate("place => place.classList.contains('visually-hidden')")
    card.drag_to(desk.locator("[data-stage=seen]"))
    desk.wait_for_function("document.querySelector('[data-announce]').textContent.length > 20")
    assert not announced.evaluate("place => place.classList.contains('visually-hidden')")
    assert card.evaluate("card => card.closest('[data-stage]').dataset.stage") == "writing"


def test_a_reason_that_is_asked_for_is_not_called_optional(bid, page):
    look_at(page, here(bid, "/inleveren"))
    assert page.locator("label[for=open_because] .optional").count() == 0
    for row in db.session.scalars(db.select(Requirement)):
        row.knock_out = False
    db.session.commit()
    look_at(page, here(bid, "/inleveren"))
    assert page.locator("#open_because").count() == 0


BUSIEST = ("convictions", "finance", "references", "people", "means")
SPOILT = """() => {
  for (const field of document.querySelectorAll('main input[inputmode=decimal]')) field.value = 'veel';
  for (const field of document.querySelectorAll('main input[type=date][name$=from]')) field.value = '2026-01-01';
  for (const field of document.querySelectorAll('main input[type=url]')) field.value = 'geen adres';
  for (const field of document.querySelectorAll('main textarea')) field.value = 'lange zinnen '.repeat(300).trim();
}"""
ALL_YES = "document.querySelectorAll('main input[type=radio][value=true]').forEach(field => { field.checked = true })"
TYPED = """() => [...document.querySelectorAll('main form[data-keep] :is(input:not([type=hidden]), textarea)')]
  .filter(field => field.type != 'radio' || field.checked).map(field => [field.id, field.value])"""
CRITERIA = "main form[data-keep] > details"


@pytest.fixture
def uea(bid):
    """Where the UEA of this bid is, with a yes to all that its longest parts ask: then each asks what it can."""
    own = partners.ensure_own(bid, now=clock.now())
    db.session.commit()
    return here(bid, f"/uea/{own.id}")


def send(page):
    with page.expect_navigation():
        page.evaluate("document.querySelector('main form[data-keep]').submit()")
    return on_a_phone.what_does_not_fit(page)


def open_everything(page, address):
    page.goto(address)
    page.evaluate(ALL_YES)
    send(page)
    assert look_at(page, address) <= on_a_phone.LONGEST


@pytest.mark.parametrize("part", BUSIEST)
def test_a_part_of_the_uea_full_of_mistakes_opens_one_at_a_time_and_keeps_all_that_was_typed(uea, page, part):
    open_everything(page, f"{uea}/{part}")
    page.evaluate(SPOILT)
    typed = page.evaluate(TYPED)
    assert send(page) == []
    assert page.evaluate(TYPED) == typed
    assert page.locator(f"{CRITERIA}[open]").count() == 1
    # Each that holds a mistake is marked where it is folded, and named on top with a link that opens it.
    wrong = page.locator(CRITERIA, has=page.locator(".field-error"))
    named = page.locator("#error-summary a")
    assert 1 < wrong.count() <= named.count()
    assert wrong.locator("> summary .badge").count() == wrong.count()
    assert on_a_phone.what_is_wrong(page) == []
    where = named.last.get_attribute("href")
    last = page.locator(where)
    assert not last.is_visible()
    named.last.click()
    last.wait_for(state="visible")
    assert page.locator("#error-summary").is_visible()


def test_a_mistake_in_the_proof_alone_opens_the_proof_and_folds_what_is_right(uea, page):
    open_everything(page, f"{uea}/people")
    page.evaluate(SPOILT)
    page.evaluate("document.querySelectorAll('main input[inputmode=decimal]').forEach(field => { field.value = '12' })")
    typed = page.evaluate(TYPED)
    assert send(page) == []
    assert page.evaluate(TYPED) == typed
    assert page.locator(f"{CRITERIA}[open] .field-error:visible").count() > 1
    assert page.locator(f"{CRITERIA}[open] textarea:visible").count() == 0


def test_a_part_of_the_uea_that_two_people_filled_in_opens_one_at_a_time(uea, page):
    address = f"{uea}/people"
    open_everything(page, address)
    other = page.context.new_page()
    other.goto(address)
    for tab, word in ((other, "van haar "), (page, "van hem ")):
        tab.evaluate(
            "word => { for (const f of document.querySelectorAll('main textarea')) f.value = word.repeat(400).trim() }",
            word,
        )
    typed = page.evaluate(TYPED)
    send(other)
    assert send(page) == []
    assert page.evaluate(TYPED) == typed
    assert page.locator(f"{CRITERIA}[open]").count() == 1
    both = page.locator(CRITERIA, has=page.locator(".doubt"))
    assert 1 < both.count() <= page.locator("#error-summary a").count()


def test_a_section_with_long_texts_and_many_comments_fits_for_its_coach_and_hides_nothing_for_good(bid, person, reader):
    coach = CoachAssignmentFactory(cooperative=bid.cooperative).user
    section = sections.add_own(bid, "Onze aanpak", now=clock.now())
    section.what, section.view, section.proof = (
        (f"{name} " * 440).strip() for name in ("vakmensen", "bewoners", "proeven")
    )
    for number in range(12):
        comments.comment(
            bid.cooperative,
            f"Over deel {number}",
            f"{number}: {LONG * 7}",
            by=(reader, coach)[number % 2],
            now=clock.now(),
            ref=f"{bid.id}/{section.id}",
            kind=SECTION,
        )
    db.session.commit()
    page = person(coach, browsing.PHONE)
    assert look_at(page, here(bid, f"/schrijven/{section.id}")) <= on_a_phone.LONGEST
    assert page.get_by_text("bewoners bewoners").count() == 1
    assert not page.get_by_text("bewoners bewoners").is_visible()
    page.locator("main details:has-text('bewoners') > summary").first.click()
    assert page.get_by_text("bewoners bewoners").is_visible()
    assert page.locator("#opmerkingen a[href*='/vragen/']").count() == 12
    for folded in page.locator("#opmerkingen > details > summary").all():
        folded.click()
    assert page.locator("#opmerkingen a[href*='/vragen/']:visible").count() == 12


MISTAKES = {
    "hours_needed": "veel",
    "hours_available": "veel",
    "turnover_asked_cents": "veel",
    "turnover_own_cents": "veel",
    "risk": "lang " * 1000,
    "reason": "lang " * 1000,
}


def test_a_decision_with_six_mistakes_fits_and_keeps_what_was_typed(bid, page):
    bid.stage = BidStage.DECIDING
    db.session.commit()
    address = here(bid, "/beslissen")
    assert look_at(page, address) <= on_a_phone.LONGEST
    for name, typed in MISTAKES.items():
        page.locator(f"#{name}").evaluate("(field, typed) => { field.value = typed }", typed.strip())
    with page.expect_navigation():
        page.locator("button[value=go]").click()
    assert on_a_phone.what_is_wrong(page) == []
    for name, typed in MISTAKES.items():
        assert page.locator(f"#{name}").input_value() == typed.strip()
        assert page.locator(f"#error-summary a[href='#{name}']").count() == 1
        assert page.locator(f"#{name}-error").is_visible()


def test_what_somebody_else_wrote_at_length_is_there_and_leaves_the_form_in_sight(bid, page):
    bid.stage = BidStage.DECIDING
    db.session.commit()
    address, other = here(bid, "/beslissen"), page.context.new_page()
    for tab in (page, other):
        tab.goto(address)
    for tab, word in ((other, "zij"), (page, "hij")):
        for name in ("risk", "reason"):
            tab.locator(f"#{name}").evaluate("(field, typed) => { field.value = typed }", f"{word} " * 480 + word)
        with tab.expect_navigation():
            tab.locator("button[value=save]").click()
    assert on_a_phone.what_does_not_fit(page) == []
    assert page.locator("#risk").input_value().startswith("hij hij")
    theirs = page.locator("#risk-error details")
    theirs.locator("summary").click()
    assert theirs.get_by_text("zij " * 470).is_visible()
