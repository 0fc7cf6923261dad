"""The questions for the nota van inlichtingen: a list that the buyer can copy, without a word about who asks or with what price."""

from collections.abc import Iterator, Sequence

from incubator.bids.documents.correspondence import LetterSource, document
from incubator.bids.documents.frame import named_work
from incubator.bids.documents.gaps import QUESTIONS
from incubator.bids.values.joint import AskedOfBuyer
from incubator.core.word import Block, Document, Open, Paragraph, Table, Text
from incubator.formats.values import ReadNotice

# How a question can begin, by the rule of procurement that raises it (Aanbestedingswet 2012).
DRAFTS = {
    "P-05": "De termijn voor inschrijven is korter dan wij in de wet lezen (art. 2.70-2.74 Aw 2012). Kunt u de termijn verlengen, of "
    "toelichten waarom deze termijn geldt?",
    "P-06": "De antwoorden kwamen minder dan tien dagen voor de sluiting (art. 2.54 Aw 2012). Wilt u de sluitingsdatum opschuiven?",
    "P-07": "U vraagt een omzet. Kunt u toelichten waarom deze omzet nodig is, en of zij in verhouding staat tot de opdracht (art. "
    "2.90 lid 3 en 5 Aw 2012)?",
    "P-08": "U vraagt een referentie over een langere of kortere tijd dan art. 2.93 lid 1 Aw 2012 noemt. Welke jaren tellen mee?",
    "P-09": "U vraagt een referentie voor precies hetzelfde werk. Mogen wij ervaring per onderdeel laten zien, met vergelijkbaar werk "
    "(art. 2.93 lid 3 Aw 2012)?",
    "P-10": "U noemt een merk of een keurmerk. Is iets gelijkwaardigs ook goed (art. 2.76 Aw 2012)? Hoe kunnen wij dat laten zien?",
    "P-11": "U gunt op de laagste prijs of kosten. Kunt u toelichten waarom (art. 2.114 Aw 2012)?",
    "P-12": "Wij zien niet alle gunningscriteria of hun gewicht. Kunt u die noemen (art. 2.115 Aw 2012)?",
    "P-13": "De opdracht is niet verdeeld in percelen. Kunt u toelichten waarom niet (art. 1.5 Aw 2012)?",
}


OWN = "Welke vragen hebben jullie zelf nog?"


def draft(rule: str) -> str:
    """How a question on a finding can begin; empty for a rule of which one asks nothing."""
    return DRAFTS.get(rule, "")


def questions(source: LetterSource, asked: Sequence[AskedOfBuyer], *, is_draft: bool = False) -> Document:
    """The list of questions for the buyer; a draft as long as nobody looked what else there is to ask."""
    return document(source, f"Vragen bij {source.notice.title}", tuple(_blocks(source, asked, is_draft=is_draft)))


def _blocks(source: LetterSource, asked: Sequence[AskedOfBuyer], *, is_draft: bool) -> Iterator[Block]:
    yield Paragraph("Vragen over de aanbesteding", "title")
    yield Paragraph(named_work(source.notice), "subtitle")
    if source.buyer:
        yield Paragraph(f"Aan: {source.buyer}")
    # No name of ours: the buyer publishes the questions to all.
    yield Paragraph(_ask(source.notice))
    rows: list[tuple[Text, ...]] = []
    for number, question in enumerate(asked, start=1):
        rows.append((str(number), _about(question), question.text))
    if rows:
        yield Table(
            ("Nr.", "Waar in de stukken", "Vraag"), tuple(rows), "De vragen aan de aanbestedende dienst", (1, 4, 7)
        )
    elif not is_draft:
        yield Paragraph("Wij hebben geen vragen.")
    if is_draft:
        yield Paragraph(
            (Open("Wat is in de stukken nog niet duidelijk? Noem bij elke vraag de plaats", OWN, QUESTIONS),)
        )


def _ask(notice: ReadNotice) -> str:
    # The Dutch act and its nota van inlichtingen hold for Dutch buyers only.
    if notice.buyer is not None and notice.buyer.country == "BE":
        return "Wij vragen u deze vragen zo te beantwoorden dat alle inschrijvers de antwoorden hebben."
    return (
        "Wij vragen u deze vragen te beantwoorden in de nota van inlichtingen, zodat alle inschrijvers de antwoorden hebben "
        "(art. 2.53 Aw 2012, als die hier geldt)."
    )


def _about(question: AskedOfBuyer) -> str:
    """Where it stands in the files, and its words."""
    return ": ".join(filter(None, (question.where, question.about))) or "algemeen"
