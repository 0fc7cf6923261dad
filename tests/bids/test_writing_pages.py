"""The pages of writing, checking and handing in, as a member sees them."""

from datetime import timedelta

import pytest

from incubator.bids.models import Submission
from incubator.bids.services import coaching, sections
from incubator.core import clock
from incubator.core.db import db
from incubator.core.quantities import write_day
from incubator.reviews import services as reviewing
from incubator.reviews.models import Remark
from incubator.reviews.values import HandInWish
from tests.bids.test_writing import TEXTS, begin, own, requirement, save
from tests.factories import CoachAssignmentFactory, CooperativeFactory, MilestoneFactory, ParticipationFactory

HERE = "/cooperaties/de-tuin/inschrijvingen"


@pytest.fixture
def group(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin", municipality="GM0344")
    MilestoneFactory(cooperative=group, key="deed")
    return group


@pytest.fixture
def writer(group, client, sign_in):
    person = ParticipationFactory(cooperative=group).user
    sign_in(client, person)
    return person


def test_who_writes_in_the_same_part_sees_both_texts_and_can_save_again(group, writer, client):
    section = own(begin(group))
    save(section, writer, 0, what="Wat een ander schreef.")
    page = f"{HERE}/{section.bid_id}/schrijven/{section.id}"
    answer = client.post(page, data={**TEXTS, "what": "Wat ik schreef.", "revision": "0"})
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Wat een ander schreef." in shown
    assert "Wat ik schreef." in shown
    assert client.post(page, data={**TEXTS, "what": "Van ons beiden.", "revision": "1"}).status_code == 302
    db.session.refresh(section)
    assert section.what == "Van ons beiden."


def test_the_section_of_the_price_has_no_field(group, writer, client):
    bid = begin(group)
    requirement(bid, "Prijs", weight="40", weight_unit="points")
    sections.make_sections(bid, now=clock.now())
    db.session.commit()
    (price,) = sections.queries.sections(bid)
    shown = client.get(f"{HERE}/{bid.id}/schrijven/{price.id}").get_data(as_text=True)
    assert "<textarea" not in shown


def test_an_own_heading_is_said_to_be_ours(group, writer, client):
    section = own(begin(group))
    shown = client.get(f"{HERE}/{section.bid_id}/schrijven/{section.id}").get_data(as_text=True)
    assert "Own heading, no criterion of the buyer" in shown or "Eigen kopje" in shown


def test_an_earlier_moment_without_its_day_is_refused_and_what_was_typed_stays(group, writer, client):
    bid = begin(group)
    typed = {"when": "earlier", "place": "TenderNed", "reference": "T-77"}
    answer = client.post(f"{HERE}/{bid.id}/inleveren", data=typed)
    assert answer.status_code == 422
    assert "T-77" in answer.get_data(as_text=True)
    assert db.session.query(Submission).count() == 0


def earlier(day, **more):
    typed = {"when": "earlier", "day": f"{day:%d-%m-%Y}", "hour": "10.00", "place": "Negometrix", "reference": "T-78"}
    return {**typed, **more}


def test_a_day_before_the_bid_was_begun_is_refused_until_somebody_says_that_it_was_put_here_afterwards(
    group, writer, client
):
    bid = begin(group)
    page = f"{HERE}/{bid.id}/inleveren"
    before = clock.local(bid.started_at).date() - timedelta(days=1)
    bid.notice.published = before
    db.session.commit()
    assert 'name="afterwards"' not in client.get(page).get_data(as_text=True)
    answer = client.post(page, data=earlier(before))
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "T-78" in shown
    assert f"{before:%d-%m-%Y}" in shown or before.isoformat() in shown
    assert 'name="afterwards"' in shown
    assert 'aria-invalid="true"' in shown
    assert db.session.query(Submission).count() == 0
    kept = client.post(page, data=earlier(before, afterwards="y"))
    assert kept.status_code == 302
    submission = db.session.query(Submission).one()
    assert clock.local(submission.handed_in_at).date() == before
    assert submission.before_begun
    assert client.get(kept.location).status_code == 200


def test_a_day_before_the_notice_was_published_is_refused_whatever_is_said(group, writer, client):
    bid = begin(group)
    page = f"{HERE}/{bid.id}/inleveren"
    published = clock.local(bid.started_at).date() - timedelta(days=5)
    bid.notice.published = published
    db.session.commit()
    answer = client.post(page, data=earlier(published - timedelta(days=1), afterwards="y"))
    assert answer.status_code == 422
    assert write_day(published) in answer.get_data(as_text=True)
    assert "T-78" in answer.get_data(as_text=True)
    assert db.session.query(Submission).count() == 0
    assert client.post(page, data=earlier(published, afterwards="y")).status_code == 302


def test_what_was_handed_in_shows_its_hash_and_can_be_fetched(group, writer, client):
    bid = begin(group)
    save(own(bid), writer, 0)
    answer = client.post(f"{HERE}/{bid.id}/inleveren", data={"when": "now", "place": "TenderNed", "reference": "T-1"})
    submission = db.session.query(Submission).one()
    shown = client.get(answer.location).get_data(as_text=True)
    assert submission.digest in shown
    assert submission.papers[0].file.digest in shown
    fetched = client.get(f"{answer.location}/bestanden/{submission.papers[0].id}")
    assert fetched.data.startswith(b"PK")
    fetched.close()


def test_the_check_leads_to_the_section_that_is_meant(group, writer, client):
    section = own(begin(group))
    shown = client.get(f"{HERE}/{section.bid_id}/controleren").get_data(as_text=True)
    assert f'href="{HERE}/{section.bid_id}/schrijven/{section.id}"' in shown


def test_the_writer_reads_the_words_of_the_coach_where_the_text_is_written(group, writer, client):
    section = own(begin(group))
    save(section, writer, 0, what="Elke week.")
    coach = CoachAssignmentFactory(cooperative=group).user
    page = f"{HERE}/{section.bid_id}/schrijven/{section.id}"
    for part, remark in ((section, "Hoe vaak komen jullie?"), (None, "Wie houdt de <b>lijst</b> bij?")):
        handed = coaching.hand_in(section.bid, part, by=writer, now=clock.now(), wish=HandInWish())
        reviewing.claim(handed, coach=coach, now=clock.now())
        handed.remarks.append(Remark(item_id=f"{section.id}-what", author=coach, text=remark, at=clock.now()))
        assert remark not in client.get(page).text
        reviewing.return_to_group(handed, "Maak het meetbaar.", coach=coach, now=clock.now())
        db.session.commit()
    read = client.get(page).text
    assert "Maak het meetbaar." in read
    assert "Hoe vaak komen jullie?" in read
    assert "Wie houdt de &lt;b&gt;lijst&lt;/b&gt; bij?" in read
    assert "/nakijken/werk/" in read
    assert "Maak het meetbaar." in client.get(f"{HERE}/{section.bid_id}/schrijven").text
    # What somebody settled is no longer there.
    for known in db.session.scalars(db.select(Remark)):
        known.resolved_at = clock.now()
    db.session.commit()
    assert "Hoe vaak komen jullie?" not in client.get(page).text
