"""Profiles compiled once: the same hits as compiled anew, whatever changed in between, and no more compiling than that takes."""

import random
from dataclasses import replace

import pytest

from incubator.core import clock
from incubator.watch.matching import engine
from incubator.watch.services import compiled
from incubator.watch.services.compiled import CompiledProfiles, kept
from incubator.watch.values import MatchableNotice, Profile

WORDS = ("groenonderhoud", "schoonmaak", "catering", "zonnepanelen", "leerlingenvervoer", "schilderwerk", "wasserij")
NOTICES = [MatchableNotice(id=10 + number, title=f"{word} in de wijk") for number, word in enumerate(WORDS)]


@pytest.fixture(autouse=True)
def _nothing_is_kept():
    compiled._kept.clear()
    yield
    compiled._kept.clear()


@pytest.fixture
def work(monkeypatch):
    """What was compiled: how many profiles at once, or 1 for each that took another's place."""
    done = []

    class Watched(engine.Matcher):
        def __init__(self, profiles):
            profiles = list(profiles)
            done.append(len([profile for profile in profiles if profile != compiled.EMPTY]))
            super().__init__(profiles)

        def replace(self, position, profile):
            done.append(1)
            super().replace(position, profile)

    monkeypatch.setattr(engine, "Matcher", Watched)
    return done


def looking_for(*words, first=1):
    return {number: Profile(name=f"Groep {number}", keywords=(word,)) for number, word in enumerate(words, start=first)}


def found_with(profiles):
    with kept(profiles) as current:
        return hits_of(current)


def hits_of(current):
    hits = current.hits(NOTICES, now=clock.now())
    return {(notice_id, number, score) for notice_id, by_number in hits.items() for number, score in by_number.items()}


def test_a_second_matching_compiles_nothing(work):
    profiles = looking_for("groenonderhoud", "catering")
    first = found_with(profiles)
    assert {(notice_id, number) for notice_id, number, _score in first} == {(10, 1), (12, 2)}
    assert found_with(dict(profiles)) == first
    assert work == [2]


def test_only_the_profile_that_changed_is_compiled_anew(work):
    profiles = looking_for("groenonderhoud", "catering")
    found_with(profiles)
    changed = found_with({**profiles, 2: replace(profiles[2], keywords=("wasserij",))})
    assert {(notice_id, number) for notice_id, number, _score in changed} == {(10, 1), (16, 2)}
    assert work == [2, 1]


def test_a_profile_that_went_finds_nothing_and_one_that_came_takes_its_place(work):
    profiles = looking_for("groenonderhoud", "catering")
    found_with(profiles)
    left = found_with({2: profiles[2]})
    assert {(notice_id, number) for notice_id, number, _score in left} == {(12, 2)}
    joined = found_with({2: profiles[2], **looking_for("schilderwerk", first=7)})
    assert {(notice_id, number) for notice_id, number, _score in joined} == {(12, 2), (15, 7)}
    assert work == [2, 1, 1]


def test_when_most_changed_all_are_compiled_at_once(work):
    found_with(looking_for(*WORDS * 5))
    found_with(looking_for(*reversed(WORDS * 5)))
    assert work == [35, 35]


def test_more_profiles_than_there_is_room_for_are_compiled_at_once(work):
    found_with(looking_for("catering"))
    assert len(found_with(looking_for(*WORDS * 2))) == 14
    assert work == [1, 14]


def test_whatever_came_went_and_changed_the_hits_are_those_of_compiling_anew():
    chance = random.Random(4)
    profiles = looking_for(*WORDS)
    for _round in range(30):
        for number in chance.sample(range(1, 15), 3):
            if chance.random() < 0.4:
                profiles.pop(number, None)
            else:
                profiles[number] = Profile(name=f"Groep {number}", keywords=(chance.choice(WORDS),))
        assert found_with(profiles) == hits_of(CompiledProfiles(profiles))


def test_what_failed_halfway_is_not_used_again(work):
    profiles = looking_for("groenonderhoud")
    with pytest.raises(KeyboardInterrupt), kept(profiles):
        raise KeyboardInterrupt
    found_with(profiles)
    assert work == [1, 1]


def test_two_at_the_same_moment_never_have_the_same_in_hands():
    profiles = looking_for("groenonderhoud")
    with kept(profiles) as mine, kept(looking_for("catering")) as other:
        assert mine is not other
        assert {number for number, *_rest in hits_of(mine)} == {10}
        assert {number for number, *_rest in hits_of(other)} == {12}
    assert len(compiled._kept) == 1
