"""Names from a sheet: looked at first, then put on the map, all of them or none."""

from datetime import date, datetime

from incubator.core.csv_files import MEND_FIRST
from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import compared
from incubator.neighbourhood.models import Neighbourhood
from incubator.powermap.queries import maps
from incubator.powermap.services.maps import add_actor, change_actor
from incubator.powermap.values import PowerLine, PowerSheet, PowerSheetOutcome


def look(place: Neighbourhood, sheet: PowerSheet, *, replace: bool) -> PowerSheetOutcome:
    """What taking in this sheet would do; nothing is stored. With `replace` who is on the map gets what the sheet says."""
    known = {actor.plain_name for actor in maps.actors(place.id)}
    entered: list[PowerLine] = []
    standing: list[PowerLine] = []
    for line in sheet.lines:
        (standing if compared(line.terms.name) in known else entered).append(line)
    if replace:
        return PowerSheetOutcome(tuple(entered), tuple(standing), (), sheet.troubles)
    return PowerSheetOutcome(tuple(entered), (), tuple(standing), sheet.troubles)


def take_in(place: Neighbourhood, sheet: PowerSheet, *, replace: bool, now: datetime, today: date) -> PowerSheetOutcome:
    """Put who the sheet names on the map. Raises `RuleViolation` when a line is wrong; then nothing is stored."""
    lock(place)
    # Others may have drawn since the preview: looked at again under the lock.
    outcome = look(place, sheet, replace=replace)
    if outcome.troubles:
        raise RuleViolation(MEND_FIRST, field="text")
    if not outcome.entered and not outcome.replaced:
        raise RuleViolation(N_("Everyone in this sheet is on the map already."), field="text")
    for line in outcome.entered:
        add_actor(place, line.terms, now=now, today=today)
    for line in outcome.replaced:
        actor = maps.actor_called(place.id, line.terms.name)
        assert actor is not None
        change_actor(actor, line.terms, now=now, today=today)
    return outcome
