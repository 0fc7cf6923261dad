"""Name, liability, seat and purpose."""

import re
import unicodedata
from collections.abc import Iterator

from incubator.core.reference import municipalities
from incubator.statutes.rules.founding import FRYSK
from incubator.statutes.rules.registry import ERROR, INFO, WARNING, Broken, rule
from incubator.statutes.values import Statutes
from incubator.statutes.values.answers import Liability, Operation

# 2:54(2) names the three abbreviations with capitals and dots; the register refuses a name that ends otherwise.
SUFFIX = re.compile(r"(?:W\.A\.|B\.A\.|U\.A\.)$")
FRISIAN_NAME = re.compile(r"ko[öo]pera(asje|a?t(y|i[eë]))")
REGIMES = {
    "UA": "uitgesloten (U.A.)",
    "BA": "beperkt tot een bedrag (B.A.)",
    "WA": "volledig (W.A.)",
}


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()


def suffix_of(name: str) -> str | None:
    """`UA`, `BA` or `WA` as the name ends; None when it does not."""
    match = SUFFIX.search(name.strip())
    if match is None:
        return None
    return match.group().replace(".", "")


@rule("name-contains-cooperative", number="C-05", articles=["BW 2:54(2)", "BW 2:27(4)(a)"], severity=ERROR)
def name_contains_cooperative(statutes: Statutes) -> Iterator[Broken]:
    name = _plain(statutes.name)
    frisian = statutes.deed.language.lower() in FRYSK and FRISIAN_NAME.search(name)
    # The act gives the Dutch word only; a deed in Frisian is lawful (2:27(2)), and its notary knows what the register takes.
    if frisian:
        yield Broken(
            "name",
            "De wet noemt het woord 'coöperatief'. In jullie naam staat het in het Fries.",
            "Vraag de notaris of dit mag.",
            WARNING,
        )
    elif not re.search(r"co[öo]peratie", name):
        yield Broken(
            "name",
            "In de naam moet het woord 'coöperatief' staan." if name else "De coöperatie heeft nog geen naam.",
            "Zet 'Coöperatief' of 'Coöperatieve' in de naam, bijvoorbeeld: Coöperatief Schoonmaakbedrijf De Bezem U.A.",
        )
    # The act says “coöperatief”. Notaries do pass “coöperatie”, hence a warning and no error.
    elif not re.search(r"co[öo]peratie(f|ve)\b", name):
        yield Broken(
            "name",
            "De wet noemt het woord 'coöperatief'. In jullie naam staat alleen 'coöperatie'.",
            "Vraag de notaris of dit mag, of schrijf 'Coöperatief' in de naam.",
            WARNING,
        )
    elif not re.search(r"coöperatie(f|ve)\b", name):
        yield Broken(
            "name",
            "In de naam staat 'cooperatief' zonder trema.",
            "Schrijf 'coöperatief' met twee puntjes op de tweede o.",
            WARNING,
        )


@rule("name-has-liability-suffix", number="C-06", articles=["BW 2:54(2)", "BW 2:56(1)"], severity=ERROR)
def name_ends_in_liability(statutes: Statutes) -> Iterator[Broken]:
    # Without the letters a creditor may take members for fully liable: 2:56(1) protects only a name that says so.
    if suffix_of(statutes.name) is None:
        yield Broken(
            "name",
            "De naam moet eindigen op W.A., B.A. of U.A. (met hoofdletters en punten). "
            "Anders kunnen leden zich niet beroepen op uitgesloten of beperkte aansprakelijkheid.",
            "Zet U.A. achter de naam als leden nooit hoeven bij te betalen.",
        )


@rule("suffix-matches-liability", number="C-07", articles=["BW 2:56(1)"], severity=ERROR)
def suffix_matches_liability(statutes: Statutes) -> Iterator[Broken]:
    # The choice is asked before the letters: who has not chosen gets one question, not three complaints about it.
    regime = statutes.liability.regime
    if regime not in REGIMES:
        yield Broken(
            "liability.regime",
            "Er is nog niet gekozen wat leden moeten bijdragen als er bij ontbinding een tekort is.",
            "Kies: niets (U.A.), hoogstens een bedrag (B.A.) of alles (W.A.). De meeste groepen kiezen U.A.",
        )
        return
    yield from _suffix_says_otherwise(suffix_of(statutes.name), regime)
    yield from CLAUSES[regime](statutes.liability)


