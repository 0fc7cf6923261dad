"""The letter that asks why: of an award, of a bid that was put aside, of a selection, of an admission; and to a private client."""

from collections.abc import Sequence

from incubator.bids.documents.correspondence import LetterSource, letter
from incubator.bids.documents.decided import DecisionFacts
from incubator.bids.documents.frame import named_work
from incubator.bids.values.law import ProcurementLaw, of_directive
from incubator.core.quantities import write_day, write_enumeration
from incubator.core.word import Block, Bullets, Document, Paragraph

OPENINGS = {
    "lost": "stuurde u ons uw gunningsbeslissing in de aanbesteding",
    "invalid": "liet u ons weten dat u onze inschrijving ongeldig verklaart in de aanbesteding",
    "not-selected": "liet u ons weten dat u ons niet selecteert voor",
    "refused": "liet u ons weten dat u ons niet toelaat tot",
}
ASKED = {
    "lost": (
        "onze score per gunningscriterium, met de reden waarom wij niet de hoogste score kregen;",
        "de naam van de winnaar en de kenmerken en voordelen van de winnende inschrijving;",
        "de score van de winnaar per gunningscriterium;",
        "onze plaats in de rangorde en het aantal inschrijvingen.",
    ),
    "invalid": (
        "de eis of voorwaarde waaraan onze inschrijving volgens u niet voldoet, met de plaats in de stukken;",
        "het deel van onze inschrijving dat u daarmee bedoelt;",
        "of u overwoog ons om uitleg of aanvulling te vragen, en waarom dat niet kon.",
    ),
    "not-selected": (
        "de geschiktheidseis of het selectiecriterium waarop wij afvielen, met de plaats in de stukken;",
        "hoe u onze aanmelding daarop beoordeelde;",
        "hoeveel partijen zich aanmeldden en hoeveel u er uitnodigt.",
    ),
    "refused": (
        "de voorwaarde waaraan wij volgens u niet voldoen, met de plaats in de stukken;",
        "wat er in onze aanmelding ontbreekt of anders moet;",
        "of en vanaf welke dag wij ons opnieuw kunnen aanmelden.",
    ),
}
ASKED_PRIVATELY = (
    "wat voor u de doorslag gaf;",
    "wat in onze offerte beter kon;",
    "of u ons een volgende keer weer wilt vragen.",
)


def reasons(source: LetterSource, facts: DecisionFacts) -> Document:
    """A polite request for the reasons behind the decision. To a private client without a word of law: none obliges it to answer."""
    if not facts.of_authority:
        return _of_private(source, facts)
    opening = OPENINGS.get(facts.outcome, OPENINGS["lost"])
    body: list[Block] = [
        Paragraph(
            f"Op {write_day(facts.sent_on)} {opening} {named_work(source.notice)}. Dank voor uw bericht. Om ervan te leren, en om te "
            f"begrijpen hoe u tot uw beslissing kwam, vragen wij u{_about(source.lots)} om:"
        ),
        Bullets(ASKED.get(facts.outcome, ASKED["lost"])),
        Paragraph(_ground(source.law, facts)),
        Paragraph("Een gesprek is ook goed, als dat sneller is."),
    ]
    return letter(source, f"Verzoek om motivering: {source.notice.title}", body)


def _about(lots: Sequence[str]) -> str:
    return f", voor {write_enumeration(lots)}," if lots else ""


def _of_private(source: LetterSource, facts: DecisionFacts) -> Document:
    body: list[Block] = [
        Paragraph(
            f"Op {write_day(facts.sent_on)} liet u ons weten dat u niet met ons verder gaat voor {named_work(source.notice)}. Jammer, "
            "maar dank voor uw bericht. Wij leren er graag van. Wilt u ons laten weten:"
        ),
        Bullets(ASKED_PRIVATELY),
        Paragraph("Een kort antwoord of een telefoontje is genoeg."),
    ]
    return letter(source, f"Vraag over uw keuze: {source.notice.title}", body)


def _ground(law: ProcurementLaw, facts: DecisionFacts) -> str:
    """Which article asks the buyer to answer, as far as we know one."""
    if facts.reasons_by_law:
        # What an award decision must contain is in an article of its own.
        articles = "art. 2.103 en 2.130 Aw 2012" if facts.outcome == "lost" else "art. 2.103 Aw 2012"
        return f"Wij vragen u dit met een beroep op {articles}; daarin staat een termijn van vijftien dagen."
    if law.is_dutch:
        return "Wij vragen u dit ook als de wet u hier geen termijn geeft. Graag binnen vijftien dagen."
    # The directive holds above the threshold only, and not for social services: that is for the buyer to know.
    where = law.cite("", f"{of_directive('55')}, als dat hier geldt, en uw eigen wet")
    if where:
        return f"Wij vragen u dit met een beroep op {where}. Graag binnen vijftien dagen."
    return "Graag ontvangen wij uw antwoord binnen vijftien dagen."
