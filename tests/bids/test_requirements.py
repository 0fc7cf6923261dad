"""What buyers ask is recognised in their papers: well enough in all of them, rightly sentence by sentence; and as the command prints it."""

import json
from decimal import Decimal

import pytest
from flask.cli import ScriptInfo

from incubator.bids.rules.requirements import open_knock_outs, recognised
from incubator.bids.rules.requirements.of_notice import asked_in_notice
from incubator.bids.rules.requirements.page_limits import limit_in, without_limit
from incubator.bids.rules.requirements.recognising import read_by_rules
from incubator.bids.rules.requirements.renewing import nearest, new_and_same
from incubator.bids.rules.requirements.units import sentences_of
from incubator.bids.rules.requirements.weights import weight_in, weight_in_cell
from incubator.bids.values.requirements import CriterionWeight, Recognised, RequirementKind
from incubator.cli import cli
from incubator.formats.papers import PaperFormat, PaperPage, Passage, PassageStyle, ReadPaper
from incubator.formats.values import Criterion, NoticeKind, ReadLot, ReadNotice, Reserved
from tests.bids.requirements_figures import FOLDER, SUFFIXES, Figures, documents, measure

# Recall, precision, and how many weights are right.
KNOWN = (0.98, 0.97, 0.98)
NEW = (0.88, 0.88, 0.9)  # of papers of which nothing was learned, letters in running prose among them


@pytest.mark.parametrize(("held_out", "least"), [(False, KNOWN), (True, NEW)], ids=["known", "new"])
def test_enough_is_recognised_and_most_of_it_is_right(held_out, least):
    total = Figures()
    papers = documents(held_out=held_out)
    assert held_out or {path.suffix for path in papers} == set(SUFFIXES)
    for path in papers:
        total.add(measure(path))
    recall, precision, weights = least
    assert total.recall >= recall
    assert total.precision >= precision
    assert total.weights_right / total.weights >= weights


def asked(*passages):
    """The kinds of what is asked in these passages: a text, or its style and text, or the cells of a row."""
    made = []
    for number, passage in enumerate(passages, 1):
        if isinstance(passage, list):
            made.append(Passage(number, " – ".join(filter(None, passage)), PassageStyle.ROW, tuple(passage), 1))
        elif passage.startswith("#"):
            made.append(Passage(number, passage.removeprefix("#"), PassageStyle.HEADING, level=1))
        elif passage.startswith("* "):
            made.append(Passage(number, passage.removeprefix("* "), PassageStyle.ITEM))
        else:
            made.append(Passage(number, passage))
    paper = ReadPaper(PaperFormat.WORD, (PaperPage(1, tuple(made)),), 1)
    # The rules alone: a second reader goes by whole papers, and knows no law (`test_second_reader.py`).
    return [(demand.kind.value, demand.weight.number if demand.weight else None) for demand in read_by_rules(paper)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("De opdrachtnemer dient het zwerfvuil te verwijderen.", "requirement"),
        ("Het is niet toegestaan bladblazers te gebruiken.", "requirement"),
        ("Een inschrijving zonder handtekening wordt terzijde gelegd.", "requirement"),
        ("De inschrijver die failliet is, wordt uitgesloten van deelname.", "exclusion"),
        ("De inschrijver beschikt over een geldig ISO 9001-certificaat.", "suitability"),
        ("Inschrijver toont met een referentie aan dat hij dit werk eerder deed.", "suitability"),
        ("De inschrijving moet uiterlijk 2 maart 2026 om 14.00 uur binnen zijn.", "term"),
        ("De inschrijver doet zijn inschrijving 90 dagen gestand.", "term"),
        ("De overeenkomst heeft een looptijd van vier jaar.", "term"),
        ("Vragen kunt u tot 12 mei 2026 stellen.", "question-deadline"),
        ("U dient het UEA ingevuld en ondertekend bij te voegen.", "document"),
        ("De offertes moeten ten laatste op 18 mei 2026 worden ingediend.", "term"),
        ("U voerde twee opdrachten van ten minste EUR 75.000 uit.", "suitability"),
        ("Drie vergelijkbare projecten met een waarde van minimaal € 20.000.", "suitability"),
        ("U hebt VCA* of gelijkwaardig.", "suitability"),
        ("U bent zonder openstaande belastingschuld.", "exclusion"),
        ("Wij werken alleen met bedrijven zonder belastingschulden.", "exclusion"),
        ("U hebt geen schulden bij de Belastingdienst.", "exclusion"),
        ("Noem in uw plan geen bedragen.", "requirement"),
        ("In uw plan staan geen prijzen.", "requirement"),
        ("Er wordt niet gewerkt voor 8 uur.", "requirement"),
        ("Tussen 12 en 13 uur wordt er niet gemaaid.", "requirement"),
        ("U werkt niet op zondag.", "requirement"),
        ("Lever in: bijlage A (UEA), bijlage B (prijzenblad).", "document"),
        ("Stuur mee: een uittreksel van de KvK.", "document"),
        ("Boete: EUR 250 per keer.", "term"),
        ("De boete is 5% van de maandprijs.", "term"),
        ("Vragen worden gesteld tot en met de tiende dag vóór de limietdatum.", "question-deadline"),
        ("Op 9 november hoort u of u de opdracht krijgt.", "term"),
        ("Declareren kan uitsluitend via het berichtenverkeer.", "requirement"),
        ("Afval scheidt u in vijf stromen.", "requirement"),
        ("Kapotte kleding leg je apart.", "requirement"),
        ("Wie minder dan 60 punten haalt, valt af.", "requirement"),
        ("Voorwaarde is dat u verzekerd bent voor ten minste € 1.000.000.", "suitability"),
        ("Uw inschrijving bevat een eigen verklaring.", "document"),
        ("Wilt u een planning bij uw offerte voegen?", "document"),
        ("Een kopie van uw polis ontvangen wij ook graag.", "document"),
        ("Voeg een proefmenu bij uw offerte.", "document"),
        ("Ben je verzekerd voor een miljoen?", "suitability"),
        ("De opdracht staat enkel open voor erkende bedrijven.", "suitability"),
        ("Het bureau heeft in de periode 2025 tot 2030 ten minste één school gebouwd.", "suitability"),
        ("Splits de prijs in twee delen.", "requirement"),
        ("Roken is niet aan de orde.", "requirement"),
        ("Voor het zagen overtuigt opdrachtnemer zich van de veiligheid.", "requirement"),
        ("De aannemer maait tussen 15 juni en 1 augustus.", "requirement"),
        ("Lukt het om de offerte voor 19 maart 2030 te sturen?", "term"),
        ("Mail uw plan uiterlijk 5 december 2031.", "term"),
        ("Duur: 2 schooljaren", "term"),
    ],
)
def test_a_sentence_is_recognised_by_its_words_alone(text, kind):
    assert [known for known, _weight in asked(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "De gemeente moet volgens de wet de opdracht aankondigen.",
        "Op grond van artikel 2.114 moet een aanbestedende dienst motiveren.",
        "Onder inschrijver wordt verstaan degene die een inschrijving moet indienen.",
        "Bijvoorbeeld: de opdrachtnemer moet elke week komen.",
        "Wij vragen u niet om een kantoor in de gemeente te hebben.",
        "U hoeft geen bankgarantie te stellen.",
        "De gemeente telt 41.000 inwoners.",
        "De gemeente heeft drie projecten van meer dan € 100.000 lopen.",
        "De gemeente werkt niet op zondag.",
        "Wat moet u doen?",
        "Onze kades zijn altijd kwetsbaar.",
        "Het beleid is op 12 mei 2027 vastgesteld.",
        "Veenwolde, 3 februari 2027",
        "De inschrijver voldoet aan onderstaande voorwaarden.",
        "Met vriendelijke groet,",
        "De prijzen worden jaarlijks door de gemeente aangepast.",
        "De sleutel kunt u ophalen bij de balie.",
        "De betalingstermijn is 30 dagen.",
        "Die pas krijgen zij van ons.",
    ],
)
def test_what_only_explains_is_no_requirement(text):
    assert asked(text) == []


