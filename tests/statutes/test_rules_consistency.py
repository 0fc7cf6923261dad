"""Answers that must fit each other, on both sides; words without meaning; words of one's own that go against the law."""

import pytest

from incubator.statutes.rules.consistency_members import TRIAL
from incubator.statutes.rules.consistency_money import end_of_year
from incubator.statutes.rules.people import same
from incubator.statutes.values.parts import meant
from tests.statutes.answers import findings_of
from tests.statutes.consistency import CONSISTENCY, PEOPLE, RVC

COUNCIL = {"exists": True, "election_rules": "per wijk", "number_rules": "tien", "members": 50}
OURS = {number for number, *_more in CONSISTENCY}


def findings(changes, number):
    return findings_of(**changes).get(number, [])


@pytest.mark.parametrize(
    ("number", "fitting"),
    [
        ("C-21", {"membership__founders_exempt": True}),
        ("C-21", {"membership__founders_exempt": False, "member_requirements": ["bij de coöperatie werken"]}),
        ("C-21", {"member_requirements": ["natuurlijk persoon of rechtspersoon zijn"],
                  "deed__founders": [*PEOPLE, PEOPLE[0] | {"kind": "legal"}]}),
        ("C-13", {"third_party_dealings__allowed": False, "member_requirements": ["bij de coöperatie werken"]}),
        ("S-01", {"membership__aspirants": {"allowed": True, "months": 12}}),
        ("S-02", {"membership__categories": ["leden die werken", "leden die steunen"]}),
        ("S-03", {"membership__inheritable": True, "member_requirements": ["in de wijk wonen"]}),
        ("S-04", {"member_agreement": {"required": True, "ends_with_membership": True}}),
        ("S-05", {"deed__founders": PEOPLE}),
        ("S-10", {"board__min": 3, "board__max": 3}),
        ("S-11", {"board__min": 3, "board__max": 3}),
        ("S-11", {"first_board": []}),
        ("S-11", {"board__min": 5, "board__appointed_by_others": 2}),
        ("B-01", {"first_board": ["Fatima", "Samuel", "Joke van den Berg"]}),
        ("B-01", {"first_board": ["Wim Buiten"], "board__outsiders_allowed": True}),
        ("B-01", {"first_board": [{"name": "Wim", "is_member": True}]}),
        ("S-12", {"board__min": 5}),
        ("S-12", {"board__min": 6, "board__outsiders_allowed": True}),
        ("B-11", {"rvc": RVC}),
        ("S-14", {"rvc": RVC | {"min": 2}}),
        ("S-15", {"deed__founders": PEOPLE, "rvc": RVC}),
        ("S-15", {"first_board": ["Fatima", "Samuel", "Joke"]}),
        ("S-16", {"admission__organ": "rvc", "rvc": RVC}),
        ("S-16", {"expulsion__appeal__organ": "een commissie van beroep"}),
        ("S-16", {"convening__who": "Het bestuur"}),
        ("S-17", {"expulsion__organ": "ALV", "expulsion__appeal__organ": "ALV"}),
        ("S-18", {"board__appointed_by_others": 1, "board__appointed_by": "de woonstichting"}),
        ("S-19", {"ledenraad": COUNCIL, "convening__notice_days": 14}),
        ("S-19", {"convening__notice_days": 13}),
        ("S-20", {"ledenraad": COUNCIL}),
        ("S-21", {"votes__quorum": "1/2", "amendment__quorum": "1/2"}),
        ("S-21", {"amendment__quorum": "3/4"}),
        ("S-22", {"votes__proxy": {"allowed": True, "max_per_holder": 2}}),
        ("S-23", {"amendment__majority": "9/10"}),
        ("S-23", {"amendment__restricted_clauses": [{"clause": "doel", "majority": "2/3", "change_majority": "2/3"}]}),
        ("S-30", {"fiscal_year__end": "02-29", "fiscal_year__first_end": "2027-02-28"}),
        ("S-30", {"fiscal_year__end": "30 juni", "fiscal_year__first_end": "2027-06-30"}),
        ("S-31", {"fiscal_year__end": "02-28", "fiscal_year__first_end": "2028-02-29"}),
        ("S-31", {"fiscal_year__first_end": "2028-12-01", "fiscal_year__end": "12-01"}),
        ("S-32", {"surplus__annual__education_pct": "40%", "surplus__annual__solidarity_pct": "30%"}),
        ("S-33", {"capital__accounts": True, "exit__claim_basis": "account_balance"}),
        ("S-34", {"capital__losses": "accounts", "capital__accounts": True}),
        ("S-35", {"surplus__annual__indivisible": True}),
        ("S-35", {"surplus__annual__indivisible": True, "surplus__dissolution__destination": "een doel in de wijk, niet naar de leden"}),
        ("S-36", {"surplus__dissolution": {"destination": "Coöperatie Stadslandbouw Utrecht U.A."}}),
        ("S-36", {"surplus__dissolution": {"destination": "een andere coöperatie", "determination_method": "bij besluit van de leden"}}),
        ("S-37", {"capital": {"fixed_in": "meeting"}}),
        ("S-38", {"liability__max_per_member_cents": None}),
        ("S-39", {"pay_ratio": "1"}),
        ("W-01", {"operation": {"non_member_workers": 2}}),
        ("T-02", {"surplus__annual": {"basis": "labour_hours"}}),
        ("T-07", {"operation": {"non_member_workers": 4}}),
    ],
)  # fmt: skip
def test_answers_that_fit_each_other_are_left_alone(number, fitting):
    assert findings(fitting, number) == []


