"""Writing a plan together: sections from criteria, versions, two writers, known answers, handing in and taking back."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from incubator.accounts.models import User
from incubator.bids.models import (
    Answer,
    Bid,
    BidStage,
    LibraryKind,
    Partner,
    PartnerRole,
    PartnerState,
    Requirement,
    RequirementKind,
    RequirementOrigin,
    RequirementState,
    Section,
    SectionVersion,
    Submission,
)
from incubator.bids.queries import answers as library
from incubator.bids.queries import checking, reuse
from incubator.bids.queries import sections as queries
from incubator.bids.rules import submitting as submitting_rules
from incubator.bids.rules.checking import Gravity
from incubator.bids.rules.freshness import Freshness
from incubator.bids.services import answers, bidding, coaching, making, sections, submitting
from incubator.bids.services.answers import AnswerTerms
from incubator.bids.services.submitting import HandedIn
from incubator.bids.values.documents import Audience
from incubator.cooperatives.models import Cooperative
from incubator.core import agenda, clock, files
from incubator.core.db import GONE, SYSTEM, db, transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.formats import stored
from incubator.formats.values import Criterion, ReadLot
from incubator.questions import queries as questions
from incubator.questions import services as question_services
from incubator.questions.values import SECTION
from incubator.reviews.queries import latest_round
from incubator.reviews.values import HandInWish, RoundStage
from tests.at_once import at_once
from tests.factories import (
    CoachAssignmentFactory,
    CooperativeFactory,
    FactFactory,
    MilestoneFactory,
    ParticipationFactory,
    UserFactory,
)
from tests.watch.factories import publication, store

pytestmark = pytest.mark.both_databases

TEXTS = {"what": "Wij maaien elke week.", "view": "U ziet het.", "proof": "Het lukte."}
QUALITY = Criterion("quality", "Plan van aanpak", weight=Decimal(60), weight_kind="percentage")
PRICE = Criterion("price", "price", weight=Decimal(40), weight_kind="percentage")


@pytest.fixture
def group(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin", municipality="GM0344")
    MilestoneFactory(cooperative=group, key="deed")
    return group


@pytest.fixture
def writer(group):
    return ParticipationFactory(cooperative=group).user


def begin(group, number=1, *, criteria=(), lots=(), **more):
    (notice,) = store(publication(number, **more))
    notice.data = stored.dump(replace(notice.content, criteria=tuple(criteria), lots=tuple(lots)))
    db.session.flush()
    bid = bidding.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    bid.stage = BidStage.WRITING
    db.session.commit()
    return bid


def requirement(bid, text, kind=RequirementKind.AWARD, state=RequirementState.CONFIRMED, **more):
    row = Requirement(bid=bid, text=text, kind=kind, state=state, origin=RequirementOrigin.FILE, **more)
    db.session.add(row)
    db.session.commit()
    return row


def make(bid):
    made = sections.make_sections(bid, now=clock.now())
    db.session.commit()
    return made


def own(bid, title="Wie wij zijn"):
    section = sections.add_own(bid, title, now=clock.now())
    db.session.commit()
    return section


def save(section, by, began_with, **texts):
    merged = sections.save(section, {**TEXTS, **texts}, began_with=began_with, by=by, now=clock.now())
    db.session.commit()
    return merged


def titles(bid):
    return [section.title for section in queries.sections(bid)]


def test_each_criterion_of_the_notice_gets_one_section_and_the_price_is_named_in_dutch(group):
    bid = begin(group, criteria=[QUALITY, PRICE])
    assert make(bid) == 2
    assert make(bid) == 0
    assert titles(bid) == ["Plan van aanpak", "Prijs"]
    assert [section.title for section in queries.text_sections(bid)] == ["Plan van aanpak"]
    first = queries.sections(bid)[0].requirement
    assert (first.weight, first.weight_unit, first.origin) == ("60", "percentage", RequirementOrigin.NOTICE)


def test_confirmed_criteria_go_before_those_of_the_notice_and_proposals_wait(group):
    bid = begin(group, criteria=[QUALITY])
    requirement(bid, "Kwaliteit van de ploeg", weight="30", weight_unit="points")
    requirement(bid, "Nog niet bekeken", state=RequirementState.PROPOSED)
    requirement(bid, "Omzet", kind=RequirementKind.SUITABILITY)
    make(bid)
    assert titles(bid) == ["Kwaliteit van de ploeg"]


def test_only_the_criteria_of_the_chosen_lots_become_sections(group):
    social = Criterion("quality", "Social return")
    lots = [ReadLot("LOT-1", criteria=(QUALITY,)), ReadLot("LOT-2", criteria=(social,))]
    bid = begin(group, lots=lots)
    bidding.choose_lots(bid, ["LOT-2"], now=clock.now())
    make(bid)
    assert [(section.title, section.lot) for section in queries.sections(bid)] == [("Social return", "LOT-2")]


def test_a_limit_of_pages_beside_a_criterion_is_that_of_its_section(group):
    bid = begin(group)
    asked = requirement(bid, "G1 Plan van aanpak (max. 4 pagina's A4)")
    make(bid)
    section = next(row for row in queries.sections(bid) if row.requirement_id == asked.id)
    assert (section.title, section.page_limit, section.word_limit) == ("G1 Plan van aanpak", 4, None)


def test_two_people_who_make_sections_at_once_make_each_once(group, app):
    bid = begin(group, criteria=[QUALITY, PRICE])
    number = bid.id

    def press():
        with transaction(actor=SYSTEM):
            return sections.make_sections(db.session.get(Bid, number), now=clock.now())

    assert sorted(at_once(app, press, press)) == [0, 2]


def test_an_own_heading_can_be_renamed_and_removed_and_that_of_the_buyer_cannot(group, writer):
    bid = begin(group, criteria=[QUALITY])
    make(bid)
    (asked,) = queries.sections(bid)
    mine = own(bid)
    sections.settle(asked, sections.SectionTerms(page_limit=3, title="Anders"))
    sections.settle(mine, sections.SectionTerms(owner_id=writer.id, title="Over ons"))
    assert (asked.title, asked.page_limit, mine.title) == ("Plan van aanpak", 3, "Over ons")
    with pytest.raises(RuleViolation):
        sections.remove_own(asked, now=clock.now())
    save(mine, writer, 0)
    with pytest.raises(RuleViolation):
        sections.remove_own(mine, now=clock.now())
    save(mine, writer, 1, what="", view="", proof="")
    sections.remove_own(mine, now=clock.now())
    assert titles(bid) == ["Plan van aanpak"]


def test_a_section_moves_in_the_plan(group):
    bid = begin(group)
    own(bid, "A")
    second = own(bid, "B")
    sections.move(second, -1)
    assert titles(bid) == ["B", "A"]


def test_every_version_stays_and_saving_the_same_makes_none(group, writer):
    section = own(begin(group))
    save(section, writer, 0)
    save(section, writer, 1)
    save(section, writer, 1, what="Wij maaien vaker.")
    assert section.revision == 2
    assert [version.what for version in queries.versions(section)] == [TEXTS["what"], "Wij maaien vaker."]


def test_two_writers_of_other_parts_lose_nothing(group, writer):
    other = ParticipationFactory(cooperative=group).user
    section = own(begin(group))
    save(section, writer, 0)
    save(section, writer, 1, what="Van mij.")
    merged = save(section, other, 1, proof="Van de ander.")
    assert merged.conflicts == ()
    assert (section.what, section.proof) == ("Van mij.", "Van de ander.")


def test_two_writers_of_the_same_part_get_both_and_nothing_is_stored(group, writer):
    other = ParticipationFactory(cooperative=group).user
    section = own(begin(group))
    save(section, writer, 0)
    save(section, writer, 1, what="Van mij.")
    (conflict,) = save(section, other, 1, what="Van de ander.").conflicts
    assert (conflict.question, conflict.theirs, section.what) == ("what", "Van mij.", "Van mij.")


def test_typing_along_never_writes_over_what_another_stored(group, writer):
    section = own(begin(group))
    save(section, writer, 0)
    save(section, writer, 1, what="Van mij.")
    with pytest.raises(Conflict):
        sections.save_as_typed(section, {**TEXTS, "proof": "Nieuw."}, began_with=1, by=writer, now=clock.now())
    stored_as = sections.save_as_typed(
        section, {**TEXTS, "what": "Van mij.", "proof": "Nieuw."}, began_with=2, by=writer, now=clock.now()
    )
    assert (stored_as, section.proof) == (3, "Nieuw.")


def test_two_who_save_at_the_same_moment_both_stay_in_the_versions(group, writer, app):
    number, by = own(begin(group)).id, writer.id

    def write(**texts):
        def act():
            with transaction(actor=SYSTEM):
                section, person = db.session.get(Section, number), db.session.get(User, by)
                typed = {"what": "", "view": "", "proof": "", **texts}
                return sections.save(section, typed, began_with=0, by=person, now=clock.now()).conflicts

        return act

    assert at_once(app, write(what="Een."), write(proof="Twee.")) == [(), ()]
    section = db.session.get(Section, number)
    db.session.refresh(section)
    assert (section.what, section.proof, section.revision) == ("Een.", "Twee.", 2)


def test_an_earlier_version_comes_back_as_the_newest(group, writer):
    section = own(begin(group))
    save(section, writer, 0)
    save(section, writer, 1, what="Slechter.")
    with pytest.raises(Conflict):
        sections.put_back(section, 1, seen=1, by=writer, now=clock.now())
    sections.put_back(section, 1, seen=2, by=writer, now=clock.now())
    assert (section.what, section.revision) == (TEXTS["what"], 3)
    assert db.session.scalar(select(func.count()).select_from(SectionVersion)) == 3


def test_a_comment_stands_beside_its_section_and_not_among_the_questions(group, writer):
    bid = begin(group)
    section, other = own(bid), own(bid, "Anders")
    question_services.comment(
        group, "Kwaliteit", "Mooi.", by=writer, now=clock.now(), ref=f"{bid.id}/{section.id}", kind=SECTION
    )
    assert [thread.messages[0].text for thread in queries.comments(section)] == ["Mooi."]
    assert list(queries.comments(other)) == []
    assert list(questions.threads(group)) == []
    assert queries.open_comments(bid) == {section.id: 1}


def test_a_section_or_the_whole_plan_goes_to_the_coach(group, writer):
    CoachAssignmentFactory(cooperative=group)
    bid = begin(group)
    section = own(bid)
    save(section, writer, 0, what="Dat kost € 40.")
    for part in (section, None):
        handed = coaching.hand_in(bid, part, by=writer, now=clock.now(), wish=HandInWish())
        assert handed.stage is RoundStage.SUBMITTED
        assert next(item.value for item in handed.items) == "Dat kost € 40."
    # It is read with the whole plan: nobody finds it twice.
    assert latest_round(group, coaching.KIND, coaching.ref_of(bid, section)) is None
    (hint,) = coaching.hints(group, "", coaching.items(bid, section))
    assert hint.params == {"amounts": "€ 40"}
    with pytest.raises(RuleViolation):
        coaching.hand_in(bid, section, by=writer, now=clock.now(), wish=HandInWish())
    coaching.take_back(bid, None)
    assert latest_round(group, coaching.KIND, coaching.ref_of(bid)) is None
    assert coaching.hand_in(bid, section, by=writer, now=clock.now(), wish=HandInWish()).stage is RoundStage.SUBMITTED


# The answer library.


def add(group, by, kind=LibraryKind.TEXT, **terms):
    terms = AnswerTerms(**{"title": "Groenonderhoud", "body": "Wij onderhouden het groen.", **terms})
    answer = answers.add(group, kind, terms, by=by, now=clock.now(), today=clock.today())
    db.session.commit()
    return answer


def due(group):
    return [entry.shown_title for entry in agenda.entries([group.id], since=clock.now() - timedelta(days=2))]


def test_a_certificate_stands_in_the_agenda_until_it_is_gone(group, writer):
    until = clock.today() + timedelta(days=40)
    paper = add(group, writer, LibraryKind.CERTIFICATE, title="ISO 9001", body="", valid_until=until)
    assert any("ISO 9001" in title for title in due(group))
    answers.change(paper, AnswerTerms("ISO 9001"), by=writer, now=clock.now(), today=clock.today())
    assert not any("ISO 9001" in title for title in due(group))
    answers.change(paper, AnswerTerms("ISO 9001", valid_until=until), by=writer, now=clock.now(), today=clock.today())
    answers.remove(paper)
    assert not any("ISO 9001" in title for title in due(group))


def test_the_same_answer_pressed_twice_is_one(group, writer, app):
    number, by = group.id, writer.id

    def press():
        with transaction(actor=SYSTEM):
            person, coop = db.session.get(User, by), db.session.get(Cooperative, number)
            terms = AnswerTerms("A", "B")
            return answers.add(coop, LibraryKind.TEXT, terms, by=person, now=clock.now(), today=clock.today()).id

    db.session.commit()
    first, second = at_once(app, press, press)
    assert first == second


def test_what_the_dossier_holds_is_suggested_with_its_source_and_never_copied(group):
    FactFactory(cooperative=group, key="people.roles", value="Noor leidt de ploegen. Samir plant het werk.")
    bid = begin(group)
    (known,), _hidden = library.suggestions(bid, "Ploegen en planning", clock.today())
    assert (known.ref, known.source) == ("fact:people.roles", "dossier")
    assert db.session.scalar(select(func.count()).select_from(Answer)) == 0


def test_earlier_work_is_suggested_without_its_amount(group):
    value = [{"client": "Woonzorg", "work": "Tuinen onderhouden", "year": "2025", "value": "12000"}]
    FactFactory(cooperative=group, key="evidence.references", value=value)
    known = library.known_by_ref(begin(group), "fact:evidence.references", clock.today())
    assert known.text == "Tuinen onderhouden, Woonzorg, 2025"


def test_a_text_with_an_amount_is_never_suggested(group, writer):
    add(group, writer, body="Groenonderhoud voor € 40 per uur.")
    assert library.suggestions(begin(group), "Groenonderhoud", clock.today()) == ([], 0)


def test_earlier_bids_that_were_handed_in_are_suggested(group, writer):
    first = begin(group)
    save(own(first, "Groenonderhoud"), writer, 0, what="Wij onderhouden het groen met twee vaste ploegen, elke week.")
    second = begin(group, 2)
    assert library.suggestions(second, "Groenonderhoud", clock.today()) == ([], 0)
    hand_in(first, writer)
    fitting, _hidden = library.suggestions(second, "Groenonderhoud", clock.today())
    assert [known.source for known in fitting] == ["bid"]


@pytest.mark.parametrize(("places", "suggested"), [([], True), (["NL131"], True), (["GM0106"], False)])
def test_a_text_about_the_neighbourhood_is_only_suggested_where_the_work_is_in_the_town(
    group, writer, places, suggested
):
    """The buyer is the town of the group; a region says nothing, another town says that the work is there."""
    answer = add(group, writer, body="Groenonderhoud dat blijft in de wijk.")
    bid = begin(group)
    bid.notice.places = places
    db.session.commit()
    fitting, hidden = library.suggestions(bid, "Groenonderhoud", clock.today())
    assert ([known.answer_id for known in fitting], hidden) == (([answer.id], 0) if suggested else ([], 1))


def test_a_group_from_utrecht_that_bids_in_drenthe_does_not_speak_of_the_neighbourhood(group, writer):
    add(group, writer, body="Groenonderhoud dat blijft in de wijk.")
    bid = begin(group, opdrachtgeverNaam="Provincie Drenthe", nutsCodes=[{"code": "NL131"}])
    assert not queries.is_ours(bid)
    assert library.suggestions(bid, "Groenonderhoud", clock.today())[0] == []
    save(own(bid), writer, 0, what="Wat wij verdienen blijft in de wijk.")
    assert any("neighbourhood" in point.message for point in checking.points(bid, now=clock.now()))


def test_using_an_answer_puts_it_below_what_stands_there_once(group, writer):
    answer = add(group, writer)
    section = own(begin(group))
    save(section, writer, 0)
    for _press in range(2):
        answers.use(section, f"answer:{answer.id}", "what", by=writer, now=clock.now(), today=clock.today())
    assert section.what == f"{TEXTS['what']}\n\n{answer.body}"
    assert [(use.answer_id, use.part) for use in queries.uses(section.bid)] == [(answer.id, "what")]
    with pytest.raises(RuleViolation):
        answers.use(section, "answer:999", "what", by=writer, now=clock.now(), today=clock.today())


def test_who_does_not_agree_to_be_named_is_not_named(group, writer):
    person = add(
        group, writer, LibraryKind.PERSON, title="Noor Haddad", role="voorvrouw", body="Tien jaar in het groen."
    )
    assert library.text_of(person) == "een collega, voorvrouw. Tien jaar in het groen."
    person.permitted = True
    assert library.text_of(person).startswith("Noor Haddad")
    work = add(group, writer, LibraryKind.REFERENCE, title="Perken", client="Woonzorg", body="")
    assert library.text_of(work) == "Perken voor een opdrachtgever"


def test_a_better_text_goes_back_to_the_answer_that_it_came_from(group, writer):
    answer = add(group, writer)
    section = own(begin(group))
    answers.use(section, f"answer:{answer.id}", "what", by=writer, now=clock.now(), today=clock.today())
    save(section, writer, 1, what="Wij onderhouden het groen, elke week.")
    kept = [answers.keep(section, "what", by=writer, now=clock.now(), today=clock.today()) for _press in range(2)]
    assert {item.id for item in kept} == {answer.id}
    assert (answer.body, answer.revision) == ("Wij onderhouden het groen, elke week.", 2)
    new = answers.keep(section, "proof", by=writer, now=clock.now(), today=clock.today())
    assert (new.id != answer.id, new.body) == (True, "Het lukte.")


def test_what_was_used_and_is_out_of_date_is_named_at_the_section_and_in_the_check(group, writer):
    answer = add(group, writer)
    section = own(begin(group))
    answers.use(section, f"answer:{answer.id}", "what", by=writer, now=clock.now(), today=clock.today())
    assert reuse.to_look_at(section.bid, clock.today()) == []
    answer.verified_on = clock.today() - timedelta(days=500)
    db.session.commit()
    assert library.freshness_of(answer, clock.today()) is Freshness.STALE
    looked = [(text.answer_id, text.section_id) for text in reuse.to_look_at(section.bid, clock.today())]
    assert looked == [(answer.id, section.id)]
    answers.verify(answer, by=writer, today=clock.today())
    assert reuse.to_look_at(section.bid, clock.today()) == []


# Handing in.


def hand_in(bid, by, at=None, **more):
    now = clock.now()
    handed = HandedIn(at or now, "TenderNed", more.pop("reference", "T-1"), **more)
    submission = submitting.submit(bid, handed, by=by, now=now)
    db.session.commit()
    return submission


def test_what_is_handed_in_stands_still_with_its_hash(group, writer):
    bid = begin(group)
    section = own(bid)
    save(section, writer, 0)
    submission = hand_in(bid, writer)
    assert bid.stage is BidStage.SUBMITTED
    assert not submission.late
    assert submission.content[0]["what"] == TEXTS["what"]
    assert submission.content[0]["ours"] is True
    assert submission.digest == submitting_rules.digest(submission.content)
    (paper,) = submission.papers
    assert paper.file.size == len(files.content_of(paper.file))
    for verb in (
        lambda: sections.save(section, TEXTS, began_with=1, by=writer, now=clock.now()),
        lambda: sections.add_own(bid, "Nog een", now=clock.now()),
        lambda: sections.put_back(section, 1, seen=1, by=writer, now=clock.now()),
        lambda: sections.make_sections(bid, now=clock.now()),
        lambda: sections.move(section, 1),
        lambda: sections.settle(section, sections.SectionTerms()),
    ):
        with pytest.raises(RuleViolation):
            verb()


def test_moving_the_stage_back_does_not_thaw_what_was_handed_in(group, writer):
    bid = begin(group)
    section = own(bid)
    hand_in(bid, writer)
    with pytest.raises(RuleViolation, match="Take that back first"):
        bidding.move(bid, BidStage.WRITING, note="", now=clock.now(), today=clock.today())
    with pytest.raises(RuleViolation):
        save(section, writer, 0)
    db.session.rollback()
    assert bid.stage is BidStage.SUBMITTED


def test_what_was_made_for_the_buyer_is_what_stands_still(group, writer):
    bid = begin(group)
    save(own(bid), writer, 0)
    done = making.make(bid, by=writer, now=clock.now(), base_url="https://example.org")
    db.session.commit()
    made = {row.file_id for row in done.made if row.audience is Audience.BUYER}
    internal = {row.file_id for row in done.made if row.audience is Audience.INTERNAL}
    assert made
    assert internal
    standing = making.standing(bid, now=clock.now())
    assert not any(row.is_older for row in standing)
    along = {row.document.file_id for row in standing if row.goes_along}
    assert along <= made
    assert {paper.file_id for paper in hand_in(bid, writer).papers} == along


def test_a_document_of_which_something_changed_is_named_before_handing_in(group, writer):
    bid = begin(group)
    section = own(bid)
    making.make(bid, by=writer, now=clock.now(), base_url="https://example.org")
    save(section, writer, 0)
    db.session.commit()
    standing = making.standing(bid, now=clock.now())
    changed = {row.title for row in standing if row.is_older}
    assert changed
    points = checking.points(bid, now=clock.now(), papers=making.papers_of(standing))
    assert changed <= {point.params.get("title") for point in points}


def test_taken_back_with_a_reason_one_writes_again_and_both_stay(group, writer):
    bid = begin(group)
    section = own(bid)
    save(section, writer, 0)
    first = hand_in(bid, writer)
    submitting.take_back(first, "Verkeerd bestand.", by=writer, now=clock.now(), today=clock.today())
    db.session.commit()
    assert bid.stage is BidStage.WRITING
    save(section, writer, 1, what="Beter.")
    second = hand_in(bid, writer)
    assert [
        (row.id, row.content[0]["what"]) for row in db.session.scalars(select(Submission).order_by(Submission.id))
    ] == [
        (first.id, TEXTS["what"]),
        (second.id, "Beter."),
    ]
    assert first.taken_back_because == "Verkeerd bestand."


def test_a_double_press_is_one_hand_in(group, writer, app):
    number, by = begin(group).id, writer.id

    def press():
        with transaction(actor=SYSTEM):
            bid, person, now = db.session.get(Bid, number), db.session.get(User, by), clock.now()
            handed = HandedIn(now, "TenderNed", "T-1")
            return submitting.submit(bid, handed, by=person, now=now).id

    first, second = at_once(app, press, press)
    assert first == second
    with pytest.raises(RuleViolation):
        hand_in(db.session.get(Bid, number), db.session.get(User, by), reference="T-2")


def test_after_the_deadline_it_is_recorded_as_late(group, writer):
    bid = begin(group)
    bid.notice.deadline = clock.now() - timedelta(hours=1)
    db.session.commit()
    assert hand_in(bid, writer).late


def test_who_handed_in_before_the_deadline_and_says_so_later_is_in_time(group, writer):
    bid = begin(group)
    bid.started_at = clock.now() - timedelta(hours=3)
    bid.notice.published = clock.today() - timedelta(days=1)
    bid.notice.deadline = clock.now() - timedelta(hours=1)
    db.session.commit()
    submission = hand_in(bid, writer, at=clock.now() - timedelta(hours=2))
    assert (submission.late, bid.submitted_at) == (False, submission.handed_in_at)


def test_a_group_without_a_deed_cannot_hand_in(writer):
    group = CooperativeFactory()
    bid = begin(group)
    with pytest.raises(RuleViolation):
        hand_in(bid, UserFactory())
    assert checking.points(bid, now=clock.now())[0].severity is Gravity.BLOCKS


def test_an_open_knock_out_asks_for_a_reason(group, writer):
    bid = begin(group)
    row = requirement(bid, "Omzet van een miljoen", kind=RequirementKind.SUITABILITY, knock_out=True)
    point = checking.points(bid, now=clock.now())[0]
    assert (point.severity, point.place, point.number) == (Gravity.REASON, "requirements", row.id)
    with pytest.raises(RuleViolation) as refused:
        hand_in(bid, writer)
    assert refused.value.field == "open_because"
    assert hand_in(bid, writer, open_because="De partner heeft die.").open_because == "De partner heeft die."


@pytest.mark.parametrize("settled", [{"waived_because": "Niet voor ons perceel"}, {"done_at": clock.now()}])
def test_a_knock_out_that_was_met_or_waived_is_not_open(group, writer, settled):
    bid = begin(group)
    requirement(bid, "Omzet", kind=RequirementKind.SUITABILITY, knock_out=True, **settled)
    assert hand_in(bid, writer)


def messages(bid):
    return " ".join(point.message % point.params for point in checking.points(bid, now=clock.now()))


def test_a_certificate_that_ends_before_the_deadline_is_named(group, writer):
    bid = begin(group)
    closes = clock.local(bid.work.deadline).date()
    paper = add(group, writer, LibraryKind.CERTIFICATE, title="VCA", body="", valid_until=closes)
    assert "VCA" not in messages(bid)
    paper.valid_until = closes - timedelta(days=1)
    db.session.commit()
    assert "VCA" in messages(bid)


def test_an_old_extract_and_a_partner_that_withdrew_are_named(group, writer):
    bid = begin(group)
    long_ago = clock.today() - timedelta(days=300)
    add(group, writer, LibraryKind.CERTIFICATE, title="Uittreksel KVK", body="", begun_on=long_ago)
    partner = Partner(
        bid=bid, name="De Buren", role=PartnerRole.MEMBER, state=PartnerState.WITHDRAWN, lots=[], signatories=[]
    )
    partner.added_at = clock.now()
    db.session.add(partner)
    db.session.commit()
    assert "Too old on the day of handing in: Uittreksel KVK" in messages(bid)
    assert "De Buren has withdrawn" in messages(bid)


def test_two_who_remove_the_same_heading_at_once_get_an_answer_in_words(group, app):
    number = own(begin(group)).id

    def press():
        section = db.session.get(Section, number)
        if section is None:
            raise Conflict(GONE)  # the other was first: for a page this is a 404
        with transaction(actor=SYSTEM):
            sections.remove_own(section, now=clock.now())

    outcomes = at_once(app, press, press)
    assert sum(outcome is None for outcome in outcomes) >= 1
    assert all(outcome is None or isinstance(outcome, RuleViolation) for outcome in outcomes)
    assert db.session.get(Section, number, populate_existing=True) is None