def test_what_the_buyer_does_is_known_by_its_name_and_by_the_words_before_a_list():
    assert asked("Stichting Lumen bouwt een school.", "Lumen draagt zorg voor de vergunning.") == []
    assert asked("Stichting De Ark bouwt een school.", "De aannemer draagt zorg voor de vergunning.") == [
        ("requirement", None)
    ]
    assert asked("De gemeente:", "* zorgt voor de sleutels;", "* stelt de zaal ter beschikking.") == []
    assert asked("De pachter:", "* opent de zaal om tien uur;") == [("requirement", None)]
    assert asked("De gemeente geeft de sleutels. Een nieuwe sleutel levert zij binnen een week.") == []


def test_below_the_greeting_of_a_letter_stand_names():
    assert asked("Hoogachtend,", "U. Moet, hoofd inkoop") == []
    assert asked("Hoogachtend,", "#Bijlage: eisen", "De aannemer moet op tijd zijn.") == [("requirement", None)]


def test_who_bids_is_told_from_the_work_in_a_table_of_demands():
    rows = asked(
        ["Nr", "Eis", "Akkoord"],
        ["E1", "Inschrijver bezit een ISO 9001-certificaat", ""],
        ["E2", "Levering op dinsdag", ""],
    )
    assert rows == [("suitability", None), ("requirement", None)]
    assert asked("#Eisen", ["Onderwerp", "Eis"], ["Looptijd", "3 jaar"]) == [("term", None)]


def test_a_sum_before_its_parts_is_no_criterion():
    text = "Voor kwaliteit worden 70 punten toegekend, verdeeld over planning (40 punten) en opleiding (30 punten)."
    assert asked("#Gunning", text) == [("award", "40"), ("award", "30")]
    whole = asked("#Gunning", "Prijs (50 punten), aanpak (30 punten) en milieu (20 punten).")
    assert whole == [("award", "50"), ("award", "30"), ("award", "20")]


def test_contents_running_heads_and_definitions_ask_nothing():
    page = PaperPage(
        1,
        (
            Passage(1, "2 De opdrachtnemer moet werken 4", PassageStyle.CONTENTS),
            Passage(2, "De opdrachtnemer moet werken", PassageStyle.RUNNING),
            Passage(3, "Begrippen", PassageStyle.HEADING, level=1),
            Passage(4, "Opdrachtnemer: degene die moet werken."),
        ),
    )
    assert recognised(ReadPaper(PaperFormat.WORD, (page,), 1)) == []


