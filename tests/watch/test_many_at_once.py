"""Many pairs counted at once: nothing is lost, added or scored otherwise for that."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from incubator.watch.matching import engine, features, model, vocabulary, words
from incubator.watch.matching.hits import Hits
from incubator.watch.matching.lexicon import Lexicon, Texts
from incubator.watch.matching.postings import Pairs
from incubator.watch.matching.scoring import ENOUGH_WORK
from incubator.watch.matching.vectors import MOST_SURE, distinct, numbered, uniques
from incubator.watch.values import Hit, MatchableNotice, Profile, TaughtNotice

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TITLES = (
    "Onderhoud openbaar groen",
    "Schoonmaak van scholen",
    "Plantsoenen, bomen en hagen",
    "Advies over groenonderhoud",
    "Vervoer van leerlingen",
    "Software voor groenbeheer",
)
NOTICES = [
    MatchableNotice(
        number, title, "Het werk in de wijken van de gemeente.", cpv=cpv, main_cpv=cpv[0], places=("NL324",)
    )
    for number, (title, cpv) in enumerate(zip(TITLES * 2, [("77310000",), ("90910000",)] * 6, strict=True))
]
GREEN = Profile(
    "Groen", "Wij onderhouden plantsoenen", cpv=("77310000",), keywords=("groenonderhoud", "plantsoenen", "bomen")
)
KEPT = TaughtNotice(50, "Onderhoud openbaar groen", cpv=("77310000",), main_cpv="77310000")


@pytest.mark.parametrize("learnt", [(), (KEPT,)])
def test_leaving_pairs_out_early_loses_no_hit_however_low_the_threshold_or_far_the_place(learnt):
    """Far away half of a score is left: thresholds on both sides of what is then left at most, and of all others."""
    thresholds = (0.0, 0.05, 0.2, 0.3, 0.4, 0.45, 0.49, 0.4985, 0.4999, 0.5, 0.6, 0.9, 0.99)
    profiles = []
    for threshold in thresholds:
        for places in ((), ("NL421",), ("NL32",)):
            profiles.append(replace(GREEN, threshold=threshold, places=places, learnt=learnt))
    matcher = engine.Matcher(profiles)
    expected = [hit for hit in matcher.rank(NOTICES, now=NOW) if hit.score >= profiles[hit.position].threshold > 0.05]
    hits = [hit for hit in matcher.match(NOTICES, now=NOW) if profiles[hit.position].threshold > 0.05]
    assert hits == expected
    assert len({hit.position for hit in hits}) > 20


def test_what_trades_alone_cannot_make_fit_is_passed_over_and_nothing_else():
    """Words, reserved contracts, texts that say nothing of trades, and judgements are looked at whatever the trades give."""
    cleaning = replace(GREEN, description="Schoonmaak van bruggen", keywords=("schoonmaak",), cpv=("90910000",))
    profiles = [GREEN, cleaning, replace(cleaning, threshold=0.3), replace(cleaning, learnt=(KEPT,))]
    titles = (*TITLES, "Vegen", "Onderhoud aan de bruggen", "Diverse werkzaamheden", "Maaien van bermen en schoonmaken")
    notices = []
    for number, title in enumerate(titles):
        plain = MatchableNotice(2 * number, title, "", cpv=("90910000",), main_cpv="90910000")
        notices += [plain, replace(plain, id=2 * number + 1, reserved="sheltered")]
    matcher = engine.Matcher(profiles)
    compiled, batch = matcher._compiled, engine.Batch(engine.analyse_all(notices))
    reached = compiled.ceilings.reached(batch, ENOUGH_WORK)
    assert not reached.all()
    assert len(compiled.index.candidates(batch, reached).pairs.rows) < len(compiled.index.candidates(batch).pairs.rows)
    expected = [hit for hit in matcher.rank(notices, now=NOW) if hit.score >= profiles[hit.position].threshold]
    assert list(matcher.match(notices, now=NOW)) == expected
    assert len(expected) > 10


def test_no_work_is_surer_than_the_model_can_be():
    chance = np.random.default_rng(5)
    bounds = np.array([features.MOST.get(name, 1.0) for name in features.NAMES], np.float32)
    signs = chance.choice(np.array([-1.0, 0.0, 1.0], np.float32), (20_000, len(bounds)))
    signs[:, bounds < MOST_SURE] = np.abs(signs[:, bounds < MOST_SURE])
    fits = model.fits(signs * bounds)
    assert fits.max() <= model.most() < 1
    assert fits.max() > 0.9


def test_hits_are_counted_and_read_one_by_one():
    hits = engine.Matcher([GREEN]).match(NOTICES, now=NOW)
    assert len(hits) == len(list(hits)) == len(list(hits.rows())) > 2
    assert isinstance(next(iter(hits)), Hit)
    nothing = Hits.together([])
    assert len(nothing) == 0
    assert list(nothing) == []
    assert list(Hits.together([hits, nothing, hits])) == [*hits, *hits]


def test_a_text_weighs_the_same_in_whatever_order_its_terms_come():
    text = words.analyse(TITLES[2], "Snoeien, maaien, bladruimen en gladheid bestrijden in plantsoenen en parken.", "")
    turned = replace(text, places=dict(reversed(text.places.items())))
    straight, other = vocabulary.spoken_by(Texts([text])), vocabulary.spoken_by(Texts([turned]))
    assert len(text.places) > 10
    assert (straight.shares == other.shares).all()
    assert (straight.evidence == other.evidence).all()


def test_keywords_are_met_in_many_texts_as_in_each_alone():
    typed = ("groenonderhoud", "openbaar groen", '"vervoer van leerlingen"', "scholen", "bomen hagen", "pianostemmer")
    texts = [words.analyse(title, "", "") for title in (*TITLES, "Piano's stemmen", "")]
    lexicon = Lexicon(words.keywords(typed), parted=True)
    alone = []
    for row, text in enumerate(texts):
        alone += sorted((row, number, int(zone)) for number, zone in lexicon.hits(text))
    assert list(map(tuple, lexicon.met(Texts(texts)).tolist())) == alone
    assert len({number for _row, number, _zone in alone}) == len(typed)


def test_what_is_alike_is_counted_once():
    firsts, numbers = numbered(["b", "a", "b", "c", "a"])
    assert (firsts.tolist(), numbers.tolist()) == ([0, 1, 3], [0, 1, 0, 2, 1])
    rows = np.array([[0, 1], [0, 0], [0, 1], [1, 0]], np.float32)
    assert list(map(np.ndarray.tolist, distinct(rows))) == [[0, 1, 3], [0, 1, 0, 2]]
    assert list(map(np.ndarray.tolist, distinct(rows[:0]))) == [[], []]
    assert list(map(np.ndarray.tolist, distinct(np.zeros((3, 0))))) == [[0], [0, 0, 0]]
    assert uniques(np.array([5, 0, 5, 3])).tolist() == [0, 3, 5]


def test_a_few_pairs_are_looked_up_without_a_table():
    pairs = Pairs(np.array([0, 0, 2]), np.array([1, 3, 0]), (3, 4))
    rows, profiles = np.array([2, 0, 1, 0, 2]), np.array([0, 1, 1, 2, 3])
    assert pairs.places_of_few(rows, profiles).tolist() == [2, 0, -1, -1, -1]
    assert pairs.places(rows, profiles).tolist() == [2, 0, -1, -1, -1]
    none = pairs.those(np.zeros(0, np.int64))
    assert none.places_of_few(rows, profiles).tolist() == [-1] * 5
