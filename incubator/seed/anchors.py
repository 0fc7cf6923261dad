"""The anchors of the demo: a housing corporation and a care centre, with lists of creditors, promises, needs, jobs and talks."""

from datetime import date
from typing import Any

from incubator.anchors.models import AnchorOrganisation
from incubator.anchors.rules.creditor_file import read_creditors
from incubator.anchors.services import institutions, lists
from incubator.anchors.values.institutions import (
    AnchorContactKind,
    ContactGround,
    ContactTerms,
    InstitutionKind,
    InstitutionTerms,
    JobTerms,
    NeedTerms,
    PartTerms,
    PromiseMeasure,
    PromiseTerms,
)
from incubator.anchors.values.purchases import ListTerms, PersonNames, ReachTerms, SpendReach, SurveyTerms
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.values import Certainty, StatedGround
from incubator.seed.moment import Moment

FACT, ESTIMATE = Certainty.FACT, Certainty.ESTIMATE
ZONHOF = """Crediteurenoverzicht Woningcorporatie Zonhof
Bedragen x € 1.000, zonder btw

Naam crediteur;KVK-nummer;Postcode;Plaats;Bedrag;Categorie;Rechtsvorm;MKB;Sociaal
Dakwerken Domstad BV;60100001;3542 AB;Utrecht;420,5;Onderhoud van woningen;bv;mkb;nee
Installatiebedrijf Merwede BV;60100002;3528 BD;Utrecht;310;Onderhoud van woningen;bv;mkb;nee
Schildersbedrijf De Kwast;60100003;3543 CE;Utrecht;95;Onderhoud van woningen;vof;mkb;nee
Nationaal Vastgoedonderhoud NV;60100004;1101 BX;Amsterdam;1.150;Onderhoud van woningen;nv;groot;nee
Bouwgroep Oost BV;60100005;7311 KZ;Apeldoorn;640;Onderhoud van woningen;bv;groot;nee
Landelijke Schoonmaak BV;60100006;3011 GA;Rotterdam;285;Schoonmaak van portieken;bv;groot;nee
Glas en Trap BV;60100007;3431 HK;Nieuwegein;64;Schoonmaak van portieken;bv;mkb;nee
Groenzorg Midden BV;60100008;3991 CS;Houten;148;Groen rond woningen;bv;mkb;
Landelijk Groenbeheer NV;60100009;5611 ZT;Eindhoven;232;Groen rond woningen;nv;groot;nee
Hoveniers van de Vecht;60100010;3555 AT;Utrecht;38;Groen rond woningen;vof;mkb;nee
Energie Direct NV;60100011;5223 DE;'s-Hertogenbosch;390;Energie;nv;groot;nee
Zon op Daken Utrecht U.A.;60100012;3532 GB;Utrecht;55;Energie;coöperatie;mkb;
Advies en Recht BV;60100013;3701 XX;Zeist;120;Advies;bv;mkb;nee
Buurtadvies;60100014;3526 KS;Utrecht;24;Advies;stichting;mkb;ja
Verzekeringen Samen NV;60100015;2595 AK;Den Haag;175;Verzekeringen;nv;groot;nee
Glas en Trap BV;60100007;3431 HK;Nieuwegein;-4;Schoonmaak van portieken;bv;mkb;nee
Totaal;;;;4.142,5
"""
# The year before less went to the roofers of the town.
ROOFS, TOGETHER = (";420,5;", ";250,5;"), ("4.142,5", "3.972,5")
LINDE = """Leverancier;Plaats;Postcode;KvK;Categorie;Bedrag excl. btw;Rechtsvorm;Omvang;Sociale onderneming
Maaltijden Centraal BV;Veenendaal;3903 LA;60200001;Maaltijden;410.000,00;bv;groot;nee
Groenteboer Plein;Utrecht;3526 AB;60200002;Maaltijden;22.500,00;vof;mkb;nee
Bakkerij De Korenaar;Utrecht;3526 AC;60200003;Maaltijden;31.200,50;vof;mkb;nee
Wasserij Noord BV;Zwolle;8011 AB;60200004;Wasgoed;186.000,00;bv;groot;nee
Schoon Thuis BV;Amersfoort;3811 CD;60200005;Schoonmaak;142.000,00;bv;mkb;nee
Werkplaats Samen;Utrecht;3527 EF;60200006;Schoonmaak;48.000,00;stichting;mkb;ja
Groen Zonnewijk;Utrecht;3526 GH;60200007;Tuin;26.400,00;coöperatie;mkb;
Zorgmaterialen Europa BV;Venlo;5911 AA;60200008;Zorgmaterialen;268.000,00;bv;groot;nee
Uitzendbureau Zorg BV;;;60200009;Uitzendkrachten;195.000,00;bv;;
Systeembeheer Rijn BV;Arnhem;6811 KL;60200010;Computers;97.500,00;bv;mkb;nee
M. Verhoeven;Utrecht;3526 JK;;Muziekles;6.200,00;eenmanszaak;;
Kappersteam Zorg;;;60200011;Kapper;12.300,00;;;
Reparatie aan Huis;;;60200012;Reparaties;8.400,00;;;
Tuinmeubelen Zeist BV;Zeist;3701 AB;60200013;Tuin;9.900,00;bv;mkb;nee
Totaal;;;;;1.463.400,50;;;
"""


