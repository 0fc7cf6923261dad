"""The legality meter in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.meetings.messages.legality import LIGHTS, articles, remedy, sentence
from incubator.meetings.queries.case import Delivery
from incubator.meetings.queries.legality import LegalityMeter
from incubator.meetings.values.findings import LegalityLight, MeetingFinding
from incubator.statutes.values.findings import Severity

COLOURS = {LegalityLight.GREEN: "open", LegalityLight.AMBER: "attention", LegalityLight.RED: "blocked"}
DELIVERIES = {
    Delivery.TO_SEND: ("attention", _l("to be posted or handed over")),
    Delivery.UNDERWAY: ("waiting", _l("on its way")),
    Delivery.SENT: ("done", _l("sent")),
    Delivery.FAILED: ("blocked", _l("did not arrive")),
}


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding as the page shows it."""

    badge: str
    label: str
    item: str  # the title of the item that it is about, or nothing
    text: str
    remedy: str
    articles: str


def shown(meter: LegalityMeter) -> list[ShownFinding]:
    """The findings in words, the heaviest first."""
    return list(_shown(meter))


def _shown(meter: LegalityMeter) -> Iterator[ShownFinding]:
    titles = {item.id: item.title for item in meter.case.items}
    for finding in meter.findings:
        light = _light(finding)
        yield ShownFinding(
            badge=COLOURS[light],
            label=str(LIGHTS[light]),
            item=titles.get(finding.item, ""),
            text=sentence(finding),
            remedy=remedy(finding),
            articles=", ".join(articles(finding, meter.case.terms)),
        )


def _light(finding: MeetingFinding) -> LegalityLight:
    if finding.severity is Severity.ERROR and not finding.unknown:
        return LegalityLight.RED
    if finding.severity is Severity.INFO and not finding.unknown:
        return LegalityLight.GREEN
    return LegalityLight.AMBER


def headline(meter: LegalityMeter) -> str:
    """What the colour means for this meeting."""
    if meter.light is LegalityLight.RED:
        if meter.is_forecast:
            return _("If everyone were called now, decisions of this meeting could be set aside.")
        return _("Decisions of this meeting could be set aside.")
    if meter.light is LegalityLight.AMBER:
        return _("There is something to look at before you go on.")
    if meter.is_forecast:
        return _("If everyone is called today, this meeting is convened as law and statutes ask.")
    return _("This meeting was convened as law and statutes ask, as far as we can see.")
