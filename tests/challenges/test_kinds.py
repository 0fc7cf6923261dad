"""Kinds of tasks that a second reader judged otherwise: each by examples of its own, and the residents' work that stands next to it."""

from datetime import date, timedelta

import pytest

from incubator.challenges import rules
from incubator.challenges.values import Buyer, Level, NextAction, Suitability
from incubator.formats.values import NoticeKind
from incubator.notices.values import NoticeStatus
from tests.challenges.tasks import CALL, PLAN, TODAY, WORK, assess

CLOSED = {**CALL, "status": NoticeStatus.CLOSED}
GIVEN = {"published": TODAY - timedelta(days=40), "contract_end": None}
DIRECT = {**GIVEN, "kind": NoticeKind.EX_ANTE, "status": NoticeStatus.UNKNOWN}
NOBODY = {"authorities": ()}


def work(title, code=None, *more):
    codes = [code, *more] if code else []
    return rules.work_of(title, codes, code, rules.nature_of(None, code))


@pytest.mark.parametrize("moment", [PLAN, CLOSED, GIVEN], ids=["plan", "closed", "given"])
@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Verwerken van gft-afval uit vijf kernen", "90500000"),
        ("Be- en verwerken huishoudelijk restafval", "90513000"),
        ("Verwerking matrassen en puin", None),
        ("Perceel 2", "90513300"),
        ("Inzameling en verwerking klein chemisch afval", "90520000"),
        ("Afvoer gevaarlijk afval gemeentewerf", None),
        ("Onderhoud verzamelcontainers en perscontainers", None),
        ("Containermanagement huishoudens", "90511000"),
        ("Vervoer afvalstoffen", "90512000"),
        ("Glasherstel scholen en sporthallen", "98342000"),
        ("Ruitschade gemeentelijke panden", "45440000"),
        ("Raamcontract glaszetters", None),
        ("Bestrijden processierups laanbomen", "77211500"),
        ("Rattenbestrijding riolen", "90923000"),
        ("Muskusrattenbeheer", None),
        ("Kappen van bomen langs de N-weg", "77211400"),
        ("Stobben frezen en velwerkzaamheden", None),
        ("Perceel 1", "77211300"),
        ("Gespecialiseerde jeugdhulp met verblijf", "85311300"),
        ("Pleegzorg en gezinshuizen", "85000000"),
        ("Jeugdbescherming en jeugdreclassering", "85311300"),
        ("Dyslexiezorg basisscholen", "85312000"),
        ("Crisisdienst jeugd Noord", None),
        ("Verlenging busconcessie Veluwe", "60100000"),
        ("Concessie openbaar vervoer Waterland", "60112000"),
        ("Interim teamleider Wijkbeheer", "79600000"),
        ("Junior medewerker groen", "79000000"),
        ("Ambtenaar burgerlijke stand", "79000000"),
        ("SOC-dienst en pentest", None),
        ("VTA-controle bomen", "77211500"),
    ],
)
def test_what_no_residents_do_is_not_obvious_at_any_moment(title, code, moment):
    kind = work(title, code)
    assert kind is not None
    assert kind.suitability is Suitability.NONE
    assert assess(work=kind, nature=rules.nature_of(None, code), **moment).level is Level.UNLIKELY


@pytest.mark.parametrize(
    ("title", "code", "kind"),
    [
        ("Inzamelen oud papier door verenigingen", "90511400", "reuse"),
        ("Kringloopwinkel met inzameling en verwerken van textiel", "90500000", "reuse"),
        ("Containeradoptie in de wijk", "90511000", "public-space-cleaning"),
        ("Schoonhouden rond ondergrondse containers", None, "public-space-cleaning"),
        ("Beheer milieustraat", "90513000", "recycling-yard"),
        ("Buurtcompost en gft", None, "reuse"),
        ("Verwerken groenafval tot buurtcompost", "90500000", "reuse"),
        ("Zelfregiecentrum", "85300000", "welfare"),
        ("Lotgenotengroepen", "85300000", "social"),
        ("Glasbewassing buurthuizen", "90911300", "cleaning"),
        ("Aanpak rattenoverlast in Zuid", "90922000", "nuisance-prevention"),
        ("Preventie van ratten en ongedierte rond speelplekken", None, "nuisance-prevention"),
        ("Overlast van meeuwen in het centrum", "90920000", "nuisance-prevention"),
        ("Onderhoud bomen en rooien bomen", "77211500", "trees"),
        ("Bomen water geven", "77000000", "trees"),
        ("Schoonmaak brandweerkazernes en wijkgebouwen", "90910000", "cleaning"),
        ("Dagbesteding en jeugd-ggz", "85312000", "day-activities"),
        ("Psychosociale ondersteuning van gezinnen", "85310000", "social"),
        ("Ondersteuning van vluchtelingen in de wijk", "85000000", "social"),
        ("Begeleiding van nieuwkomers door maatjes", None, "social"),
        ("Tijdelijk gebruik van de oude school", "70332000", "vacant-buildings"),
        ("Leegstandbeheer postkantoor", "70330000", "vacant-buildings"),
        ("Beheer van leegstaande winkels", None, "vacant-buildings"),
        ("Buurtbus naast het openbaar vervoer", "60112000", "transport"),
        ("Maaltijden voor senioren", None, "meals"),
    ],
)
def test_residents_work_next_to_it_stays_residents_work(title, code, kind):
    classed = work(title, code)
    assert classed.id == kind
    assert assess(work=classed, **PLAN).level in {Level.PROMISING, Level.PERHAPS}


