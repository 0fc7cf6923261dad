"""What small buyers ask in letters of running prose, in the turns of phrase of letters and of whom the letter itself calls by its trade."""

import pytest

from incubator.bids.rules.requirements.second_reader.sentences import sentences_of
from incubator.bids.rules.requirements.second_reader.signals import signals
from incubator.bids.rules.requirements.trades import TradeNames
from incubator.formats.papers import PaperFormat, PaperPage, Passage, ReadPaper
from tests.bids.test_requirements import asked, kinds


def letter(*texts):
    passages = tuple(Passage(number, text) for number, text in enumerate(texts, 1))
    return ReadPaper(PaperFormat.WORD, (PaperPage(1, passages),), 1)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("De kwaliteit krijgt een gewicht van 60 %.", "60"),
        ("Snelheid is 25% waard.", "25"),
        ("Het ontwerp geeft 30 punten op honderd.", "30"),
        ("Voor de planning zijn er nog 20 punten.", "20"),
        ("Het resterende gewicht van 35 % gaat naar de prijs.", "35"),
        ("De proefles beoordelen wij met maximaal 45 punten.", "45"),
        ("De reistijd telt voor een derde mee.", "33"),
    ],
)
def test_a_weight_is_told_in_many_ways(text, weight):
    assert asked(text) == [("award", weight)]


def test_what_is_left_of_the_points_is_for_the_next_criterion():
    text = "Het ontwerp beoordelen wij met maximaal 70 punten. Voor de kosten zijn er maximaal 30."
    assert asked(text) == [("award", "70"), ("award", "30")]
    assert asked("Voor de kosten zijn er maximaal 30.") != [("award", "30")]


@pytest.mark.parametrize(
    "text",
    [
        "Wij letten bij onze keuze vooral op de rust in huis.",
        "Vervolgens kijken we naar het tarief.",
        "De ervaring weegt voor ons het zwaarst.",
        "Doorslaggevend zijn voor ons niet de kosten: het meest telt de aanpak, die geeft de doorslag.",
    ],
)
def test_what_counts_most_is_a_criterion_without_a_number(text):
    assert asked(text) == [("award", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Bij uw voorstel treffen wij graag een schets aan.",
        "Een kopie van het diploma mag niet ontbreken.",
        "Vergeet niet de tekeningen mee te sturen.",
        "Bij uw offerte voegt u twee foto's van eerder werk.",
        "Van de polis sluit u een kopie bij.",
        "Wij wensen twee monsters te ontvangen.",
        "Wij zien graag een berekening per seizoen tegemoet.",
        "Uw aanbieding bevat een prijs per uur.",
        "Een lijst met machines maakt de offerte compleet.",
        "Een schets van de opstelling rondt het geheel af.",
        "Het logboek van vorige maand maakt deel uit van uw inschrijving.",
        "De namen van uw trainers zet u in dezelfde mail.",
        "Kunt u op een half kantje uitleggen hoe u lawaai beperkt?",
        "Hoe zou u een dag met dertig kinderen in de regen aanpakken?",
    ],
)
def test_a_paper_is_asked_for_without_an_order(text):
    assert kinds(text) == ["document"]


def test_an_example_in_a_list_of_what_to_send_is_asked_and_elsewhere_explains():
    assert kinds("Stuur mee:", "* een voorbeeld van een werkbon;") == ["document"]
    assert kinds("Een voorbeeld van een storing is een lekke band.") == []


@pytest.mark.parametrize(
    "text",
    [
        "De tuinman die wij zoeken heeft een diploma.",
        "Wij laten enkel bedrijven toe die gecertificeerd zijn.",
        "Wie bij ons over de vloer komt, heeft een VOG.",
        "Elke gids toont een rijbewijs, anders komt u voor ons niet in aanmerking.",
        "U bent erkend als leerbedrijf.",
        "Uw praktijk heeft minimaal twee therapeuten.",
        "De persoon die onze groep begeleidt, is ingeschreven als pedagoog.",
        "Zonder dat bewijs is deelname niet mogelijk.",
        "Een brandverzekering hoort daar vanzelfsprekend bij.",
    ],
)
def test_who_is_let_in_is_told_as_a_fact(text):
    assert kinds(text) == ["suitability"]


