"""What holds for the lots of a bid: every page and document goes by the lots on which one bids."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from incubator.bids.messages import sections as words
from incubator.bids.messages import sources
from incubator.bids.models import Bid, BidStage, PriceLine, PriceSheet, Requirement, RequirementKind, RequirementState
from incubator.bids.queries import cases, checking, corrections
from incubator.bids.queries import documents as queries
from incubator.bids.queries import sections as written
from incubator.bids.rules import lot_limits
from incubator.bids.rules import lots as rules
from incubator.bids.services import bidding, tasks
from incubator.bids.services import sections as services
from incubator.bids.values.deciding import KnockOutState
from incubator.bids.values.pricing import PriceLineKind
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.formats import stored
from incubator.formats.values import Criterion, LotState, Money, NoticeKind, ReadLot, ReadNotice
from tests.factories import CooperativeFactory
from tests.watch.factories import publication, store

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
DAYS = (10, 20, 30)


def criterion(weight, name="Plan van aanpak", description="Hoe pakt u het aan?"):
    return Criterion("quality", name, description, Decimal(weight), "percentage")


def lot(number, weight, **more):
    settled = {
        "title": f"Deel {number}",
        "value": Money(Decimal(number * 100_000)),
        "deadline": NOW + timedelta(days=DAYS[number - 1]),
        "duration_months": 12 * number,
        "criteria": (criterion(weight), criterion(20, "Social return")),
    }
    return ReadLot(f"LOT-000{number}", **{**settled, **more})


def notice_with(*lots, **more):
    settled = {"value": Money(Decimal(900_000)), "deadline": NOW + timedelta(days=10), "duration_months": 36}
    return ReadNotice("eforms", (), NoticeKind.COMPETITION, "Groen", lots=lots, **{**settled, **more})


THREE = notice_with(lot(1, 60), lot(2, 30), lot(3, 50))


@pytest.fixture
def bid(app, monkeypatch):
    """A bid on a notice of three lots with the same criteria, each with a weight of its own."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return bid_on(THREE)


def bid_on(content, lots=("LOT-0001", "LOT-0002", "LOT-0003")):
    (notice,) = store(publication(1))
    content = replace(content, identities=notice.content.identities)
    notice.data, notice.deadline = stored.dump(content), content.deadline
    group = CooperativeFactory()
    made = Bid(cooperative=group, notice=notice, stage=BidStage.WRITING, started_at=NOW, facts_used={}, lots=list(lots))
    db.session.add(made)
    db.session.commit()
    return made


def write_all(bid):
    services.make_sections(bid, now=NOW)
    for section in written.sections(bid):
        section.what = f"Tekst voor {section.title[:15]} in {section.lot}"
    db.session.flush()


def scored(bid):
    found_ones = sources.source_of(bid, made_at=NOW, base_url="").criteria
    return {(each.name.partition(":")[0], each.lot): (each.weight, each.text) for each in found_ones}


def test_every_lot_keeps_its_own_weight_and_text_for_a_criterion_of_the_same_name(bid):
    write_all(bid)
    criteria = scored(bid)
    for number, weight in ((1, "60%"), (2, "30%"), (3, "50%")):
        shown, text = criteria["Plan van aanpak", f"LOT-000{number}"]
        assert shown == weight
        assert text.what.endswith(f"in LOT-000{number}")
    # What all lots have is written once, for all of them.
    assert criteria["Social return", ""][1].what.endswith("in None")
    assert len(criteria) == 4


