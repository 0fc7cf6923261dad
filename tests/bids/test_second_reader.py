"""The second reader of requirements: good on papers that nobody had seen, the same every time, and always beside the rules."""

import os
import subprocess
import sys

import pytest

from incubator.bids.rules.requirements import recognised
from incubator.bids.rules.requirements.recognising import read_by_rules
from incubator.bids.rules.requirements.second_reader import judging
from incubator.bids.rules.requirements.second_reader.grammar import built, spoken, without_code
from incubator.bids.rules.requirements.second_reader.marks import marks_in
from incubator.bids.rules.requirements.second_reader.sentences import sentences_of
from incubator.bids.rules.requirements.second_reader.signals import signals
from incubator.bids.values.requirements import CriterionWeight, RequirementKind
from incubator.formats.papers import PaperFormat, PaperPage, Passage, PassageStyle, ReadPaper
from tests.bids.requirements_figures import documents
from tests.bids.requirements_fitting import HELD_OUT, ROUNDS, held_out, read

RECALL, PRECISION, GAIN = 0.895, 0.87, 0.03


def paper_of(*passages):
    return ReadPaper(PaperFormat.WORD, (PaperPage(1, passages),), 1)


LETTER = paper_of(
    Passage(1, "Eisen", PassageStyle.HEADING, level=1),
    Passage(2, "De opdrachtnemer moet de paden schoonhouden. Het park is in 1930 aangelegd."),
    Passage(3, "Wij letten op:"),
    Passage(4, "prijs (60%)", PassageStyle.ITEM),
    Passage(5, "Stap – Wanneer", PassageStyle.ROW, ("Stap", "Wanneer"), 1),
    Passage(6, "Inschrijven – 12 mei 2033", PassageStyle.ROW, ("Inschrijven", "12 mei 2033"), 1),
)


def test_on_papers_that_rules_and_fit_had_not_seen_both_readers_find_what_is_asked():
    alone, together = held_out(HELD_OUT, ROUNDS[-1], HELD_OUT)
    print(f"rules alone {alone}; both {together}")
    assert together.recall >= RECALL
    assert together.precision >= PRECISION
    assert together.recall >= alone.recall + GAIN
    assert together.weights_right == together.weights


def test_every_sentence_stands_with_what_is_around_it():
    sentences = sentences_of(LETTER, read_by_rules(LETTER))
    assert [sentence.text for sentence in sentences][:3] == [
        "Eisen",
        "De opdrachtnemer moet de paden schoonhouden.",
        "Het park is in 1930 aangelegd.",
    ]
    by_text = {sentence.text: sentence for sentence in sentences}
    assert by_text["Het park is in 1930 aangelegd."].around.headings == ("Eisen",)
    assert by_text["prijs (60%)"].around.announced_by == "Wij letten op:"
    assert by_text["Inschrijven – 12 mei 2033"].around.columns == ("Stap", "Wanneer")
    assert by_text["De opdrachtnemer moet de paden schoonhouden."].verdict == "requirement"


def test_signals_name_words_roles_headings_and_what_the_rules_read():
    sentences = sentences_of(LETTER, read_by_rules(LETTER))
    seen = signals(sentences)[1]
    assert {"1:de", "w:opdrac", "g:bidder", "g:bidder>must", "h:eisen", "r:requirement"} <= seen


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De aannemer maait de bermen", {"sv:bidder|t", "su:aannem", "v:maait"}),
        ("Graffiti verwijdert u binnen een dag", {"iv:bidder|t"}),
        ("Wij stellen de kaarten beschikbaar", {"k2:W_en"}),
        ("De paden worden geveegd", {"done:|X", "kl:X_vd"}),
        ("De linnenzakken moeten dicht blijven", {"do:|M"}),
        ("De beheerder voert de reparaties uit", {"apart:|t"}),
        ("Stuur een planning mee", {"imp", "imp:D"}),
        ("4.2 Het gras is kort", {"k2:D_o", "sv:|X"}),
        ("Kozijnen schilderen", {"vf:none"}),
    ],
)
def test_how_a_sentence_is_built_shows_who_does_what_and_whether_it_is_an_order(text, expected):
    assert expected <= set(built(spoken(without_code(text))))


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Uw offerte kost ten hoogste € 500 per jaar.", {"eur", "per"}),
        (
            "Stuur het uiterlijk 12 mei 2033 om 12.00 uur naar inkoop@gemeente.example.",
            {"date", "year", "hour", "mail"},
        ),
        ("Binnen drie dagen en volgens NEN 3140 (artikel 4).", {"within", "last", "norm", "art", "paren"}),
        ("Prijs: 40 punten, dat is 40% van het geheel.", {"pts", "pct"}),
        ("Het plan en de bijlage.", set()),
    ],
)
def test_marks_are_what_a_text_gives_besides_words(text, marks):
    assert set(marks_in(text)) == marks


