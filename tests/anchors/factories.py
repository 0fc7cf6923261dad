"""Anchors with what they bought, for tests, made through the services."""

from datetime import date

from incubator.anchors.rules.creditor_file import read_creditors
from incubator.anchors.services import institutions, lists
from incubator.anchors.values.institutions import InstitutionKind, InstitutionTerms
from incubator.anchors.values.purchases import Bought, ListTerms, PersonNames, SpendAnswer, SpendArea
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.neighbourhood.values import Certainty, StatedGround

SAID = StatedGround(Certainty.FACT, "Financiële administratie", "inkoopadviseur", date(2026, 10, 1))
CREDITORS = """Leverancier;KVK;Postcode;Plaats;Bedrag;Categorie;Rechtsvorm;MKB;Sociaal
Schoon Utrecht BV;11111111;3511 AA;Utrecht;40.000,00;Schoonmaak;bv;mkb;nee
Groen Samen;22222222;3521 BB;Utrecht;20.000,00;Groen;coöperatie;mkb;
Wasserij Rivier BV;33333333;3401 CC;IJsselstein;15.000,00;Schoonmaak;bv;mkb;nee
Landelijk Schoon NV;44444444;1012 DD;Amsterdam;100.000,00;Schoonmaak;nv;groot;nee
Catering Noord BV;55555555;9711 EE;Groningen;25.000,50;Eten;bv;;
Boom BV;66666666;;;9.999,50;Groen;bv;;
Totaal;;;;210.000,00;;;;
"""

# Three suppliers of each kind: nothing of it has to be left out for everybody.
MANY_SUPPLIERS = "Naam;Bedrag;Plaats;MKB;Sociaal\n" + "".join(
    f"Firma {number} BV;{100 + number};{place};{size};nee\n"
    for number, (place, size) in enumerate([("Utrecht", "mkb"), ("Groningen", "groot")] * 3)
)


def terms(name="Zorgcentrum De Linde", kind=InstitutionKind.CARE, **about):
    known = {"kvk": "", "buyer": "", "about": "", "ground": SAID}
    return InstitutionTerms(name=name, kind=kind, **{**known, **about})


def anchor_in(place, name="Zorgcentrum De Linde", **about):
    with transaction(actor=SYSTEM):
        return institutions.add_anchor(place, terms(name, **about), now=clock.now(), today=clock.today())


def list_terms(year=2025, whole_cents=None, persons=PersonNames.REPLACE):
    return ListTerms(year, whole_cents, persons, SAID)


def list_of(anchor, text=CREDITORS, **about):
    file, given = read_creditors(text), list_terms(**about)
    with transaction(actor=SYSTEM):
        seen = lists.look(anchor, file, given, today=clock.today()).seen
        return lists.take_in(anchor, file, given, seen, now=clock.now(), today=clock.today())


def bought(cents, supplier="A", category="Schoonmaak", **about):
    known = {
        "cpv": "",
        "area": SpendArea.UNKNOWN,
        "is_sure": True,
        "small": SpendAnswer.UNKNOWN,
        "social": SpendAnswer.UNKNOWN,
    }
    return Bought(supplier=supplier, cents=cents, category=category, **{**known, **about})
