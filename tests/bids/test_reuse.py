"""A text that is used again and may not be right any more: said where it is chosen, where it is used, and before handing in."""

from datetime import timedelta

import pytest

from incubator.bids.models import LibraryKind
from incubator.bids.queries import answers as library
from incubator.bids.queries import checking, reuse
from incubator.bids.rules.freshness import Freshness
from incubator.bids.services import answers
from incubator.cooperatives.services.groups import end_participation
from incubator.core import clock
from incubator.core.db import db
from tests.bids.test_writing import add, begin, own, save
from tests.factories import CooperativeFactory, MilestoneFactory, ParticipationFactory, UserFactory

HERE = "/cooperaties/de-tuin/inschrijvingen"
LIBRARY = "/cooperaties/de-tuin/antwoorden"
OLD = "Wij onderhouden het groen met een vaste ploeg die de wijk kent."


@pytest.fixture
def group(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin")
    MilestoneFactory(cooperative=group, key="deed")
    return group


@pytest.fixture
def writer(group, client, sign_in):
    # Who leaves is never the last coordinator.
    person = ParticipationFactory(cooperative=group).user
    sign_in(client, person)
    return person


@pytest.fixture
def section(group, writer):
    return own(begin(group), "Groenonderhoud met een vaste ploeg")


def place(section, more=""):
    return f"{HERE}/{section.bid_id}/schrijven/{section.id}{more}"


def use(client, section, ref, part="what"):
    """Press the button; what the next page says."""
    answer = client.post(place(section, "/antwoorden/gebruiken"), data={"ref": ref, "part": part})
    assert answer.status_code == 302
    return client.get(answer.location.partition("#")[0]).text


def named_before_handing_in(section):
    points = checking.points(section.bid, now=clock.now())
    return [point for point in points if point.place == "section" and "used" in point.message]


def is_told_everywhere(client, section, known, words):
    """At the text itself with a link to the library, at the list of sections, and in the check with a link to the text."""
    shown = client.get(place(section)).text
    (doubt,) = shown.split("data-reused")[1:]
    assert f'href="{LIBRARY}/{known.id}"' in doubt
    assert "badge--attention" in client.get(f"{HERE}/{section.bid_id}/schrijven").text
    (point,) = named_before_handing_in(section)
    assert words in point.message
    assert point.params["name"] == known.title
    assert f'href="{place(section)}"' in client.get(f"{HERE}/{section.bid_id}/controleren").text


def test_a_text_of_three_years_ago_is_named_until_somebody_looked(group, writer, client, section):
    known = add(group, writer, body=OLD)
    known.verified_on = clock.today() - timedelta(days=3 * 365)
    db.session.commit()
    assert "badge--attention" in client.get(place(section, "/antwoorden")).text
    assert "alert--warning" in use(client, section, f"answer:{known.id}")
    is_told_everywhere(client, section, known, "out of date")
    client.post(f"{LIBRARY}/{known.id}/klopt")
    assert "data-reused" not in client.get(place(section)).text
    assert named_before_handing_in(section) == []


def test_a_text_of_an_earlier_bid_that_nobody_looked_at_is_named_until_it_is_kept_or_rewritten(
    group, writer, client, section
):
    earlier = own(begin(group, 2), "Groenonderhoud")
    save(earlier, writer, 0, what=OLD, view="", proof="")
    earlier.changed_at = clock.now() - timedelta(days=3 * 365)
    earlier.bid.submitted_at = clock.now() - timedelta(days=3 * 365)
    db.session.commit()
    ref = f"section:{earlier.id}/what"
    assert reuse.state_of(section.bid, ref, clock.today()) is Freshness.STALE
    use(client, section, ref)
    assert "data-reused" in client.get(place(section)).text
    (point,) = named_before_handing_in(section)
    assert point.params["day"] == clock.local(earlier.changed_at).date()
    # Who keeps it says that it is right as it stands.
    client.post(place(section, "/antwoorden/bewaren/what"))
    assert named_before_handing_in(section) == []
    # And what was written anew is no longer that text.
    db.session.delete(library.library(group)[0])
    db.session.commit()
    assert named_before_handing_in(section) != []
    save(section, writer, section.revision, what="Nu doen wij het anders.", view="", proof="")
    assert named_before_handing_in(section) == []


def test_what_was_taken_lately_from_an_earlier_bid_is_not_named(group, writer, client, section):
    earlier = own(begin(group, 2), "Groenonderhoud")
    save(earlier, writer, 0, what=OLD, view="", proof="")
    earlier.bid.submitted_at = clock.now()
    db.session.commit()
    use(client, section, f"section:{earlier.id}/what")
    assert named_before_handing_in(section) == []


def test_a_certificate_that_ends_before_the_day_of_handing_in_is_named_though_it_is_valid_today(
    group, writer, client, section
):
    due = checking.day_of(section.bid, clock.now())
    assert due > clock.today()
    known = add(group, writer, LibraryKind.CERTIFICATE, title="Groenkeur vaste ploeg", issuer="Groenkeur")
    known.valid_until = due - timedelta(days=1)
    db.session.commit()
    assert library.freshness_of(known, clock.today()) is Freshness.FRESH
    chosen = client.get(place(section, "/antwoorden")).text
    assert known.title in chosen
    assert "badge--blocked" in chosen
    use(client, section, f"answer:{known.id}", "proof")
    is_told_everywhere(client, section, known, "no longer valid")
    (point,) = named_before_handing_in(section)
    assert point.params["day"] == known.valid_until
    # And by itself, whether it was used or not.
    assert known.id in {each.number for each in checking.points(section.bid, now=clock.now()) if each.place == "answer"}


def test_a_certificate_without_a_last_day_is_named_too(group, writer, client, section):
    known = add(group, writer, LibraryKind.CERTIFICATE, title="Groenkeur", issuer="Groenkeur")
    use(client, section, f"answer:{known.id}", "proof")
    is_told_everywhere(client, section, known, "date is missing")


def test_the_cv_of_somebody_who_left_is_named_where_it_was_used_and_while_it_goes_along(group, writer, client, section):
    gone = ParticipationFactory(cooperative=group, user=UserFactory(name="Noor Haddad"))
    known = add(group, writer, LibraryKind.PERSON, title="Noor haddad ", role="Hovenier", body=OLD)
    known.permitted = True
    db.session.commit()
    use(client, section, f"answer:{known.id}")
    assert named_before_handing_in(section) == []
    end_participation(gone, today=clock.today())
    db.session.commit()
    assert library.freshness_of(known, clock.today()) is Freshness.LEFT
    assert "badge--blocked" in client.get(LIBRARY).text
    is_told_everywhere(client, section, known, "who left")
    along = [point for point in checking.points(section.bid, now=clock.now()) if point.place == "answer"]
    assert [point.number for point in along] == [known.id]
    # Who does not agree to be named does not go along.
    known.permitted = False
    db.session.commit()
    assert not [point for point in checking.points(section.bid, now=clock.now()) if point.place == "answer"]


def test_a_namesake_who_takes_part_has_not_left(group, writer):
    for _person in range(2):
        last = ParticipationFactory(cooperative=group, user=UserFactory(name="Noor Haddad"))
    known = add(group, writer, LibraryKind.PERSON, title="Noor Haddad", body=OLD)
    end_participation(last, today=clock.today())
    db.session.commit()
    assert library.freshness_of(known, clock.today()) is Freshness.FRESH


def test_a_fresh_text_is_used_without_a_word(group, writer, client, section):
    known = add(group, writer, body=OLD)
    answers.verify(known, by=writer, today=clock.today())
    db.session.commit()
    shown = use(client, section, f"answer:{known.id}")
    assert "data-reused" not in shown
    assert "alert--warning" not in shown
    assert named_before_handing_in(section) == []
