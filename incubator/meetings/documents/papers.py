"""Ballot papers to print and cut: the question, what can be chosen, and a code that counts once and belongs to nobody."""

from collections.abc import Sequence
from datetime import datetime

from incubator.core import clock
from incubator.core.quantities import write_day
from incubator.core.word import Block, Document, Heading, Paragraph, Strong, Table
from incubator.statutes.values.legal_person import LegalPerson

BOX = "☐"
HALF = 4  # letters of a code, after which a blank makes it easier to read


def ballot_papers(
    whose: LegalPerson, question: str, choices: Sequence[str], codes: Sequence[str], *, seats: int, made_at: datetime
) -> Document:
    """As many papers as there are codes."""
    advice = "Kruis één vakje aan." if seats == 1 else f"Kruis ten hoogste {seats} vakjes aan."
    blocks: list[Block] = [
        Paragraph("Stembiljetten", "title"),
        Paragraph(
            "Knip de biljetten los en schud ze. Laat iedereen zelf een biljet trekken, en schrijf niet op wie welk "
            "biljet heeft. Elke code telt één keer.",
            "intro",
        ),
    ]
    for number, code in enumerate(codes, start=1):
        rows = tuple((BOX, choice) for choice in choices)
        blocks += [
            Heading(f"Stembiljet, code {code[:HALF]} {code[HALF:]}"),
            Paragraph(whose.in_full, "note"),
            Paragraph((Strong(question), f" {advice}")),
            Table(("Vakje", "Keuze"), rows, f"Stembiljet {number}", (1, 6)),
        ]
    return Document(
        title="Stembiljetten",
        blocks=tuple(blocks),
        author=whose.name,
        made_at=made_at,
        date_text=write_day(clock.local(made_at).date()),
        subject=question[:200],
    )