def test_items_are_what_the_words_before_them_announce():
    assert asked("Bij de inschrijving voegt u de volgende stukken:", "* een plan", "* een begroting") == [
        ("document", None),
        ("document", None),
    ]
    assert asked("#Uitsluiting", "Op u is niets hiervan van toepassing:", "* omkoping;") == [("exclusion", None)]


@pytest.mark.parametrize(
    ("announcement", "kind"),
    [
        ("Aanbieders worden niet toegelaten indien:", "exclusion"),
        ("De inschrijver verklaart op erewoord dat hij zich niet in een van deze toestanden bevindt:", "exclusion"),
        ("In uw offerte neemt u in ieder geval op:", "document"),
        ("Bij aanmelding uploadt u:", "document"),
        ("Steek in uw dossier:", "document"),
    ],
)
def test_words_before_a_list_announce_it_however_they_are_built(announcement, kind):
    assert asked(announcement, "* een eerste punt", "* een tweede punt") == [(kind, None)] * 2


def test_a_sentence_asks_when_those_around_it_do():
    sure = ("De minibus heeft altijd gordels.", "Naast de chauffeur rijdt steeds een begeleider mee.")
    assert len(asked("#Gordels en mensen", *sure, "Ouders krijgen een bericht bij vertraging.")) == 3
    assert asked("#Gordels en mensen", "Ouders krijgen een bericht bij vertraging.") == []


def test_chapters_below_requirements_keep_asking_whatever_they_are_called():
    chapters = ("#1 Leidraad", "#2 Programma van eisen", "#2.1 Kwaliteit", "Hout is gecertificeerd.")
    assert asked(*chapters) == [("requirement", None)]
    assert asked("#1 Leidraad", "#2 Gunning", "#2.1 Kwaliteit", "Hout is gecertificeerd.") == []


def test_a_sentence_may_give_two_moments():
    assert asked("Vragen stelt u tot 10 september 2027; een tweede ronde sluit op 1 oktober 2027.") == [
        ("question-deadline", None),
        ("question-deadline", None),
    ]
    assert asked("Vragen stelt u uiterlijk 22 mei 2028; de antwoorden volgen op 29 mei 2028.") == [
        ("question-deadline", None),
        ("term", None),
    ]


def test_a_criterion_that_counts_for_something_else_in_each_lot_is_one_for_each():
    head = ["Criterium", "Fictieve korting perceel 1", "Fictieve korting perceel 2"]
    assert asked("#Gunning", head, ["Biodiversiteit", "€ 80.000", "€ 45.000"]) == [
        ("award", "80000"),
        ("award", "45000"),
    ]


def test_a_row_of_a_table_of_wishes_may_be_a_requirement():
    head = ["Nr.", "Beschrijving", "Eis/Wens", "Punten"]
    rows = (["1", "Telefoon wordt opgenomen", "Eis", ""], ["2", "Ook in het Pools", "Wens", "20"])
    assert asked("#Eisen en wensen", head, *rows) == [("requirement", None), ("award", "20")]


def test_a_code_says_nothing_where_requirements_are_promised():
    rows = (["U.1", "Ophalen aan huis", "Rooster"], ["B", "Beheer", ""])
    assert asked("#Leidraad", "#Uitvoering", ["Nr", "Onderwerp", "Controle"], *rows) == [("requirement", None)]


@pytest.mark.parametrize(
    ("announcement", "item", "weight"),
    [
        ("De jury kent punten toe op 100:", "* concept en sfeer: 40", "40"),
        ("De offertes worden beoordeeld op:", "* prijs 30/100", "30"),
    ],
)
def test_a_weight_may_be_a_bare_number_or_of_a_hundred(announcement, item, weight):
    assert asked("#Beoordeling", announcement, item) == [("award", weight)]


def test_a_number_before_a_sentence_is_part_of_it():
    assert sentences_of("5.1. De lijst is er. 1.3. Duur. Zie bijlage 2. Daarna niets.") == [
        "5.1. De lijst is er.",
        "1.3. Duur. Zie bijlage 2.",
        "Daarna niets.",
    ]


def test_a_heading_with_points_is_a_criterion():
    assert asked("#Beoordeling", "#Plan van aanpak (maximaal 40 punten)") == [("award", "40")]


def test_the_column_of_weights_counts_and_a_sum_does_not():
    head = ["", "Criterium", "Weging"]
    rows = [["Kwaliteit (70%)", "K1 Aanpak", "40%"], ["", "K2 Mensen", "30%"], ["Totaal", "", "100%"]]
    assert asked("#Gunning", head, *rows) == [("award", "40"), ("award", "30")]


def test_a_scale_of_marks_is_no_criterion():
    assert asked("#Gunning", ["Score", "Betekenis"], ["Goed", "80% van de punten"], ["Slecht", "0 punten"]) == []


def test_a_planning_gives_terms_and_the_moment_for_questions():
    rows = [
        ["Vragen stellen", "12 mei 2026"],
        ["Publicatie nota van inlichtingen", "20 mei 2026"],
        ["Overleg", "later"],
    ]
    assert asked("#Planning", ["Wat", "Datum"], *rows) == [("question-deadline", None), ("term", None)]


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("Prijs: 40%", CriterionWeight("40", "percentage")),
        ("maximaal 12,5 punten", CriterionWeight("12.5", "points")),
        ("een fictieve korting van maximaal € 25.000", CriterionWeight("25000", "euro")),
        ("krijgt 60% van de punten", None),
        ("een omzet van € 25.000", None),
    ],
)
def test_a_weight_is_read_with_its_unit(text, weight):
    assert weight_in(text) == weight


