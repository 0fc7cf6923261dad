"""Clauses of one deed that must agree with each other: what one gives another may not take, and nothing is said of what is not there."""

import pytest

from incubator.statutes.documents import articles, as_text, numbers_of
from incubator.statutes.documents.clauses import labelled
from incubator.statutes.documents.linting.deed_rules import WrittenDeed, judge_deed
from incubator.statutes.values import read
from tests.statutes.answers import answers

COUNCIL = {"exists": True, "election_rules": "iedereen kiest", "number_rules": "een op tien"}


def article(identifier, **changes):
    """The text of one article of the example with other answers."""
    written = articles(read(answers(**changes)))
    numbers = numbers_of(written)
    (asked,) = (place for place in written if place.id == identifier)
    return "\n".join(as_text(clause, numbers) for clause in asked.clauses)


@pytest.mark.parametrize("subordinated", [True, None])
def test_members_come_after_creditors_where_nobody_said_otherwise(subordinated):
    assert "Na betaling van de schulden aan anderen" in article("ontbinding", capital__subordinated=subordinated)


def test_members_who_are_not_subordinated_rank_with_creditors_on_dissolution():
    assert "niet achtergesteld" in article("inleg", capital__subordinated=False)
    text = article("ontbinding", capital__subordinated=False)
    assert "dezelfde rang als andere schuldeisers" in text
    assert "schulden aan anderen" not in text


def test_a_contribution_that_was_raised_is_not_the_same_for_all():
    text = article("inleg", capital__fixed_in="meeting")
    assert "voor alle leden gelijk, behalve na een verhoging" in text


@pytest.mark.parametrize("organ", ["bestuur", "ALV"])
def test_who_admits_members_approves_a_transfer(organ):
    named = {"bestuur": "het bestuur", "ALV": "de algemene vergadering"}[organ]
    assert f"na goedkeuring van {named}." in article("leden", membership__transferable=True, admission__organ=organ)


def test_what_is_paid_to_a_leaver_is_not_what_goes_to_the_reserve():
    text = article("vertrekkend-lid", capital__accounts=True)
    assert "naar de algemene reserve.\nDe coöperatie betaalt waar een oud-lid recht op heeft" in text


@pytest.mark.parametrize(
    ("losses", "written", "never"),
    [
        ("accounts", "niet lager maken dan nul", "niet van een ledenrekening"),
        ("carried_forward", "niet van een ledenrekening", "lager"),
    ],
)
def test_accounts_speak_of_losses_as_the_clause_on_deficits_does(losses, written, never):
    text = article("ledenrekening", capital={"accounts": True, "losses": losses})
    assert written in text
    assert never not in text


def test_both_clauses_that_keep_the_reserve_from_members_are_entrenched():
    written = articles(read(answers(surplus__annual__indivisible=True)))
    numbers = numbers_of(written)
    text = article("statutenwijziging", surplus__annual__indivisible=True)
    reserve = f"{numbers['reserves']} lid {numbers['ondeelbaar']}"
    dissolution = f"{numbers['ontbinding']} lid {numbers['niets-voor-leden']}"
    assert f"De bepalingen van {reserve} en van {dissolution} kunnen alleen" in text


def test_a_trial_is_named_only_in_a_deed_that_has_one():
    text = article("toelating", member_requirements=["in de zorg werken"])
    assert "ook als zij op dat moment nog niet aan alle eisen van artikel 5 voldoen" in text
    assert "proeftijd" not in text


def test_aspirants_are_a_trial():
    changes = {"member_requirements": ["in de zorg werken"], "membership__aspirants": {"allowed": True, "months": 6}}
    assert "de proeftijd niet hebben doorlopen" in article("toelating", **changes)


def test_two_who_sign_together_are_two_people():
    text = article("bestuur", board__representation="voorzitter+secretaris")
    assert "meer dan één van deze functies hebben, maar de voorzitter is niet ook secretaris." in text
    assert "is niet ook" not in article("bestuur", board__representation="twee_bestuurders")


def test_a_legal_person_votes_by_attorney_where_members_cannot():
    changes = {"membership__legal_persons": True, "votes__proxy": {"allowed": False}}
    assert "Stemmen bij volmacht is niet mogelijk, behalve door wie een lid dat een rechtspersoon is" in article(
        "stemmen", **changes
    )
    assert "niet mogelijk." in article("stemmen", votes__proxy={"allowed": False})


def test_a_council_goes_on_being_replaced_until_it_is_elected():
    assert "is geëindigd en de eerste afgevaardigden zijn gekozen." in article("slot", ledenraad=COUNCIL)
    from_sixty = COUNCIL | {"members": 60}
    assert "zodra de coöperatie 60 leden heeft en de eerste afgevaardigden zijn gekozen" in article(
        "ledenraad", ledenraad=from_sixty
    )
    assert "afgevaardigden" not in article("slot", ledenraad=from_sixty)


def test_a_member_who_is_suspended_does_not_vote_as_a_delegate():
    assert "Iedere afgevaardigde die niet als lid geschorst is, heeft één stem." in article(
        "stemmen", ledenraad=COUNCIL
    )
    assert "Afgevaardigden die niet als lid geschorst zijn, bestuurders" in article("agenda", ledenraad=COUNCIL)


