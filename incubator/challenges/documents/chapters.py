"""The chapters of a challenge plan, each from what is known; money has a module of its own."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from incubator.challenges.documents.source import PlanSource, RecordOfSupport, day, to_do
from incubator.challenges.values.challenging import SupportKind, Variant
from incubator.core.errors import RuleViolation
from incubator.core.quantities import read_amount, write_amount, write_day
from incubator.core.word import Block, Bullets, Paragraph, Strong, Table, Text

VARIANTS = {
    Variant.TAKE_OVER: "wij voeren de taak zelf uit, met het budget dat ervoor is",
    Variant.STEER: "de taak blijft bij de huidige uitvoerder, maar wordt anders ingericht",
}
Rows = tuple[tuple[Text, ...], ...]


def facts_table(rows: Rows, description: str) -> Table:
    return Table(("Onderwerp", "Gegeven"), rows, description, (1, 2))


def summary(source: PlanSource) -> Iterator[Block]:
    rows: Rows = (
        ("De taak", source.title),
        ("Wiens taak het nu is", source.authority),
        ("Wat wij voorstellen", VARIANTS[source.variant]),
        ("Contactpersoon", (source.fact("contact.name", "onze contactpersoon"),)),
        ("E-mail", (source.fact("contact.email", "ons e-mailadres"),)),
        ("Telefoon", (source.fact("contact.phone", "ons telefoonnummer"),)),
    )
    yield facts_table(rows, "Kerngegevens van dit plan")


def who_we_are(source: PlanSource) -> Iterator[Block]:
    yield Paragraph((source.fact("purpose.text", "ons doel"),))
    rows: Rows = (
        ("Naam", source.name),
        ("Wijk", (source.fact("identity.neighbourhood", "de wijk waarin wij werken"),)),
        ("Vestiging", (source.fact("identity.seat", "de gemeente waar wij gevestigd zijn"),)),
        ("Leden", (source.fact("people.members_count", "hoeveel leden wij hebben"),)),
    )
    yield facts_table(rows, "Wie wij zijn")


def legal_form(source: PlanSource) -> Iterator[Block]:
    if "identity.deed_date" not in source.facts:
        yield Paragraph(
            (
                "Wij worden een coöperatie. ",
                to_do("wanneer de akte wordt getekend, en in welke vorm wij tot dan werken"),
            )
        )
        return
    founded = source.fact("identity.deed_date", "")
    rows: Rows = (
        ("Rechtsvorm", "coöperatie"),
        ("Naam in de statuten", source.name),
        ("Opgericht op", (founded,)),
        ("KVK-nummer", (source.fact("identity.kvk", "het KVK-nummer"),)),
    )
    yield facts_table(rows, "Onze rechtsvorm")


def task(source: PlanSource) -> Iterator[Block]:
    if source.task:
        for part in source.task.split("\n\n"):
            yield Paragraph(part)
    else:
        yield Paragraph((to_do("om welke taak het precies gaat: waar, wat en hoe vaak"),))
    rows: list[tuple[Text, ...]] = [
        ("Uitvoerder nu", source.provider or (to_do("wie de taak nu uitvoert"),), "opgave van onze groep"),
        (
            "Einde van het contract",
            (day(source.contract_end, "wanneer het lopende contract eindigt"),),
            source.contract_end_source or "opgave van onze groep",
        ),
    ]
    if source.contract_end is None:
        rows[1] = (*rows[1][:2], "wij vragen dit na")
    if not source.provider:
        rows[0] = (*rows[0][:2], "wij vragen dit na")
    if source.notice:
        rows.append(("Aankondiging", source.notice, "openbare aankondiging"))
    yield Table(("Onderwerp", "Gegeven", "Bron"), tuple(rows), "De taak zoals zij nu wordt uitgevoerd", (2, 3, 3))


def why_better(source: PlanSource) -> Iterator[Block]:
    yield from _effects(source.case.quality, "Wat beter wordt")


def social_value(source: PlanSource) -> Iterator[Block]:
    yield from _effects(source.case.social, "Wat het de wijk oplevert")
    if "values.principles" in source.facts:
        yield Paragraph(("Waar wij voor staan: ", source.fact("values.principles", "")))


def _effects(effects: Iterable[tuple[str, str]], description: str) -> Iterator[Block]:
    rows = []
    for what, sign in effects:
        rows.append((what, sign or (to_do(f"waaraan men dit ziet: {what}"),)))
    if rows:
        yield Table(("Wat", "Waaraan men het ziet"), tuple(rows), description, (1, 1))


def approach(source: PlanSource) -> Iterator[Block]:
    if "offer.description" in source.facts:
        yield Paragraph((Strong("Wat wij doen. "), source.fact("offer.description", "")))
    if "people.roles" in source.facts:
        yield Paragraph((Strong("Wie wat doet. "), source.fact("people.roles", "")))


def support(source: PlanSource) -> Iterator[Block]:
    counted = source.support
    if counted.total:
        sentence = f"Op {source.day} waren er {counted.total} handtekeningen voor dit plan"
        parts = []
        if counted.online:
            parts.append(f"{counted.online} op onze pagina, elk bevestigd per e-mail")
        if counted.paper:
            parts.append(f"{counted.paper} op papier")
        yield Paragraph(f"{sentence}: {' en '.join(parts)}.")
        if counted.residents:
            yield Paragraph(f"Van wie op de pagina tekende, schrijven {counted.residents} dat zij in de buurt wonen.")
    else:
        yield Paragraph((to_do("hoeveel handtekeningen er zijn voor het plan"),))
    yield from _records(source, SupportKind.MEETING, "Bijeenkomsten in de wijk")
    yield from _records(source, SupportKind.LETTER, "Brieven van steun")


def _records(source: PlanSource, kind: SupportKind, title: str) -> Iterator[Block]:
    rows = tuple(_record(record) for record in source.records if record.kind is kind)
    if rows:
        yield Paragraph((Strong(title),))
        yield Table(("Datum", "Wie", "Wat"), rows, title, (2, 3, 5), long=True)


def _record(record: RecordOfSupport) -> tuple[Text, ...]:
    return write_day(record.on_date), record.who, record.text


def partners(source: PlanSource) -> Iterator[Block]:
    writers = [record.who for record in source.records if record.kind is SupportKind.LETTER]
    if writers:
        yield Paragraph("Deze organisaties schreven dat zij ons plan steunen:")
        yield Bullets(tuple(dict.fromkeys(writers)))
    elif not source.texts.get("partners"):
        yield Paragraph((to_do("met wie wij samenwerken, en waaraan"),))


def capacity(source: PlanSource) -> Iterator[Block]:
    references = source.facts.get("evidence.references")
    if references:
        rows = tuple(map(_earlier_work, references))
        yield Table(("Opdrachtgever", "Werk", "Jaar", "Waarde"), rows, "Eerder werk", (2, 3, 1, 1))
    else:
        yield Paragraph((to_do("eerder werk, of een partner die dat heeft"),))
    rows_of_proof: Rows = (
        ("Certificaten en opleidingen", (source.fact("evidence.certificates", "welke certificaten wij hebben"),)),
        ("Verzekeringen", (source.fact("evidence.insurance", "hoe wij verzekerd zijn"),)),
    )
    yield facts_table(rows_of_proof, "Wat wij kunnen laten zien")


def _earlier_work(reference: dict[str, str]) -> tuple[Text, ...]:
    client, work, year, value = (reference.get(name, "") for name in ("client", "work", "year", "value"))
    # What is not clearly an amount stays in their own words.
    with suppress(RuleViolation):
        value = write_amount(read_amount(value))
    return client, work, year, value


def continuity(source: PlanSource) -> Iterator[Block]:
    if "governance.decision_method" in source.facts:
        yield Paragraph((Strong("Hoe wij besluiten. "), source.fact("governance.decision_method", "")))


def route(source: PlanSource) -> Iterator[Block]:
    yield Paragraph(
        f"Welke weg mogelijk is, bepaalt {source.authority}. Het uitdaagrecht zet de regels voor aanbesteden niet opzij. "
        "Ons plan mag voor een vraag aan meer partijen worden gebruikt, als dat nodig is."
    )


PROPOSED = (
    ("result", "Resultaat"),
    ("budget", "Budget en betaling"),
    ("term", "Looptijd"),
    ("reporting", "Verslag en evaluatie"),
    ("revocation", "Wanneer ieder kan stoppen"),
)


def agreements(source: PlanSource) -> Iterator[Block]:
    rows = []
    for name, label in PROPOSED:
        agreed = source.agreements.get(name)
        rows.append((label, agreed or (to_do(f"ons voorstel: {label.lower()}"),)))
    yield facts_table(tuple(rows), "Voorstel voor afspraken")
