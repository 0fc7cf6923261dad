"""What each choice puts in the deed: the articles and clauses a notary and the members will read."""

import pytest

from incubator.statutes.documents import articles, as_text, numbers_of
from incubator.statutes.values import read
from tests.statutes.answers import answers, as_lines


def article_of(identifier, /, **changes):
    """The text of the article with this id, one clause a line; None when these answers do not call for it."""
    written = articles(read(answers(**changes)))
    numbers = numbers_of(written)
    for article in written:
        if article.id == identifier:
            return "\n".join(as_text(clause, numbers) for clause in article.clauses)
    return None


@pytest.mark.parametrize(
    ("article", "changes"),
    [
        ("niet-leden", {"third_party_dealings__allowed": True}),
        ("rvc", {"rvc__exists": True}),
        ("ledenraad", {"ledenraad": {"exists": True, "election_rules": "per wijk", "number_rules": "tien"}}),
        ("beloning", {"pay_ratio": "3"}),
        ("reglementen", {"regulations__allowed": True}),
    ],
)
def test_an_article_stands_in_the_deed_when_it_is_chosen(article, changes):
    assert article_of(article, **changes) is not None


@pytest.mark.parametrize(
    ("article", "changes"),
    [
        ("niet-leden", {"third_party_dealings__allowed": False}),
        ("rvc", {"rvc__exists": False}),
        ("ledenraad", {"ledenraad": None}),
        ("beloning", {"pay_ratio": None}),
        ("reglementen", {"regulations__allowed": False}),
    ],
)
def test_an_article_is_left_out_when_it_is_not_chosen(article, changes):
    assert article_of(article, **changes) is None