@pytest.mark.parametrize(
    ("cell", "heading", "weight"),
    [
        ("40", "Max. punten", CriterionWeight("40", "points")),
        ("40", "Weging in %", CriterionWeight("40", "percentage")),
        ("0-30", "Punten", CriterionWeight("30", "points")),
        ("€ 60.000", "Fictieve korting", CriterionWeight("60000", "euro")),
        ("nader te bepalen", "Punten", None),
    ],
)
def test_a_cell_of_weights_is_read_with_what_stands_above_it(cell, heading, weight):
    assert weight_in_cell(cell, heading) == weight


def criteria(*passages):
    """The texts and weights of what is recognised in these rows or items."""
    made = [Passage(1, "Gunningscriteria", PassageStyle.HEADING, level=1)]
    for number, passage in enumerate(passages, 2):
        if isinstance(passage, list):
            made.append(Passage(number, " – ".join(passage), PassageStyle.ROW, tuple(passage), 1))
        else:
            made.append(Passage(number, passage, PassageStyle.ITEM))
    paper = ReadPaper(PaperFormat.WORD, (PaperPage(1, tuple(made)),), 1)
    return [(demand.text, demand.weight.number, demand.weight.unit) for demand in recognised(paper) if demand.weight]


def test_factors_that_add_up_to_one_are_percentages_and_a_row_gives_the_name():
    head = ["Criterium", "Weging", "Omvang"]
    rows = (["Plan van aanpak", "0,45", "max. 4 pagina's A4"], ["Team", "0,20", ""], ["Prijs", "0,35", ""])
    assert criteria(head, *rows) == [
        ("Plan van aanpak (max. 4 pagina's A4)", "45", "percentage"),
        ("Team", "20", "percentage"),
        ("Prijs", "35", "percentage"),
    ]
    assert criteria("Kwaliteit: 0,6", "Prijs: 0,4")[0][1:] == ("60", "percentage")
    assert criteria("Kwaliteit: 0,6", "Prijs: 0,3")[0][1:] == ("0.6", "points")


def test_a_code_stays_with_the_name_and_the_weight_does_not():
    rows = (["G1", "Plan van aanpak", "40"], ["G2", "Team", "60"])
    assert criteria(["Nr", "Criterium", "Punten"], *rows) == [
        ("G1 Plan van aanpak", "40", "points"),
        ("G2 Team", "60", "points"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "pages", "words"),
    [
        ("Plan van aanpak (max. 4 pagina's A4)", "Plan van aanpak", 4, None),
        ("Team – maximaal twee A4", "Team", 2, None),
        ("Plan, ten hoogste 3 A4-pagina’s.", "Plan", 3, None),
        ("Visie (hoogstens 1.500 woorden)", "Visie", None, 1500),
        ("Beschrijf in max. 2 bladzijden hoe u werkt", "Beschrijf in max. 2 bladzijden hoe u werkt", 2, None),
        ("Maximaal 40 punten", "Maximaal 40 punten", None, None),
    ],
)
def test_how_long_an_answer_may_be_is_read_and_no_part_of_the_name(text, name, pages, words):
    limit = limit_in(text)
    assert (without_limit(text), limit.pages, limit.words) == (name, pages, words)


def test_an_hour_ends_a_sentence():
    text = "Reageren kan tot 14 januari 2027 om 12.00 u. Uw vragen stelt u uiterlijk 23 december."
    assert len(sentences_of(text)) == 2


def test_abbreviations_and_numbers_end_no_sentence():
    assert sentences_of("Zie art. 2.86 Aw. De inschrijver moet o.a. Engels spreken. Klaar om 12.00 uur.") == [
        "Zie art. 2.86 Aw.",
        "De inschrijver moet o.a. Engels spreken.",
        "Klaar om 12.00 uur.",
    ]


def demand(text, kind=RequirementKind.REQUIREMENT, **more):
    return Recognised(text, kind, None, **more)


def test_a_newer_version_is_compared_by_words_and_not_by_marks():
    known = [demand("De opdrachtnemer moet schoon werken.").same_as]
    fresh, same = new_and_same(known, [demand("De opdrachtnemer moet schoon werken"), demand("Iets nieuws.")])
    assert [new.text for new in fresh] == ["Iets nieuws."]
    assert list(same) == known
    assert nearest("Werk schoon en stil.", [(1, "Werk schoon."), (2, "Betaal op tijd.")]) == 1
    assert nearest("Werk schoon.", [(2, "Betaal op tijd.")]) is None


class Row:
    """A requirement as the rule looks at it."""

    def __init__(self, *, confirmed=True, knock_out=True, done=False, because=""):
        self.is_confirmed, self.knock_out, self.is_done, self.waived_because = confirmed, knock_out, done, because


@pytest.mark.parametrize(
    ("row", "stops"),
    [
        (Row(), True),
        (Row(confirmed=False), False),
        (Row(knock_out=False), False),
        (Row(done=True), False),
        (Row(because="De koper ziet ervan af."), False),
        (Row(because="  "), True),
    ],
)
def test_a_knock_out_stops_until_it_is_done_or_explained(row, stops):
    assert open_knock_outs([row]) == [row] * stops


def notice(**more):
    return ReadNotice("tenderned-detail", (), NoticeKind.COMPETITION, "Groen", **more)