@pytest.mark.parametrize(
    ("title", "codes", "kind"),
    [
        ("Marktconsultatie jeughulp segment C", ("85000000", "85311300"), "youth-care"),
        ("Perceel 3", ("85300000", "98500000", "85312300"), "welfare"),
        ("Lot 4", ("85000000",), "social-by-code"),
    ],
)
def test_a_wide_code_gives_way_to_a_narrower_one_beside_it(title, codes, kind):
    assert work(title, *codes).id == kind


def test_hard_work_that_is_given_without_a_call_is_not_waited_for():
    assert assess(work=WORK["guidance"], **DIRECT).level is Level.UNLIKELY
    assert assess(work=WORK["youth-care"], **DIRECT).level is Level.UNLIKELY
    assert assess(work=WORK["green"], **DIRECT).level is Level.NOT_NOW


def test_a_wrong_moment_is_not_now_also_of_work_that_we_do_not_know():
    verdict = assess(work=None, **CLOSED)
    assert (verdict.level, verdict.next_action) == (Level.NOT_NOW, NextAction.FOLLOW)


@pytest.mark.parametrize("buyer", [Buyer.TOGETHER, Buyer.PURCHASING, Buyer.PERHAPS_LOCAL, Buyer.UNKNOWN])
@pytest.mark.parametrize(
    ("changes", "level", "action"),
    [
        (PLAN, Level.UNKNOWN, NextAction.ASK_WHO_DECIDES),
        (CLOSED, Level.NOT_NOW, NextAction.FOLLOW),
        ({**CALL, "status": NoticeStatus.OPEN}, Level.NOT_NOW, NextAction.BID),
        (GIVEN, Level.NOT_NOW, NextAction.ASK_WHO_DECIDES),
        ({**PLAN, "work": WORK["waste"]}, Level.UNLIKELY, NextAction.SMALLER_PART),
        ({**CLOSED, "work": WORK["waste"]}, Level.NOT_NOW, NextAction.FOLLOW),
        ({**CLOSED, "work": WORK["waste-processing"]}, Level.UNLIKELY, NextAction.SMALLER_PART),
        ({**PLAN, "work": None}, Level.UNKNOWN, NextAction.ASK_WHO_DECIDES),
    ],
)
def test_what_is_sure_without_the_authority_goes_before_asking_who_decides(buyer, changes, level, action):
    verdict = assess(buyer=buyer, **NOBODY, **changes)
    assert (verdict.level, verdict.next_action) == (level, action)


@pytest.mark.parametrize("changes", [PLAN, CLOSED, {**PLAN, "nature": "supplies"}, {**PLAN, "work": None}])
@pytest.mark.parametrize(
    "name", ["Veiligheidsregio Hollands Midden", "Brandweer Flevoland", "veiligheidsregio Zeeland"]
)
def test_all_that_a_safety_region_buys_is_judged_alike(name, changes):
    buyer, deciding = rules.buyer_of(name, title="Schoonmaak van de kazerne", country="NL")
    verdict = assess(buyer=buyer, authorities=deciding, **changes)
    assert (verdict.level, verdict.next_action) == (Level.UNLIKELY, NextAction.PROPOSE)
    assert verdict.grounds[0].speaks_for is False


@pytest.mark.parametrize(
    "name",
    [
        "Avri",
        "GR Avri",
        "N.V. ROVA Holding",
        "Avalex",
        "Twente Milieu N.V.",
        "Reinigingsdienst Rd4",
        "Afvalverwijdering Zuid",
        "Ferm Werk",
        "Werkbedrijf Zutphen",
        "Coöperatieve Vereniging Midwaste Milieu U.A.",
    ],
)
def test_a_task_that_municipalities_handed_to_a_body_of_theirs_is_never_no(name):
    assert rules.buyer_of(name) == (Buyer.TOGETHER, ())
    verdict = assess(buyer=Buyer.TOGETHER, work=WORK["public-space-cleaning"], **NOBODY)
    assert (verdict.level, verdict.next_action) == (Level.UNKNOWN, NextAction.ASK_WHO_DECIDES)


