"""The certificate of participation: what is known that somebody did, and no more. It says itself that it is no diploma."""

from collections.abc import Iterator
from datetime import datetime

from incubator.cohorts.values import Certificate
from incubator.core import clock
from incubator.core.quantities import write_day
from incubator.core.word import Block, Document, Heading, Paragraph, Strong, Table


def certificate_of_participation(certificate: Certificate, *, made_at: datetime) -> Document:
    """The certificate as a Word document, for an incubator to sign."""
    today = write_day(clock.local(made_at).date())
    return Document(
        title=f"Bewijs van deelname: {certificate.name}"[:200],
        blocks=tuple(_blocks(certificate, today)),
        author=certificate.incubator,
        made_at=made_at,
        date_text=today,
        subject="Bewijs van deelname",
    )


def _blocks(certificate: Certificate, today: str) -> Iterator[Block]:
    yield Paragraph("Bewijs van deelname", "title")
    yield Paragraph(certificate.name, "subtitle")
    yield Paragraph(_declaration(certificate))
    if certificate.deed_on is not None:
        yield Paragraph(f"De akte van oprichting is getekend op {write_day(certificate.deed_on)}.")
    if certificate.lessons:
        yield from _lessons(certificate)
    # Without a note nothing is said: that nobody noted it does not mean that nobody was there.
    if certificate.sessions_noted:
        yield from _sessions(certificate)
    yield from _signature(certificate, today)


def _declaration(certificate: Certificate) -> tuple[str | Strong, ...]:
    """Who took part in what, since when."""
    cohort = f", in de lichting {certificate.cohort}" if certificate.cohort else ""
    until = f" tot en met {write_day(certificate.until)}" if certificate.until else ""
    when = f" vanaf {write_day(certificate.since)}{until}"
    if certificate.is_group:
        return (
            f"{certificate.incubator} begeleidt groepen die een werkcoöperatie oprichten. De groep ",
            Strong(certificate.name),
            f" doet hieraan mee{when}{cohort}.",
        )
    verb = "deed" if certificate.until else "doet"
    return (
        Strong(certificate.name),
        f" {verb}{when} mee in de groep ",
        Strong(certificate.group),
        f"{cohort}. {certificate.incubator} begeleidt deze groep bij het oprichten van een werkcoöperatie.",
    )


def _lessons(certificate: Certificate) -> Iterator[Block]:
    yield Heading("Lessen")
    yield Paragraph("Van deze lessen heeft een coach het werk van de groep gelezen en goedgekeurd.")
    rows = tuple((title, write_day(day)) for title, day in certificate.lessons)
    yield Table(("Les", "Goedgekeurd op"), rows, "De goedgekeurde lessen met de dag", (3, 1))


def _sessions(certificate: Certificate) -> Iterator[Block]:
    yield Heading("Bijeenkomsten")
    yield Paragraph(_presence(certificate))
    if certificate.sessions:
        rows = tuple((title, write_day(day)) for title, day, _there in certificate.sessions)
        yield Table(("Bijeenkomst", "Datum"), rows, "De bijgewoonde bijeenkomsten met de dag", (3, 1))


def _presence(certificate: Certificate) -> str:
    """At how many sessions somebody was, of those of which it is noted."""
    number, noted = len(certificate.sessions), certificate.sessions_noted
    who = "Iemand van de groep" if certificate.is_group else certificate.name
    if number == 0 and certificate.is_group:
        return "Niemand van de groep was bij een bijeenkomst waarvan is genoteerd wie er was."
    if number == 0:
        return f"{who} was bij geen bijeenkomst waarvan is genoteerd wie er was."
    if noted == 1:
        return f"{who} was bij de bijeenkomst van {write_day(certificate.sessions[0][1])}."
    return f"{who} was bij {number} van de {noted} bijeenkomsten waarvan is genoteerd wie er was."


def _signature(certificate: Certificate, today: str) -> Iterator[Block]:
    yield Heading("Ondertekening")
    # The first line is the head of the table: what a signature needs has no other title.
    rows = (("Naam en functie", ""), ("Datum", ""), ("Handtekening", ""))
    yield Table(("Namens", certificate.incubator), rows, "Ruimte om te ondertekenen", (1, 3))
    yield Paragraph(
        f"Gemaakt op {today} uit wat in {certificate.incubator} is vastgelegd. Dit is een bewijs van deelname. "
        "Het is geen diploma en geen erkend certificaat.",
        "note",
    )