def _suffix_says_otherwise(suffix: str | None, regime: str) -> Iterator[Broken]:
    if suffix is not None and suffix != regime:
        yield Broken(
            "liability.regime",
            f"De naam eindigt op {suffix[0]}.{suffix[1]}., maar in de statuten is de aansprakelijkheid {REGIMES[regime]}.",
            "Maak de letters achter de naam en de keuze voor aansprakelijkheid gelijk.",
        )


def _excluded(liability: Liability) -> Iterator[Broken]:
    # 2:56(1): exclusion must be in the statutes themselves; letters behind the name alone exclude nothing.
    if not liability.excluded:
        yield Broken(
            "liability.excluded",
            "Bij U.A. moeten de statuten elke plicht om bij te dragen in een tekort uitsluiten. Dat doen ze niet.",
            "Sluit de bijdrageplicht in de statuten uit.",
        )


def _limited(liability: Liability) -> Iterator[Broken]:
    # Limited to no amount is not limited: the liquidator could claim everything.
    if liability.max_per_member_cents is None:
        yield Broken(
            "liability.max_per_member_cents",
            "Bij B.A. moet in de statuten staan hoeveel een lid hoogstens moet bijdragen.",
            "Vul het hoogste bedrag per lid in.",
        )


def _full(liability: Liability) -> Iterator[Broken]:
    if liability.excluded or liability.max_per_member_cents is not None:
        yield Broken(
            "liability.excluded" if liability.excluded else "liability.max_per_member_cents",
            "Bij W.A. zijn leden volledig aansprakelijk. Uitsluiten of beperken past daar niet bij.",
            "Kies U.A. of B.A., of haal de beperking weg.",
        )


CLAUSES = {"UA": _excluded, "BA": _limited, "WA": _full}


@rule("seat-is-a-dutch-municipality", number="C-09", articles=["BW 2:27(4)(a)"], severity=ERROR)
def seat_is_a_municipality(statutes: Statutes) -> Iterator[Broken]:
    seat = statutes.seat
    # A legal person of Dutch law has its seat in the Netherlands; where the work is done is free.
    if seat.country.upper() not in {"NL", "NLD", "NEDERLAND"}:
        yield Broken(
            "seat.country",
            "De zetel van de coöperatie moet in Nederland zijn.",
            "Kies een gemeente in Nederland.",
        )
    elif not seat.municipality:
        yield Broken("seat.municipality", "De gemeente van de zetel ontbreekt.", "Vul de naam van de gemeente in.")
    elif not _known(seat.municipality):
        yield Broken(
            "seat.municipality",
            f"'{seat.municipality}' staat niet in de lijst van Nederlandse gemeenten.",
            "Schrijf de naam van de gemeente (niet van het dorp of de wijk), bijvoorbeeld Utrecht.",
        )


def _known(municipality: str) -> bool:
    return bool(
        municipalities.municipality_by_name(municipality) or municipalities.name_of(municipality.strip().upper())
    )


@rule("statutes-have-a-purpose", number="C-10", articles=["BW 2:27(4)(b)"], severity=ERROR)
def has_a_purpose(statutes: Statutes) -> Iterator[Broken]:
    if not statutes.purpose.text:
        yield Broken(
            "purpose.text",
            "Het doel van de coöperatie ontbreekt.",
            "Schrijf op wat de coöperatie voor haar leden doet.",
        )


def purpose_says_it_all(text: str) -> bool:
    """The words of article 2:53(1) are all in this text; other wording can satisfy the article too."""
    plain = _plain(text)
    return "stoffelijke behoefte" in plain and "overeenkomst" in plain and bool(re.search("bedrijf|onderneming", plain))


PURPOSE_PARTS = (
    (
        "material_needs",
        "in welke stoffelijke behoeften van de leden de coöperatie voorziet",
        "Noem de behoefte, bijvoorbeeld: werk en inkomen onder goede voorwaarden.",
    ),
    (
        "member_agreement_types",
        "welke overeenkomsten de coöperatie met haar leden sluit",
        "Kies arbeidsovereenkomst, overeenkomst van opdracht of beide.",
    ),
    (
        "business",
        "welk bedrijf de coöperatie uitoefent",
        "Beschrijf het werk, bijvoorbeeld: het schoonmaken van gebouwen.",
    ),
    (
        "for_members",
        "dat zij dit bedrijf voor haar leden uitoefent",
        "Bevestig dat het bedrijf er is voor de leden.",
    ),
)


