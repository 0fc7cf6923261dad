"""Matching 200 short notices with 10,000 profiles in one batch, beside what else could be done with them, in one run.

Candidates: every pair that has anything in common, found by the engine; beside one FTS5 query per profile, one tantivy query per profile
(both on an index of the same notices that is ready, with queries that are ready) and a plain loop over all pairs. The fastest of the
three counts; the notices have been taken apart for all four. Candidates and scores: from notices that have been taken apart to the scores
at or above the thresholds, beside only taking the same texts apart; before each of both no word was ever seen. The whole way: the same
with the taking apart in it, with words that were seen before (warm) and with none (cold). Warm means that every piece of text is
remembered: what stands between two blanks is then looked up and not taken apart at all. No batch of new notices comes to that: cold is
what counts. Hits are columns of positions, notices and scores; objects and reasons are made of what is stored or shown, and are
not counted here. Compiling: all profiles in a new process, by the clock and by the time of the processor (on a busy machine the first
says as much of the others), and one that changed. Growth: the same batch with more and more profiles, each number in a process of its
own with its memory.

`BENCH_MATCHING_PROFILES=1000`, `BENCH_MATCHING_NOTICES=50`, `BENCH_MATCHING_MOST=10000` (where growth ends) give a quick look;
`BENCH_DATA=folder` names the real notices that are shortened.
"""

import gc
import multiprocessing
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import tantivy

from incubator.core import clock, text
from incubator.watch.matching import engine, exclusions, vocabulary, words
from incubator.watch.matching.words import keywords
from incubator.watch.values import MatchableNotice, Profile
from tests.benchmarks import _founders
from tests.benchmarks.measuring import Result, seconds, size
from tests.benchmarks.search import SHARED

RUNS = 5
RUNS_IN_TURN = 21
CODE_DIGITS = 4  # that the codes of two that have something in common share
GROWTH = (100, 1_000, 10_000, 100_000)
Terms = frozenset[str]
Sought = list[list[str]]  # ways in which a profile is found: all terms of one of them


def run() -> Iterator[Result]:
    count = size("MATCHING_PROFILES", 10_000)
    notices = _founders.notices(SHARED, size("MATCHING_NOTICES", 200))
    profiles = _founders.profiles(count, notices)
    matcher = engine.Matcher(profiles)
    yield from _candidates(matcher, profiles, notices)
    yield from _hits(matcher, notices, count)
    again = seconds(lambda: engine.Matcher(profiles))
    alone = [_alone(count, notices) for _run in range(3)]
    compiling, processor = [each.compiled for each in alone], [each.processor for each in alone]
    note = f"each in a new process, median of 3, least {min(compiling):.2f}, again {again:.2f}; baseline: two seconds"
    yield Result(f"compiling {count}", statistics.median(compiling), 2, 1, note)
    note = f"the same by the time of the processor, least {min(processor):.2f}; baseline: one second"
    yield Result(f"compiling {count}, processor", statistics.median(processor), 1, 1, note)
    yield _changed(matcher, profiles)
    yield from _growth(notices)


def _candidates(
    matcher: engine.Matcher, profiles: Sequence[Profile], notices: Sequence[MatchableNotice]
) -> Iterator[Result]:
    analysed = list(map(engine.analyse, notices))
    sought = list(map(_sought, profiles))
    known = list(map(_terms, notices))
    searched = {
        "FTS5, a query per profile": _fts5(sought, known),
        "tantivy, a query per profile": _tantivy(sought, known),
        "a plain loop": _loop(sought, known),
    }
    times = {name: _times(search, 3) for name, search in searched.items()}
    pairs = {name: search() for name, search in searched.items()}
    if len(set(pairs.values())) > 1:
        raise AssertionError(f"the three do not find the same: {pairs}")
    ours = _times(lambda: matcher.candidates(analysed))
    looked_at = matcher.candidates(analysed)
    for name, measured in times.items():
        rate = len(notices) / statistics.median(measured)
        note = (
            f"median of 3, least {min(measured):.3f}; {rate:.0f} notices/s, {pairs[name]} pairs; ours {looked_at} pairs"
        )
        fastest = statistics.median(measured) == min(map(statistics.median, times.values()))
        limit = 1 / 8 if fastest else 1
        yield Result(f"candidates: {name}", statistics.median(ours), statistics.median(measured), limit, note)


