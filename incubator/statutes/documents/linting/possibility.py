"""Which conditions of the clause library can hold together under one set of answers."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, combinations, product

# Each line is true of every set of answers, in the language of `when`; the tests hold them to `rules.conditions`.
RELATIONS = (
    *("!ua|regime", "!ba|liable", "!wa|liable", "!liable|ba|wa", "!liable|regime", "!regime|ua|liable"),
    *("!purpose_extra|!purpose_complete", "!first_functions|first_board"),
    *("!talk|disputes", "!mediation|disputes", "!arbitration|disputes", "!dispute_words|disputes"),
    *("!account_balance|accounts", "!losses_accounts|accounts", "!credit|accounts"),
    *("!funds|education|solidarity", "!education|funds", "!solidarity|funds"),
    *("paid_in_indexed|paid_in|account_balance|own_claim", "destination|determination"),
    *("!pay_ratio_number|pay_ratio", "!no_identity|evote_live"),
    *("!council_begins|ledenraad", "!nomination|special_appointment", "!others_appoint|special_appointment"),
    "!special_appointment|nomination|others_appoint",
)  # fmt: skip
# Of each of these a set of answers has one at most.
ALTERNATIVES = (
    ("ua", "ba", "wa"),
    ("talk", "mediation", "arbitration"),
    ("subordinated", "not_subordinated"),
    ("set_off", "no_set_off"),
    ("paid_in_indexed", "paid_in", "account_balance", "own_claim"),
    ("persons_written", "persons_open"),
    ("tie_lot", "tie_second"),
)

Literal = tuple[str, bool]  # a condition, and whether it holds
Disjunction = frozenset[Literal]


def disjunctions(when: str) -> list[Disjunction]:
    """A `when` as what must all be true; of each, one part must be."""
    return [frozenset(map(_literal, asked.split("|"))) for asked in when.split()]


def _literal(condition: str) -> Literal:
    return condition.removeprefix("!"), not condition.startswith("!")


def _always() -> list[Disjunction]:
    known = disjunctions(" ".join(RELATIONS))
    for first, second in chain.from_iterable(combinations(group, 2) for group in ALTERNATIVES):
        known.append(frozenset({(first, False), (second, False)}))
    return known


ALWAYS = tuple(_always())


def can_hold(*conditions: str, without: Iterable[str] = ()) -> bool:
    """Whether answers exist for which all these conditions hold and each of `without` does not."""
    return _can_hold(conditions, tuple(without))


@lru_cache(maxsize=20_000)
def _can_hold(conditions: tuple[str, ...], without: tuple[str, ...]) -> bool:
    asked = [*ALWAYS, *chain.from_iterable(map(disjunctions, conditions))]
    ways = product(*(list(_denials(when)) for when in without))
    return any(_is_satisfiable([*asked, *chain.from_iterable(way)]) for way in ways)


def _denials(when: str) -> Iterator[list[Disjunction]]:
    """Each way in which a `when` does not hold: one of what it asks is not so. What asks nothing always holds."""
    for asked in disjunctions(when):
        yield [frozenset({(condition, not holds)}) for condition, holds in asked]


def _is_satisfiable(asked: list[Disjunction]) -> bool:
    if not asked:
        return True
    shortest = min(asked, key=len)
    if not shortest:
        return False
    condition, holds = min(shortest)
    return any(_is_satisfiable(_given(asked, (condition, choice))) for choice in (holds, not holds))


def _given(asked: list[Disjunction], literal: Literal) -> list[Disjunction]:
    """What is still asked when this is so."""
    condition, holds = literal
    open_parts = filter(lambda disjunction: literal not in disjunction, asked)
    return [disjunction - {(condition, not holds)} for disjunction in open_parts]
