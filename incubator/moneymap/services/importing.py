"""Flows from a file: looked at first, then put on the map, all of them or none."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from incubator.accounts.models import User
from incubator.core.csv_files import MEND_FIRST, LineTrouble
from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import compared
from incubator.moneymap.models import MoneyFlow
from incubator.moneymap.queries import maps
from incubator.moneymap.rules.checking import checked_node
from incubator.moneymap.rules.flows_file import COLUMNS
from incubator.moneymap.services.maps import add_flow, add_node, node_called
from incubator.moneymap.values import FlowAnswers, FlowKey, NodeAnswers, NodeKind, Whereabouts
from incubator.moneymap.values.files import FlowLine, FlowsFile, FlowsRead, NamedEnd
from incubator.neighbourhood.models import Neighbourhood

NOTHING_NEW = N_("Everything in this file is on the map already.")
Known = Mapping[FlowKey, list[MoneyFlow]]


def look(place: Neighbourhood, file: FlowsFile, *, replace: bool) -> FlowsRead:
    """What taking in this file would do; nothing is stored. With `replace` flows that stand there get the amount of the file."""
    known = _known(place)
    entered, replaced, alike, troubles = [], [], [], list(file.troubles)
    seen: set[tuple[FlowKey, int]] = set()
    for line in file.lines:
        key = _key_of(line)
        standing = known.get(key, [])
        try:
            _check_places(line)
            _check_replaceable(standing, seen, (key, line.cents), replace=replace)
        except RuleViolation as broken_rule:
            column = COLUMNS["amount" if standing else "payer"][0]
            troubles.append(LineTrouble(line.line, column, broken_rule))
            continue
        same = (key, line.cents) in seen or any(flow.cents == line.cents for flow in standing)
        seen.add((key, line.cents))
        if same or (standing and not replace):
            alike.append(line)
        elif standing:
            replaced.append(line)
        else:
            entered.append(line)
    # Who mends a sheet goes from top to bottom, whichever of our checks a line fails.
    troubles.sort(key=lambda trouble: trouble.line)
    read = (*entered, *replaced)
    return FlowsRead(tuple(entered), tuple(replaced), tuple(alike), _new_places(place, read), tuple(troubles))


def _known(place: Neighbourhood) -> Known:
    known: dict[FlowKey, list[MoneyFlow]] = defaultdict(list)
    for flow in maps.flows(place.id):
        key = FlowKey(flow.payer.plain_name, flow.receiver.plain_name, flow.year, compared(flow.category))
        known[key].append(flow)
    return known


def _key_of(line: FlowLine) -> FlowKey:
    return FlowKey(compared(line.payer.name), compared(line.receiver.name), line.year, compared(line.category))


def _check_places(line: FlowLine) -> None:
    for named in (line.payer, line.receiver):
        checked_node(_answers(named))


def _check_replaceable(
    standing: list[MoneyFlow], before: set[tuple[FlowKey, int]], own: tuple[FlowKey, int], *, replace: bool
) -> None:
    if replace and len(standing) > 1:
        raise RuleViolation(N_("This stands on the map more than once. Change it there: we cannot choose which it is."))
    # One flow cannot hold two amounts: the first of them would be lost without anybody being told.
    if replace and standing and any(each[0] == own[0] and each != own for each in before):
        raise RuleViolation(
            N_("Another line of this file has a different amount for this. Put them together on one line.")
        )


def _answers(named: NamedEnd) -> NodeAnswers:
    """What a new place is when the file does not say it: a firm, of which nobody knows where."""
    kind = named.kind or NodeKind.FIRM
    where = named.where or Whereabouts.UNKNOWN
    if named.where is None and kind is NodeKind.ELSEWHERE:
        where = Whereabouts.ELSEWHERE
    return NodeAnswers(named.name, kind, where)


def _new_places(place: Neighbourhood, lines: tuple[FlowLine, ...]) -> tuple[NamedEnd, ...]:
    """The places that are not on the map yet, each once, as the first line that says what they are names them."""
    known = {node.plain_name for node in maps.nodes(place)}
    new: dict[str, NamedEnd] = {}
    for line in lines:
        for named in (line.payer, line.receiver):
            name = compared(named.name)
            before = new.get(name)
            if name not in known and (before is None or before.kind is None):
                new[name] = named
    return tuple(new.values())


def take_in(place: Neighbourhood, file: FlowsFile, *, replace: bool, by: User | None, now: datetime) -> FlowsRead:
    """Put what the file names on the map. Raises `RuleViolation` when a line is wrong; then nothing is stored."""
    lock(place)
    # Looked at again: somebody may have drawn a flow since this was shown.
    outcome = look(place, file, replace=replace)
    if outcome.troubles:
        raise RuleViolation(MEND_FIRST)
    if not outcome.entered and not outcome.replaced:
        raise RuleViolation(NOTHING_NEW, field="text")
    for named in outcome.new_places:
        add_node(place, _answers(named), by=by, now=now)
    for line in outcome.entered:
        add_flow(place, _flow_of(place, line), by=by, now=now)
    known = _known(place)
    for line in outcome.replaced:
        (flow,) = known[_key_of(line)]
        _replace(flow, line, by, now)
    return outcome


def _flow_of(place: Neighbourhood, line: FlowLine) -> FlowAnswers:
    payer, receiver = node_called(place.id, line.payer.name), node_called(place.id, line.receiver.name)
    assert payer is not None
    assert receiver is not None
    return FlowAnswers(
        payer.id,
        receiver.id,
        line.cents,
        line.year,
        line.category,
        line.certainty,
        line.source,
        line.told_by,
        line.told_on,
    )


def _replace(flow: MoneyFlow, line: FlowLine, by: User | None, now: datetime) -> None:
    flow.cents, flow.certainty = line.cents, line.certainty
    # An empty cell is no wish to forget what people wrote down on the map.
    flow.source = line.source or flow.source
    flow.told_by, flow.told_on = line.told_by or flow.told_by, line.told_on or flow.told_on
    flow.changed_at, flow.changed_by_id = now, by.id if by else None
