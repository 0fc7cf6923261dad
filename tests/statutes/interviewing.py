"""The interview as a group goes through it: what a browser sends for a set of answers, and sets that take every pair of choices."""

import re
from collections.abc import Iterator, Set
from itertools import combinations
from typing import Any

from werkzeug.datastructures import MultiDict

from incubator.statutes.forms import InterviewForm, question_form
from incubator.statutes.rules import asking
from incubator.statutes.rules.conditions import conditions
from incubator.statutes.values import read
from incubator.statutes.values.interview import AnswerField, InterviewQuestion, chapters, questions
from incubator.statutes.values.prefilling import prefilled, value_at, with_values
from tests.statutes.answers import answers

CHOSEN = {"choice", "fixed", "yes_no"}
NO_CHOICE = None
# What a group writes where nothing is chosen; the rest stands in the example.
WRITTEN: dict[str, Any] = {
    "member_requirements": ["in het bedrijf van de coöperatie werken of gaan werken"],
    "liability.max_per_member_cents": 50000,
    "liability.post_exit_years": 1,
    "membership.aspirants.months": 12,
    "suspension.max_months": 3,
    "suspension.organ": "bestuur",
    "expulsion.appeal.term_months": 1,
    "rvc.min": 3,
    "rvc.max": 5,
    "rvc.term_years": 4,
    "rvc.absence_clause.all_members": "de algemene vergadering wijst binnen vier weken een of meer personen aan.",
    "rvc.members": ["Ali Bouzid", "Roos de Vries", "Tom Bakker"],
    "ledenraad.members": 60,
    "ledenraad.election_rules": "De leden kiezen de afgevaardigden uit hun midden bij schriftelijke stemming; ieder lid heeft één stem.",
    "ledenraad.number_rules": "één op iedere vijftien leden",
    "ledenraad.term_years": 4,
    "votes.evote.conditions": ["het lid is herkend met een persoonlijke code"],
    "votes.evote.early_days": 14,
    "votes.proxy.max_per_holder": 2,
}
BEHIND_THE_NAME = {"UA": "U.A.", "BA": "B.A.", "WA": "W.A."}
# An answer in own words, where one is offered beside the choices.
OWN: dict[str, str] = {
    "duration": "twintig jaar",
    "member_obligations.method_of_imposing": "bij besluit van de algemene vergadering op voorstel van drie leden",
    "exit.claim_basis": "de inleg en tien procent per jaar dat iemand lid was",
    "surplus.annual.basis": "naar het aantal diensten",
    "surplus.dissolution.chooser": "het bestuur",
    "liability.standard": "naar verhouding van de gewerkte uren",
}


def form_with(question: InterviewQuestion, given: dict[str, Any], holding: Set[str] | None = None) -> InterviewForm:
    """The form of a question as it shows these answers; who knows what holds with them need not have it found out."""
    form = question_form(question, holding or conditions(read(given)), given, sent=False)
    form.fill(given, 0, answered=True)
    return form


def sent(question: InterviewQuestion, given: dict[str, Any]) -> MultiDict[str, str]:
    """What a browser sends for a question when these answers are filled in."""
    form, fields = form_with(question, given), MultiDict[str, str]()
    for answer in form.asked:
        for name, value in _inputs(form[answer.name]):
            fields.add(name, value)
    return fields


def _inputs(field: Any) -> Iterator[tuple[str, str]]:
    if hasattr(field, "options"):
        yield from ((field.name, option.key) for option in field.options() if option.chosen)
        if field.own_text():
            yield field.own_name, field.own_text()
    elif hasattr(field, "columns"):
        for number, row in enumerate(field.data or ()):
            yield from ((f"{field.name}-{number}-{column.id}", row.get(column.id, "")) for column in field.columns)
    else:
        yield field.name, str(field._value())


def choices_of(answer: AnswerField) -> list[Any]:
    """What can be chosen at an answer: every value, own words, and nothing where nothing is needed."""
    values: list[Any] = [True, False] if answer.kind == "yes_no" else [choice.value for choice in answer.choices]
    if answer.path in OWN:
        values.append(OWN[answer.path])
    if not answer.needed:
        values.append(NO_CHOICE)
    return values


def factors() -> dict[str, list[Any]]:
    """Every answer that is chosen, with its choices."""
    chosen = [answer for question in questions().values() for answer in question.fields if answer.kind in CHOSEN]
    return {answer.path: choices_of(answer) for answer in chosen}


def pairwise(of: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """Sets of choices in which every two choices of two answers stand together at least once; always the same sets."""
    names = list(of)
    open_pairs = {
        (first, a, second, b)
        for first, second in combinations(names, 2)
        for a in range(len(of[first]))
        for b in range(len(of[second]))
    }
    sets = []
    while open_pairs:
        seed = min(open_pairs)
        chosen = {seed[0]: seed[1], seed[2]: seed[3]}
        for name in names:
            if name not in chosen:
                chosen[name] = _best(name, of, chosen, open_pairs)
        open_pairs -= {(first, chosen[first], second, chosen[second]) for first, second in combinations(names, 2)}
        sets.append({name: of[name][place] for name, place in chosen.items()})
    return sets


def _best(
    name: str, of: dict[str, list[Any]], chosen: dict[str, int], open_pairs: set[tuple[str, int, str, int]]
) -> int:
    """The choice of this answer that makes the most new pairs with those that were made."""
    order = list(of)

    def gain(place: int) -> int:
        pairs = [
            (name, place, other, taken) if order.index(name) < order.index(other) else (other, taken, name, place)
            for other, taken in chosen.items()
        ]
        return sum(pair in open_pairs for pair in pairs)

    return max(range(len(of[name])), key=gain)


def answered(chosen: dict[str, Any]) -> dict[str, Any]:
    """The answers of a group that makes these choices, question by question, and writes what is asked besides."""
    given = prefilled({})
    example = answers()
    name = f"Coöperatief De Bezem {BEHIND_THE_NAME[chosen['liability.regime']]}"
    for question in questions().values():
        holding = conditions(read(given))
        if not asking.matters(question, holding):
            continue
        for answer in asking.fields_asked(question, holding):
            value = chosen.get(answer.path, WRITTEN.get(answer.path, value_at(example, answer.path)))
            value = name if answer.path == "name" else value
            given = with_values(given, {answer.path: value})
        form = form_with(question, given)
        given = with_values(given, form.answers())
    gone = dict.fromkeys(asking.unasked_paths(read(given)))
    return with_values(given, gone)


def walk(client: Any, group: Any, given: dict[str, Any]) -> list[str]:
    """Answer the interview as a browser does, chapter by chapter and wherever a page leads; the questions that were put, in order."""
    base = f"/cooperaties/{group.slug}/statuten/vragen"
    walked: list[str] = []
    for chapter in chapters():
        first = next(question for question in chapter.questions if not question.extra)
        at = f"{base}/{first.id}"
        while not at.endswith(f"/hoofdstuk/{chapter.id}"):
            name = at.rsplit("/", 1)[1].partition("#")[0]
            page = client.get(at)
            assert page.status_code == 200, at
            with client.application.test_request_context():
                fields = sent(questions()[name], given)
            fields["revision"] = re.search(r'name="revision"[^>]*value="(\d+)"', page.text)[1]
            saved = client.post(at, data=fields)
            assert saved.status_code == 302, (at, saved.text)
            walked.append(name)
            # What the check finds keeps one at the question once.
            assert walked.count(name) <= 2, at
            at = saved.location
        assert client.get(at).status_code == 200
    return walked