def anchors(place: Neighbourhood, at: Moment) -> None:
    """Two anchors, each with a list of last year, and the city with what its awards show; the page about them is public."""
    housing = _anchor(
        place,
        InstitutionTerms(
            "Woningcorporatie Zonhof",
            InstitutionKind.HOUSING,
            "60100000",
            "",
            "Bezit 1.050 woningen in de wijk, en koopt schoonmaak, schilderwerk en groenonderhoud in.",
            _ground("Jaarverslag van Zonhof", "manager wijkbeheer", at, 120, FACT),
        ),
        at,
        120,
    )
    care = _anchor(
        place,
        InstitutionTerms(
            "Zorgcentrum De Linde",
            InstitutionKind.CARE,
            "60200000",
            "",
            "Er wonen 96 mensen en er werken 140 mensen. Andere bedrijven doen het koken en de was.",
            _ground("Jaarrekening De Linde", "locatiemanager", at, 110, FACT),
        ),
        at,
        110,
    )
    # Nothing is said of the city but what its award notice shows: it is a real one.
    city = InstitutionTerms(
        "Gemeente Utrecht",
        InstitutionKind.MUNICIPALITY,
        "",
        "Gemeente Utrecht",
        "Koopt in voor de hele stad. Wat hier staat, komt uit aankondigingen.",
        _ground("Aankondigingen van opdrachten", "", at, 100, FACT),
    )
    _anchor(place, city, at, 100)
    _housing(housing, at)
    _care(care, at)
    institutions.publish(place, public=True, now=at.ago(10))


def _anchor(place: Neighbourhood, terms: InstitutionTerms, at: Moment, days: int) -> AnchorOrganisation:
    return institutions.add_anchor(place, terms, **_when(at, days))


