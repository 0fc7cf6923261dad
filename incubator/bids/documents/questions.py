"""The questions for the nota van inlichtingen: a list that the buyer can copy, without a word about who asks or with what price."""

from collections.abc import Iterator, Sequence

from incubator.bids.documents.correspondence import LetterSource, document
from incubator.bids.documents.frame import named_work
from incubator.bids.documents.gaps import QUESTIONS
from incubator.bids.rules.procurement import source_under
from incubator.bids.values.joint import AskedOfBuyer
from incubator.bids.values.law import ProcurementLaw
from incubator.bids.values.wording import wording_of
from incubator.core.word import Block, Document, Open, Paragraph, Table, Text

# How a question can begin, by the rule of procurement that raises it; the rule knows its article.
DRAFTS = {
    "P-05": "De termijn voor inschrijven is korter dan wij in de wet lezen{law}. Kunt u de termijn verlengen, of "
    "toelichten waarom deze termijn geldt?",
    "P-06": "De antwoorden kwamen minder dan tien dagen voor de sluiting{law}. Wilt u de sluitingsdatum opschuiven?",
    "P-07": "U vraagt een omzet. Kunt u toelichten waarom deze omzet nodig is, en of zij in verhouding staat tot de opdracht{law}?",
    "P-08": "U vraagt een referentie over een langere of kortere tijd dan de wet noemt{law}. Welke jaren tellen mee?",
    "P-09": "U vraagt een referentie voor precies hetzelfde werk. Mogen wij ervaring per onderdeel laten zien, met vergelijkbaar "
    "werk{law}?",
    "P-10": "U noemt een merk of een keurmerk. Is iets gelijkwaardigs ook goed{law}? Hoe kunnen wij dat laten zien?",
    "P-11": "U gunt op de laagste prijs of kosten. Kunt u toelichten waarom{law}?",
    "P-12": "Wij zien niet alle gunningscriteria of hun gewicht. Kunt u die noemen{law}?",
    "P-13": "De opdracht is niet verdeeld in percelen. Kunt u toelichten waarom niet{law}?",
}


OWN = "Welke vragen hebben jullie zelf nog?"


def draft(rule: str, law: ProcurementLaw) -> str:
    """How a question on a finding can begin; empty for a rule of which one asks nothing, or that this law does not have."""
    source = source_under(rule, law)
    if rule not in DRAFTS or source is None:
        return ""
    return DRAFTS[rule].format(law=f" ({source.articles})")


def questions(source: LetterSource, asked: Sequence[AskedOfBuyer], *, is_draft: bool = False) -> Document:
    """The list of questions for the buyer; a draft as long as nobody looked what else there is to ask."""
    return document(source, f"Vragen bij {source.notice.title}", tuple(_blocks(source, asked, is_draft=is_draft)))


def _blocks(source: LetterSource, asked: Sequence[AskedOfBuyer], *, is_draft: bool) -> Iterator[Block]:
    words = wording_of(source.law)
    yield Paragraph(f"Vragen over de {words.procurement}", "title")
    yield Paragraph(named_work(source.notice), "subtitle")
    if source.buyer:
        yield Paragraph(f"Aan: {source.buyer}")
    # No name of ours: the buyer publishes the questions to all.
    yield Paragraph(_ask(source.law))
    rows: list[tuple[Text, ...]] = []
    for number, question in enumerate(asked, start=1):
        rows.append((str(number), _about(question), question.text))
    if rows:
        yield Table(
            ("Nr.", f"Waar in de {words.papers}", "Vraag"),
            tuple(rows),
            "De vragen aan de aanbestedende dienst",
            (1, 4, 7),
        )
    elif not is_draft:
        yield Paragraph("Wij hebben geen vragen.")
    if is_draft:
        yield Paragraph(
            (Open(f"Wat is in de {words.papers} nog niet duidelijk? Noem bij elke vraag de plaats", OWN, QUESTIONS),)
        )


def _ask(law: ProcurementLaw) -> str:
    # The Dutch act and its nota van inlichtingen hold for Dutch buyers only.
    if not law.is_dutch:
        return "Wij vragen u deze vragen zo te beantwoorden dat alle inschrijvers de antwoorden hebben."
    return "Wij vragen u deze vragen te beantwoorden in de nota van inlichtingen, zodat alle inschrijvers de antwoorden hebben."


def _about(question: AskedOfBuyer) -> str:
    """Where it stands in the files, and its words."""
    return ": ".join(filter(None, (question.where, question.about))) or "algemeen"