def test_a_notice_asks_its_criteria_with_their_weights_for_each_lot_that_differs():
    price, quality = (
        Criterion("price", "Prijs", weight=Decimal("40"), weight_kind="percentage"),
        Criterion("quality", "Plan"),
    )
    same = [ReadLot("1", criteria=(price,)), ReadLot("2", criteria=(price,))]
    apart = [ReadLot("1", criteria=(price,)), ReadLot("2", criteria=(quality,))]
    of_same = asked_in_notice(notice(lots=tuple(same)), "", [])
    of_apart = asked_in_notice(notice(lots=tuple(apart)), "", [])
    assert [(row.text, row.lot) for row in of_same] == [("Prijs", None)]
    assert [(row.text, row.lot) for row in of_apart] == [("Prijs", "1"), ("Plan", "2")]
    assert [row.text for row in asked_in_notice(notice(lots=tuple(apart)), "", ["2"])] == ["Plan"]


def test_a_notice_asks_what_its_texts_ask_and_for_whom_it_is_reserved():
    described = notice(
        description="Groen in de wijk.\nDe inschrijver moet een VCA-certificaat hebben.", reserved=Reserved.SHELTERED
    )
    rows = asked_in_notice(described, "2 maart 2026", [])
    assert [row.kind.value for row in rows] == ["term", "suitability", "suitability"]
    assert [row.knock_out for row in rows] == [True, True, False]


@pytest.fixture
def command(app):
    runner = app.test_cli_runner()
    return lambda *arguments, **more: runner.invoke(
        cli, ["bids", "requirements", *arguments], obj=ScriptInfo(create_app=lambda: app), **more
    )


def test_the_command_prints_an_object_a_line(command):
    answer = command(str(FOLDER / "01-groenonderhoud.docx"), "--json")
    assert answer.exit_code == 0
    rows = [json.loads(line) for line in answer.stdout.splitlines()]
    assert {tuple(row) for row in rows} == {("text", "kind", "weight", "page", "paragraph")}
    assert {row["kind"] for row in rows} == {kind.value for kind in RequirementKind}
    assert [row["weight"] for row in rows if row["kind"] == "award"] == ["40", "20", "10", "30"]


def test_the_command_reads_standard_input(command):
    content = (FOLDER / "10-ict.xlsx").read_bytes()
    answer = command("-", input=content)
    assert answer.exit_code == 0
    assert "Back-ups staan binnen de EU" in answer.stdout


def test_the_command_refuses_in_a_sentence(command, tmp_path):
    broken = tmp_path / "kapot.pdf"
    broken.write_bytes(b"%PDF-1.7 kapot")
    answer = command(str(broken))
    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert "damaged" in answer.stderr or "beschadigd" in answer.stderr
    assert command(str(tmp_path / "weg.pdf")).exit_code == 2


def kinds(*passages):
    return [kind for kind, _weight in asked(*passages)]


def test_in_a_sheet_of_questions_only_the_answers_ask():
    head = ["Nr.", "Vraag", "Antwoord"]
    told_only = ["1", "Moeten wij de energie betalen?", "Nee, dat doet de gemeente."]
    duty = ["2", "Nemen wij de medewerkers over?", "U dient elk van hen een gesprek aan te bieden."]
    ability = ["3", "Mag een referentie van een ander zijn?", "Ja, mits die ander het werk ook doet."]
    assert kinds(head, told_only, duty, ability) == ["requirement", "suitability"]
    assert kinds(["Eis", "Vraag", "Antwoord"], ["E1", "Is de dienst tweetalig?", ""]) == ["requirement"]


def test_what_holds_for_others_too_is_what_the_sentence_before_asks():
    first = "De inschrijver die failliet is, wordt uitgesloten van deelname."
    again = "Dat geldt ook voor de onderneming die bij de voorbereiding hielp."
    assert kinds(f"{first} {again}") == ["exclusion", "exclusion"]
    assert kinds(again) == []


def test_a_verb_before_its_subject_is_a_duty_all_the_same():
    assert kinds("Schade meldt hij binnen een dag.", "Vissen zet de aannemer terug.") == ["requirement", "requirement"]
    assert kinds("Een vergoeding ontvangt hij achteraf.") == []


def test_criteria_that_rank_candidates_count_in_each_lot():
    rows = (["Selectiecriterium", "Perceel 1", "Perceel 2"], ["Aantal referenties", "50", "30"])
    assert asked("#5 Nadere selectie", *rows) == [("award", "50"), ("award", "30")]


def test_not_required_in_one_lot_is_required_in_the_other():
    head = ["Geschiktheidseis", "Perceel 1", "Perceel 2"]
    assert kinds("#Geschiktheidseisen", head, ["Kwaliteitssysteem", "ISO 9001", "niet vereist"]) == ["suitability"]
    assert kinds("#Geschiktheidseisen", head, ["Kwaliteitssysteem", "niet vereist", "niet vereist"]) == []


def test_a_label_with_its_day_asks_though_it_looks_like_a_heading():
    days = kinds("#Sluitingsdatum: 22 mei 2029, 23:59 uur", "#Vragen: t/m 8 mei 2029")
    assert days == ["term", "question-deadline"]
    assert kinds("#Kleding: gemeente Hoogdorp") == []


