"""The draft of a deed of amendment (2:42 and 2:43 BW): who appears, what the general meeting decided, and the whole new text."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from incubator.core.quantities import write_day, write_share
from incubator.core.reference import municipalities
from incubator.core.word import (
    Block,
    Document,
    Heading,
    Inline,
    Numbering,
    Open,
    OpenPoints,
    PageBreak,
    Paragraph,
    Steps,
    Table,
    TableOfContents,
    Text,
)
from incubator.statutes.documents.conditions import conditions
from incubator.statutes.documents.deed import (
    DraftDetails,
    deed,
    front,
    legal_points,
    notary_words,
    notes,
    sources,
    statute_blocks,
)
from incubator.statutes.documents.naming import or_open
from incubator.statutes.documents.wording_meeting import majority
from incubator.statutes.values import RuleFinding, Statutes
from incubator.statutes.values.amended_deed import AmendedDeed
from incubator.statutes.values.answers import Seat

TITLE = "Akte van statutenwijziging"
TWO_THIRDS = Fraction(2, 3)  # 2:43(1), unless the statutes say otherwise
# What the check asks of a founding alone: who found, the day of that deed, and who and what begins with it.
ONLY_AT_THE_FOUNDING = (
    "deed.founders",
    "deed.signed_on",
    "deed.notary_id",
    "first_board",
    "first_members",
    "fiscal_year.first",
)


def draft_deed(
    statutes: Statutes, findings: Sequence[RuleFinding], details: DraftDetails, amended: AmendedDeed | None = None
) -> Document:
    """The draft of the deed that these statutes need: of a founding, or of a change of the statutes in force."""
    if statutes.amends is None:
        return deed(statutes, findings, details)
    return amendment_deed(statutes, statutes.amends, findings, details, amended or AmendedDeed())


def amendment_deed(
    statutes: Statutes,
    in_force: Statutes,
    findings: Sequence[RuleFinding],
    details: DraftDetails,
    amended: AmendedDeed,
) -> Document:
    """The whole draft of an amendment as data."""
    name = in_force.name or statutes.name or "coöperatie zonder naam"
    points = (
        *details.not_agreed,
        *points_of_amendment(statutes, amended, details.made_at.date()),
        *legal_points(findings_about(statutes, findings)),
    )
    return Document(
        title=f"{TITLE} van {name}",
        subject="Ontwerp voor de notaris",
        keywords="statuten, akte van statutenwijziging, coöperatie",
        author=details.author,
        made_at=details.made_at,
        date_text=details.made_on,
        version=details.version[:1].upper() + details.version[1:],
        numbering=Numbering.ARTICLES,
        blocks=(
            *front(TITLE, "Dit is een ontwerp van de coöperatie.", statutes, details),
            PageBreak(),
            TableOfContents(),
            PageBreak(),
            *_appearing(statutes, in_force, amended),
            *_decision(in_force, amended),
            *statute_blocks(statutes),
            *_closing(),
            PageBreak(),
            *notes(statutes),
            Heading("Open punten"),
            OpenPoints(more=points, more_where="Dossier en toets aan de wet"),
            *sources(details),
        ),
    )


def findings_about(statutes: Statutes, findings: Sequence[RuleFinding]) -> list[RuleFinding]:
    """What the check found and matters for this deed: a change of statutes is not held against what a founding asks."""
    if statutes.amends is None:
        return list(findings)
    return [finding for finding in findings if not finding.field.startswith(ONLY_AT_THE_FOUNDING)]


def _appearing(statutes: Statutes, in_force: Statutes, amended: AmendedDeed) -> Iterator[Block]:
    yield Heading("Statutenwijziging")
    signed: Inline = Open("datum", "De datum van de akte")
    if statutes.deed.signed_on:
        signed = write_day(statutes.deed.signed_on)
    yield Paragraph(("Op ", signed, " verscheen voor mij, ", *notary_words(statutes.deed.notary_id), ":"))
    yield Table(
        ("Persoon", "Geboren op en te", "Adres", "Legitimatie"),
        (
            (
                (Open("naam", "Wie bij de notaris verschijnt: een bestuurder, of wie de vergadering machtigde"),),
                (Open("datum en plaats", "Geboortedatum en geboorteplaats van wie verschijnt"),),
                (Open("adres", "Het adres van wie verschijnt"),),
                (Open("soort en nummer", "Het identiteitsbewijs van wie verschijnt: soort en nummer"),),
            ),
        ),
        "Wie bij de akte verschijnt",
        (4, 4, 4, 4),
    )
    yield Paragraph(
        (
            "De verschenen persoon handelt als ",
            Open(
                "bestuurder, of gemachtigde van de algemene vergadering",
                "Of wie verschijnt bestuurder is of door de algemene vergadering is gemachtigd",
            ),
            " van ",
            or_open(in_force.name, "naam", "De naam van de coöperatie"),
            ", met zetel in de gemeente ",
            or_open(_municipality(in_force.seat), "gemeente", "De gemeente van de zetel"),
            " en in het handelsregister ingeschreven onder nummer ",
            or_open(amended.kvk, "nummer", "Het nummer in het handelsregister"),
            ", hierna: de coöperatie.",
        )
    )


def _municipality(seat: Seat) -> str:
    return municipalities.name_of(seat.municipality) or seat.municipality


def _decision(in_force: Statutes, amended: AmendedDeed) -> Iterator[Block]:
    yield Paragraph("De verschenen persoon verklaarde:")
    met_on = meeting_day(amended)
    yield Steps(
        (
            _earlier_deed(amended),
            (
                "De algemene vergadering van de coöperatie heeft op ",
                met_on,
                " besloten de statuten te wijzigen. Dat blijkt uit ",
                Open("de notulen of een uittreksel", "De notulen van de vergadering, of een uittreksel, bij de akte"),
                ", dat aan deze akte wordt gehecht.",
            ),
            convened(in_force),
            _inspection(in_force),
            attended(in_force),
            votes(in_force),
        )
    )
    yield Paragraph(
        "Ter uitvoering van dit besluit wijzigt de verschenen persoon de statuten. Zij luiden voortaan in hun geheel als volgt."
    )


def meeting_day(amended: AmendedDeed) -> Inline:
    """The day of the general meeting that decided, or an open point."""
    if amended.met_on is None:
        return Open("datum van de algemene vergadering", "De datum van de algemene vergadering die de wijziging aannam")
    return write_day(amended.met_on)


def _earlier_deed(amended: AmendedDeed) -> Text:
    begun = "De coöperatie is opgericht" if amended.is_founding else "De statuten zijn het laatst gewijzigd"
    day: Inline = Open("datum", "De datum van de akte met de geldende statuten")
    if amended.deed_on is not None:
        day = write_day(amended.deed_on)
    notary = or_open(amended.notary, "naam", "De notaris van de akte met de geldende statuten")
    return begun, " bij akte van ", day, ", verleden voor ", notary, ", notaris."


def convened(in_force: Statutes) -> Text:
    """How the meeting was called, beside what the statutes in force ask (2:42(1) BW: seven days at least)."""
    days = max(7, in_force.convening.notice_days or 7)
    return (
        "De oproeping is verzonden op ",
        Open("datum van de oproeping", f"De dag van de oproeping: ten minste {days} dagen voor de vergadering"),
        f", ten minste {days} dagen voor de vergadering. Zij vermeldde dat een wijziging van de statuten werd voorgesteld.",
    )


def _inspection(in_force: Statutes) -> Text:
    """2:42(2) BW: five days for members; with delegates fourteen, and made known to them."""
    if in_force.ledenraad.exists:
        return (
            "De letterlijke tekst van het voorstel is op ",
            Open("datum", "De dag waarop de afgevaardigden de tekst kregen: ten minste 14 dagen voor de vergadering"),
            ", ten minste veertien dagen voor de vergadering, ter kennis van de afgevaardigden gebracht.",
        )
    return (
        "Een afschrift met de letterlijke tekst van het voorstel lag vanaf ",
        Open("datum", "De dag vanaf wanneer de tekst ter inzage lag: ten minste vijf dagen voor de vergadering"),
        ", ten minste vijf dagen voor de vergadering, tot na afloop van de dag van de vergadering voor de leden ter inzage.",
    )


def voters(in_force: Statutes) -> str:
    return "afgevaardigden" if in_force.ledenraad.exists else "leden"


def attended(in_force: Statutes) -> Text:
    """Who was there, beside the quorum that the statutes in force ask (2:43(2) BW leaves it to them)."""
    who, share = voters(in_force), in_force.amendment.quorum_share
    counted: Text = (
        "Van de ",
        Open("aantal", f"Hoeveel {who} er waren op de dag van de vergadering"),
        f" {who} waren er ",
        Open("aantal", f"Hoeveel {who} aanwezig of vertegenwoordigd waren"),
        " aanwezig of vertegenwoordigd. ",
    )
    if not share:
        return *counted, "De geldende statuten eisen voor dit besluit geen aantal aanwezigen."
    return (
        *counted,
        f"De geldende statuten eisen dat ten minste {write_share(share)} van de {who} aanwezig of vertegenwoordigd is",
        ", ",
        Open(
            "of: dit was een tweede vergadering",
            "Of er genoeg aanwezigen waren, of dat in een tweede vergadering is besloten",
        ),
        ".",
    )


def votes(in_force: Statutes) -> Text:
    """The votes, beside the majority that the statutes in force ask (2:43(1) BW: two thirds where they are silent)."""
    asked = required_majority(in_force)
    return (
        "Er zijn ",
        Open("aantal", "Hoeveel stemmen zijn uitgebracht"),
        " stemmen uitgebracht, waarvan ",
        Open("aantal", "Hoeveel stemmen voor de wijziging waren"),
        " voor en ",
        Open("aantal", "Hoeveel stemmen tegen de wijziging waren"),
        f" tegen. De geldende statuten eisen {asked} van de uitgebrachte stemmen.",
    )


def required_majority(in_force: Statutes) -> str:
    """The majority that the statutes in force ask for a change; the two thirds of the act where they name none."""
    return majority(in_force.amendment.majority_share or TWO_THIRDS)


def points_of_amendment(statutes: Statutes, amended: AmendedDeed, today: date) -> Iterator[str]:
    """What the notary must look at because these statutes change others, a sentence each."""
    in_force = statutes.amends
    if in_force is None:
        return
    first_end = in_force.first_fiscal_year_end
    if amended.is_founding and first_end is not None and first_end >= today:
        yield (
            f"Het eerste boekjaar loopt volgens de geldende statuten tot en met {write_day(first_end)}. De nieuwe tekst zegt daar niets "
            "meer over: moet die bepaling blijven staan tot die dag?"
        )
    yield from _restrictions(in_force)
    if amended.own_words:
        yield (
            f"De geldende akte heeft woorden van de notaris zelf in artikel {', '.join(amended.own_words)}. De nieuwe tekst vervangt ze: "
            "kijk in de vergelijking of dat de bedoeling is."
        )


def _restrictions(in_force: Statutes) -> Iterator[str]:
    """2:43(4) BW: what restricts a change is itself only changed under the same restriction."""
    for restriction in in_force.amendment.restricted:
        yield (
            f"Voor deze bepaling geldt volgens de geldende statuten een beperking: {restriction.clause}. Verandert zij, dan moet het "
            "besluit daaraan voldoen (artikel 2:43 lid 4 BW)."
        )
    if "indivisible" in conditions(in_force):
        yield (
            "De geldende statuten laten de bepaling over de ondeelbare reserve alleen wijzigen met algemene stemmen, in een vergadering "
            f"waarin alle {voters(in_force)} aanwezig of vertegenwoordigd zijn. Verandert zij, dan moet het besluit daaraan voldoen "
            "(artikel 2:43 lid 4 BW)."
        )


def _closing() -> Iterator[Block]:
    yield Heading("Slot van de akte")
    yield Paragraph("Dit deel schrijft de notaris. Hieronder staat wat er gewoonlijk in staat.", "note")
    yield Paragraph(
        "De wijziging werkt vanaf het moment waarop deze akte is ondertekend. Het bestuur legt een authentiek afschrift van deze akte en "
        "de gewijzigde statuten neer bij het handelsregister (artikel 2:43 lid 5 BW)."
    )
    yield Paragraph(
        (
            "De identiteit van de verschenen persoon is door mij, notaris, vastgesteld aan de hand van het document dat hiervoor is "
            "genoemd. Van het besluit van de algemene vergadering blijkt uit ",
            Open("de notulen of een uittreksel", "De notulen van de vergadering, of een uittreksel, bij de akte"),
            ", dat aan deze akte wordt gehecht.",
        )
    )
    yield Paragraph(
        (
            "De zakelijke inhoud van deze akte is aan de verschenen persoon meegedeeld en toegelicht, met de gevolgen die eruit "
            "voortvloeien. Die verklaarde op tijd van de inhoud te hebben kennisgenomen, daarmee in te stemmen en geen volledige "
            "voorlezing te willen. Deze akte is verleden te ",
            Open("plaats", "De plaats van ondertekening"),
            " op de datum aan het begin van deze akte. Na gedeeltelijke voorlezing is zij ondertekend door de verschenen persoon en "
            "daarna door mij, notaris, om ",
            Open("tijdstip", "Het tijdstip van ondertekening"),
            ".",
        )
    )