def test_who_buys_is_the_buyer_by_name_too_and_a_number_is_no_beginning():
    paper = paper_of(
        Passage(1, "Stichting Lumen", PassageStyle.HEADING, level=1), Passage(2, "2.3 Lumen levert de kaarten.")
    )
    sentence = sentences_of(paper, [])[1]
    assert sentence.text.endswith("Lumen levert de kaarten.")
    seen = signals([sentence])[0]
    assert {"1:de", "2:de_opdrac", "code:True", "name:True", "sv:buyer|t"} <= seen


def test_a_row_is_known_by_its_longest_and_its_last_cell():
    cells = ("E-02", "De aannemer ruimt het puin dezelfde dag op", "25 punten")
    table = paper_of(
        Passage(1, "Code – Wat – Punten", PassageStyle.ROW, ("Code", "Wat", "Punten"), 1),
        Passage(2, " – ".join(cells), PassageStyle.ROW, cells, 1),
    )
    seen = signals(sentences_of(table, []))[1]
    assert {"l1:de", "l2:de_aannem", "lc:pts", "lw:2", "pp:alone&row", "ps:1"} <= seen


def test_a_criterion_that_only_the_second_reader_takes_has_its_weight():
    sentence = sentences_of(paper_of(Passage(1, "Aanpak: 40%", PassageStyle.ITEM)), [])[0]
    demand = judging.settle(sentence, judging.Opinion(0.9, RequirementKind.AWARD))
    assert demand is not None
    assert demand.weight == CriterionWeight("40", "percentage")
    assert (demand.page, demand.paragraph) == (1, 1)


def test_a_row_that_only_the_second_reader_takes_counts_for_what_its_last_cell_gives():
    table = paper_of(
        Passage(1, "Wens – Korting", PassageStyle.ROW, ("Wens", "Maximale korting"), 1),
        Passage(2, "Stille bussen – € 50.000", PassageStyle.ROW, ("Stille bussen", "€ 50.000"), 1),
        Passage(3, "Naam – gemeente", PassageStyle.ROW, ("Naam", "gemeente"), 1),
    )
    _head, wish, name = sentences_of(table, [])
    demand = judging.settle(wish, judging.Opinion(0.9, RequirementKind.AWARD))
    assert demand is not None
    assert demand.weight == CriterionWeight("50000", "euro")
    unweighted = judging.settle(name, judging.Opinion(0.9, RequirementKind.AWARD))
    assert unweighted is not None
    assert unweighted.weight is None


def test_what_is_hardly_probable_goes_and_what_is_not_probable_enough_does_not_come():
    sentence = sentences_of(paper_of(Passage(1, "De vloer is groen.")), [])[0]
    kind = RequirementKind.REQUIREMENT
    assert judging.settle(sentence, judging.Opinion(judging.ADDS - 0.01, kind)) is None
    assert judging.settle(sentence, judging.Opinion(judging.ADDS, kind)) is not None
    taken = sentences_of(LETTER, read_by_rules(LETTER))[1]
    assert judging.settle(taken, judging.Opinion(judging.KEEPS - 0.01, kind)) is None
    assert judging.settle(taken, judging.Opinion(judging.KEEPS, kind)) == taken.demand


def test_the_same_paper_gives_the_same_in_every_process():
    path = documents(held_out=False)[1]
    script = (
        "import pathlib, sys; from incubator.formats import papers; from incubator.bids.rules.requirements import recognised;"
        "print(recognised(papers.read(pathlib.Path(sys.argv[1]).read_bytes())))"
    )
    for seed in ("1", "2"):
        made = subprocess.run(
            [sys.executable, "-c", script, str(path)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        )
        assert made.stdout.decode().strip() == str(recognised(read(path)))


def test_the_table_says_when_and_on_what_it_was_fitted():
    head = judging.TABLE.read_text(encoding="utf-8").split("\n")[:4]
    assert all(line.startswith("# ") for line in head)
    assert "requirements_fitting --write` on 20" in head[1]
    sizes = {len(row) for row in judging.fitted().values()}
    assert sizes == {len(judging.OUTCOMES)}