def test_who_need_not_answer_is_out():
    assert kinds("Wie in faling is, hoeft niet te antwoorden.") == ["exclusion"]
    assert kinds("Een firma die fraude pleegde, weren wij.") == ["exclusion"]


@pytest.mark.parametrize(
    "text",
    [
        "Tot het werk behoort ook het schoonmaken van de goot.",
        "Wij stellen prijs op een rustige chauffeur.",
        "Het ligt in de rede dat u meedenkt.",
        "De prijzen worden jaarlijks op 1 januari aangepast.",
        "Voor elke dag te laat brengen wij € 50 in mindering.",
    ],
)
def test_what_the_work_holds_is_told_without_an_order(text):
    assert kinds(text) == ["requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "Bij een gelijke stand telt de prijs het zwaarst.",
        "Kunt u ons laten weten of u komt?",
        "Hoe gaat het met u?",
        "Foto's mogen achterwege blijven.",
        "Op 4 mei is er een vrije kijkdag, u bent welkom.",
        "De voorzitter is met vakantie tot 20 augustus.",
        "Het contract met dat bedrijf eindigt op 30 juni en kan niet opnieuw worden verlengd.",
        "Het herstel kostte ons een fortuin.",
        "Stroom levert de vereniging elke dag.",
        "De sleutel ligt bij de koster. Hij opent elke ochtend om zeven uur het hek.",
    ],
)
def test_what_only_looks_like_those_turns_asks_nothing(text):
    assert kinds(text) == []


def test_a_visit_that_nobody_has_to_make_is_no_term():
    planning = (["Wat", "Wanneer"], ["Rondleiding (niet verplicht)", "4 mei 2033"], ["Inschrijven", "2 juni 2033"])
    assert kinds("#Planning", *planning) == ["term"]


LETTER = (
    "Beste imker,",
    "Wij zoeken een imker voor onze bijen.",
    "De imker komt elke week langs. De kasten verft de imker in mei.",
    "Onze beheerder woont op het erf.",
    "De beheerder telt elke week de bezoekers.",
)


def test_who_bids_is_known_by_its_trade_and_who_is_of_the_buyer_by_ours():
    names = TradeNames(letter(*LETTER))
    assert names.as_role("De imker verft de kasten.") == "De opdrachtnemer verft de kasten."
    assert names.as_role("De beheerder verft de kasten.") == "De beheerder verft de kasten."
    assert names.as_both_roles("De beheerder verft de kasten.") == "De opdrachtgever verft de kasten."
    assert kinds(*LETTER)[:2] == ["requirement", "requirement"]


def test_a_noun_that_is_used_as_no_bidder_is_none():
    names = TradeNames(letter("De burgemeester opent het feest.", "De winter is lang.", "Onze bakker bakt elke dag."))
    for text in ("De burgemeester opent het feest.", "De bakker bakt."):
        assert names.as_role(text) == text


def test_signals_say_whom_a_noun_means_and_what_the_first_word_points_at():
    seen = signals(sentences_of(letter(*LETTER, "De sleutel ligt bij de poort. Die hangt aan een haak."), []))
    assert any({"who:de opdrachtnemer", "who1:de opdrachtnemer"} <= each for each in seen)
    assert any("who1:de opdrachtgever" in each for each in seen)
    assert any("an:die|none" in each for each in seen)


def test_waarom_het_gaat_is_what_it_is_about_and_no_background():
    assert kinds("#Brief", "#Waarom het gaat", "De aannemer moet de goot legen.") == ["requirement"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Een geldige polis is een voorwaarde voor deelname.", "suitability"),
        ("Wij richten ons tot schilders die VCA hebben.", "suitability"),
        ("Een kweker zonder certificaat nemen wij niet in overweging.", "suitability"),
        ("Een faillissement is een reden om u niet toe te laten.", "exclusion"),
        ("Wij wijzen een vervoerder af wiens bedrijf failliet is verklaard.", "exclusion"),
        ("Al uw stukken ontvangen wij graag uiterlijk 3 juni 2027.", "term"),
    ],
)
def test_who_is_let_in_and_by_when_is_told_in_many_ways(text, kind):
    assert [kind_read for kind_read, _weight in asked(text)] == [kind]