def _housing(housing: AnchorOrganisation, at: Moment) -> None:
    year = at.today.year - 1
    source = _ground("Crediteurenlijst van Zonhof", "controller", at, 70, FACT)
    before = ZONHOF.replace(*ROOFS).replace(*TOGETHER)
    _list(housing, before, ListTerms(year - 1, 440_000_000, PersonNames.REPLACE, source), at, 62)
    _list(housing, ZONHOF, ListTerms(year, 460_000_000, PersonNames.REPLACE, source), at, 60)
    for category, reach, until in (
        ("Schoonmaak van portieken", SpendReach.BOUND, date(at.today.year + 1, 4, 30)),
        ("Groen rond woningen", SpendReach.FREE, None),
        ("Verzekeringen", SpendReach.NO_SUPPLY, None),
    ):
        talk = _ground("Gesprek over contracten", "hoofd inkoop", at, 40, ESTIMATE)
        lists.mark_category(housing, ReachTerms(category, reach, until, talk), **_when(at, 40))
    heard = _ground("Notitie Inkoop met oog voor de buurt", "directeur", at, 90, FACT)
    by = date(at.today.year + 2, 12, 31)
    _write(
        housing,
        at,
        90,
        PromiseTerms(
            "Een derde van wat wij kopen, kopen wij straks in Utrecht.", PromiseMeasure.LOCAL, 3300, by, heard
        ),
        NeedTerms(
            "Schoonmaak van 42 portieken: het contract loopt af.",
            "Schoonmaak van portieken",
            "90910000",
            28_000_000,
            date(at.today.year + 1, 5, 1),
            heard,
        ),
        JobTerms("Wijkbeheerder", 2, 2800, "mensen uit de wijk, geen diploma nodig", heard),
    )
    _contact(housing, at, 75, ("hoofd inkoop", "Zij sturen de lijst van vorig jaar, zonder namen van zelfstandigen."))
    step = ("Samen langs drie portieken lopen", "Fatima", at.ago(-14).date())
    _contact(housing, at, 12, ("hoofd inkoop", "Zij willen de schoonmaak in kleinere percelen knippen."), step)


def _care(care: AnchorOrganisation, at: Moment) -> None:
    year = at.today.year - 1

    source = _ground("Crediteurenlijst van De Linde", "administratie", at, 50, FACT)
    _list(care, LINDE, ListTerms(year, 155_000_000, PersonNames.REPLACE, source), at, 45)
    survey = SurveyTerms(6, 4, 4500, _ground("Belronde langs leveranciers", "de kerngroep", at, 30, ESTIMATE))
    lists.put_survey(care, year, survey, **_when(at, 30))
    heard = _ground("Verslag van het gesprek", "locatiemanager", at, 50, ESTIMATE)
    _write(
        care,
        at,
        50,
        PromiseTerms("De helft van ons inkoopgeld gaat naar het mkb.", PromiseMeasure.SMALL, 5000, None, heard),
        PromiseTerms("Wij kijken eerst of iemand in de wijk het kan.", PromiseMeasure.WORDS, None, None, heard),
        NeedTerms(
            "Warme maaltijden op zes dagen, 90 per dag.",
            "Maaltijden",
            "55321000",
            38_000_000,
            date(at.today.year + 1, 9, 1),
            heard,
        ),
        NeedTerms("Een moestuin waar bewoners kunnen meedoen.", "Tuin", "77310000", 2_500_000, None, heard),
        JobTerms("Gastvrouw of gastheer", 4, 2000, "mensen met een uitkering; zij krijgen begeleiding", heard),
    )
    _contact(care, at, 50, ("locatiemanager", "Zij willen opnieuw kijken wie de was en het koken doet."))


def _list(anchor: AnchorOrganisation, text: str, terms: ListTerms, at: Moment, days: int) -> None:
    file, when = read_creditors(text), _when(at, days)
    seen = lists.look(anchor, file, terms, today=when["today"]).seen
    lists.take_in(anchor, file, terms, seen, **when)


def _write(anchor: AnchorOrganisation, at: Moment, days: int, *parts: PartTerms) -> None:
    for part in parts:
        institutions.add_part(anchor, part, **_when(at, days))


def _contact(
    anchor: AnchorOrganisation,
    at: Moment,
    days: int,
    heard: tuple[str, str],
    step: tuple[str, str, date | None] = ("", "", None),
) -> None:
    (whom, agreed), day = heard, at.ago(days).date()
    _write(anchor, at, days, ContactTerms(day, AnchorContactKind.TALK, whom, ContactGround.NO_PERSON, agreed, *step))


def _ground(source: str, by: str, at: Moment, days: int, certainty: Certainty) -> StatedGround:
    return StatedGround(certainty, source, by, at.ago(days).date())


def _when(at: Moment, days: int) -> dict[str, Any]:
    return {"now": at.ago(days), "today": at.ago(days).date()}