@pytest.mark.parametrize(
    "name", ["Avri Verlichting B.V.", "Rova Keukens", "UWV WERKbedrijf", "Cure4Life", "Saver Wonen"]
)
def test_a_name_that_only_looks_like_that_of_such_a_body_is_another(name):
    assert rules.buyer_of(name) == (Buyer.OTHER, ())


@pytest.mark.parametrize(
    ("name", "follows"),
    [
        ("Gemeente Hellevoetsluis", "Voorne aan Zee"),
        ("gemeente Uden", "Maashorst"),
        ("Gemeente Beemster", "Purmerend"),
        ("Gemeente Menaldumadeel", "Waadhoeke"),
    ],
)
def test_for_a_former_municipality_the_municipality_that_followed_decides(name, follows):
    buyer, deciding = rules.buyer_of(name)
    assert buyer is Buyer.LOCAL
    assert [authority.name for authority in deciding] == [follows]


@pytest.mark.parametrize("name", ["Uden", "Stichting Uden", "Gemeente Nergenshuizen"])
def test_a_village_that_was_a_municipality_is_no_buyer_by_its_bare_name(name):
    assert rules.buyer_of(name)[1] == ()


@pytest.mark.parametrize(
    ("name", "country", "currency", "buyer"),
    [
        (None, None, "PYG", Buyer.OTHER),
        ("", None, "GBP", Buyer.OTHER),
        (None, "BEL", "EUR", Buyer.OTHER),
        (None, None, "EUR", Buyer.UNKNOWN),
        (None, None, None, Buyer.UNKNOWN),
        ("Gemeente Gouda", "NLD", "USD", Buyer.LOCAL),
    ],
)
def test_a_notice_without_a_buyer_is_of_abroad_when_it_pays_in_other_money(name, country, currency, buyer):
    assert rules.buyer_of(name, country=country, currency=currency)[0] is buyer


@pytest.mark.parametrize(
    ("title", "ends"),
    [
        ("Hulp bij het huishouden (openstelling 2022)", date(2022, 12, 31)),
        ("Open House Impuls Onderwijs, Sport en Cultuur 2025", date(2025, 12, 31)),
        ("Tweede inkoopronde 2023-2024 begeleiding", date(2024, 12, 31)),
        ("Leerlingenvervoer 2019 t/m 2021", date(2021, 12, 31)),
        ("Zwemlessen seizoen 2024/2025", date(2025, 12, 31)),
        ("Bestek 2023-015 Groenonderhoud", None),
        ("Groenonderhoud 2021", None),
        ("026-2026 Rooien bomen", None),
        ("Wijkbeheer", None),
    ],
)
def test_the_period_that_a_title_names_is_read_and_a_bare_number_is_not(title, ends):
    assert rules.round_of(title) == ends


@pytest.mark.parametrize(
    ("ends", "level", "action"),
    [
        (TODAY - timedelta(days=1), Level.NOT_NOW, NextAction.SUCCESSOR),
        (TODAY, Level.UNKNOWN, NextAction.ASK_END),
        (None, Level.UNKNOWN, NextAction.ASK_END),
    ],
)
def test_a_contract_for_a_period_that_has_passed_is_not_asked_about(ends, level, action):
    verdict = assess(published=date(2024, 1, 5), contract_end=None, round_ends=ends)
    assert (verdict.level, verdict.next_action) == (level, action)


def test_an_end_that_is_known_goes_before_the_period_in_the_title():
    assert assess(round_ends=TODAY - timedelta(days=1)).level is Level.PROMISING


@pytest.mark.parametrize(
    ("published", "level", "action"),
    [
        (date(2024, 11, 25), Level.UNKNOWN, NextAction.ASK_PLANS),
        (date(2024, 11, 24), Level.NOT_NOW, NextAction.SUCCESSOR),
        (date(2017, 8, 24), Level.NOT_NOW, NextAction.SUCCESSOR),
    ],
)
def test_plans_of_two_years_ago_have_become_a_contract_or_nothing(published, level, action):
    verdict = assess(**{**PLAN, "published": published})
    assert (verdict.level, verdict.next_action) == (level, action)


def test_plans_that_were_bought_since_are_not_now():
    verdict = assess(**PLAN, bought_since=True)
    assert (verdict.level, verdict.next_action) == (Level.NOT_NOW, NextAction.SUCCESSOR)
