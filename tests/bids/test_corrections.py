"""A notice that is corrected, awarded or stopped while a bid on it is under way: told once, shown, taken over, nothing overwritten."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from incubator.bids import jobs
from incubator.bids.messages import corrections as messages
from incubator.bids.models import (
    Bid,
    BidEffect,
    BidStage,
    BidTask,
    EffectKind,
    Requirement,
    RequirementKind,
    RequirementOrigin,
    RequirementState,
    Section,
)
from incubator.bids.queries import corrections as queries
from incubator.bids.rules.corrections import DifferenceKind
from incubator.bids.services import bidding
from incubator.bids.services import corrections as services
from incubator.core import agenda, clock
from incubator.core.db import db
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.formats.values import NoticeKind
from incubator.notices.models import Notice
from incubator.notices.services import SourceDocument, import_documents
from tests.bids.factories import handed_in
from tests.factories import ParticipationFactory
from tests.watch.factories import publication, store

pytestmark = pytest.mark.both_databases
ADDRESS = "/cooperaties/de-tuin/inschrijvingen"


def begin(group, **more):
    (notice,) = store(publication(1, kenmerk=7, **more))
    bid = bidding.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    db.session.commit()
    return bid


def corrected(bid, number=2, days=44, **more):
    """A publication of its own that corrects the notice of a bid."""
    (new,) = store(publication(number, kenmerk=7, days=days, **more))
    new.corrects_id = bid.notice_id
    db.session.commit()
    return new


def criteria(notice, *named):
    """Give a notice these award criteria, as a source would."""
    rows = [{"kind": "quality", "name": name, "weight": weight, "weight_kind": "percentage"} for name, weight in named]
    notice.data = {**notice.data, "criteria": rows}
    db.session.commit()


def mails():
    return db.session.scalar(select(func.count()).select_from(OutgoingMail).where(OutgoingMail.key.like("bid:%")))


def take_over(bid):
    news = queries.news_of(bid)
    moved = services.take_over(bid, seen=news.digest, now=clock.now())
    db.session.commit()
    return moved


def test_nothing_is_said_of_a_notice_that_did_not_change(group, member, client):
    bid = begin(group)
    jobs.follow_corrections()
    assert queries.news_of(bid) is None
    assert mails() == 0
    with pytest.raises(RuleViolation):
        services.take_over(bid, seen="", now=clock.now())
    assert client.get(f"{ADDRESS}/{bid.id}/wijzigingen").status_code == 200


def test_a_correction_is_mailed_to_each_member_once(group, member):
    ParticipationFactory(cooperative=group)
    bid = begin(group)
    corrected(bid)
    for _time in range(3):
        jobs.follow_corrections()
    assert mails() == 2


def test_a_second_correction_is_mailed_again(group, member):
    bid = begin(group)
    corrected(bid)
    jobs.follow_corrections()
    corrected(bid, number=3, days=50)
    jobs.follow_corrections()
    jobs.follow_corrections()
    assert mails() == 2


def test_the_same_publication_with_another_content_is_noticed(group, member):
    bid = begin(group)
    store(publication(1, kenmerk=7, days=60))
    jobs.follow_corrections()
    news = queries.news_of(bid)
    assert news.newest.id == bid.notice_id
    assert [difference.kind for difference in news.differences] == [DifferenceKind.DEADLINE]
    assert mails() == 1
    take_over(bid)
    assert queries.news_of(bid) is None


def test_a_correction_of_which_the_link_is_not_known_yet_is_noticed_too(group):
    bid = begin(group)
    new = corrected(bid)
    new.corrects_id, new.corrects_ref = None, "ted:123-2026:"
    db.session.commit()
    assert queries.news_of(bid).newest.id == new.id


def test_differences_are_shown_old_and_new(group, member, client):
    bid = begin(group)
    criteria(bid.notice, ("Plan", "40"))
    services.remember(bid, bid.notice, now=clock.now())
    db.session.commit()
    new = corrected(bid, title="Groenonderhoud Zonnewijk en Maanwijk")
    criteria(new, ("Plan", "60"), ("Prijs", "40"))
    page = client.get(f"{ADDRESS}/{bid.id}/wijzigingen").text
    for text in ("<del>Groenonderhoud Zonnewijk</del>", "<ins>Groenonderhoud Zonnewijk en Maanwijk</ins>"):
        assert text in page
    assert "<del>40</del>" in page
    assert "<ins>60</ins>" in page
    assert "Prijs" in page


def test_one_tap_moves_the_bid_and_its_dates(group, member, client):
    bid = begin(group)
    day = clock.today() + timedelta(days=20)
    bid.tasks[0].due_on = day
    typed = BidTask(bid=bid, key="eigen", position=99, words="Bellen", params={}, typed=True, due_on=day)
    db.session.add(typed)
    db.session.commit()
    (counted,) = [task for task in bid.tasks if task.key == "submit"]
    before = counted.due_on
    new = corrected(bid)
    page = client.get(f"{ADDRESS}/{bid.id}/wijzigingen").text
    seen = page.split('name="seen" value="')[1].split('"')[0]
    answer = client.post(f"{ADDRESS}/{bid.id}/wijzigingen/overnemen", data={"seen": seen})
    assert answer.location.endswith("/vragen#gevolgen")
    db.session.expire_all()
    assert bid.notice_id == new.id
    assert counted.due_on > before
    assert (bid.tasks[0].due_on, typed.due_on) == (day, day)  # somebody chose these
    entries = agenda.entries([group.id], since=clock.now())
    (entry,) = [entry for entry in entries if entry.title.startswith("Hand in the bid")]
    assert entry.due_at == new.deadline
    assert queries.news_of(bid) is None
    jobs.follow_corrections()
    assert mails() == 0


def requirement(bid, text, **more):
    values = {"kind": RequirementKind.AWARD, "origin": RequirementOrigin.NOTICE, "state": RequirementState.CONFIRMED}
    known = Requirement(bid_id=bid.id, text=text, **{**values, **more})
    db.session.add(known)
    db.session.commit()
    return known


def test_criteria_follow_the_notice_and_what_people_wrote_stays(group, member):
    bid = begin(group)
    criteria(bid.notice, ("Plan", "40"), ("Team", "60"))
    services.remember(bid, bid.notice, now=clock.now())
    plan = requirement(bid, "Plan", weight="40", weight_unit="percentage", answered_in="Hoofdstuk 2")
    team = requirement(bid, "Team", weight="60")
    own = requirement(bid, "Iets van onszelf", origin=RequirementOrigin.OWN)
    section = Section(
        bid_id=bid.id, requirement_id=team.id, title="Team", what="Wij zijn met tien.", changed_at=clock.now()
    )
    db.session.add(section)
    db.session.commit()
    criteria(corrected(bid), ("Plan", "50"), ("Prijs", "50"))
    moved = take_over(bid)
    effects = db.session.scalars(select(BidEffect).order_by(BidEffect.id)).all()
    assert [(effect.kind, effect.requirement_id) for effect in effects[:2]] == [
        (EffectKind.REQUIREMENT_CHANGED, plan.id),
        (EffectKind.REQUIREMENT_DROPPED, team.id),
    ]
    new = db.session.scalars(select(Requirement).where(Requirement.text == "Prijs")).one()
    assert (new.state, new.weight, new.origin) == (RequirementState.PROPOSED, "50", RequirementOrigin.NOTICE)
    assert effects[2].requirement_id == new.id
    assert moved.effects == 3
    assert (plan.weight, plan.answered_in, plan.state) == ("50", "Hoofdstuk 2", RequirementState.CONFIRMED)
    assert (effects[0].params["before"], effects[0].params["after"]) == ("40%", "50%")
    assert team.state is own.state is RequirementState.CONFIRMED
    assert section.what == "Wij zijn met tien."


def lots(notice, *numbers):
    notice.data = {**notice.data, "lots": [{"id": number, "title": f"Perceel {number}"} for number in numbers]}
    db.session.commit()


def test_lots_are_mapped_by_number_and_what_is_gone_is_named(group):
    bid = begin(group)
    lots(bid.notice, "LOT-0001", "LOT-0002")
    bid.lots = ["LOT-0001", "LOT-0002"]
    services.remember(bid, bid.notice, now=clock.now())
    lots(corrected(bid), "LOT-0002", "LOT-0003")
    moved = take_over(bid)
    assert bid.lots == ["LOT-0002"]
    assert moved.lots_gone == ["LOT-0001"]
    effect = db.session.scalars(select(BidEffect)).one()
    assert (effect.kind, effect.params) == (EffectKind.LOT, {"lot": "LOT-0001"})


def test_what_was_published_while_the_page_was_open_is_not_taken_over_unseen(group, member, client):
    bid = begin(group)
    corrected(bid)
    seen = queries.news_of(bid).digest
    corrected(bid, number=3, days=50)
    with pytest.raises(Conflict):
        services.take_over(bid, seen=seen, now=clock.now())
    db.session.rollback()
    assert queries.news_of(bid) is not None
    assert client.post(f"{ADDRESS}/{bid.id}/wijzigingen/overnemen", data={"seen": seen}).location.endswith(
        "wijzigingen"
    )


def test_two_bids_of_a_group_never_come_on_the_same_notice(group):
    bid = begin(group)
    new = corrected(bid)
    bidding.start(group, new, owner=None, now=clock.now(), today=clock.today())
    db.session.commit()
    with pytest.raises(RuleViolation):
        take_over(bid)


def test_a_stopped_procurement_stops_the_bid_and_keeps_its_texts(group, member, client):
    bid = begin(group)
    section = Section(bid_id=bid.id, title="Plan", what="Wij maaien.", changed_at=clock.now())
    db.session.add(section)
    bid.notice.status = "cancelled"
    db.session.commit()
    jobs.follow_corrections()
    jobs.follow_corrections()
    assert mails() == 1
    page = client.get(f"{ADDRESS}/{bid.id}").text
    assert "wijzigingen" in page
    client.post(f"{ADDRESS}/{bid.id}/wijzigingen/stoppen")
    db.session.expire_all()
    assert bid.stage is BidStage.WITHDRAWN
    assert section.what == "Wij maaien."
    assert agenda.entries([group.id], since=clock.now()) == []


def test_a_bid_does_not_stop_when_the_buyer_goes_on(group, member, client):
    bid = begin(group)
    client.post(f"{ADDRESS}/{bid.id}/wijzigingen/stoppen")
    db.session.expire_all()
    assert bid.stage is not BidStage.WITHDRAWN


def test_an_award_is_told_to_who_waits_for_it(group, member):
    bid = begin(group)
    handed_in(bid, by=member)
    bid.notice.status = "awarded"
    db.session.commit()
    jobs.follow_corrections()
    assert mails() == 1
    assert queries.news_of(bid).ending == "awarded"
    bidding.move(bid, BidStage.LOST, note="", now=clock.now(), today=clock.today())
    assert queries.news_of(bid) is None


def test_real_corrections_reach_the_bids_on_what_they_correct(group, shared_data):
    content = (shared_data / "notices" / "ted-search-v3" / "notices.json").read_bytes()
    import_documents([SourceDocument("notices.json", content)], now=clock.now())
    db.session.commit()
    statement = select(Notice).where(Notice.corrects_id.is_not(None), Notice.kind == NoticeKind.COMPETITION)
    corrections = db.session.scalars(statement.order_by(Notice.id)).all()
    assert len(corrections) >= 5
    moved = 0
    for correction in corrections:
        before = correction.corrects
        bid = Bid(
            cooperative=group, notice=before, stage=BidStage.WRITING, lots=[], facts_used={}, started_at=clock.now()
        )
        db.session.add(bid)
        db.session.flush()
        services.remember(bid, before, now=clock.now())
        news = queries.news_of(bid)
        assert news.newest.id == correction.id
        shown = [str(line) for line in messages.shown(news.differences)]
        assert (before.deadline != correction.deadline) == any("eadline" in line or "luit" in line for line in shown)
        take_over(bid)
        assert bid.notice_id == correction.id
        assert (news_after := queries.news_of(bid)) is None or news_after.ending
        moved += 1
    assert moved == len(corrections)


def test_a_bid_from_before_readings_were_kept_begins_with_its_notice_as_it_is(group, member):
    bid = begin(group)
    db.session.delete(queries.reading_of(bid))
    db.session.commit()
    jobs.follow_corrections()
    assert queries.reading_of(bid).notice_id == bid.notice_id
    assert mails() == 0
