"""The plan as it was written, section by section, for the buyer."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from incubator.bids.documents.approach import PARTS
from incubator.bids.rules.lots import lot_number
from incubator.core import clock
from incubator.core.quantities import write_day
from incubator.core.word import Block, Document, Heading, Numbering, Paragraph

PART_NAMES = {name: heading for name, heading, _asked in PARTS}
OURS = "Eigen toelichting van ons. Dit is geen criterium van de opdrachtgever."


def written_plan(title: str, author: str, content: Sequence[Mapping[str, object]], *, made_at: datetime) -> Document:
    """The frozen text as a document. `content` is that of `frozen` in the services of handing in."""
    blocks = (Paragraph("Plan van aanpak", "title"), Paragraph(title, "subtitle"), Paragraph(author, "intro"))
    return Document(
        title=f"Plan van aanpak: {title}"[:200],
        blocks=(*blocks, *_sections(content)),
        author=author,
        made_at=made_at,
        date_text=write_day(clock.local(made_at).date()),
        version="ingediend",
        subject=title,
        numbering=Numbering.HEADINGS,
    )


def _sections(content: Sequence[Mapping[str, object]]) -> Iterator[Block]:
    for section in content:
        yield Heading(str(section["title"])[:120], numbered=True)
        if section.get("lot"):
            yield Paragraph(f"Dit hoofdstuk gaat over perceel {lot_number(str(section['lot']))}.", "note")
        if section["ours"]:
            yield Paragraph(OURS, "note")
        for part, name in PART_NAMES.items():
            text = str(section[part])
            if text:
                yield Heading(name, 2)
                yield from map(Paragraph, filter(None, text.split("\n\n")))
