"""Profiles as founders would word them, and short notices to match them with: the same ones in every run."""

import random
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from incubator.app import create_app
from incubator.core import clock, schema, text
from incubator.core.db import db
from incubator.core.reference import municipalities, sectors
from incubator.notices.models import Notice
from incubator.watch import queries
from incubator.watch.values import ACTIONABLE, MatchableNotice, Profile
from tests.benchmarks import _many

SHORT, LONG_ENOUGH = 30, 5  # words of a description; letters of a word that tells something
# How a founder begins and ends a sentence about the work.
OPENINGS = ("Wij doen", "Onze coöperatie verzorgt", "Samen met de buurt werken wij aan", "Wij zijn goed in", "")
ENDINGS = ("in de wijk", "voor gemeenten en scholen", "met mensen die lang thuis zaten", "zonder winstoogmerk", "")


def notices(folder: Path, count: int) -> list[MatchableNotice]:
    """Real notices in short: the title and the first words of the description; with other words in between from the second round on."""
    now = clock.now()
    with tempfile.TemporaryDirectory() as instance:
        app = create_app(instance=Path(instance), timetable=False, secret_key="a-secret-for-benchmarks-long-enough")
        with app.app_context():
            schema.upgrade()
            _many.import_real(folder)
            stored = db.session.scalars(select(Notice).order_by(Notice.id)).all()
            real = [queries.matchable(notice, now) for notice in stored]
            db.session.remove()
            db.engine.dispose()
    real = [notice for notice in real if notice.language in {None, "nl"}]
    chance = random.Random(1)
    chosen = [chance.choice(real) for _ in range(max(0, count - len(real)))] + chance.sample(
        real, min(count, len(real))
    )
    return [_short(notice, number, chance) for number, notice in enumerate(chosen, start=1)]


def _short(notice: MatchableNotice, number: int, chance: random.Random) -> MatchableNotice:
    words = notice.description.split()
    start = chance.randrange(max(1, len(words) - SHORT))
    return replace(
        notice,
        id=number,
        description=" ".join(words[start : start + SHORT]),
        lots="",
        kind=chance.choice(ACTIONABLE),
        deadline=clock.now() + timedelta(days=chance.randint(1, 60)),
    )


def profiles(count: int, spoken: list[MatchableNotice]) -> list[Profile]:
    """Each of one or two sectors, with words of those, with a few of its own that notices use too, and with wishes."""
    every = list(sectors.sectors().values())
    towns = municipalities.municipalities()
    vocabulary = sorted({word for notice in spoken for word in text.words(notice.title) if len(word) >= LONG_ENOUGH})
    return [_profile(number, every, towns, vocabulary) for number in range(count)]


def _profile(
    number: int, every: list[sectors.Sector], towns: list[municipalities.Municipality], vocabulary: list[str]
) -> Profile:
    chance = random.Random(number)
    own = chance.sample(every, chance.choice((1, 1, 1, 2)))
    words = [word for sector in own for word in sector.keywords]
    codes = [code for sector in own for code in sector.cpv]
    keywords = chance.sample(words, min(len(words), chance.randint(1, 6)))
    if chance.random() < 0.3:
        keywords.append(chance.choice(vocabulary))
    if chance.random() < 0.1:
        keywords[0] = f'"{keywords[0]}"'
    named = ", ".join(chance.sample(words, min(len(words), 3)))
    town = chance.choice(towns)
    return Profile(
        name=f"Coöperatie {number}",
        description=f"{chance.choice(OPENINGS)} {named} {chance.choice(ENDINGS)}".strip(),
        cpv=tuple(chance.sample(codes, min(len(codes), chance.choice((0, 1, 2, 4))))),
        keywords=tuple(keywords),
        exclude=tuple(chance.sample(vocabulary, chance.choice((0, 0, 0, 1)))),
        places=chance.choice(((), (town.code,), (town.nuts3,), (town.nuts3[:4],))),
        min_value=chance.choice((None, None, 10_000)),
        max_value=chance.choice((None, None, 250_000, 1_000_000)),
        kinds=chance.choice(((), tuple(ACTIONABLE))),
    )
