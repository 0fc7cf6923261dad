"""Drawings of what groups fill in: who decides, where money goes, and how far they are.

People write in their own words. What cannot be read is shown as not known, never left out.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from incubator.core.charts import (
    Chart,
    ChartFrame,
    ChartTable,
    Flow,
    Influence,
    PlacedName,
    ProgressPart,
    Stance,
    money_map,
    power_map,
    progress_chart,
)
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_amount, write_amount
from incubator.learning.rules.calculators.writing import rounded
from incubator.learning.values.calculating import Translate

Rows = Sequence[Mapping[str, str]]

MUCH = re.compile(r"\b(veel|hoog|hoge|groot|grote|sterk|much|high|large|great)\b", re.IGNORECASE)
LITTLE = re.compile(r"\b(weinig|laag|lage|klein|kleine|geen|nauwelijks|little|low|small|none)\b", re.IGNORECASE)
FOR = re.compile(r"\b(voor|vóór|positief|enthousiast|goed|steunt|for|positive)\b", re.IGNORECASE)
AGAINST = re.compile(r"\b(tegen|negatief|slecht|against|negative)\b", re.IGNORECASE)
NOT_KNOWN = re.compile(r"\b(onbekend|niet|unknown|not)\b|\?", re.IGNORECASE)
HALF_HEARTED = re.compile(
    r"\b(geen|weinig|nauwelijks|minder|nooit)\s+(erg\s+|zo\s+)?(voor|positief|enthousiast|goed)", re.IGNORECASE
)
FROM_TO = re.compile(r"^(?:van\s+|from\s+)?(.+?)\s*(?:→|->|=>|\bnaar\b|\bto\b)\s*(.+)$", re.IGNORECASE)
BEFORE_COLON = re.compile(r"^[^:]{1,60}:\s*")

INFLUENCES = {
    Influence.MUCH: N_("much influence"),
    Influence.BETWEEN: N_("influence between, or not known"),
    Influence.LITTLE: N_("little influence"),
}
STANCES = {Stance.AGAINST: N_("against"), Stance.UNKNOWN: N_("not known"), Stance.FOR: N_("for")}


def influence_of(text: str) -> Influence:
    """How much influence someone has in the words of a group: "veel", "weinig"; anything else lies between."""
    much, little = MUCH.search(text), LITTLE.search(text)
    # "Niet veel" is surely not much.
    if NOT_KNOWN.search(text) or bool(much) == bool(little):
        return Influence.BETWEEN
    return Influence.MUCH if much else Influence.LITTLE


def stance_of(text: str) -> Stance:
    """What someone thinks of the idea in the words of a group: "voor", "tegen"; anything else is not known."""
    is_for, is_against = FOR.search(text), AGAINST.search(text)
    # "Niet voor" and "weinig enthousiast" are no words for against, and surely none for for.
    is_doubted = NOT_KNOWN.search(text) or HALF_HEARTED.search(text)
    if is_doubted or bool(is_for) == bool(is_against):
        return Stance.UNKNOWN
    return Stance.FOR if is_for else Stance.AGAINST


def power_picture(rows: Rows, translate: Translate, _language: str = "nl") -> Chart | None:
    """The map of power from rows with `who`, `influence` and `stand`; None without a name."""
    names = []
    for row in rows:
        who = row.get("who", "").strip()
        if who:
            influence = influence_of(row.get("influence", ""))
            names.append(PlacedName(who, influence, stance_of(row.get("stand", ""))))
    if not names:
        return None
    names.sort(key=lambda name: (-name.influence, -name.stance))
    columns = tuple(map(translate, (N_("Who"), N_("Influence"), N_("Stance"))))
    cells = [(name.name, translate(INFLUENCES[name.influence]), translate(STANCES[name.stance])) for name in names]
    table = ChartTable(columns, tuple(cells))
    first = [name.name for name in names if name.influence is Influence.MUCH and name.stance is Stance.FOR]
    words = translate(N_("From below to above: influence. From left to right: against, not known, for."))
    if first:
        words += " " + translate(N_("Talk first with: %(names)s."), names=", ".join(first))
    frame = ChartFrame(translate(N_("Map of power")), words, table)
    return power_map(frame, names, list(map(translate, STANCES.values())), list(map(translate, INFLUENCES.values())))


def money_picture(rows: Rows, translate: Translate, language: str = "nl") -> Chart | None:
    """The map of money from rows with `from`, `to` and `amount`, or with `flow` ("van … naar …"); None without a stream."""
    flows, written = [], []
    spelling: dict[str, str] = {}  # "Bewoners" and "bewoners" are the same people
    for row in rows:
        ends = _ends(row, translate)
        if ends is None:
            continue
        source, target = (spelling.setdefault(end.casefold(), end) for end in ends)
        amount = _amount(row.get("amount", ""), language)
        flows.append(Flow(source, target, None if amount is None else float(amount)))
        text = translate(N_("not known")) if amount is None else write_amount(amount, language=language)
        written.append((source, target, text, row.get("sure", "")))
    if not flows:
        return None
    columns = [N_("From"), N_("To"), N_("Amount in a year"), N_("Know, estimate or ask")]
    last = len(columns)
    if not any(sure for *_cells, sure in written):
        last -= 1  # nobody filled it in: an empty column says nothing
    table = ChartTable(tuple(map(translate, columns[:last])), tuple(cells[:last] for cells in written))
    words = translate(
        N_(
            "Money runs from left to right. A stream is as broad as its amount; a dashed one is there, but nobody knows how much."
        )
    )
    return money_map(ChartFrame(translate(N_("Map of money")), words, table), flows, _totals(flows, language))


def _ends(row: Mapping[str, str], translate: Translate) -> tuple[str, str] | None:
    """From whom to whom the money goes; who is not named is the street, where most streams begin."""
    source, target = row.get("from", "").strip(), row.get("to", "").strip()
    text = " ".join(row.get("flow", "").split())
    flow = BEFORE_COLON.sub("", text) or text  # "huur: bewoners naar Woonvast" names the stream first
    if flow and not (source or target):
        parts = FROM_TO.match(flow)
        source, target = (parts[1].strip(), parts[2].strip()) if parts else ("", flow)
    if not (source or target):
        return None
    here = translate(N_("our neighbourhood"))
    return source or here, target or here


def _amount(text: str, language: str) -> Decimal | None:
    try:
        return read_amount(text, language)
    except RuleViolation:
        return None


def _totals(flows: Sequence[Flow], language: str) -> dict[str, str]:
    """What goes through each name, as far as it is known: the larger of what comes in and what goes out."""
    arriving: dict[str, float] = defaultdict(float)
    leaving: dict[str, float] = defaultdict(float)
    for flow in flows:
        arriving[flow.target] += flow.amount or 0.0
        leaving[flow.source] += flow.amount or 0.0
    totals = {}
    for name in arriving.keys() | leaving.keys():
        through = rounded(Decimal(str(max(arriving[name], leaving[name]))))
        totals[name] = write_amount(through, language=language) if through else "?"
    return totals


def progress_picture(parts: Sequence[ProgressPart], translate: Translate) -> Chart:
    """How many lessons of each module are approved."""
    done = sum(part.done for part in parts)
    total = sum(part.total for part in parts)
    words = translate(N_("%(done)s of the %(total)s lessons are approved."), done=done, total=total)
    columns = tuple(map(translate, (N_("Module"), N_("Approved"), N_("Lessons"))))
    table = ChartTable(columns, tuple((part.name, str(part.done), str(part.total)) for part in parts))
    return progress_chart(ChartFrame(translate(N_("How far you are")), words, table), parts)


PICTURES: dict[str, Callable[[Rows, Translate, str], Chart | None]] = {"power": power_picture, "money": money_picture}