def test_a_criterion_that_two_of_three_lots_have_gets_a_text_in_both(app, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    bid = bid_on(notice_with(lot(1, 60), lot(2, 60), lot(3, 50)))
    write_all(bid)
    criteria = scored(bid)
    assert criteria["Plan van aanpak", "LOT-0001"][1].what
    assert criteria["Plan van aanpak", "LOT-0002"][1].what


@pytest.mark.parametrize("state", [RequirementState.PROPOSED, RequirementState.CONFIRMED])
def test_a_criterion_with_a_description_stands_in_the_plan_once_and_with_its_text(bid, state):
    from_notice = Requirement(
        bid_id=bid.id,
        kind=RequirementKind.AWARD,
        text="Social return: Hoe pakt u het aan?",
        origin="notice",
        state=state,
        weight="20",
        weight_unit="percentage",
    )
    db.session.add(from_notice)
    db.session.flush()
    write_all(bid)
    listed = [each for each in sources.source_of(bid, made_at=NOW, base_url="").criteria if "Social" in each.name]
    assert [each.text is not None and bool(each.text.what) for each in listed] == [True]


def test_a_lot_that_is_chosen_later_gets_its_sections_too(bid):
    bid.lots = ["LOT-0001"]
    write_all(bid)
    bid.lots = ["LOT-0001", "LOT-0003"]
    write_all(bid)
    assert {section.lot for section in written.sections(bid)} == {None, "LOT-0001", "LOT-0003"}


def test_the_plan_leaves_out_the_criteria_of_a_lot_that_fell_away(bid):
    write_all(bid)
    bid.lots = ["LOT-0002"]
    assert {lot for _name, lot in scored(bid)} == {"", "LOT-0002"}


def test_the_deadline_is_that_of_the_chosen_lots(bid):
    assert bid.deadline == NOW + timedelta(days=10)
    bid.lots = ["LOT-0003"]
    assert bid.deadline == NOW + timedelta(days=30)


def test_after_the_first_lot_closed_the_bid_waits_for_the_next(bid, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=11))
    assert bid.deadline == NOW + timedelta(days=20)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=90))
    assert bid.deadline == NOW + timedelta(days=30)


def test_lines_of_a_lot_that_fell_away_stay_and_count_nowhere(bid):
    db.session.add(PriceSheet(bid=bid, hour_cents=1000, changed_at=NOW))
    for number in (1, 2):
        line = PriceLine(bid=bid, kind=PriceLineKind.HOURS, what=f"Werk {number}", quantity_hundredths=100 * number)
        line.lot = f"LOT-000{number}"
        db.session.add(line)
    db.session.flush()
    bid.lots = ["LOT-0001"]
    assert sources.price_of(queries.parts_of(bid)).totals.net == 1000
    assert [line.what for line in queries.lines_fallen_away(bid)] == ["Werk 2"]


def test_value_and_term_are_those_of_the_chosen_lots():
    assert rules.value(THREE, ["LOT-0002"]) == 200_000
    assert rules.whole_value(THREE) == 900_000
    assert rules.months(THREE, ["LOT-0001"]) == 12
    assert rules.workloads(THREE, ["LOT-0001", "LOT-0002"]) == [(100_000, 12), (200_000, 24)]


def test_a_lot_that_was_withdrawn_or_closed_is_not_ticked_by_itself():
    content = notice_with(lot(1, 60), lot(2, 30, state=LotState.CANCELLED), lot(3, 50))
    assert rules.ticked_first(content, NOW) == ["LOT-0001", "LOT-0003"]
    assert rules.ticked_first(content, NOW + timedelta(days=15)) == ["LOT-0003"]


def test_where_one_may_bid_on_fewer_lots_nothing_is_ticked_and_more_is_too_many():
    content = notice_with(lot(1, 60), lot(2, 30), lot(3, 50), most_lots_bid=2)
    assert rules.ticked_first(content, NOW) == []
    assert rules.too_many(content, [], NOW)
    assert not rules.too_many(content, ["LOT-0001", "LOT-0002"], NOW)


@pytest.mark.parametrize(
    "text",
    [
        "De Opdracht is verdeeld in acht (8) percelen, waarbij men zich aanmeldt voor één perceel.",
        "Divided into 3 lots.",
    ],
)
def test_a_notice_whose_text_speaks_of_lots_is_divided(text):
    assert rules.is_divided(notice_with(description=text))
    assert not rules.is_divided(notice_with(description="Het hele perceel wordt gemaaid."))


def tasks_of(bid):
    return {task.params["criterion"]: task for task in bid.tasks if "criterion" in task.params}


def test_a_task_that_is_done_stays_with_its_criterion_when_another_lot_is_chosen(bid):
    tasks.plan_anew(bid, now=NOW)
    done = tasks_of(bid)["Plan van aanpak (Deel 2)"]
    done.done_at = NOW
    bid.lots = ["LOT-0002", "LOT-0003"]
    tasks.plan_anew(bid, now=NOW)
    assert {name: task.done_at is not None for name, task in tasks_of(bid).items()} == {
        "Social return": False,
        "Plan van aanpak (Deel 2)": True,
        "Plan van aanpak (Deel 3)": False,
    }


