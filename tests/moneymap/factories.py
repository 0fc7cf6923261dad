"""A neighbourhood with a map: two places here, one elsewhere, and who builds there."""

from datetime import date

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.moneymap.services import maps
from incubator.moneymap.values import FlowAnswers, FlowCertainty, NodeAnswers, NodeKind, Whereabouts
from incubator.moneymap.values.studies import StudyAnswers
from incubator.neighbourhood import services as neighbourhoods
from incubator.neighbourhood.values import NeighbourhoodRole
from tests.factories import UserFactory

UTRECHT = "GM0344"
# cwb.md 3: the worked example of the law base.
EXAMPLE = StudyAnswers(
    "Coöperatie",
    2025,
    "de gemeente",
    200_000_00,
    120_000_00,
    30_000_00,
    5500,
    4000,
    people_asked=10,
    people_answered=10,
    suppliers_asked=4,
    suppliers_answered=4,
    source="Jaarrekening",
    other_name="Bedrijf van buiten",
    other_wages_cents=60_000_00,
    other_suppliers_cents=0,
)


class MapOfZonnewijk:
    """The neighbourhood, its driver and its builder, and places by name."""

    def __init__(self):
        self.driver, self.builder, self.stranger = UserFactory(), UserFactory(), UserFactory()
        now = clock.now()
        with transaction(actor=SYSTEM):
            self.place = neighbourhoods.start("Zonnewijk", UTRECHT, "", now=now)
            neighbourhoods.join(self.place, self.driver, NeighbourhoodRole.DRIVER, today=clock.today())
            neighbourhoods.join(self.place, self.builder, NeighbourhoodRole.PARTICIPANT, today=clock.today())
            self.homes = self.node("Huishoudens", NodeKind.HOUSEHOLDS, Whereabouts.HERE)
            self.coop = self.node("Coöperatie", NodeKind.COOPERATIVE, Whereabouts.HERE)
            self.chain = self.node("Keten", NodeKind.ELSEWHERE, Whereabouts.ELSEWHERE)
        self.path = f"/buurten/{self.place.slug}/geld"

    def node(self, name, kind=NodeKind.FIRM, where=Whereabouts.HERE):
        return maps.add_node(self.place, NodeAnswers(name, kind, where), by=self.builder, now=clock.now())

    def flow(self, payer, receiver, euros, category="Boodschappen", **more):
        answers = FlowAnswers(
            payer.id,
            receiver.id,
            euros * 100,
            more.pop("year", 2025),
            category,
            more.pop("certainty", FlowCertainty.ESTIMATE),
            more.pop("source", "Gesprek"),
            more.pop("told_by", "Buurman Henk"),
            date(2026, 3, 1),
        )
        with transaction(actor=SYSTEM):
            return maps.add_flow(self.place, answers, by=self.builder, now=clock.now())
