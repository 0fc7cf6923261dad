"""The kind of work: codes and their parents, words of the title; what is unknown is not "no"."""

import pytest

from incubator.challenges import rules
from incubator.challenges.values import Level, NextAction, Suitability
from incubator.core.reference import cpv
from tests.challenges.tasks import PLAN, WORK, assess

GOOD = {Suitability.HIGH, Suitability.MEDIUM}


def work(title, code=None, nature=None):
    codes = [code] if code else []
    return rules.work_of(title, codes, code, rules.nature_of(nature, code))


@pytest.mark.parametrize("code", ["85300000", "85000000", "90900000", "90600000", "77000000", "92610000", "98300000"])
def test_parents_of_codes_that_residents_work_under_are_known(code):
    assert work("Opdracht", code).suitability in GOOD


@pytest.mark.parametrize(
    ("title", "code", "kind"),
    [
        ("Onderhoud plantsoenen Zuid", "77310000", "green"),
        ("Raamovereenkomst wijkgroen", None, "green"),
        ("Reiniging openbare ruimte centrum", "90900000", "public-space-cleaning"),
        ("Zwerfafval opruimen", "90511000", "public-space-cleaning"),
        ("Schoonmaak stadskantoor", "90900000", "cleaning"),
        ("Beheer buurthuis De Brug", "98000000", "community-centre"),
        ("Beheer dorpshuis, verhuur van zalen", "70320000", "community-centre"),
        ("Sociale basis 2028-2031", "85300000", "welfare"),
        ("Buurtbemiddeling en opbouwwerk", "85000000", "welfare"),
        ("Jongerenwerk in vier wijken", "85300000", "youth-work"),
        ("Schoonhouden oevers van zwerfvuil", "90600000", "public-space-cleaning"),
        ("Schoonmaak markt", "90610000", "public-space-cleaning"),
        ("Wijkgerichte ontmoeting ouderen", "85312000", "welfare"),
        ("Sociaal makelaar", "85320000", "welfare"),
        ("Integraal beheer openbare ruimte Zuid", "50000000", "public-space"),
        ("Exploitatie kringloopcentrum", "90500000", "reuse"),
        ("Exploitatie zwembad De Waterlelie", "92610000", "sports"),
        ("Beheer sporthallen en gymzalen", "79993000", "sports"),
        ("Dagbesteding voor ouderen", "85312100", "day-activities"),
        ("Hulp bij het huishouden 2027", "85000000", "household-help"),
        ("Maaltijdvoorziening voor ouderen", "55521200", "meals"),
        ("Exploitatie kantine sportpark", "55510000", "catering"),
        ("Schoonmaak van buurthuis en gymzaal", "90910000", "cleaning"),
        ("Kringloopwinkel en repaircafé", "90510000", "reuse"),
        ("Circulair ambachtscentrum", None, "reuse"),
        ("Beheer van speeltuinen", "92330000", "playgrounds"),
        ("Onderhoud begraafplaatsen", "98371111", "cemetery"),
        ("Onderhoud straatmeubilair", "50850000", "street-furniture"),
        ("Bibliotheekwerk in de dorpen", "92511000", "library"),
        ("Schuldhulpverlening en budgetcoaches", "85300000", "debt-help"),
        ("Taallessen voor nieuwkomers", "80580000", "language"),
        ("Re-integratie en werkfit maken", "79634000", "work-integration"),
        ("Leerlingenvervoer 2027-2030", "60130000", "transport"),
        ("Buurtbus in drie dorpen", "60112000", "transport"),
        ("Fietsenstalling station", "63712400", "bicycle-parking"),
        ("Organisatie van het buurtfeest", "79952000", "markets-events"),
        ("Beheer van theater De Lamp", "92320000", "culture"),
        ("Huismeester en klein dagelijks onderhoud", "45453000", "small-maintenance"),
        ("Energiecoaches voor bewoners", "71314300", "energy-advice"),
        ("Gladheidsbestrijding 2026-2029", "90620000", "winter-service"),
        ("Beheer kinderboerderij", "92534000", "animals"),
        ("Schooltuinen en volkstuinen", None, "allotments"),
    ],
)
def test_the_whole_breadth_of_municipal_work_is_known(title, code, kind):
    assert work(title, code).id == kind
    assert work(title, code).suitability is not Suitability.NONE


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Databekabeling gemeentehuis", "45314300"),
        ("Verkoop van bouwkavels", "70320000"),
        ("Abri's en reclamevitrines", "79341200"),
        ("Mutatiedetectie basiskaart", "71222100"),
        ("Mutatiesignalering luchtbeelden", None),
        ("Boomveiligheidscontrole", "77340000"),
        ("Beleidsplan groen", "77000000"),
        ("E-health platform voor zorg en welzijn", "85000000"),
        ("Zorgsoftware wijkteams", "85000000"),
        ("Uitgifte grond centrumlocatie", "70000000"),
        ("Levering bloembakken en hanging baskets", "77300000"),
        ("Aanschaf bladblazers", None),
        ("Ongevallenverzekering vrijwilligers", "85000000"),
        ("Zaaksysteem", "72000000"),
        ("Levering laptops", "30213100"),
        ("Verzekering wagenpark", "66514110"),
        ("Accountantsdiensten", "79212000"),
        ("Vervanging van voertuigen", "34100000"),
        ("Baggerwerk vijvers", "45240000"),
        ("Tunnel onder het spoor", "45221200"),
        ("Groot onderhoud asfalt", "45233222"),
        ("Uitzendkrachten", "79620000"),
        ("Advocatuur", "79110000"),
        ("Kantoorartikelen", "30192000"),
        ("Levering speeltoestellen", "37535200"),
        ("Renovatie zwembad", "45212212"),
        ("Inspectie van speelplekken", "71630000"),
        ("Architect voor een buurthuis", "71200000"),
        ("Arbodienst", "85147000"),
    ],
)
def test_nonsense_is_known_as_nonsense(title, code):
    kind, nature = work(title, code), rules.nature_of(None, code)
    assert kind is None or kind.suitability is Suitability.NONE
    assert assess(work=kind, nature=nature, **PLAN).level is Level.UNLIKELY


