"""The mutants themselves: which mistakes are made, and that everything is right again afterwards."""

import pytest

from incubator.register.rules import membership as rules
from tests.mutations.mutants import mutants_of
from tests.mutations.surgery import wrong


@pytest.mark.parametrize(
    ("source", "mistakes"),
    [
        ("def f(x):\n    return x < 3", ["returns None", "Lt became LtE", "Lt became GtE", "3 became 4", "3 became 2"]),
        ("def f(x):\n    if not x:\n        raise ValueError", ["not removed", "raise removed"]),
        ("def f(x):\n    if x:\n        yield x", ["condition turned round", "yield removed"]),
        ("LIMIT = 2 * True", ["Mult became FloorDiv", "2 became 3", "2 became 1", "True became False"]),
        ('@rule(number=1)\ndef f(x: int = 1) -> int:\n    """One."""\n    pass', ["1 became 2", "1 became 0"]),
        ("def f(x):\n    yield any(x), WARNING", ["yield removed", "any became all", "WARNING became INFO"]),
        ("import re", []),
    ],
)
def test_each_mistake_is_made_once(source, mistakes):
    assert [mutant.what for mutant in mutants_of(source)] == mistakes


def test_a_mutant_is_gone_afterwards():
    right = rules.__dict__.copy()
    with open(rules.__file__, encoding="utf-8") as file:
        mutants = list(mutants_of(file.read()))
    codes = {name: value.__code__ for name, value in right.items() if hasattr(value, "__code__")}
    for mutant in mutants:
        with wrong(rules, mutant):
            pass
    assert {name: value.__code__ for name, value in right.items() if hasattr(value, "__code__")} == codes
    assert {name: value for name, value in vars(rules).items() if name != "__builtins__"} == {
        name: value for name, value in right.items() if name != "__builtins__"
    }