@rule("purpose-fits-the-cooperative", number="C-11", articles=["BW 2:53(1)"], severity=ERROR)
def purpose_fits(statutes: Statutes) -> Iterator[Broken]:
    for name, what, remedy in PURPOSE_PARTS:
        if not getattr(statutes.purpose, name):
            yield Broken(f"purpose.{name}", f"Uit het doel moet blijken {what}.", remedy)
    # With the parts answered the deed writes them out itself, whatever the words of the group are.
    in_parts = all(getattr(statutes.purpose, name) for name, _what, _remedy in PURPOSE_PARTS)
    if statutes.purpose.text and not in_parts and not purpose_says_it_all(statutes.purpose.text):
        yield Broken(
            "purpose.text",
            "In de tekst van het doel staan niet alle woorden van de wet: stoffelijke behoeften, overeenkomsten en bedrijf.",
            "Gebruik die woorden, of vraag de notaris of jullie tekst ook voldoet.",
            WARNING,
        )


@rule("members-agreements-are-no-insurance", number="C-12", articles=["BW 2:53(1)", "BW 2:53(2)"], severity=ERROR)
def no_insurance(statutes: Statutes) -> Iterator[Broken]:
    # 2:53(2) keeps insurance for the mutual (onderlinge), which has supervision of its own.
    if any(re.search("verzeker|insurance", _plain(kind)) for kind in statutes.purpose.member_agreement_types):
        yield Broken(
            "purpose.member_agreement_types",
            "Een coöperatie mag met haar leden geen verzekeringen sluiten.",
            "Haal de verzekering weg. Vraag een adviseur naar een andere vorm, bijvoorbeeld een broodfonds naast de coöperatie.",
        )


@rule(
    "work-with-non-members-is-allowed",
    number="C-13",
    articles=["BW 2:53(3)", "BW 2:53(4)"],
    severity=WARNING,
    confidence="A (article) / C (application)",
)
def work_with_non_members(statutes: Statutes) -> Iterator[Broken]:
    operation = statutes.operation
    if operation.non_member_workers > 0 and not statutes.third_party_dealings_allowed:
        yield Broken(
            "third_party_dealings.allowed",
            "Er werken mensen die geen lid zijn, maar de statuten staan overeenkomsten met niet-leden niet toe.",
            "Neem op dat de coöperatie zulke overeenkomsten ook met niet-leden mag sluiten.",
        )
    if _members_do_the_smaller_part(operation):
        yield Broken(
            "operation.member_hours",
            "Leden doen minder dan de helft van het werk. Werk van niet-leden mag niet de hoofdzaak worden.",
            "Maak vaste medewerkers lid.",
        )


def _members_do_the_smaller_part(operation: Operation) -> bool:
    """The act gives no figure; half of the hours is our line of caution."""
    if operation.member_hours is None or operation.total_hours is None:
        return False
    return operation.member_hours * 2 < operation.total_hours


@rule("duration-is-indefinite", number="C-23", articles=["BW 2:17"], severity=WARNING)
def duration_is_indefinite(statutes: Statutes) -> Iterator[Broken]:
    # 2:17: an end date is void, and the register writes “indefinite” whatever the deed says.
    if statutes.duration and not re.search(r"indefinite|onbepaald", statutes.duration, re.I):
        yield Broken(
            "duration",
            "Een rechtspersoon wordt opgericht voor onbepaalde tijd. Een einddatum heeft geen betekenis.",
            "Laat de einddatum weg.",
        )


@rule("financial-year-is-named", number="C-24", articles=["BW 2:10a"], severity=INFO)
def financial_year(statutes: Statutes) -> Iterator[Broken]:
    if not statutes.fiscal_year_end:
        yield Broken(
            "fiscal_year.end",
            "Er staat geen boekjaar. Dan geldt het kalenderjaar.",
            "Dat mag zo blijven. Wil je een ander boekjaar, noem dan de laatste dag.",
        )


@rule("deviations-are-in-the-statutes", number="C-25", articles=["BW 2:52"], severity=ERROR)
def deviations_in_statutes(statutes: Statutes) -> Iterator[Broken]:
    # 2:52: what deviates from title 2 binds only when it is in the statutes; a by-law with it deceives who reads it.
    for topic in statutes.deviations_elsewhere:
        yield Broken(
            "deviations",
            f"De afwijking van de wet over '{topic}' staat niet in de statuten. Dan geldt zij niet.",
            "Zet deze afspraak in de statuten, niet in een reglement.",
        )
