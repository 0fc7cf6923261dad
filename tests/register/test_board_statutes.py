"""The board under other statutes: outsiders, supervisors, directors appointed by others, another clause on signing."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from incubator.cooperatives.values import Phase
from incubator.core.db import SYSTEM, transaction
from incubator.core.errors import RuleViolation
from incubator.core.word import Open, Paragraph, Steps, Table
from incubator.register import queries, services
from incubator.register.documents.board import Proxy, proxy
from incubator.register.queries import board as seated
from incubator.register.queries import owners
from incubator.register.rules import signing
from incubator.register.services import board
from incubator.register.values import Founding, PersonKind
from incubator.register.values.board import BoardOrgan, Office, SeatChange, SeatStanding, SeatStep
from incubator.statutes import services as statutes
from incubator.statutes.values.legal_person import LegalPerson
from tests.factories import SOME_MOMENT, CooperativeFactory
from tests.statutes.answers import answers

DEED = date(2026, 11, 2)
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
DAY = NOW.date()


@pytest.fixture
def under(app):
    """`under(board__outsiders_allowed=True)`: a founded cooperative with these answers in its statutes."""

    def founded(**changes):
        group = CooperativeFactory(name="De Bezem", slug="de-bezem", phase=Phase.F4)
        with transaction(actor=SYSTEM):
            statutes.import_answers(group, answers(**changes), author=None, now=SOME_MOMENT)
            statutes.make_version(group, author=None, now=SOME_MOMENT, today=DEED)
            signed = Founding(DEED, "mr. De Wit", "12345678", date(2026, 11, 6))
            services.record_founding(group, signed, author=None, now=SOME_MOMENT, today=date(2026, 11, 6))
            board.open_board(group, author=None, now=SOME_MOMENT)
        return group

    return founded


def appointed(group, name, *, organ=BoardOrgan.BOARD, by="ALV", kind=PersonKind.NATURAL, **more):
    step = SeatStep(SeatChange.APPOINTMENT, DAY, DAY, by, **more)
    return board.appoint(group, organ, step, name=name, kind=kind, author=None, now=NOW)


def rows(group, day=DAY):
    return {row.name: row for row in seated.rows_on(group, day)}


def test_statutes_that_allow_outsiders_let_them_in(under):
    group = under(board__outsiders_allowed=True)
    appointed(group, "  Bea van Buiten ")
    assert (rows(group)["Bea van Buiten"].is_member, rows(group)["Bea van Buiten"].until) == (False, date(2030, 3, 1))
    with pytest.raises(RuleViolation, match="in office already"):
        appointed(group, "bea van buiten")
    with pytest.raises(RuleViolation, match="fill in a name"):
        appointed(group, "   ")


def test_statutes_of_members_only_keep_outsiders_out(under):
    with pytest.raises(RuleViolation, match=r"2:37\(1\)"):
        appointed(under(), "Bea van Buiten")


def test_supervisors_are_people_outside_the_board_who_can_suspend(under):
    group = under(rvc__exists=True, rvc__absence_clause="De algemene vergadering wijst iemand aan.")
    appointed(group, "Toon Toezicht", organ=BoardOrgan.SUPERVISORS)
    with pytest.raises(RuleViolation, match="Only people"):
        appointed(group, "Toezicht B.V.", organ=BoardOrgan.SUPERVISORS, kind=PersonKind.LEGAL)
    with pytest.raises(RuleViolation, match="does not sit in it"):
        appointed(group, "Joke van den Berg", organ=BoardOrgan.SUPERVISORS)
    joke = next(seat for seat in seated.seats(group) if seat.name == "Joke van den Berg")
    board.change(joke, SeatStep(SeatChange.SUSPENSION, DAY, DAY, "rvc"), author=None, now=NOW)
    assert rows(group)["Joke van den Berg"].standing is SeatStanding.SUSPENDED
    with pytest.raises(RuleViolation, match=r"2:37\(6\)"):
        board.change(joke, SeatStep(SeatChange.DISMISSAL, DAY, DAY, "rvc"), author=None, now=NOW)


def test_without_supervisors_in_the_statutes_there_are_none(under):
    with pytest.raises(RuleViolation, match="no supervisory board"):
        appointed(under(), "Toon Toezicht", organ=BoardOrgan.SUPERVISORS)


def test_others_appoint_fewer_than_half_where_the_statutes_let_them(under):
    group = under(
        board__outsiders_allowed=True, board__appointed_by_others=2, board__appointed_by="de gemeente", board__max=7
    )
    appointed(group, "Gemma", by="", by_others=True)
    # Two of five is fewer than half.
    appointed(group, "Gerrit", by="", by_others=True)
    with pytest.raises(RuleViolation, match="fewer than half"):
        appointed(group, "Geert", by="", by_others=True)
    # Who was appointed by others is dismissed by others.
    gemma = next(seat for seat in seated.seats(group) if seat.name == "Gemma")
    board.change(gemma, SeatStep(SeatChange.DISMISSAL, DAY, DAY, "", by_others=True), author=None, now=NOW)
    assert rows(group)["Gemma"].ended_on == DAY


def test_the_general_meeting_gives_the_offices_where_the_statutes_say_so(under):
    group = under(board__officers_by="ALV")
    seat = seated.seats(group)[0]
    chair = SeatStep(SeatChange.OFFICES, DAY, DAY, "bestuur", (Office.CHAIR,))
    with pytest.raises(RuleViolation, match=r"2:37\(7\)"):
        board.change(seat, chair, author=None, now=NOW)
    board.change(seat, SeatStep(SeatChange.OFFICES, DAY, DAY, "ALV", (Office.CHAIR,)), author=None, now=NOW)
    assert rows(group)[seat.name].offices == (Office.CHAIR,)


def test_chair_and_secretary_sign_once_these_offices_are_given(under):
    group = under(board__representation="voorzitter+secretaris")
    before = seated.signing_on(group, DAY)
    assert (before.sure, before.doubts[0]) == (False, signing.NOT_FILLED)
    for seat, office in zip(seated.seats(group), (Office.CHAIR, Office.SECRETARY), strict=False):
        step = SeatStep(SeatChange.OFFICES, DAY, DAY, "bestuur", (office,))
        board.change(seat, step, author=None, now=NOW)
    answer = seated.signing_on(group, DAY)
    assert answer.ways == (("Fatima el Idrissi", "Samuel Adeyemi"),)
    assert signing.may_sign(answer, ["Joke van den Berg", "Samuel Adeyemi"]) is False
    # The day before it was otherwise.
    assert not seated.signing_on(group, date(2027, 2, 28)).sure


def test_without_a_term_in_the_statutes_a_director_stays(under):
    group = under(board__term_years=None)
    assert {row.until for row in rows(group).values()} == {None}
    assert seated.seats(group)[0].events[0].until is None


def test_beneficial_owners_where_votes_or_surplus_differ_are_looked_at(under):
    equal = owners.owners_on(under(surplus__annual__basis="equal"), DAY)
    assert len(equal.doubts) == 1  # who decides in fact is never seen here
    assert equal.pseudo


def test_before_the_deed_there_is_no_board(app):
    group = CooperativeFactory(phase=Phase.F3)
    assert board.open_board(group, author=None, now=NOW) == []
    assert (seated.rows_on(group, DAY), owners.board_changes(group, since=DEED)) == ([], [])
    assert owners.owners_on(group, DAY).owners == ()
    assert queries.recorded_deed(group) is None


PROXY = SimpleNamespace(
    cooperative=LegalPerson("Coöperatief Schoonmaakbedrijf De Bezem U.A.", "Utrecht", "12345678"),
    signers=("Fatima", "Samuel"),
    holder="Noor Haddad",
    purpose="De inschrijving indienen.",
    until=date(2027, 6, 30),
    made_at=NOW,
)


def made(**changes):
    return proxy(Proxy(**vars(PROXY) | changes)).blocks


def texts(blocks):
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def limits(blocks):
    (steps,) = [block for block in blocks if isinstance(block, Steps)]
    return " ".join(steps.items)


def test_a_proxy_names_the_article_and_a_line_for_every_signature():
    blocks = made(article="18")
    assert any("Fatima en Samuel (artikel 18 van de statuten)" in str(text) for text in texts(blocks))
    assert any("statutair gevestigd te Utrecht, KVK-nummer 12345678," in str(text) for text in texts(blocks))
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert [row[0] for row in table.rows] == ["Fatima", "Samuel"]


def test_a_proxy_says_its_limits_only_where_there_are_some():
    assert "ten hoogste" not in limits(made())
    assert "€ 2.500" in limits(made(most_cents=250_000)).replace("\xa0", " ")
    assert "mag de volmacht niet aan een ander" in limits(made())
    assert "mag de volmacht aan een ander" in limits(made(substitution=True))


def test_what_is_not_known_or_not_sure_stands_out_in_a_proxy():
    def open_in(blocks):
        inlines = [inline for text in texts(blocks) if isinstance(text, tuple) for inline in text]
        return [inline.text for inline in inlines if isinstance(inline, Open)]

    assert open_in(made()) == []
    assert open_in(made(cooperative=LegalPerson("De Bezem U.A."))) == []
    assert open_in(made(sure=False)) == ["Kijk na wie mag tekenen"]