def test_work_that_we_do_not_know_is_unknown_and_not_no():
    assert work("Perceel 4b", "60100000") is None
    verdict = assess(work=None, **PLAN)
    assert (verdict.level, verdict.next_action) == (Level.UNKNOWN, NextAction.READ_NOTICE)


def test_a_wide_code_asks_to_read_the_notice_first():
    kind = work("Perceel 4", "85300000")
    assert kind.wide
    verdict = assess(work=kind, **PLAN)
    assert (verdict.level, verdict.next_action) == (Level.UNKNOWN, NextAction.READ_NOTICE)


@pytest.mark.parametrize(
    ("suitability", "level"),
    [("green", Level.PROMISING), ("cleaning", Level.PERHAPS), ("waste", Level.UNLIKELY), ("ict", Level.UNLIKELY)],
)
def test_how_well_residents_can_do_the_work_counts(suitability, level):
    assert assess(work=WORK[suitability], **PLAN).level is level


def test_supplies_are_nothing_to_take_over():
    assert assess(nature="supplies", **PLAN).level is Level.UNLIKELY


@pytest.mark.parametrize(
    ("given", "code", "nature"),
    [
        ("works", "77310000", "works"),
        (None, "77310000", "services"),
        (None, "45000000", "works"),
        (None, "44000000", "supplies"),
        (None, "48000000", "supplies"),
        (None, None, None),
    ],
)
def test_the_nature_is_what_the_notice_says_else_that_of_its_code(given, code, nature):
    assert rules.nature_of(given, code) == nature


def test_green_work_that_is_called_works_is_green_work():
    assert work("Onderhoud plantsoenen", "77310000", nature="works").id == "green"


@pytest.mark.parametrize("kind", WORK.values(), ids=WORK)
def test_every_class_is_complete_and_its_codes_exist(kind):
    for words in (kind.dutch, kind.english, kind.dutch_reason[:-1], kind.english_reason[:-1]):
        assert words
    assert {kind.dutch_reason[-1], kind.english_reason[-1]} == {"."}
    assert kind.cpv or kind.words
    known = cpv.codes()
    for prefix in kind.cpv:
        assert any(code.startswith(prefix) for code in known), prefix
    assert not kind.decides or kind.suitability is Suitability.NONE


def test_no_two_classes_claim_a_code():
    claimed = [prefix for kind in WORK.values() for prefix in kind.cpv]
    assert len(claimed) == len(set(claimed))