def _hits(matcher: engine.Matcher, notices: Sequence[MatchableNotice], count: int) -> Iterator[Result]:
    now = clock.now()
    texts = [part for notice in notices for part in (notice.title, notice.description, notice.lots)]

    def hits() -> int:
        return len(matcher.match(notices, now=now))

    def apart() -> None:
        for part in texts:
            text.terms(part)

    yield _scores_alone(matcher, notices, apart, count)
    for name, before in (("warm", _nothing), ("cold", forget)):
        ours, baseline = _times(hits, before=before), _times(apart, before=before)
        rate = len(notices) / statistics.median(baseline)
        note = f"of {RUNS}, least {min(ours):.4f} and {min(baseline):.4f}; {hits() / len(notices):.0f} hits a notice"
        yield Result(
            f"the whole way with {count} beside taking apart, {name}",
            statistics.median(ours),
            statistics.median(baseline),
            5,
            f"{note}; taking apart {rate:.0f} notices/s",
        )


def _scores_alone(
    matcher: engine.Matcher, notices: Sequence[MatchableNotice], apart: Callable[[], None], count: int
) -> Result:
    """Candidates and scores in turns with only taking apart, so that a machine that slows down slows both."""
    now = clock.now()
    ours, baseline = [], []
    for _run in range(RUNS_IN_TURN):
        forget()
        baseline.append(seconds(apart))
        forget()
        analysed = engine.analyse_all(notices)
        ours.append(seconds(partial(matcher.match_analysed, analysed, now=now)))
    gc.collect()
    note = f"each {RUNS_IN_TURN} times in turn, least {min(ours):.4f} and {min(baseline):.4f}"
    middle = statistics.median
    return Result(f"candidates and scores with {count} beside taking apart", middle(ours), middle(baseline), 5, note)


