"""Who signs for a cooperative that bids: the clause of its deed with the board of that day, by the register that owns both."""

import io
from datetime import date
from types import SimpleNamespace

import docx
import pytest

from incubator.bids.documents.frame import signature_table
from incubator.bids.queries import partners as queries
from incubator.core.db import SYSTEM, transaction
from incubator.core.word import Bullets, Document, Heading, Paragraph, to_bytes
from incubator.register.queries import board as seated
from incubator.register.services import board
from incubator.register.values.board import SeatChange, SeatStep
from tests.capital.conftest import founded
from tests.factories import SOME_MOMENT

DAY = SOME_MOMENT.date()


def partner(group):
    return SimpleNamespace(id=1, cooperative_id=group.id, cooperative=group)


def with_board(**statutes):
    group = founded(**statutes).group
    with transaction(actor=SYSTEM):
        board.open_board(group, author=None, now=SOME_MOMENT)
    return group


@pytest.mark.parametrize(
    ("clause", "two"), [("twee_bestuurders", True), ("zelfstandig", False), ("bestuur", None), ("onze eigen zin", None)]
)
def test_who_signs_follows_from_the_clause_and_the_directors_of_that_day(app, clause, two):
    group = with_board(board__representation=clause)
    rule = queries.who_signs(partner(group), DAY)
    assert rule.two is two
    if two is not None:
        assert all(row.name in rule.words for row in seated.directors_on(group, DAY))


def test_a_director_who_left_signs_no_more_and_the_others_go_on(app):
    group = with_board()
    seat = seated.seats(group)[0]
    with transaction(actor=SYSTEM):
        step = SeatStep(SeatChange.RESIGNATION, date(2026, 10, 1), date(2026, 10, 1))
        board.change(seat, step, author=None, now=SOME_MOMENT)
    assert seat.name in queries.who_signs(partner(group), date(2026, 10, 1)).words
    assert seat.name not in queries.who_signs(partner(group), date(2026, 10, 2)).words
    assert queries.who_signs(partner(group), DAY).two is True


def test_a_whole_board_of_two_signs_with_two_and_of_nobody_somebody_has_to_look(app):
    group = with_board(board__representation="bestuur")
    for number, seat in enumerate(seated.seats(group)):
        day = date(2026, 10, 1 + number)
        with transaction(actor=SYSTEM):
            board.change(seat, SeatStep(SeatChange.RESIGNATION, day, day), author=None, now=SOME_MOMENT)
    assert queries.who_signs(partner(group), date(2026, 10, 2)).two is True
    assert queries.who_signs(partner(group), date(2026, 10, 3)).two is False
    assert queries.who_signs(partner(group), DAY).two is None


def test_without_a_register_of_the_board_the_clause_alone_says_it(app):
    rule = queries.who_signs(partner(founded().group), DAY)
    assert (rule.words, rule.two) == ("twee bestuurders samen", True)


def test_before_the_deed_nobody_can_tell(app):
    assert queries.who_signs(partner(with_board()), date(2024, 1, 1)).words == ""


def test_two_sign_beside_each_other_so_that_a_letter_stays_on_its_page():
    by_two = signature_table(("Lotte de Vries", ""), "voorzitter")
    assert len(by_two.rows) == 1
    first, second = by_two.rows[0]
    assert "Naam: Lotte de Vries" in first
    assert "voorzitter" in first
    assert "Handtekening:" in first
    assert "voorzitter" not in second
    assert "Handtekening:" in second


@pytest.mark.parametrize("names", [("",), ("", "", "")])
def test_each_other_number_of_signatories_has_a_row_with_room(names):
    assert len(signature_table(names).rows) == len(names)


@pytest.mark.parametrize(
    "last",
    [Paragraph("De volmacht eindigt als de overeenkomst is gesloten. " * 8), Bullets(("Eerst dit.", "Dan dat."))],
    ids=["long-paragraph", "list"],
)
@pytest.mark.parametrize("between", [(), (Heading("De Tuin U.A.", 3), Paragraph("Wie mag tekenen: twee.", "note"))])
def test_the_room_to_sign_never_stands_alone_on_a_page(last, between):
    """A page with nothing but two signatures could be laid under any text."""
    blocks = (Paragraph("Wat vooraf gaat."), last, Heading("Ondertekening"), *between, signature_table(("", "")))
    made = docx.Document(io.BytesIO(to_bytes(Document("Volmacht", blocks, "De Tuin", SOME_MOMENT, "vandaag"))))
    paragraphs = list(made.paragraphs)
    place = next(number for number, each in enumerate(paragraphs) if each.text == "Ondertekening")
    assert paragraphs[place - 1].paragraph_format.keep_with_next
    assert not paragraphs[place - 2].paragraph_format.keep_with_next
    assert all(
        each.paragraph_format.keep_with_next or each.style.paragraph_format.keep_with_next
        for each in paragraphs[place : place + 1 + len(between)]
    )
