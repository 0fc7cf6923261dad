"""Which lines of a page of PDF are one paragraph."""

import pytest

from incubator.formats.papers.pdf_lines import LinePiece
from incubator.formats.papers.pdf_paragraphs import paragraphs_of


def texts_of(*lines):
    pieces = [
        LinePiece(text, left=50, right=right, base=100 + 14 * row, size=11, bold=False)
        for row, (text, right) in enumerate(lines)
    ]
    return [block.text for block in paragraphs_of(pieces, body=11)]


@pytest.mark.parametrize("word", ["artikel", "de artikelen", "art.", "paragraaf", "hoofdstuk"])
def test_the_number_of_an_article_that_falls_on_the_next_line_stays_in_its_sentence(word):
    above, below = f"Ondernemers op wie een uitsluitingsgrond van {word}", "2.86 Aanbestedingswet slaat, vallen af."
    assert texts_of((above, 540), (below, 300)) == [f"{above} {below}"]


@pytest.mark.parametrize("above", ["Wie inschrijft is gevestigd in Nederland", "Artikel", "Programma van eisen"])
def test_another_number_at_the_head_of_a_line_begins_a_paragraph(above):
    assert texts_of((above, 540), ("2.86 De ploeg komt elke dag.", 300)) == [above, "2.86 De ploeg komt elke dag."]
