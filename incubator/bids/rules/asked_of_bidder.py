"""What is asked of who bids, and whether the group has it: turnover, earlier work, certificates, insurance. Plain Python.

Of a procurement it is said whether anything of this is asked or not; of a client that asks a quotation only what it asks, as it stands in
the requirements of the bid. The acts for authorities are named for authorities only.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from incubator.bids.rules.certificates import CertificateMatch, compared
from incubator.bids.rules.procurement import check, sentences
from incubator.bids.values.deciding import CertificateHeld, DecisionBasis, KnockOut, KnockOutState
from incubator.bids.values.findings import RuleNote
from incubator.bids.values.law import of_directive
from incubator.core.i18n import mark as N_

MOST_NAMED = 5
LONGEST = 160  # letters
# What is judged by itself already, in sentences about it.
JUDGED = (sentences.TURNOVER, sentences.REFERENCE, sentences.MARKS, sentences.INSURANCE)


def knock_outs(basis: DecisionBasis) -> Iterator[KnockOut]:
    """What could stop this bid of what is asked, in the order in which a group looks at it."""
    case = basis.case
    if not case.private or sentences.turnover_asked(case) is not None:
        yield _turnover(basis)
    if not case.private or sentences.texts_with(case, sentences.REFERENCE):
        yield _references(basis)
    yield from _certificates(basis)
    yield from _insurance(basis)
    yield from _others(basis)


def _cite(basis: DecisionBasis, articles: str, directive: str) -> str:
    """The articles for an authority; a client that need not procure asks by no law."""
    return "" if basis.case.private else basis.case.law.cite(articles, of_directive(directive))


def _insurance(basis: DecisionBasis) -> Iterator[KnockOut]:
    """Said, and never a stop: an insurance can be had before the work begins."""
    if not sentences.texts_with(basis.case, sentences.INSURANCE):
        return
    if basis.insurance:
        what = N_("An insurance is asked. You have: %(held)s. Look whether the amount is enough.")
        yield KnockOut("insurance", KnockOutState.ATTENTION, RuleNote(what, {"held": basis.insurance[:LONGEST]}))
        return
    what = N_(
        "An insurance is asked, and your dossier has none. Ask an insurer now what it costs, and reckon it in your price."
    )
    yield KnockOut("insurance", KnockOutState.UNKNOWN, RuleNote(what))


def _others(basis: DecisionBasis) -> Iterator[KnockOut]:
    """What else somebody put on the list of requirements as a knock-out, and nobody has settled yet."""
    left = []
    for text in basis.open_knock_outs:
        if not any(words.search(text) for words in JUDGED):
            left.append(text)
    for text in left[:MOST_NAMED]:
        what = N_("Who does not meet this is out: %(text)s")
        yield KnockOut("requirement", KnockOutState.ATTENTION, RuleNote(what, {"text": text[:LONGEST]}))
    if len(left) > MOST_NAMED:
        what = N_("More knock-outs, in the list of requirements: %(count)s.")
        yield KnockOut("requirement", KnockOutState.ATTENTION, RuleNote(what, {"count": len(left) - MOST_NAMED}))


def _turnover(basis: DecisionBasis) -> KnockOut:
    source = _cite(basis, "art. 2.90 Aw 2012", "58")
    asked = sentences.turnover_asked(basis.case)
    if asked is None:
        return KnockOut(
            "turnover", KnockOutState.UNKNOWN, RuleNote(N_("Look whether the buyer asks a turnover.")), source
        )
    if basis.turnover_own_cents is None:
        return _turnover_not_given(basis, asked)
    own = Decimal(basis.turnover_own_cents) / 100
    params: dict[str, object] = {"asked": asked, "own": own}
    if own >= asked:
        return KnockOut(
            "turnover", KnockOutState.FINE, RuleNote(N_("Your turnover (%(own)s) is enough."), params), source
        )
    finding = check("P-07", basis.case)
    what = RuleNote(N_("The buyer asks a turnover of %(asked)s and you have %(own)s. A partner can help."), params)
    if finding is not None:
        what = RuleNote(N_("%(short)s %(rule)s"), {"short": what, "rule": finding.what})
    return KnockOut("turnover", KnockOutState.OPEN, what, source)


def _turnover_not_given(basis: DecisionBasis, asked: Decimal) -> KnockOut:
    params: dict[str, object] = {"asked": asked}
    if basis.has_closed_year is not False:
        what = RuleNote(N_("The buyer asks a turnover of %(asked)s. Fill in yours."), params)
        source = _cite(basis, "art. 2.90 Aw 2012", "58")
        return KnockOut("turnover", KnockOutState.UNKNOWN, what, source)
    young = N_(
        "The buyer asks a turnover of %(asked)s. You have no closed book year yet, so no turnover to show. "
        "A partner or another company can carry it for you."
    )
    source = _cite(basis, "art. 2.92 Aw 2012", "63")
    return KnockOut("turnover", KnockOutState.OPEN, RuleNote(young, params), source)


def _references(basis: DecisionBasis) -> KnockOut:
    source = _cite(basis, "art. 2.93 lid 1 Aw 2012", "60")
    asked = bool(sentences.texts_with(basis.case, sentences.REFERENCE))
    finding = check("P-08", basis.case)
    if finding is None and basis.case.own.reference_years and basis.other_work:
        other = RuleNote(
            N_("You have earlier work, but this work is different. Look whether the buyer finds it comparable.")
        )
        return KnockOut("references", KnockOutState.ATTENTION, other, source)
    if finding is None and basis.case.own.reference_years:
        recent = N_("You have earlier work that is recent enough. Look whether it is comparable.")
        # How far back it may lie is law for authorities; a client says it, or not.
        if basis.case.private:
            recent = N_(
                "You have earlier work to show. Look whether it is what the client means, and recent enough for it."
            )
        fine = RuleNote(recent)
        return KnockOut("references", KnockOutState.FINE, fine, source)
    what = RuleNote(N_("Your dossier has no earlier work to show."))
    if finding is not None:
        what = finding.what
    if asked:
        return KnockOut("references", KnockOutState.OPEN, what, source)
    both = RuleNote(N_("%(short)s Look whether the buyer asks references."), {"short": what})
    return KnockOut("references", KnockOutState.UNKNOWN, both, source)


def _certificates(basis: DecisionBasis) -> Iterator[KnockOut]:
    last_day = basis.today
    if basis.case.closes is not None:
        last_day = basis.case.closes.date()
    for name in sentences.marks_asked(basis.case):
        yield _certificate_asked(basis, name, last_day)


def _certificate_asked(basis: DecisionBasis, name: str, last_day: date) -> KnockOut:
    source = _cite(basis, "art. 2.76 en 2.96-2.97 Aw 2012", "42 en 62")
    held = _held(basis, name, CertificateMatch.SAME)
    params: dict[str, object] = {"name": name}
    if held is None:
        return _certificate_missing(basis, name, source)
    if held.until is not None and held.until < last_day:
        what = RuleNote(N_("Your %(name)s has run out on %(day)s."), params | {"day": held.until})
        return KnockOut("certificate", KnockOutState.OPEN, what, source)
    return KnockOut("certificate", KnockOutState.FINE, RuleNote(N_("You have %(name)s."), params), source)


def _certificate_missing(basis: DecisionBasis, name: str, source: str) -> KnockOut:
    near = _held(basis, name, CertificateMatch.OTHER_LEVEL)
    if near is None:
        what = N_("The buyer names %(name)s, and your dossier does not have it. What is equal may do too.")
        return KnockOut("certificate", KnockOutState.OPEN, RuleNote(what, {"name": name}), source)
    what = N_("The buyer names %(name)s, and your dossier has %(held)s. Look whether that is the level that is asked.")
    return KnockOut("certificate", KnockOutState.UNKNOWN, RuleNote(what, {"name": name, "held": near.name}), source)


def _held(basis: DecisionBasis, name: str, match: CertificateMatch) -> CertificateHeld | None:
    """The certificate of the dossier that compares so; of several the one that lasts longest."""
    alike = [held for held in basis.certificates if compared(name, held.name) is match]
    return max(alike, key=lambda held: held.until or date.max, default=None)