# Article, answers, what its text then says, and what it then leaves unsaid.
CHOICES = [
    ("naam-en-zetel", {"name": "Coöperatief De Borstel U.A."}, "draagt de naam: Coöperatief De Borstel U.A.", "U.A.."),
    ("naam-en-zetel", {"seat__municipality": "Leeuwarden"}, "in de gemeente Leeuwarden.", "Utrecht"),
    ("naam-en-zetel", {"name": None}, "draagt de naam: [naam].", "None"),
    ("naam-en-zetel", {"seat__municipality": None}, "in de gemeente [gemeente].", "Utrecht"),
    ("doel", {}, "heeft tot doel: het voorzien in de stoffelijke behoeften", "te voorzien in stoffelijke behoeften"),
    ("doel", {"purpose__text": "Samen goed werk doen."}, "te voorzien in stoffelijke behoeften", "heeft tot doel: "),
    ("doel", {"purpose__text": "Samen goed werk doen."}, "ook bereiken: samen goed werk doen.", "doen.."),
    ("doel", {"purpose__business": "Tuinen onderhouden."}, "bestaat uit: tuinen onderhouden.", "onderhouden.."),
    ("doel", {"purpose__text": "Samen.", "purpose__material_needs": []}, "namelijk [behoeften]", "namelijk ."),
    ("leden", {}, "de natuurlijke persoon die aan elk van deze eisen voldoet:", "werkt of gaat"),
    ("leden", {"member_requirements": []}, "de natuurlijke persoon die in het bedrijf", "elk van deze eisen"),
    ("leden", {"membership__transferable": True}, "kan worden overgedragen aan iemand", "Het kan niet worden"),
    ("leden", {"membership__transferable": False}, "Het kan niet worden overgedragen.", "na goedkeuring"),
    ("leden", {"membership__inheritable": True}, "overgaan op een erfgenaam", "gaat niet over"),
    ("leden", {"membership__inheritable": False}, "gaat niet over door erfopvolging", "erfgenaam"),
    ("toelating", {"admission__organ": "bestuur"}, "Het bestuur beslist binnen acht weken", "De algemene vergadering beslist"),
    ("toelating", {"admission__organ": "ALV"}, "De algemene vergadering beslist binnen acht weken", "weigering"),
    ("toelating", {"admission__alv_override": True}, "alsnog tot toelating te besluiten", "geen beroep open"),
    ("toelating", {"admission__alv_override": False}, "staat geen beroep open", "alsnog"),
    ("toelating", {"admission__open_to_all_employees": True}, "onder gelijke voorwaarden open", "[["),
    ("toelating", {"admission__open_to_all_employees": False}, "De oprichters zijn", "onder gelijke voorwaarden open"),
    ("toelating", {"liability": {"regime": "BA"}}, "ten minste tien jaar", "[["),
    ("toelating", {}, "De oprichters zijn", "ten minste tien jaar"),
    ("verplichtingen", {}, "verplicht tot:\nhet storten van de inleg", "[verplichtingen]"),
    ("verplichtingen", {"member_obligations": None}, "verplicht tot: [verplichtingen].", "Andere verplichtingen"),
    ("verplichtingen", {"member_obligations__method_of_imposing": "Bij besluit."}, "manier: bij besluit.", "besluit.."),
    ("einde-lidmaatschap", {}, "Zij kan dat ook in deze gevallen:", "[["),
    ("einde-lidmaatschap", {"termination_by_coop__cases": []}, "beslist het bestuur", "in deze gevallen"),
    ("einde-lidmaatschap", {"termination_by_coop__organ": "ALV"}, "beslist de algemene vergadering", "beslist het bestuur"),
    ("opzegging-lid", {"resignation__notice": "Met drie maanden."}, "schriftelijk opzeggen: met drie maanden.", "vier weken"),
    ("opzegging-lid", {"resignation__notice": None}, "met een termijn van ten minste vier weken", "opzeggen: "),
    ("opzegging-lid", {"resignation__exclusions_36_3": ["de contributie"]}, "geldt niet voor de volgende", "[["),
    ("opzegging-lid", {"exit__conditions": ["sleutels inleveren"]}, "deze voorwaarden:\nsleutels inleveren.", ".."),
    ("opzegging-lid", {"exit__fee": "honderd euro"}, "is verschuldigd: honderd euro.", ".."),
    ("opzegging-lid", {"liability": {"regime": "WA"}}, "door een deurwaarder laten betekenen", "[["),
    ("opzegging-lid", {}, "verkeerde datum", "deurwaarder"),
    ("ontzetting", {"expulsion__organ": "bestuur"}, "Het bestuur beslist over ontzetting", "De algemene vergadering beslist"),
    ("ontzetting", {"expulsion__organ": "ALV"}, "De algemene vergadering beslist over ontzetting", "in beroep gaan"),
    ("ontzetting", {"expulsion__appeal": {"organ": "ALV", "term_months": 1}}, "binnen een maand na ontvangst", "maanden na"),
    ("ontzetting", {"expulsion__appeal": {"organ": "rvc", "term_months": 3}}, "binnen drie maanden na ontvangst", "een maand na"),
    ("ontzetting", {"expulsion__appeal": {"organ": "rvc", "term_months": 3}}, "bij de raad van commissarissen", "bij de alg"),
    ("inleg", {"capital__contribution_cents": 25050}, "een inleg van € 250,50.", "vergadering vaststelt"),
    ("inleg", {"capital__contribution_cents": None}, "de inleg die de algemene vergadering vaststelt", "€"),
    ("inleg", {"capital__instalments": 10}, "in ten hoogste 10 gelijke maandelijkse delen", "[["),
    ("inleg", {"capital__instalments": 1}, "voor alle leden gelijk", "maandelijkse delen"),
    ("ledenrekening", {"capital__accounts": True}, "niet van een ledenrekening afgeschreven", "lager"),
    ("ledenrekening", {"capital__losses": "accounts"}, "bijgeschreven niet lager maken dan nul", "niet van een"),
    ("vertrekkend-lid", {"exit__claim_basis": "paid_in_indexed"}, "consumentenprijzen", "het saldo van de eigen"),
    ("vertrekkend-lid", {"exit__claim_basis": "paid_in"}, "terugbetaling van de betaalde inleg.", "consumentenprijzen"),
    ("vertrekkend-lid", {"exit__claim_basis": "account_balance"}, "het saldo van de eigen ledenrekening", "ten hoogste"),
    ("vertrekkend-lid", {"exit__repayment_years": 2}, "binnen twee jaar na het einde", "binnen een jaar"),
    ("vertrekkend-lid", {"exit__repayment_years": None}, "binnen een jaar na het einde", "gelijke delen"),
    ("bestuur", {"board__min": 3, "board__max": 5}, "uit ten minste drie en ten hoogste vijf bestuurders", "["),
    ("bestuur", {"board__min": 3, "board__max": 3}, "bestaat uit drie bestuurders", "ten minste drie"),
    ("bestuur", {"board__min": 3, "board__max": None}, "bestaat uit ten minste drie bestuurders", "drie en ten"),
    ("bestuur", {"board__min": None, "board__max": 4}, "bestaat uit vier bestuurders", "ten minste vier"),
    ("bestuur", {"board__min": None, "board__max": None}, "bestaat uit [aantal bestuurders].", "None"),
    ("bestuur", {"board__outsiders_allowed": True}, "Ook wie geen lid is, kan bestuurder zijn", "benoemd uit de leden"),
    ("bestuur", {"board__outsiders_allowed": False}, "benoemd uit de leden", "Ook wie geen lid is"),
    ("bestuur", {"board__appointment_method": "ALV"}, "benoemd door de algemene vergadering.", "[wie]"),
    ("bestuur", {"board__appointment_method": None}, "Bestuurders worden benoemd door [wie].", "None"),
    ("bestuur", {"board__dismissal_method": None}, "geschorst of ontslagen door [wie].", "None"),
    ("bestuur", {"board__appointed_by_others": 1, "board__appointed_by": "de bond"}, "wordt één bestuurder benoemd door de bond", "["),
    ("bestuur", {"board__appointed_by_others": "1/3"}, "van de bestuurders benoemd door [wie]", "None"),
    ("bestuur", {"board__binding_nomination": {"by": "de raad"}}, "opgemaakt door de raad.", "[wie]"),
    ("bestuur", {"board__binding_nomination": {"by": "de raad", "override_quorum": "1/2"}}, "vergadering waarin ", "[wie]"),
    ("bestuur", {"board__binding_nomination": None}, "kan op elk moment aftreden", "bindende voordracht"),
    ("bestuur", {"board__term_years": 4}, "benoemd voor ten hoogste vier jaar", "drie jaar"),
    ("bestuur", {"board__term_years": None}, "kan op elk moment aftreden", "Wie aftreedt"),
    ("bestuurstaak", {"board__votes": []}, "Iedere bestuurder heeft één stem. Staken", "behalve"),
    ("bestuurstaak", {"board__votes": [{"function": "voorzitter", "votes": 2}]}, "behalve: voorzitter (twee stemmen).", "[["),
    ("ontstentenis", {"board__absence_clause": {"some": "De rest bestuurt"}}, "dan geldt: de rest bestuurt.", "alleen."),
    ("ontstentenis", {"board__absence_clause": None}, "dan besturen de overige bestuurders", "None"),
    ("ontstentenis", {"board__absence_clause": None}, "van alle bestuurders geldt: [wie bestuurt]", "None"),
    ("rvc-taak", {"rvc": {"exists": True}}, "alle commissarissen geldt: [wie toezicht houdt]", "None"),
    ("rvc-taak", {"rvc": {"exists": True, "absence_clause": "de ALV wijst aan"}}, "geldt: de ALV wijst aan.", "["),
    ("oproeping", {"convening__who": "bestuur"}, "Het bestuur roept de algemene vergadering bijeen", "["),
    ("oproeping", {"convening__others": ["een kwart van de leden"]}, "bijeen worden geroepen door: een kwart", "["),
    ("oproeping", {"convening__others": []}, "Het bestuur roept", "bijeen worden geroepen door"),
    ("oproeping", {"convening__how": ["email"]}, "opgeroepen per e-mail, ten minste 14 dagen", "brief"),
    ("oproeping", {"convening__how": ["brief", "email"]}, "per brief of e-mail", "["),
    ("oproeping", {"convening__how": []}, "opgeroepen per [middel]", "None"),
    ("oproeping", {"convening__notice_days": None}, "ten minste [aantal] dagen", "None"),
    ("stemmen", {"votes__weighting": "one_per_member"}, "niet geschorst is, heeft één stem.", "ten minste één stem"),
    ("stemmen", {"votes__weighting": "by_hours"}, "meer stemmen heeft, wordt zo bepaald: [wie en hoeveel]", "heeft één stem."),
    ("stemmen", {"votes__non_member_votes": {"max_share": "1/2"}}, "Ook wie geen lid is maar wel deel uitmaakt", "["),
    ("stemmen", {"votes__non_member_votes": False}, "heeft één stem.", "Ook wie geen lid is"),
    ("stemmen", {"votes__proxy": {"allowed": False}}, "Stemmen bij volmacht is niet mogelijk.", "vertegenwoordigt"),
    ("stemmen", {"votes__proxy": {"allowed": True, "max_per_holder": 1}}, "ten hoogste één ander lid.", "andere leden"),
    ("stemmen", {"votes__proxy": {"allowed": True, "max_per_holder": 2}}, "ten hoogste twee andere leden.", "ander lid."),
    ("stemmen", {"votes__proxy": {"allowed": True}}, "volmacht geven om te stemmen.", "ten hoogste"),
    ("stemmen", {"votes__blank_counts": True}, "Een blanco stem telt als uitgebracht, een ongeldige stem niet.", "niet uitgebracht"),
    ("stemmen", {"votes__blank_counts": False}, "telt als niet uitgebracht", "blanco stem telt"),
    ("stemmen", {"votes__evote": {"live": True, "conditions": ["met code"]}}, "deze voorwaarden: met code.", "daarvoor, tellen"),
    ("stemmen", {"votes__evote": {"early": True}}, "niet eerder dan 30 dagen daarvoor", "elektronisch communicatiemiddel als"),
    ("stemmen", {"votes__evote": {"early": True, "early_days": 10}}, "niet eerder dan 10 dagen daarvoor", "30 dagen"),
    ("jaarrekening", {"fiscal_year__end": "06-30"}, "Het boekjaar eindigt op 30 juni.", "december"),
    ("jaarrekening", {"fiscal_year": None}, "Het boekjaar eindigt op 31 december.", "None"),
    ("jaarrekening", {"rvc__exists": True}, "Alle bestuurders en commissarissen ondertekenen", "kascommissie"),
    ("jaarrekening", {"rvc__exists": False}, "Alle bestuurders ondertekenen", "commissarissen"),
    ("resultaat", {"surplus__annual__reserve_min_pct": "30%"}, "ten minste 30% naar de algemene reserve", "0,3"),
    ("resultaat", {"surplus__annual__reserve_min_pct": None}, "eerst ten laste", "naar de algemene reserve"),
    ("resultaat", {"surplus__annual__basis": "labour_hours"}, "naar verhouding van de in het boekjaar gewerkte uren", "loon"),
    ("resultaat", {"surplus__annual__basis": "wage"}, "naar verhouding van het in het boekjaar ontvangen loon", "uren"),
    ("resultaat", {"surplus__annual__basis": "equal"}, "verdeeld in gelijke delen", "uren"),
    ("resultaat", {"surplus__annual__basis": None}, "de grondslag die de algemene vergadering vaststelt", "uren"),
    ("beloning", {"pay_ratio": "3"}, "ten hoogste drie keer de laagste", "geldt: "),
    ("beloning", {"pay_ratio": "Iedereen verdient gelijk."}, "geldt: iedereen verdient gelijk. De", "keer de laagste"),
    ("statutenwijziging", {"amendment__majority": "1/2"}, "vraagt meer dan de helft van de uitgebrachte", "twee derde van de uit"),
    ("statutenwijziging", {"amendment__majority": None}, "vraagt ten minste twee derde van de uitgebrachte", "None"),
    ("statutenwijziging", {"amendment__majority": "3/4"}, "vraagt ten minste drie vierde van de uitgebrachte", "twee derde"),
    ("statutenwijziging", {"amendment__quorum": "1/2"}, "in een volgende vergadering", "["),
    ("statutenwijziging", {"amendment__quorum": None}, "notariële akte", "in een volgende vergadering"),
    ("statutenwijziging", {"amendment__restricted_clauses": ["doel"]}, "doel: [welke meerderheid].", "None"),
    ("ontbinding", {"surplus__dissolution": {"destination": "De buurt."}}, "(batig saldo), gaat naar: de buurt.", "buurt.."),
    ("ontbinding", {"surplus__dissolution": {"determination_method": "Bij besluit"}}, "bepaald: bij besluit.", "gaat naar"),
    ("ontbinding", {"surplus__dissolution": None}, "(batig saldo), gaat naar: [bestemming].", "None"),
    ("aansprakelijkheid", {"liability__regime": "UA"}, "in een tekort van de coöperatie bij te dragen, is uitgesloten", "Zij dragen bij"),
    ("aansprakelijkheid", {"liability": {"regime": "BA", "max_per_member_cents": 50000}}, "ten hoogste € 500,00", "uitgesloten"),
    ("aansprakelijkheid", {"liability": {"regime": "BA"}}, "ieder tot ten hoogste [bedrag]", "None"),
    ("aansprakelijkheid", {"liability": {"regime": "WA"}}, "is tegenover de coöperatie aansprakelijk", "vereffenaars"),
    ("aansprakelijkheid", {"liability": {"regime": "WA"}}, "Zij dragen bij in gelijke delen.", "None"),
    ("aansprakelijkheid", {"liability": {"regime": "WA", "standard": "naar loon."}}, "Zij dragen bij naar loon.", "loon.."),
    ("aansprakelijkheid", {"liability": {"regime": "WA", "post_exit_years": 3}}, "minder dan drie jaar daarvoor", "een jaar"),
    ("aansprakelijkheid", {"liability": None}, "is: [U.A., B.A. of W.A.].", "uitgesloten"),
    ("slot", {"fiscal_year": {"first_end": "2027-12-31"}}, "tot en met 31 december 2027.", "[datum]"),
    ("slot", {"fiscal_year": None}, "tot en met [datum].", "None"),
    ("slot", {"first_board": ["Joke"]}, "tot eerste bestuurders benoemd:\nJoke.", "[namen]"),
    ("slot", {"first_board": []}, "tot eerste bestuurders benoemd: [namen].", "None"),
]  # fmt: skip