def _changed(matcher: engine.Matcher, profiles: Sequence[Profile]) -> Result:
    """Ten profiles that take each other's place, each alone."""
    positions = range(0, len(profiles), max(1, len(profiles) // 10))
    changed = [seconds(partial(matcher.replace, position, profiles[-position])) for position in positions]
    middle = statistics.median(changed) * 1000
    return Result(
        "one changed profile", middle, 5, 1, f"median of {len(changed)}, most {max(changed) * 1000:.1f}", "ms"
    )


def _growth(notices: Sequence[MatchableNotice]) -> Iterator[Result]:
    most = size("MATCHING_MOST", GROWTH[-1])
    before: tuple[int, float] | None = None
    for count in GROWTH:
        if count > most:
            return
        alone = _alone(count, notices)
        note = f"compiled in {alone.compiled:.2f} s, at most {alone.most:.0f} MB of which {alone.bare:.0f} before that"
        baseline = before[1] * count / before[0] if before else alone.middle
        yield Result(f"a batch with {count}, grown in a line", alone.middle, baseline, 1, note)
        before = count, alone.middle


@dataclass(frozen=True, slots=True)
class Alone:
    """A batch in a process of its own: seconds, and megabytes at most and before the profiles were compiled.

    `compiled`: by the clock; `processor`: the same by the time of the processor.
    """

    middle: float
    compiled: float
    processor: float
    most: float
    bare: float


def _alone(count: int, notices: Sequence[MatchableNotice]) -> Alone:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_batch, (count, notices))


def _batch(count: int, notices: Sequence[MatchableNotice]) -> Alone:
    now = clock.now()
    profiles = _founders.profiles(count, list(notices))
    engine.Matcher(profiles[:1])  # what is read once is read
    bare = _megabytes("VmRSS")
    matchers: list[engine.Matcher] = []
    before = time.process_time()
    compiled = seconds(lambda: matchers.append(engine.Matcher(profiles)))
    processor = time.process_time() - before
    times = _times(lambda: len(matchers[0].match(notices, now=now)), 3)
    return Alone(statistics.median(times), compiled, processor, _megabytes("VmHWM"), bare)


def _megabytes(kind: str) -> float:
    """Of this process: `VmRSS` now, `VmHWM` at most so far."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        name, _colon, kilobytes = line.partition(":")
        if name == kind:
            return int(kilobytes.split()[0]) / 1024
    raise RuntimeError(f"This machine does not say {kind}")


def _times(work: Callable[[], object], runs: int = RUNS, before: Callable[[], None] | None = None) -> list[float]:
    """Seconds of each run, after one that does not count."""
    work()
    times = []
    for _run in range(runs):
        if before is not None:
            before()
        times.append(seconds(work))
    gc.collect()
    return times


def _nothing() -> None:
    """Before what is measured with all that was seen before."""


def forget() -> None:
    """No word of a notice was seen before; the lists of words stay read."""
    remembered = (
        text.stem,
        text.analysed,
        words._sentences,
        words._words_of,
        vocabulary.mended,
        exclusions._stemmed,
        exclusions._stem,
    )
    for function in remembered:
        function.cache_clear()
    for pieces in (text._words, text._sequence, text._joined):
        pieces.clear()


def _terms(notice: MatchableNotice) -> Terms:
    """What is searched: the terms of the text, and the beginnings of the codes."""
    spoken = text.terms(f"{notice.title} {notice.description} {notice.lots}")
    return frozenset(spoken) | {code[:CODE_DIGITS] for code in notice.cpv}


def _sought(profile: Profile) -> Sought:
    ways = [list(keyword.terms) for keyword in keywords(profile.keywords)]
    return ways + [[code[:CODE_DIGITS]] for code in dict.fromkeys(profile.cpv)]


def _fts5(sought: Sequence[Sought], known: Sequence[Terms]) -> Callable[[], int]:
    index = sqlite3.connect(":memory:", cached_statements=10)
    index.execute("CREATE VIRTUAL TABLE notices USING fts5(terms, detail = none, content = '')")
    rows = [(number, " ".join(terms)) for number, terms in enumerate(known, start=1)]
    index.executemany("INSERT INTO notices (rowid, terms) VALUES (?, ?)", rows)
    queries = [
        " OR ".join("(" + " AND ".join(f'"{term}"' for term in way) + ")" for way in ways) for ways in sought if ways
    ]
    statement = "SELECT rowid FROM notices WHERE notices MATCH ?"
    return lambda: sum(len(index.execute(statement, (query,)).fetchall()) for query in queries)


def _tantivy(sought: Sequence[Sought], known: Sequence[Terms]) -> Callable[[], int]:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("terms", tokenizer_name="whitespace", index_option="basic")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(num_threads=1)
    for terms in known:
        writer.add_document(tantivy.Document(terms=" ".join(terms)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    @cache
    def term(word: str) -> tantivy.Query:
        return tantivy.Query.term_query(schema, "terms", word, "basic")

    def query(ways: Sought) -> tantivy.Query:
        both = [tantivy.Query.boolean_query([(tantivy.Occur.Must, term(word)) for word in way]) for way in ways]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, way) for way in both])

    queries = [query(ways) for ways in sought if ways]
    limit = len(known)
    return lambda: sum(len(searcher.search(query, limit, count=False).hits) for query in queries)


def _loop(sought: Sequence[Sought], known: Sequence[Terms]) -> Callable[[], int]:
    def pairs() -> int:
        number = 0
        for terms in known:
            for ways in sought:
                number += any(terms.issuperset(way) for way in ways)
        return number

    return pairs
