"""Notices taken apart once for all profiles: their words, and how much their texts and codes speak of each trade."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from incubator.watch.matching import codes, roles, trade_codes, vocabulary, words
from incubator.watch.matching.lexicon import Texts
from incubator.watch.matching.trades import trades
from incubator.watch.matching.vectors import Mask, Matrix, Vector
from incubator.watch.matching.words import NoticeText, Zone
from incubator.watch.values import MatchableNotice

WRONG_CODES = 0.25  # the share of notices whose codes are of another trade
NATURES = {"supplies": 1.0, "works": 0.0, "services": 0.0}


@dataclass(frozen=True, slots=True, eq=False)
class AnalysedNotice:
    """A notice taken apart. `spoken`: for which trades its words are, `coded`: its codes."""

    notice: MatchableNotice
    main: str | None  # the code of the main object, else the first
    text: NoticeText
    spoken: Vector
    coded: Vector
    roles: int
    leads: int  # the roles with which the title begins


def analyse(notice: MatchableNotice) -> AnalysedNotice:
    """Take a notice apart."""
    return analyse_all([notice])[0]


def analyse_all(notices: Sequence[MatchableNotice], *, plainly: bool = False) -> list[AnalysedNotice]:
    """Take notices apart: together takes far less than one by one. `plainly`: as for who does also the role that a title begins with."""
    texts = Texts([words.analyse(notice.title, notice.description, notice.lots, plainly=plainly) for notice in notices])
    shares, named = vocabulary.spoken_by(texts).shares, roles.spoken_by(texts, Zone.HEAD)
    analysed = []
    for notice, text, spoken, of_head in zip(notices, texts.texts, shares, named, strict=True):
        main = notice.main_cpv or next(iter(notice.cpv), None)
        coded = trade_codes.of_codes(notice.cpv, main)
        leads = roles.leading(text) if text.lead else 0
        analysed.append(AnalysedNotice(notice, main, text, spoken, coded, of_head, leads))
    return analysed


class Batch:
    """Some analysed notices with their vectors as matrices: a row per notice."""

    def __init__(self, analysed: Sequence[AnalysedNotice]) -> None:
        self.analysed = analysed
        self.texts = Texts([notice.text for notice in analysed])
        shape = (len(analysed), len(trades()))
        self.coded: Matrix = np.array([notice.coded for notice in analysed], np.float32).reshape(shape)
        self.has_codes: Mask = np.asarray(self.coded.any(axis=1))
        self.by_text: Matrix = np.array([notice.spoken for notice in analysed], np.float32).reshape(shape)
        self.by_code = self._by_code()
        self.joint = self._joint()
        self.roles = np.array([notice.roles for notice in analysed], np.int64)
        self.leads = np.array([notice.leads for notice in analysed], np.int64)
        self.goods: Vector = np.array(list(map(_goods, analysed)), np.float32)

    def _by_code(self) -> Matrix:
        """The trades by the codes, some of which are wrong; every trade alike without codes."""
        evenly = np.float32(1 / len(trades()))
        weight = np.where(self.has_codes, 1 - WRONG_CODES, 0).astype(np.float32)[:, None]
        return weight * self.coded + (1 - weight) * evenly

    def _joint(self) -> Matrix:
        """The trades by text and codes together: the text decides where both disagree and it is sure."""
        product = self.by_text * self.by_code
        # A text may be for several trades: their shares stay as large as the text makes them.
        return product * (self.by_text.sum(axis=1) / np.maximum(product.sum(axis=1), 1e-12))[:, None]


def _goods(analysed: AnalysedNotice) -> float:
    """Whether a notice is about goods; where it does not say so, the main code tells."""
    nature = analysed.notice.nature
    if nature in NATURES:
        return NATURES[nature]
    return float(codes.is_goods(analysed.main))
