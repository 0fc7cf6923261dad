"""What a profile learns from judgements: by how much, for whom, and how it is taken back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from lxml import html
from sqlalchemy import select

from incubator.core import clock
from incubator.core.db import db
from incubator.notices.models import Notice
from incubator.watch import jobs, queries, services
from incubator.watch.matching import engine, learning
from incubator.watch.matching.mending import Mend, ProfileChange
from incubator.watch.models import Match, MatchState, Unsuitable
from incubator.watch.services import judging
from incubator.watch.services import learning as teaching
from incubator.watch.values import MatchableNotice, Profile, TaughtNotice
from tests.factories import ParticipationFactory
from tests.watch.factories import publication, store, watching

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
GREEN = Profile(
    "Groenploeg", description="Wij onderhouden plantsoenen", keywords=("groenonderhoud",), cpv=("77310000",)
)
TREES = MatchableNotice(1, "Snoeien van bomen", "Het snoeien van bomen langs wegen.", cpv=("77341000",), buyer=7)
PITCHES = MatchableNotice(2, "Onderhoud sportvelden", "Het maaien van sportvelden.", cpv=("77320000",), buyer=8)
SCHOOLS = MatchableNotice(3, "Schoonmaak van scholen", "Het schoonmaken van scholen.", cpv=("90919300",), buyer=7)


def taught(notice, weight=1.0):
    return TaughtNotice(notice.id, notice.title, notice.description, notice.cpv, None, notice.buyer, weight)


def score(notice, *judged, profile=GREEN):
    (scored,) = engine.Matcher([replace(profile, learnt=judged)]).scores(notice, now=NOW)
    return scored.score if scored is not None else 0.0


def like(notice):
    """Another notice of the same work."""
    return replace(notice, id=notice.id + 100, title=f"{notice.title} 2027")


def test_what_is_like_something_kept_moves_up_and_what_is_like_something_put_aside_down():
    plain = score(PITCHES)
    assert score(PITCHES, taught(like(PITCHES))) > plain > score(PITCHES, taught(like(PITCHES), -1))


def test_the_move_fades_with_distance():
    moved = {notice.id: score(notice) - score(notice, taught(like(PITCHES), -1)) for notice in (PITCHES, TREES)}
    assert moved[PITCHES.id] > moved[TREES.id] >= 0


def test_the_move_grows_with_the_number_of_judgements_and_has_a_bound():
    odds = []
    for number in (0, 1, 2, 4, 60):
        judged = [taught(replace(like(PITCHES), id=200 + each), -1) for each in range(number)]
        odds.append(float(learning.log_odds(learning.np.float32(score(PITCHES, *judged)))))
    assert odds == sorted(odds, reverse=True)
    assert len(set(odds[:4])) == 4
    assert odds[0] - odds[-1] <= learning.MOST + 0.1


def test_something_kept_brings_in_what_shares_no_word_and_no_trade():
    bees = Profile("Imkers", keywords=("bijen",))
    hives = MatchableNotice(9, "Plaatsen van kasten", "Kasten plaatsen en verzorgen.")
    assert score(hives, profile=bees) == 0
    assert score(hives, taught(like(hives)), profile=bees) > 0


def test_a_buyer_that_is_avoided_is_told_of_no_more_not_even_by_a_reserved_contract():
    avoiding = replace(GREEN, avoided=(7,))
    plain, reserved = score(TREES), replace(TREES, reserved="sheltered")
    assert plain >= 0.5
    for notice in (TREES, reserved):
        (scored,) = engine.Matcher([avoiding]).scores(notice, now=NOW)
        assert scored.score < 0.5
    assert score(replace(TREES, buyer=8), profile=avoiding) == score(replace(TREES, buyer=8))


def test_one_profile_learns_nothing_from_another_beside_it():
    judged = replace(GREEN, learnt=(taught(like(PITCHES), -1),))
    alone, beside = engine.Matcher([GREEN]), engine.Matcher([judged, GREEN, judged])
    assert beside.scores(PITCHES, now=NOW)[1].score == alone.scores(PITCHES, now=NOW)[0].score
    assert beside.scores(PITCHES, now=NOW)[0].score < alone.scores(PITCHES, now=NOW)[0].score


def test_in_a_batch_it_comes_to_the_same_as_alone_also_for_a_changed_profile():
    judged = replace(GREEN, threshold=0.1, learnt=(taught(like(PITCHES), -1), taught(like(TREES))))
    matcher = engine.Matcher([GREEN, GREEN])
    matcher.replace(1, judged)
    hits = {hit.notice_id: hit.score for hit in matcher.match([TREES, PITCHES, SCHOOLS], now=NOW) if hit.position == 1}
    for notice in (TREES, PITCHES):
        if notice.id in hits:
            assert hits[notice.id] == pytest.approx(score(notice, *judged.learnt), abs=1e-3)
    assert TREES.id in hits


def test_what_was_judged_itself_is_not_called_like_itself():
    for weight, sentence in ((1.0, "You kept it"), (-1.0, "You put it aside")):
        profile = replace(GREEN, learnt=(taught(TREES, weight),))
        feedback = [reason for reason in engine.explain(profile, TREES, now=NOW).reasons if reason.kind == "feedback"]
        assert [(reason.sentence, reason.speaks_for) for reason in feedback] == [(sentence, weight > 0)]


def test_the_reason_names_the_judgement_that_weighs_most():
    explained = engine.explain(replace(GREEN, learnt=(taught(like(TREES)),)), TREES, now=NOW)
    (reason,) = [reason for reason in explained.reasons if reason.kind == "feedback"]
    assert reason.speaks_for
    assert reason.params["title"] == like(TREES).title


# In the product.

both = pytest.mark.both_databases


@pytest.fixture
def match(app, client, sign_in):
    watch = watching(slug="de-tuin", name="De Tuin")
    sign_in(client, ParticipationFactory(cooperative=watch.cooperative, role="coordinator", user__name="Fatma").user)
    store(publication(1, kenmerk=1), publication(2, "Groenonderhoud Bospark", kenmerk=2))
    jobs.match_and_tell()
    return db.session.scalars(select(Match).order_by(Match.notice_id)).first()


def judge(match, unsuitable=None):
    state = MatchState.DISMISSED if unsuitable else MatchState.INTERESTING
    services.judge(match, state, unsuitable=unsuitable, now=clock.now())
    db.session.commit()


def profile_of(match):
    db.session.expire_all()
    return queries.profile_of(match.profile)


@both
@pytest.mark.parametrize(
    ("unsuitable", "weights", "avoids"),
    [
        (None, [1.0], False),
        (Unsuitable.OTHER_WORK, [-1.0], False),
        (Unsuitable.TOO_FAR, [], False),
        (Unsuitable.TOO_LARGE, [], False),
        (Unsuitable.TOO_SOON, [], False),
        (Unsuitable.THIS_BUYER, [], True),
    ],
)
def test_a_judgement_teaches_what_it_says_and_nothing_more(match, unsuitable, weights, avoids):
    judge(match, unsuitable)
    profile = profile_of(match)
    assert [notice.weight for notice in profile.learnt] == weights
    assert bool(profile.avoided) is avoids


def is_behind(group):
    watches = queries.watches_of(group)
    return services.is_behind(watches, queries.profiles_of(watches))


@both
def test_what_a_group_judges_changes_its_own_profile_and_no_other(match):
    other = watching(slug="de-kas", name="De Kas")
    jobs.match_and_tell()
    before = queries.profile_of(other)
    judge(match, Unsuitable.OTHER_WORK)
    assert profile_of(match).learnt
    db.session.expire_all()
    assert queries.profile_of(other) == before
    assert not is_behind(other.cooperative)
    assert is_behind(match.profile.cooperative)


@both
def test_after_the_next_look_what_is_like_it_stands_lower(match):
    group = match.profile.cooperative
    (second,) = [each for each in queries.matches(group, now=clock.now()) if each.notice_id != match.notice_id]
    before = second.score_permille
    judge(match, Unsuitable.OTHER_WORK)
    jobs.match_and_tell()
    db.session.expire_all()
    assert not is_behind(group)
    assert second.score_permille < before
    assert any(reason["kind"] == "feedback" and not reason["for"] for reason in second.reasons)
    judging.undo(match)
    db.session.commit()
    jobs.match_and_tell()
    db.session.expire_all()
    assert second.score_permille == before


@both
def test_each_judgement_is_left_out_and_put_back_on_the_page(match, client):
    judge(match, Unsuitable.OTHER_WORK)
    page = client.get(f"/cooperaties/de-tuin/profielen/{match.profile_id}/geleerd")
    assert match.notice.title in page.text
    (address,) = _forms(page, "/leren")
    page = client.get(client.post(address).location)
    assert profile_of(match).learnt == ()
    undo, put_back = _forms(page, "/leren")
    assert undo == put_back
    client.post(undo)
    assert profile_of(match).learnt
    assert match.state is MatchState.DISMISSED


def _forms(page, part):
    forms = html.document_fromstring(page.text).xpath("//form[@method='post']")
    return [form.get("action") for form in forms if part in form.get("action", "")]


@both
def test_judging_again_counts_again_what_was_left_out(match):
    judge(match, Unsuitable.OTHER_WORK)
    teaching.let_teach(match, False)
    judge(match)
    assert [notice.weight for notice in profile_of(match).learnt] == [1.0]


@both
def test_undo_takes_what_was_learnt_back_at_once(match, client):
    client.post(f"/cooperaties/de-tuin/kansen/{match.id}/niet-voor-ons", data={"unsuitable": "other-work"})
    assert profile_of(match).learnt
    client.post(f"/cooperaties/de-tuin/kansen/{match.id}/terug")
    assert profile_of(match).learnt == ()


@both
@pytest.mark.parametrize(
    ("unsuitable", "name", "becomes"), [("too-large", "max_value", 250_000), ("too-small", "min_value", 300_000)]
)
def test_too_large_proposes_another_size_that_one_press_makes(match, client, unsuitable, name, becomes):
    match.notice.value_cents = 28_000_000
    db.session.commit()
    answer = client.post(f"/cooperaties/de-tuin/kansen/{match.id}/niet-voor-ons", data={"unsuitable": unsuitable})
    assert answer.location.endswith("/geleerd")
    (mend,) = _forms(client.get(answer.location), "/bijstellen")
    page = client.get(client.post(mend).location)
    assert getattr(profile_of(match), name) == becomes
    (undo,) = _forms(page, "/bijstellen")
    client.post(undo)
    assert getattr(profile_of(match), name) is None


@both
def test_too_little_time_proposes_more(match, client):
    judge(match, Unsuitable.TOO_SOON)
    (mend,) = teaching.proposed(match)
    assert int(mend.item) > (match.notice.deadline - match.judged_at).days


@both
def test_too_far_proposes_to_leave_the_area_out(match):
    match.profile.cooperative.municipality = "GM0355"
    db.session.commit()
    judge(match, Unsuitable.TOO_FAR)
    changes = [mend.change.value for mend in teaching.proposed(match)]
    assert changes in (["plaats-weg"], ["plaats-erbij", "plaats-weg"], [])


def test_too_far_in_the_own_province_proposes_to_stay_in_the_own_municipality():
    far = Match(notice=Notice(places=["GM0307"]), dismissed_for=Unsuitable.TOO_FAR)
    wide, home = Profile("", places=("NL35", "NL32")), Profile("", places=("NL35", "NL32", "GM0344"))
    out = Mend(ProfileChange.DROP_PLACE, "NL35")
    assert tuple(teaching._nearer(far, wide, "GM0344")) == (Mend(ProfileChange.ADD_PLACE, "GM0344"), out)
    assert tuple(teaching._nearer(far, home, "GM0344")) == (out,)
    assert tuple(teaching._nearer(far, wide, "GM0363")) == (out,)


@both
def test_the_page_asks_no_more_for_more_judgements(match, client, count_queries):
    address = f"/cooperaties/de-tuin/profielen/{match.profile_id}/geleerd"
    judge(match)
    client.get(address)
    count_queries()
    client.get(address)
    few = count_queries()
    store(*(publication(number, f"Groenonderhoud {number}", kenmerk=number) for number in range(10, 16)))
    jobs.match_and_tell()
    for each in queries.matches(match.profile.cooperative, MatchState.NEW, now=clock.now()):
        judge(each)
    client.get(address)
    count_queries()
    client.get(address)
    assert count_queries() == few


@both
def test_what_was_learnt_of_a_profile_is_its_newest_judgements(match):
    store(*(publication(number, f"Groenonderhoud {number}", kenmerk=number) for number in range(10, 13)))
    jobs.match_and_tell()
    for days, each in enumerate(queries.matches(match.profile.cooperative, MatchState.NEW, now=clock.now())):
        services.judge(each, MatchState.INTERESTING, now=clock.now() + timedelta(days=days))
        newest = each.notice_id
    db.session.commit()
    assert profile_of(match).learnt[0].notice_id == newest