def test_skill_in_a_chapter_about_the_work_is_asked_of_the_work():
    staff = "Begeleiders met een diploma voeren de regie."
    assert kinds("#Leidraad", "#3 De hulp", "#3.1 Vakbekwaamheid", staff) == ["requirement"]
    assert kinds("#Leidraad", "#3 Geschiktheid", "#3.1 Vakbekwaamheid", "Een diploma is vereist.") == ["suitability"]


def test_insurance_that_is_a_must_is_of_the_bidder():
    assert kinds("#Eisen aan het werk", "Een verzekering tegen schade is een must.") == ["suitability"]


def test_quality_weighs_nothing_in_a_paper_of_demands():
    sentence = "Een klacht is binnen zes weken afgehandeld."
    assert kinds("#Kwaliteitseisen", "#5 Kwaliteit", sentence) == ["requirement"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We kiezen op jullie aanpak (50 punten) en prijs (30 punten).", [("award", "50"), ("award", "30")]),
        ("Een bus is niet nodig, een verklaring omtrent gedrag moet wel.", [("requirement", None)]),
        ("Bij te voegen stukken: inschrijvingsbiljet en werkplan (maximaal vier pagina's).", [("document", None)]),
        ("Volgende stukken worden bij de offerte gevoegd: de inventaris en het attest.", [("document", None)]),
        ("Houd het kort, maximaal vijf kantjes.", [("requirement", None)]),
        ("Offertes die later binnenkomen, openen wij niet.", [("requirement", None)]),
        ("Eis 4.20 vervalt.", []),
        ("Stagiairs zijn welkom.", []),
    ],
)
def test_sentences_of_letters_and_of_corrections(text, expected):
    assert asked(text) == expected


def test_a_criterion_may_be_a_question_with_its_weight_after_it():
    assert sentences_of("Hoe sluit u aan bij de wijk? (45%)") == ["Hoe sluit u aan bij de wijk? (45%)"]


def test_chapters_nobody_knows_hold_demands_in_a_paper_of_demands():
    rule = "Per leerjaar ligt er een leerlijn."
    assert kinds("#Programma van eisen theaterlessen", "#2 Inhoud", rule) == ["requirement"]
    assert kinds("#Programma van eisen theaterlessen", "#2 Organisatie", rule) == ["requirement"]
    assert kinds("#Leidraad theaterlessen", "#2 Inhoud", rule) == []
    until = "Inschrijven kan tot 1 mei 2030 om 12.00 uur."
    assert kinds("#Programma van eisen theaterlessen", "#7 Inschrijven", until) == ["term"]


def test_whom_the_buyer_wants_is_a_condition():
    assert kinds("We willen alleen een bedrijf met minstens drie jaar ervaring.") == ["suitability"]
    assert kinds("We willen een mooie tuin.") == []


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        # "If you see this, do that" is an order with its occasion before it.
        (
            (
                "Is er een ruit stuk, meld het dan dezelfde dag bij de conciërge.",
                "Merk je dat een kraan lekt, bel dan meteen onze storingsdienst.",
                "Vindt u een portemonnee, geef die dan af bij de balie.",
            ),
            "requirement",
        ),
        # A wish in a mail is asked.
        (
            (
                "Liefst steeds dezelfde twee mensen.",
                "Het liefst voor acht uur 's ochtends.",
                "Liefst met een elektrische bus.",
            ),
            "requirement",
        ),
        # What the buyer counts on.
        (
            (
                "We gaan ervan uit dat jullie eigen spullen meenemen.",
                "We rekenen erop dat jullie elke maandag komen.",
                "We zien graag dat de mensen uit de buurt komen.",
            ),
            "requirement",
        ),
        # Questions that want a yes.
        (
            (
                "Sta je ingeschreven bij de KVK?",
                "Staan jullie ingeschreven in het handelsregister?",
                "Heb je een VCA-certificaat?",
            ),
            "suitability",
        ),
        # What a choice is made by, asked for in a mail.
        (
            (
                "Stuur ons een voorstel met een prijs per keer.",
                "Mail me jullie aanpak op één kantje.",
                "Maak ons een begroting van twee jaar.",
            ),
            "document",
        ),
        # Until when one may ask, by the number of the day.
        (
            (
                "Vragen? Bel voor de 3e.",
                "Nog iets niet duidelijk? Mail me tot de 12e.",
                "Vragen? Stel ze uiterlijk de 20e.",
            ),
            "question-deadline",
        ),
        # What is in the price.
        (
            (
                "Het ophalen van de dozen zit in de prijs.",
                "Schoonmaakmiddelen zijn onderdeel van het tarief.",
                "Reistijd maakt deel uit van het uurtarief.",
            ),
            "requirement",
        ),
        # By which way something goes, and that it is told at once.
        (("Bestellingen lopen via het portaal.", "Meldingen verlopen via de app."), "requirement"),
        (
            (
                "Declaraties gaan via VECOZO.",
                "Storingen worden meteen gemeld aan de beheerder.",
                "Ouders worden vooraf ingelicht.",
            ),
            "requirement",
        ),
        # The one who does the work, in the present tense.
        (
            (
                "De ondernemer opent de zaal om tien uur.",
                "Het schoonmaakbedrijf levert eigen middelen.",
                "De inzamelaar weegt de lading.",
            ),
            "requirement",
        ),
        # A document of which only the length is given beside another.
        (
            (
                "Uw plan telt maximaal vier pagina's en bevat een begroting.",
                "De offerte is hooguit vijf kantjes en omvat een prijslijst.",
                "Inschrijvers leveren een prijsblad, een plan van hooguit zes pagina's en een referentielijst in.",
            ),
            "document",
        ),
        # Contracts of every name.
        (
            (
                "De beheerovereenkomst wordt aangegaan voor drie jaar.",
                "De samenwerkingsovereenkomst heeft een looptijd van twee jaar.",
                "De huurovereenkomst eindigt op 1 mei 2036.",
            ),
            "term",
        ),
    ],
)
def test_kinds_of_sentences_in_mails_and_letters(texts, kind):
    for text in texts:
        assert kinds(text) == [kind], text


