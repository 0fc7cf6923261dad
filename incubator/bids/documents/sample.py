"""An example in which every style of the documents occurs, to see what a look does."""

from datetime import datetime

from incubator.core import clock
from incubator.core.quantities import write_day
from incubator.core.word import (
    Bullets,
    Document,
    Heading,
    Numbering,
    Open,
    Paragraph,
    Steps,
    Strong,
    Table,
    TableOfContents,
)


def sample(made_at: datetime) -> Document:
    """Titles, headings, text, lists, a table and something that is open."""
    blocks = (
        Paragraph("Voorbeeld van de huisstijl", "title"),
        Paragraph("Zo zien de stukken van een inschrijving eruit", "subtitle"),
        Paragraph("De inleiding van een stuk.", "intro"),
        TableOfContents(),
        Heading("Een hoofdstuk"),
        Paragraph(("Gewone tekst, met ", Strong("nadruk"), " en met iets dat nog ", Open("open"), " is.")),
        Heading("Een paragraaf", 2),
        Bullets(("Een punt van een lijst", "Nog een punt")),
        Steps(("Eerst dit", "Dan dat")),
        Heading("Een kopje", 3),
        Table(("Onderwerp", "Gegeven"), (("Opdrachtgever", "Gemeente"), ("Kenmerk", "123")), "Een tabel", (1, 2)),
        Paragraph("Een noot bij de tekst.", "note"),
    )
    return Document(
        title="Voorbeeld van de huisstijl",
        blocks=blocks,
        author="Incubator",
        made_at=made_at,
        date_text=write_day(clock.local(made_at).date()),
        version="voorbeeld",
        numbering=Numbering.HEADINGS,
    )
