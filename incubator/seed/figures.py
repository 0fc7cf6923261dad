"""The figures of the demo: two years that were fixed and are public, and hours that the gardeners reported."""

from datetime import date

from incubator.accounts.models import User
from incubator.indicators.services import entering, freezing, publishing
from incubator.indicators.values import FigurePeriod, IndicatorKey
from incubator.indicators.values.entering import EnteredFigure
from incubator.moneymap.queries import maps as mapped
from incubator.moneymap.services import maps
from incubator.moneymap.values import FlowAnswers, FlowCertainty
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.values import Certainty, StatedGround
from incubator.seed.moment import Moment

# Of the year before the map: from, to, euros, what for, how sure, source.
EARLIER = (
    (
        "Gemeente",
        "Zorgcentrum De Linde",
        2_210_000,
        "Zorg en ondersteuning",
        FlowCertainty.FACT,
        "Programmabegroting van de gemeente",
    ),
    ("Gemeente", "Coöperatie Groen Zonnewijk", 60_000, "Groen", FlowCertainty.FACT, "Gunning van de gemeente"),
    (
        "Zorgcentrum De Linde",
        "Bedrijven elders",
        1_720_000,
        "Schoonmaak en catering",
        FlowCertainty.FACT,
        "Jaarrekening De Linde",
    ),
    ("Zorgcentrum De Linde", "Huishoudens", 590_000, "Loon", FlowCertainty.FACT, "Jaarrekening De Linde"),
    ("Huishoudens", "Winkels Zonneplein", 1_510_000, "Boodschappen", FlowCertainty.GUESS, "Buurtavond in De Spil"),
)
HOURS = (240_00, None, None), (410_00, 360_00, 460_00)


def figures(place: Neighbourhood, people: dict[str, User], at: Moment) -> None:
    """The last two whole years of the Zonnewijk and of all together."""
    last = FigurePeriod(at.today.year - 1)
    before = FigurePeriod(last.year - 1)
    _flows(place, people["lotte"], before.year, at)
    for period, hours in zip((before, last), HOURS, strict=True):
        _hours(place, people["fatima"], period, hours, at)
    # Fixed when the year was over, also where the demo is filled on the first days of a year.
    since = (at.today - date(at.today.year, 1, 1)).days
    for period, days in ((before, 320), (last, min(40, since))):
        when = at.ago(days)
        freezing.freeze(place, period, "", by=people["fatima"], now=when, today=when.date())
        freezing.freeze(None, period, "", by=None, now=when, today=when.date())
    publishing.publish(place, public=True, now=at.ago(0))
    publishing.publish(None, public=True, now=at.ago(0))


def _flows(place: Neighbourhood, drawer: User, year: int, at: Moment) -> None:
    nodes = {node.name: node.id for node in mapped.nodes(place)}
    for payer, receiver, euros, category, certainty, source in EARLIER:
        answers = FlowAnswers(nodes[payer], nodes[receiver], euros * 100, year, category, certainty, source)
        maps.add_flow(place, answers, by=drawer, now=at.ago(74))


def _hours(
    place: Neighbourhood, driver: User, period: FigurePeriod, hours: tuple[int, int | None, int | None], at: Moment
) -> None:
    value, low, high = hours
    certainty, source = Certainty.FACT, f"jaarverslag {period.year} van de hoveniers"
    if low is not None:
        certainty, source = Certainty.ESTIMATE, "urenlijsten, drie maanden geschat"
    ground = StatedGround(certainty, source, "bestuur van de hoveniers", at.ago(50).date())
    entered = EnteredFigure(IndicatorKey.SOCIAL_HOURS, period, value, low, high, ground)
    entering.enter(place, entered, by=driver, now=at.ago(45), today=at.today)