@pytest.mark.parametrize(
    "text",
    [
        "Heb je vragen, bel dan met Karin.",
        "Kom je er niet uit, bel me dan.",
        "Liefst zou ik zelf komen.",
        "De bewoners zijn het liefst buiten.",
        "We gaan ervan uit dat de gemeente de subsidie verlengt.",
        "We hopen dat het mooi weer is.",
        "Heb je zin om mee te denken?",
        "Ben je er dinsdag?",
        "Stuur me een appje als je er bent.",
        "Vragen? Bel gerust.",
        "Op de 5e is er een buurtfeest.",
        "De tuin maakt deel uit van het park.",
        "De molen zit in de gemeente.",
        "De weg loopt langs het water.",
        "Het dak is meteen gemaakt.",
        "De ondernemer krijgt een sleutel.",
        "De ondernemer mag de zaal verhuren.",
        "In de koopovereenkomst van vorig jaar stond dit.",
        "We zoeken een kok die vanaf 1 maart 2035 begint.",
        "We zoeken iemand die op 3 juni 2035 de zaal opent.",
    ],
)
def test_what_only_looks_like_those_kinds_asks_nothing(text):
    assert kinds(text) == []


def test_a_report_is_no_document_of_the_bid_and_a_length_alone_is_a_requirement():
    assert kinds("Stuur ons elke maand een overzicht van de uren.") == ["requirement"]
    assert kinds("Het werkplan telt maximaal zes pagina's en een omslag.") == ["requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "We kijken voor 70% naar de kosten en voor 30% naar jullie idee.",
        "Ik let voor 70% op de prijs en voor 30% op de aanpak.",
        "70% gaat naar de prijs en 30% naar de kwaliteit.",
        "We letten voor 70 punten op de prijs en voor 30 punten op jullie plan.",
    ],
)
def test_criteria_in_a_sentence_with_the_share_before_them(text):
    assert asked(text) == [("award", "70"), ("award", "30")]


@pytest.mark.parametrize(
    "text",
    [
        "Vorig jaar ging 60% van het geld naar de speeltuin.",
        "Van de opbrengst gaat 10% naar het goede doel.",
        "Ongeveer 40% van de bewoners woont er tien jaar.",
    ],
)
def test_a_share_of_something_else_is_no_criterion(text):
    assert asked(text) == []


def test_the_name_of_a_criterion_begins_after_who_looks_at_it():
    read = criteria("De jury let op het ontwerp (60 punten) en de prijs (40 punten).")
    assert [name for name, _number, _unit in read] == ["het ontwerp (60 punten)", "de prijs (40 punten)."]
    read = criteria("We kijken voor 70% naar de kosten en voor 30% naar jullie idee.")
    assert [name for name, _number, _unit in read] == ["70% naar de kosten", "30% naar jullie idee."]


def test_he_has_it_after_what_the_bidder_must_be_able_to_show():
    first = "De inschrijver heeft twee referenties van scholen."
    assert kinds(f"{first} Hij beschikt over een HACCP-certificaat.") == ["suitability"] * 2
    assert kinds(f"{first} Zij staan op de lijst van inzamelaars.") == ["suitability"] * 2
    assert kinds("Gegadigden tonen een referentie aan. Zij hebben ervaring met asbest.") == ["suitability"] * 2
    assert kinds("De gemeente heeft een plan. Zij heeft ervaring met beheer.") == []
    assert kinds(f"{first} Zij heeft een groot dak.") == ["suitability"]


def test_words_before_demands_speak_of_the_rest_of_the_paragraph():
    assert kinds("Wat we zoeken is dit. De stoep ligt er netjes bij.") == ["requirement"]
    assert kinds("Dit is wat we vragen. De heg is recht.") == ["requirement"]
    assert kinds("Wat ik verwacht is het volgende. De zaal is warm.") == ["requirement"]
    assert kinds("Wat we mooi vinden is dit park. Er staan oude bomen.") == []
    assert kinds("Dit is wat we deden. De zaal was warm.") == []


def test_points_of_departure_are_demands():
    assert kinds("Daarbij gelden de volgende uitgangspunten:", "* Klanten kunnen pinnen.") == ["requirement"]
    assert kinds("Daarvoor gelden deze spelregels:", "* Klanten kunnen pinnen.") == ["requirement"]
    assert kinds("#Uitgangspunten", "Klanten betalen met pin.") == ["requirement"]
    assert kinds("#Uitgangspunten van het college", "Klanten betalen met pin.") == []
    assert kinds("De raad sprak over veel punten:", "* De school is mooi.") == []


