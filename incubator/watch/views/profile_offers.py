"""What the page of a profile offers to choose from: trades with their words and codes, and the tree of codes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale
from flask_babel import lazy_gettext as _l

from incubator.core.i18n import language
from incubator.core.reference import cpv
from incubator.watch import messages
from incubator.watch.forms import ProfileForm
from incubator.watch.matching import codes, offering, suggesting
from incubator.watch.matching.trades import trades
from incubator.watch.values import ENDING, Reach
from incubator.watch.views import profile_answers

KINDS = {
    "planning": _l("Plans for later"),
    "consultation": _l("Market consultations"),
    "competition": _l("Calls to bid"),
    ENDING: _l("Contracts that end"),
    "ending": _l("Contracts that end soon"),
    "challenge": _l("Tasks that you may challenge"),
}
REACHES = {
    Reach.HERE: _l("Only there"),
    Reach.PROVINCE: _l("In the rest of the province too"),
    Reach.COUNTRY: _l("In the whole country"),
}
STRICTNESSES = {
    "60": _l("Strict: only what surely fits"),
    "50": _l("Normal"),
    "40": _l("Wide: also what may fit"),
}
LANGUAGES = ("nl", "en", "de", "fr")
MOST_BRANCHES = 40  # codes that a search in the tree shows
CODE = re.compile(r"\d{8}")


@dataclass(frozen=True, slots=True)
class ShownItem:
    """A word or a code with a box. `value` is what is sent, `label` what people read."""

    value: str
    label: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class ShownTrade:
    id: str
    name: str
    words: list[ShownItem]
    codes: list[ShownItem]

    @property
    def dropped(self) -> int:
        """How many were crossed out."""
        return sum(not item.accepted for item in (*self.words, *self.codes))


@dataclass(frozen=True, slots=True)
class Branch:
    """A code in the tree. `below`: None when it is folded, or has nothing below it."""

    code: str
    label: str
    chosen: bool
    foldable: bool
    below: "list[Branch] | None" = None


def fill_in_choices(form: ProfileForm) -> None:
    """Give every field what there is to choose from, and bring what was crossed out together."""
    form.trades.choices = [(trade.id, trade.name(language())) for trade in trades()]
    form.kinds.choices = list(KINDS.items())
    form.reach.choices = list(REACHES.items())
    form.strictness.choices = list(STRICTNESSES.items())
    names = Locale(language()).languages
    form.languages.choices = [(code, names[code].capitalize()) for code in LANGUAGES]
    suggested: dict[str, None] = {}
    for word in profile_answers.words_for_codes(form):
        suggested |= dict.fromkeys(suggesting.for_words(word))
    suggested |= dict.fromkeys(filter(cpv.known, form.cpv_found.data or ()))  # ticked in the tree
    form.cpv_found.choices = [(code, messages.code_with_label(code)) for code in suggested]
    _cross_out(form)


def _cross_out(form: ProfileForm) -> None:
    """What was offered with a box and not ticked is dropped; what was ticked again is not."""
    ticked = {*(form.words.data or ()), *(form.codes.data or ())}
    crossed_out = {*(form.dropped.data or ()), *(form.offered.data or ())} - ticked
    form.dropped.data = sorted(crossed_out)


def trades_shown(form: ProfileForm) -> dict[str, list[str] | list[ShownTrade]]:
    """`first`: the trades to show at once, chosen or proposed; `chosen`: each with its words and codes. Notes what has a box."""
    chosen = offering.chosen(form.trades.data or ())
    proposed = offering.proposed(f"{form.description.data or ''} {form.keywords.data or ''}")
    shown = [_shown_trade(offer, form.dropped.data or []) for offer in chosen]
    offered: dict[str, None] = {}
    for offer in chosen:
        offered |= dict.fromkeys(offer.items)
    form.offered.data = list(offered)
    return {"first": list(dict.fromkeys([*(offer.trade.id for offer in chosen), *proposed])), "chosen": shown}


def _shown_trade(offer: offering.TradeOffer, dropped: Sequence[str]) -> ShownTrade:
    words = [ShownItem(word, word, word not in dropped) for word in offer.words]
    codes = [ShownItem(code, cpv.label(code, language()), code not in dropped) for code in offer.codes]
    return ShownTrade(offer.trade.id, offer.trade.name(language()), words, codes)


def unfold(form: ProfileForm, look: str) -> None:
    """Unfold a code of the tree, or fold it when it was unfolded."""
    if not CODE.fullmatch(look) or not cpv.known(look):
        return
    opened = list(form.opened.data or ())
    if look in opened:
        opened.remove(look)
    else:
        opened.append(look)
    form.opened.data = opened


def tree_shown(form: ProfileForm) -> list[Branch]:
    """The tree of codes as far as it is unfolded; or only what goes with the words that were looked for, with what lies above."""
    chosen = frozenset(profile_answers.own_codes(form))
    if form.code_words.data:
        return _branches_with(suggesting.for_words(form.code_words.data, MOST_BRANCHES), chosen)
    return _unfolded(None, frozenset(form.opened.data or ()), chosen)


def _unfolded(above: str | None, opened: frozenset[str], chosen: frozenset[str]) -> list[Branch]:
    branches = []
    for code in sorted(cpv.children(above), key=codes.is_goods):  # work first: few cooperatives sell things
        below = _unfolded(code, opened, chosen) if code in opened else None
        foldable = bool(cpv.children(code))
        branches.append(Branch(code, cpv.label(code, language()), code in chosen, foldable, below))
    return branches


def _branches_with(sought: Sequence[str], chosen: frozenset[str]) -> list[Branch]:
    """These codes, each below those that lie above it."""
    kept = set(sought)
    for code in sought:
        kept.update(cpv.ancestors(code))
    return _kept_branches(None, kept, chosen)


def _kept_branches(above: str | None, kept: set[str], chosen: frozenset[str]) -> list[Branch]:
    branches = []
    for code in filter(kept.__contains__, cpv.children(above)):
        below = _kept_branches(code, kept, chosen)
        branches.append(Branch(code, cpv.label(code, language()), code in chosen, False, below or None))
    return branches