@pytest.mark.parametrize(("article", "changes", "text", "unsaid"), CHOICES)
def test_a_choice_stands_in_its_article(article, changes, text, unsaid):
    written = article_of(article, **changes)
    assert text in written
    assert unsaid not in written


@pytest.mark.parametrize(
    ("answer", "who"),
    [
        ("twee_bestuurders", "twee bestuurders samen"),
        ("zelfstandig", "iedere bestuurder afzonderlijk"),
        ("voorzitter+secretaris", "de voorzitter en de secretaris samen"),
        ("voorzitter+penningmeester", "de voorzitter en de penningmeester samen"),
        ("de directeur.", "de directeur"),
    ],
)
def test_who_may_sign_stands_in_the_deed(answer, who):
    assert any(f"{who}." in line for line in as_lines(read(answers(board__representation=answer))))


def test_only_the_whole_board_signs_when_nobody_else_may():
    text = "\n".join(as_lines(read(answers(board__representation="bestuur"))))
    assert "bestuurders samen" not in text
    assert "[" not in text


@pytest.mark.parametrize(("days", "term"), [(None, "7"), (3, "7"), (7, "7"), (14, "14")])
def test_a_change_of_the_statutes_is_announced_at_least_seven_days_before(days, term):
    assert f"{term} dagen" in article_of("statutenwijziging", convening__notice_days=days)


def test_the_letters_of_a_list_end_in_one_stop():
    text = article_of("leden", member_requirements=["hier werken.", "proeftijd afronden;", "meedenken"])
    assert "hier werken;\nproeftijd afronden;\nmeedenken." in text


def test_empty_answers_leave_open_points_and_no_holes():
    lines = as_lines(read({"statutes": {}}))
    assert not [line for line in lines if "None" in line or "{" in line or ".." in line or "  " in line]
    assert any("[naam]" in line for line in lines)


def test_articles_are_numbered_without_a_gap_whatever_is_chosen():
    for changes in ({}, {"rvc__exists": True}, {"third_party_dealings__allowed": False, "pay_ratio": None}):
        titles = [line for line in as_lines(read(answers(**changes))) if line.startswith("Artikel ")]
        numbers = [int(title.split()[1].rstrip(".")) for title in titles]
        assert numbers == list(range(1, len(titles) + 1))


def test_every_article_names_its_law_and_its_meaning():
    for article in articles(read(answers(rvc__exists=True))):
        assert article.plain
        assert "artikel" in article.law_in_words