@pytest.mark.parametrize("case", CONSISTENCY, ids=lambda case: f"{case[0]}-{case[2]}")
def test_answers_that_contradict_each_other_never_block_on_our_word_alone(case):
    number, changes, field, *_texts = case
    contradictions = [finding for finding in findings(changes, number) if finding.field == field]
    assert contradictions
    if number.startswith("S-"):
        assert not any(finding.blocks for finding in contradictions)


@pytest.mark.parametrize(
    "nothing",
    [
        *("n.v.t.", "N.V.T", "nvt", "Geen", "?", "-", "...", "later", " Volgt nog. ", "weten we nog niet", "nader te bepalen"),
        *("tbd", "xxx", "n/a", "—", "_", "Zie boven", "nog in te vullen!", "ja", "???", "(geen)"),
    ],
)  # fmt: skip
def test_words_without_meaning_are_no_answer_where_the_law_asks_for_it(nothing):
    assert meant(nothing) == ""
    assert findings({"board__absence_clause": {"all_directors": nothing}}, "C-18")
    assert findings({"purpose__text": nothing}, "C-10")
    assert findings({"convening__who": nothing}, "C-15")
    assert findings({"board__dismissal_method": nothing}, "C-16")
    assert findings({"surplus__dissolution": {"destination": nothing, "determination_method": nothing}}, "C-17")
    assert findings({"member_obligations": {"listed": [nothing, nothing], "method_of_imposing": nothing}}, "C-14")
    assert findings({"rvc": RVC | {"absence_clause": nothing}}, "C-19")


@pytest.mark.parametrize(
    "something", ["de oudste", "Later Genoten", "geen lid maar een notaris", "ALV", "2", "ja, het bestuur"]
)
def test_words_that_say_something_are_an_answer(something):
    assert meant(f" {something} ") == something


@pytest.mark.parametrize(
    "clause",
    [
        "De bestuurder mag gewoon meestemmen.",
        "Een bestuurder met een belang meldt dit en stemt daarna mee.",
        "Wie een tegenstrijdig belang heeft, neemt deel aan het overleg maar stemt niet.",
        "De bestuurder blijft bevoegd om mee te besluiten.",
        "Een tegenstrijdig belang is geen bezwaar.",
        "Een bestuurder met een eigen belang mag meepraten, maar niet meestemmen.",
        "Hij doet niet mee aan het overleg en mag wel meestemmen.",
        "De bestuurder doet niet mee aan het overleg maar stemt wel.",
        "Het is niet verboden om mee te stemmen.",
        "Een bestuurder onthoudt zich niet van stemmen.",
        "Wie een belang heeft, hoeft zich niet terug te trekken.",
    ],
)
def test_a_conflicted_director_who_takes_part_is_against_the_law(clause):
    (finding,) = findings({"board__conflict_clause": clause}, "B-07")
    assert finding.blocks


@pytest.mark.parametrize(
    "clause",
    [
        "De bestuurder neemt niet deel aan de beraadslaging en besluitvorming.",
        "Een bestuurder met een tegenstrijdig belang onthoudt zich van meestemmen.",
        "Deze bestuurder mag niet meepraten en meestemmen.",
        "De bestuurder doet niet mee. De overige bestuurders stemmen wel mee en nemen het besluit.",
        "De bestuurder stemt niet mee. Kan het bestuur daardoor niet besluiten, dan beslist de algemene vergadering.",
        "Zonder deze bestuurder wordt overlegd en beslist.",
        "Niemand beslist mee over een zaak waarin hij een belang heeft.",
    ],
)
def test_a_conflicted_director_who_stands_aside_is_lawful(clause):
    assert findings({"board__conflict_clause": clause}, "B-07") == []


