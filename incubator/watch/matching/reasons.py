"""Why a notice fits a profile or not, in words: made for a pair that is shown, not while scoring."""

from collections.abc import Iterator
from datetime import datetime

import numpy as np

from incubator.core.i18n import mark as N_
from incubator.formats.values import Reserved
from incubator.watch.matching import circumstances, codes, exclusions, learning, words
from incubator.watch.matching.batch import AnalysedNotice, Batch
from incubator.watch.matching.exclusions import Exclusions
from incubator.watch.matching.lexicon import Lexicon
from incubator.watch.matching.preparing import Prepared, kinship
from incubator.watch.matching.roles import roles
from incubator.watch.matching.trades import Trade, trades
from incubator.watch.matching.vectors import Vector
from incubator.watch.matching.words import Zone
from incubator.watch.values import Reason

SPEAKS_OF = 0.2  # a trade with this share is named
CLEARLY = 0.4
KIN = 0.3
WEAK_CODE = 0.2
WORDS_SHOWN = 4
TELLING = 0.25

_ABOUT = N_("It is about %(trade)s")
_NEAR = N_("It is about %(trade)s, close to your work")
_RESERVED = {
    Reserved.SHELTERED: N_("Reserved for sheltered workshops and social enterprises (art. 2.82 Aw 2012)"),
    Reserved.PUBLIC_SERVICE_MISSION: N_(
        "Reserved for organisations in which workers take part (art. 77 Directive 2014/24/EU)"
    ),
}


def of_pair(prepared: Prepared, analysed: AnalysedNotice, *, now: datetime) -> tuple[Reason, ...]:
    """All reasons, what the work is before what stands in the way."""
    listed = [
        *_reserved(analysed),
        *_trades(prepared, analysed),
        *_words(prepared, analysed),
        *_codes(prepared, analysed),
    ]
    listed += [*_other_part(prepared, analysed), *_left_out(prepared, analysed)]
    listed += [*learning.reasons(prepared.profile, analysed), *_ending(analysed)]
    for _factor, reason in circumstances.all_of(prepared.profile, analysed.notice, now):
        if reason is not None:
            listed.append(reason)
    return tuple(listed)


def _ending(analysed: AnalysedNotice) -> Iterator[Reason]:
    ends = analysed.notice.ends
    if ends is not None:
        yield Reason("ending", True, N_("The contract ends on %(date)s; %(term)s"), {"ends": ends.isoformat()})


def _reserved(analysed: AnalysedNotice) -> Iterator[Reason]:
    if analysed.notice.reserved is not None:
        yield Reason("reserved", True, _RESERVED[analysed.notice.reserved])


def _named(trade: Trade) -> dict[str, object]:
    return {"trade": trade.plain, "trade_id": trade.id}


def _trades(prepared: Prepared, analysed: AnalysedNotice) -> Iterator[Reason]:
    """The trade of the profile that the notice is for, or the other trade that it is for."""
    if not prepared.own.any():
        return
    joint = _spoken_of(analysed)
    fitting = prepared.kin >= KIN
    best = int(np.argmax(joint))
    own = int(np.argmax(joint * prepared.kin))
    if joint[own] * prepared.kin[own] >= SPEAKS_OF:
        yield Reason("text", True, _ABOUT if prepared.own[own] >= KIN else _NEAR, _named(trades()[own]))
    elif joint[best] >= CLEARLY and not fitting[best]:
        yield Reason("text", False, N_("It looks more like: %(trade)s"), _named(trades()[best]))


def _spoken_of(analysed: AnalysedNotice) -> Vector:
    """The trades of the text; of the codes too where the text says little."""
    batch = Batch([analysed])
    if batch.by_text[0].max() >= SPEAKS_OF:
        return np.asarray(batch.by_text[0], np.float32)
    return np.asarray(batch.joint[0], np.float32)


def _words(prepared: Prepared, analysed: AnalysedNotice) -> Iterator[Reason]:
    """Which words of its own the text speaks of."""
    spoken = sorted((zone, keyword.text) for keyword, zone in _hits(prepared, analysed))
    shown = dict.fromkeys(word for _zone, word in spoken[:WORDS_SHOWN])
    # The trade was named just before this.
    named = {reason.params["trade"] for reason in _trades(prepared, analysed) if reason.speaks_for}
    if shown and not named.issuperset(shown):
        yield Reason("text", True, N_("The text speaks of: %(words)s"), {"words": ", ".join(shown)})
    elif shown:
        return
    elif prepared.profile.description and list(Lexicon(prepared.described).hits(analysed.text)):
        yield Reason("text", True, N_("The text resembles your own description"))


def _hits(prepared: Prepared, analysed: AnalysedNotice) -> Iterator[tuple[words.Keyword, Zone]]:
    lexicon = Lexicon(prepared.keywords, parted=True)
    for number, zone in lexicon.hits(analysed.text):
        if lexicon.keywords[number].telling >= TELLING or zone is Zone.HEAD:
            yield lexicon.keywords[number], zone


def _codes(prepared: Prepared, analysed: AnalysedNotice) -> Iterator[Reason]:
    """What the codes say, by their labels: near the profile's own, or for another trade."""
    if analysed.main is None:
        return
    strength, (_own, code) = codes.nearest(prepared.codes, analysed.notice.cpv, analysed.main, prepared.wide)
    if strength >= WEAK_CODE:
        yield Reason("cpv", True, N_("Its code stands for: %(label)s"), {"cpv": code})
    elif prepared.own.any() and analysed.coded.any() and float(analysed.coded @ _kin(prepared)) < WEAK_CODE:
        yield Reason("cpv", False, N_("Its code stands for other work: %(label)s"), {"cpv": analysed.main})


def _kin(prepared: Prepared) -> np.ndarray:
    return np.minimum(1, (prepared.own[:, None] * kinship()).max(axis=0))


def _other_part(prepared: Prepared, analysed: AnalysedNotice) -> Iterator[Reason]:
    """Advice, software or supplies instead of the work itself."""
    known = roles()
    others = []
    for number, zone in known.lexicon.hits(analysed.text):
        if zone is Zone.HEAD and known.bits[number] & ~prepared.roles:
            others.append((known.bits[number], known.name_of(number), known.lexicon.keywords[number].text))
    if others:
        _bit, role, word = min(others)
        sentence = N_("It does not ask for the work itself but for: %(word)s")
        yield Reason("text", False, sentence, {"word": word, "role": role})
    supplies = Batch([analysed]).goods[0] > 0
    if supplies and prepared.codes and all(map(codes.is_service, prepared.codes)):
        yield Reason("cpv", False, N_("This is about supplies, not about a service"))


def _left_out(prepared: Prepared, analysed: AnalysedNotice) -> Iterator[Reason]:
    left_out = Exclusions([prepared.profile.exclude]).of(analysed).get(0, frozenset())
    typed = [word for word in prepared.profile.exclude if exclusions.stems(word) in left_out]
    if typed:
        yield Reason("text", False, N_("You leave out: %(words)s"), {"words": ", ".join(typed)})