@pytest.mark.parametrize(
    ("quorum", "dissolving", "merging"),
    [
        (
            "1/2",
            "de terinzagelegging, de meerderheid en het aantal aanwezigen, geldt",
            "dezelfde meerderheid en hetzelfde aantal",
        ),
        (None, "de terinzagelegging en de meerderheid, geldt", "dezelfde oproeping en dezelfde meerderheid als"),
    ],
)
def test_ending_and_merging_ask_what_an_amendment_asks(quorum, dissolving, merging):
    assert dissolving in article("ontbinding", amendment__quorum=quorum)
    assert merging in article("omzetting", amendment__quorum=quorum)


def test_what_lifts_a_restriction_is_written_where_it_is_heavier():
    same = {"clause": "Het doel", "majority": "4/5", "change_majority": "4/5"}
    heavier = same | {"change_majority": "1"}
    assert article("statutenwijziging", amendment__restricted_clauses=[same]).count("vier vijfde") == 1
    text = article("statutenwijziging", amendment__restricted_clauses=[heavier])
    assert "voor het wijzigen van deze beperking alle uitgebrachte stemmen." in text


@pytest.mark.parametrize(
    ("basis", "sentence"),
    [
        ("naar gewerkte uren", "wordt verdeeld naar gewerkte uren."),
        ("De helft naar uren en de helft gelijk", "wordt zo verdeeld: de helft naar uren en de helft gelijk."),
        ("equal", "wordt verdeeld in gelijke delen."),
    ],
)
def test_a_measure_in_their_own_words_reads_on(basis, sentence):
    assert f"Wat aan leden wordt toegekend, {sentence}" in article("resultaat", surplus__annual__basis=basis)


def test_nothing_is_left_to_pay_out_where_everything_is_credited():
    assert "Het overige" not in article("resultaat", surplus__annual__credit_share=1)
    assert "Het overige wordt uitbetaald" in article("resultaat", surplus__annual__credit_share="1/2")


def test_a_public_mission_leaves_the_meeting_no_division_by_capital():
    changes = {"purpose__public_mission": True, "surplus__annual__basis": None}
    assert "die de algemene vergadering vaststelt, naar deelname aan het werk." in article("resultaat", **changes)


def test_needs_are_written_in_the_middle_of_a_sentence():
    text = article("doel", purpose__material_needs=["Werk", "Inkomen."], purpose__text="")
    assert "namelijk werk en inkomen." in text


@pytest.mark.parametrize(
    ("destination", "written"),
    [
        ("Stichting Buurtfonds te Utrecht", "gaat naar: Stichting Buurtfonds te Utrecht."),
        ("Stichting of vereniging in de buurt", "gaat naar: stichting of vereniging in de buurt."),
    ],
)
def test_the_name_of_a_body_keeps_its_capital(destination, written):
    assert written in article("ontbinding", surplus__dissolution__destination=destination)


def test_their_own_words_on_the_call_do_not_take_away_consent_to_mail():
    text = article("oproeping", convening__procedure="De oproep hangt ook in de kantine.")
    assert "Oproepen per e-mail kan alleen bij wie daarmee heeft ingestemd" in text
    assert text.count("ingestemd") == 1
    assert article("oproeping", convening__procedure="fixed:call-by-consent").count("kan alleen bij wie") == 1


@pytest.mark.parametrize(("identifier", "number"), [("begrippen", ""), ("aansprakelijkheid", "2.")])
def test_their_own_text_counts_on_only_where_clauses_are_counted(identifier, number):
    written = articles(read(answers(additions={identifier: "wij werken samen"})))
    (asked,) = (place for place in written if place.id == identifier)
    assert list(labelled(asked.clauses))[-1][0] == number


@pytest.mark.parametrize(
    ("share", "written"), [("1/2", "de helft"), ("40%", "40%"), ("1/3", "een derde"), ("2/5", "40%"), (1, "het geheel")]
)
def test_a_part_without_a_name_is_a_percentage(share, written):
    assert f"wordt {written} bijgeschreven" in article("resultaat", surplus__annual__credit_share=share)


@pytest.mark.parametrize(("days", "term"), [(1, "één dag"), (14, "14 dagen"), (None, "30 dagen")])
def test_one_day_is_no_days(days, term):
    text = article("stemmen", votes__evote={"early": True, "early_days": days})
    assert f"niet eerder dan {term} daarvoor" in text


def test_directors_advise_except_who_votes_without_being_a_member():
    voting = article("agenda", votes__non_member_votes=True)
    assert "een raadgevende stem, behalve wie volgens deze statuten zonder lid te zijn kan stemmen." in voting
    assert "raadgevende stem." in article("agenda")


@pytest.mark.parametrize(
    "changes",
    [{"convening__request_share": "1/20"}, {"surplus__dissolution__destination": "Stichting Buurt te Utrecht"}],
)
def test_an_editor_has_nothing_against_a_part_or_a_name(changes):
    statutes = read(answers(**changes))
    assert list(judge_deed(WrittenDeed("x", articles(statutes), statutes))) == []


@pytest.mark.parametrize(
    ("years", "written"),
    [
        (3, "recht op heeft, in gelijke jaarlijkse delen binnen drie jaar na"),
        (1, "recht op heeft, binnen een jaar na"),
        ("6 maanden", "recht op heeft, binnen zes maanden na"),
    ],
)
def test_parts_of_a_repayment_are_paid_each_year(years, written):
    assert written in article("vertrekkend-lid", exit__repayment_years=years)