@pytest.mark.parametrize(
    ("notice", "lawful"),
    [
        ("alleen met toestemming van het bestuur", False),
        ("na goedkeuring door de algemene vergadering", False),
        ("als het bestuur daarmee instemt", False),
        ("alleen bij verhuizing of pensioen", False),
        ("kan niet zonder goedkeuring van het bestuur", False),
        ("opzeggen is niet mogelijk", False),
        ("als het bestuur het goed vindt", False),
        ("het bestuur beslist of het lid weg mag", False),
        ("het bestuur kan de opzegging weigeren", False),
        ("schriftelijk bij het bestuur, met een termijn van vier weken", True),
        ("tegen het einde van het boekjaar; met toestemming van het bestuur ook eerder", True),
        ("op elk moment, zonder toestemming van wie dan ook", True),
        ("alleen tegen het einde van het boekjaar", True),
    ],
)
def test_a_member_leaves_without_asking(notice, lawful):
    assert (findings({"resignation__notice": notice}, "M-07") == []) is lawful


@pytest.mark.parametrize(
    ("ground", "lawful"),
    [
        ("wanneer het bestuur dat besluit", False),
        ("op grond van een reglement dat nog komt", False),
        ("te vaak te laat", False),
        ("handelen in strijd met de statuten", True),
        ("het niet naleven van reglementen of besluiten", True),
        ("de coöperatie op onredelijke wijze benadelen", True),
        ("een besluit van de algemene vergadering overtreden", True),
    ],
)
def test_expulsion_rests_on_the_grounds_of_the_law(ground, lawful):
    assert (findings({"expulsion__grounds": [ground]}, "M-05") == []) is lawful


@pytest.mark.parametrize(
    "method", ["bij coöptatie door het bestuur en de leden", "niet door de leden maar door de wijkraad"]
)
def test_a_board_that_members_do_not_choose_is_against_the_law(method):
    assert findings({"board__appointment_method": method}, "B-02")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("12-31", (12, 31)), ("31 december", (12, 31)), ("02-29", (2, 29)), ("30-06", None), ("02-30", None)),
        *(("31 februari", None), ("13-01", None), ("eind juni", None), ("04-31", None)),
    ],
)  # fmt: skip
def test_a_year_ends_on_a_day_that_exists(text, day):
    assert end_of_year(text) == day


@pytest.mark.parametrize(
    "text", ["een jaar op proef werken", "zes maanden hebben meegewerkt", "de proefperiode hebben afgesloten"]
)
def test_a_trial_is_recognised(text):
    assert TRIAL.search(text)


@pytest.mark.parametrize("text", ["in de wijk wonen", "minstens achttien jaar zijn", "twaalf uur per week werken"])
def test_other_requirements_are_no_trial(text):
    assert not TRIAL.search(text)


def test_a_first_name_is_the_same_person():
    assert same("Joke", "Joke van den Berg")
    assert not same("Joke Jansen", "Joke van den Berg")
    assert not same("", "Joke")


@pytest.mark.parametrize(
    "clause",
    [
        "dan is er geen bestuur",
        "niemand bestuurt",
        "dat zien we dan wel",
        "wij sluiten de zaak",
        "het bestuur zoekt een oplossing",
    ],
)
def test_an_absence_clause_that_names_nobody_is_against_the_law(clause):
    (finding,) = findings({"board__absence_clause": {"all_directors": clause}}, "C-18")
    assert finding.blocks


@pytest.mark.parametrize(
    "clause",
    [
        "Jan de Vries bestuurt dan",
        "de raad van commissarissen bestuurt",
        "een lid dat de vergadering aanwijst",
        "het bestuur van Stichting Wijk",
    ],
)
def test_an_absence_clause_that_names_somebody_is_lawful(clause):
    assert findings({"board__absence_clause": {"all_directors": clause}}, "C-18") == []


@pytest.mark.parametrize(
    ("part", "too_much"), [("130%", True), ("1.3", True), (130, True), (30, False), ("30%", False), (0.3, False)]
)
def test_more_than_the_whole_surplus_is_too_much_however_it_is_written(part, too_much):
    assert bool(findings({"surplus__annual__reserve_min_pct": part}, "S-32")) is too_much