def test_a_task_that_was_numbered_goes_on_under_the_name_of_its_criterion(bid):
    tasks.plan_anew(bid, now=NOW)
    task = tasks_of(bid)["Plan van aanpak (Deel 2)"]
    task.key, task.done_at = "plan-1", NOW
    db.session.flush()
    tasks.plan_anew(bid, now=NOW)
    assert tasks_of(bid)["Plan van aanpak (Deel 2)"].done_at == NOW
    assert "plan-1" not in {task.key for task in bid.tasks}


def test_the_tasks_count_back_from_the_deadline_of_the_chosen_lots(bid):
    bid.lots = ["LOT-0003"]
    tasks.plan_anew(bid, now=NOW)
    (last,) = [task for task in bid.tasks if task.key == "submit"]
    assert NOW.date() + timedelta(days=25) < last.due_on < NOW.date() + timedelta(days=30)


def test_more_lots_than_one_may_bid_on_are_refused_and_are_a_knock_out(bid):
    content = replace(bid.work.content, most_lots_bid=2)
    bid.notice.data = stored.dump(content)
    bid.lots = ["LOT-0001"]
    with pytest.raises(RuleViolation):
        bidding.choose_lots(bid, ["LOT-0001", "LOT-0002", "LOT-0003"], now=NOW)
    bidding.choose_lots(bid, ["LOT-0001", "LOT-0002"], now=NOW)
    assert [each.state for each in lot_limits.knock_out(cases.case_of(bid, now=NOW))] == [KnockOutState.FINE]
    bid.lots = ["LOT-0001", "LOT-0002", "LOT-0003"]
    assert [each.state for each in lot_limits.knock_out(cases.case_of(bid, now=NOW))] == [KnockOutState.OPEN]
    assert lot_limits.TOO_MANY in {point.message for point in checking.points(bid, now=NOW)}


def test_a_lot_that_closed_cannot_be_chosen_and_one_that_closed_meanwhile_is_named(bid):
    bid.lots = ["LOT-0003"]
    later = NOW + timedelta(days=15)
    with pytest.raises(RuleViolation):
        bidding.choose_lots(bid, ["LOT-0001", "LOT-0003"], now=later)
    bid.lots = ["LOT-0001", "LOT-0003"]
    (point,) = lot_limits.gone(bid.work.content, bid.lots, later)
    assert point.params == {"lot": "Deel 1"}


def test_the_texts_of_a_lot_that_fell_away_are_neither_checked_nor_handed_in(bid):
    write_all(bid)
    bid.lots = ["LOT-0002"]
    assert {section.lot for section in written.text_sections(bid)} == {None, "LOT-0002"}
    assert len(written.sections(bid)) == 4


def test_the_sections_of_each_lot_say_what_they_count_for_together(bid):
    write_all(bid)
    assert [total for _lot, total in words.weights_by_lot(written.sections(bid))] == ["80%", "50%", "70%"]


def test_many_bids_close_as_each_does_by_itself(bid):
    corrected = corrected_notice(bid)
    for chosen in (["LOT-0002"], ["LOT-0003"], list(bid.lots)):
        bid.lots = chosen
        assert corrections.deadline_of(bid) == corrections.newest_deadlines([bid])[bid.id]
        assert corrections.newest_of(bid.notice) is corrected


def corrected_notice(bid):
    """The notice of a bid once more, as a correction of it in which everything closes a day later."""
    content = bid.notice.content
    later = [replace(lot, deadline=lot.deadline + timedelta(days=1)) for lot in content.lots]
    deadline = content.deadline + timedelta(days=1)
    (corrected,) = store(publication(2))
    corrected.family_id, corrected.corrects_id = bid.notice.family_id, bid.notice.id
    corrected.kind, corrected.published = bid.notice.kind, bid.notice.published + timedelta(days=1)
    corrected.data = stored.dump(replace(content, lots=tuple(later), deadline=deadline))
    corrected.deadline = deadline
    db.session.commit()
    return corrected