def test_below_what_is_bought_each_sentence_asks_but_those_about_the_buyer():
    sentences = "Aanbieder biedt vier dagdelen. De ruimte is licht. De gemeente verwijst."
    assert kinds("#2 Wat wij inkopen", sentences) == ["requirement"] * 2
    assert kinds("#2 Wat we nodig hebben", "De winkel is op zaterdag open.") == ["requirement"]
    assert kinds("#2 Wat wij deden", "De winkel is op zaterdag open.") == []


def test_how_it_is_now_is_told_and_not_asked():
    for text in (
        "Nu doet een groot bedrijf het elke week.",
        "Nu is het park altijd vies.",
        "Bussen komen meestal laat.",
    ):
        assert kinds("#Eisen", text) == []
    assert kinds("#Eisen", "Nu moet het beter.") == ["requirement"]
    assert kinds("#Eisen", "De hagen bestaan uit beuk.") == []
    assert kinds("#Eisen", "De ploeg bestaat uit minimaal drie mensen.") == ["requirement"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("#3. Minimumeisen dienstverlening", "requirement"),
        ("#Eisen aan de uitvoering", "requirement"),
        ("#Minimumeisen aan de dienstverlener", "suitability"),
        ("#Minimumeisen aan de onderneming", "suitability"),
    ],
)
def test_minimum_demands_on_the_work_are_no_condition_on_who_bids(heading, kind):
    row = ["3.7", "Traceerbaarheid", "Scan bij afhalen en afleveren, zichtbaar in een webportaal"]
    assert kinds(heading, ["Nr", "Onderwerp", "Eis"], row) == [kind]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Voor het idee is de helft van de punten te verdienen.", "50"),
        ("Een kwart van de score komt van het stroomverbruik.", "25"),
        ("Het tarief telt maar voor een vijfde.", "20"),
        ("De prijs weegt voor een derde mee.", "33"),
        ("De helft van alle verwijzingen gaat over kinderen.", None),
        ("Wij betalen voor de helft, en de rest telt u zelf op.", None),
    ],
)
def test_a_share_of_the_marks_may_be_given_in_words(text, share):
    weight = weight_in(text)
    assert (weight.number if weight else None) == share


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Deze delen tellen samen hoogstens acht pagina's. Een te late offerte leggen wij terzijde.", 2),
        ("Wij leggen dat vast met foto’s. Een gebrek herstelt u binnen een week.", 2),
        ("Stuur de offerte aan mevrouw S. Yildirim.", 1),
    ],
)
def test_a_plural_with_an_apostrophe_ends_a_sentence_and_an_initial_does_not(text, number):
    assert len(sentences_of(text)) == number


def test_a_row_that_says_what_it_is_is_taken_at_its_word():
    rows = (
        "#Eisen",
        ["Nr", "Omschrijving", "Soort"],
        ["1.1", "Wie deze wet overtrad, doet niet mee", "uitsluiting"],
        ["1.2", "De omzet bedroeg minstens € 800.000 per jaar", "geschiktheid"],
        ["1.3", "Schone was is binnen 72 uur terug", "eis"],
        ["1.4", "De huismeester opent elke dag om zes uur het hek", "informatie"],
        ["1.5", "Het zou helpen als de wasserij op stroom rijdt", "wens zonder punten"],
    )
    assert [kind for kind, _weight in asked(*rows)] == ["exclusion", "suitability", "requirement", "requirement"]
    wishes = (
        "#Minimumeisen dienstverlening",
        ["Nr", "Omschrijving", "MoSCoW"],
        ["1", "De hoes is wasbaar op 95 graden", "M"],
        ["2", "De matras is lichter dan 14 kilo", "Should have"],
        ["3", "Kussens, dekbedden en lakens", "W"],
        ["4", "Camera's tegen sluikstort", "Won't"],
        ["5", "Onze scanners lezen tot drie meter afstand", "Info"],
    )
    assert [kind for kind, _weight in asked(*wishes)] == ["requirement", "requirement"]
    # Without a column for it "informatie" is a word as any other.
    head, *others = rows[1:]
    kinds = asked("#Eisen", [*head[:2], "Onderwerp"], *others)
    assert len(kinds) == 5


@pytest.mark.parametrize(
    ("passages", "kind"),
    [
        (
            ("#Voorwaarden vooraf", "* Ben je failliet of zit je in de schuldsanering, dan houdt het helaas op."),
            "exclusion",
        ),
        (
            ("#Voorwaarden vooraf", "* Heeft u achterstallige belastingen, dan kunnen wij niet met u in zee gaan."),
            "exclusion",
        ),
        (
            ("#5. Wie wel wordt toegelaten", "* De aanbieder staat bij de Kamer van Koophandel geregistreerd."),
            "suitability",
        ),
        (("#6. Wat een bureau in huis moet hebben", "Het bureau is gecertificeerd volgens NEN 7510."), "suitability"),
        (("#Wanneer het niet kan", "* De eigenaar heeft een negatief advies gekregen."), "exclusion"),
        (("#6. Regels na toelating", "* De aanbieder begint binnen tien werkdagen na de aanmelding."), "requirement"),
        (
            ("Bent u het niet eens met de keuze, dan maakt u dat binnen tien kalenderdagen schriftelijk kenbaar.",),
            "term",
        ),
        (
            ("Bent u het niet eens met ons besluit, dan kunt u tot 15 dagen na verzending een kort geding beginnen.",),
            "term",
        ),
    ],
)
def test_what_it_means_to_be_let_in_or_not_is_known_in_other_words(passages, kind):
    assert [read for read, _weight in asked(*passages)] == [kind]
