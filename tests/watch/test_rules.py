"""Rules of a profile: what people type as a code, a place, an amount; and the profile of a file. No application is needed."""

import pytest

from incubator.core.reference import places
from incubator.formats.values import NoticeKind
from incubator.watch import rules
from incubator.watch.values import Profile


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("77310000", "77310000"),
        (" 77310000-6 ", "77310000"),
        ("77310000-6 Beplanten", "77310000"),
        ("77310000 Beplanten en onderhouden", "77310000"),
        ("77310000, 77311000", "77310000"),
        ("77310000- groen", "77310000"),
        ("99999999", None),  # eight digits, but no code
        ("7731000", None),
        ("773100000", None),
        ("groen 77310000", None),
        ("", None),
    ],
)
def test_a_code_is_known_by_its_eight_digits_in_front(typed, code):
    assert rules.cpv_code(typed) == code


@pytest.mark.parametrize(
    ("answer", "items"),
    [
        ("a\n b ;c\n\n;", ["a", "b", "c"]),
        (["a ", "", " b"], ["a", "b"]),
        (("a",), ["a"]),
        ("snoeien, maaien,\nhovenier", ["snoeien", "maaien", "hovenier"]),
        ("Den Bosch, Fryslan", ["Den Bosch", "Fryslan"]),
        ("Nuenen, Gerwen en Nederwetten", ["Nuenen, Gerwen en Nederwetten"]),
        ("77310000, 90910000-9", ["77310000", "90910000-9"]),
        ("77310000-6 Beplanten, en onderhoud van groen", ["77310000-6 Beplanten, en onderhoud van groen"]),
        ("grond-, weg- en waterbouw", ["grond-, weg- en waterbouw"]),
        ('"a, b"', ['"a, b"']),
        ("", []),
        (None, []),
    ],
)
def test_each_line_is_an_item(answer, items):
    assert rules.lines(answer) == items


def test_names_that_look_alike_are_at_most_three():
    assert places.like_place("Zaanstat")[0] == "Zaanstad"
    assert len(places.like_place("Bergen")) <= 3
    assert places.like_place("Bergen", most=1) == places.like_place("Bergen")[:1]
    assert places.like_place("xx") == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("NL", "NL"),
        ("nl", None),  # a word, not a code: only a code with a digit may be typed in lower case
        ("nl35", "NL35"),
        ("GM0344 Utrecht", "GM0344"),
        ("Utrecht", "GM0344"),
        ("Provincie Utrecht", "NL35"),
        ("BE21", "BE21"),
    ],
)
def test_a_place_is_known_by_its_code_or_its_name(typed, code):
    assert places.place_code(typed) == code


def read(**more):
    return rules.profile_from_json({"name": "x", **more})


def test_a_profile_of_a_file_is_read_key_by_key():
    profile = read(
        description="d",
        cpv=["77310000-6", " 99999999"],
        keywords=["a"],
        exclude=["b"],
        places=["Utrecht", "NL35", "XX1 "],
        min_value=10,
        max_value="250.000",
        languages=["nl"],
        synonyms={"a": ["c"]},
        kinds=["planning", "signal"],
        min_days_left=7,
        threshold=0.25,
    )
    assert profile == Profile(
        "x",
        description="d",
        cpv=("77310000", "99999999"),
        keywords=("a",),
        exclude=("b",),
        places=("GM0344", "NL35", "XX1"),
        min_value=10,
        max_value=250_000,
        languages=("nl",),
        synonyms={"a": ("c",)},
        kinds=(NoticeKind.PLANNING, NoticeKind.SIGNAL),
        min_days_left=7,
        threshold=0.25,
    )
    assert read(cpv=None, description=None) == Profile("x")


@pytest.mark.parametrize(
    ("raw", "amount"),
    [
        (0, 0),
        (250_000, 250_000),
        (1250.75, 1250),
        ("250000", 250_000),
        ("250.000", 250_000),
        ("€ 10.000,-", 10_000),
        ("1250,50", 1250),
    ],
)
def test_amounts_of_a_file_are_numbers_or_what_people_type(raw, amount):
    assert read(max_value=raw).max_value == amount
    assert read(min_value=raw).min_value == amount


@pytest.mark.parametrize("raw", ["250,000", "veel", "", True, [], -1, -0.5, float("inf"), float("nan"), "-5"])
def test_an_amount_that_is_none_or_can_be_read_in_two_ways_is_refused(raw):
    with pytest.raises(ValueError, match="max_value cannot be"):
        read(max_value=raw)


@pytest.mark.parametrize("share", [0, 0.5, 1, "0.5"])
def test_a_threshold_lies_between_nothing_and_all(share):
    assert read(threshold=share).threshold == float(share)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("threshold", -0.01),
        ("threshold", 1.01),
        ("threshold", "x"),
        ("min_days_left", True),
        ("min_days_left", "soon"),
        ("description", 1),
        ("keywords", "a"),
        ("keywords", [1]),
        ("cpv", ["7731000"]),
        ("kinds", ["auction"]),
        ("synonyms", ["a"]),
        ("synonyms", {"a": "b"}),
        ("places", [1]),
    ],
)
def test_what_cannot_be_read_is_named_with_its_profile(key, value):
    with pytest.raises(ValueError, match=f"profile 'x': {key} cannot be"):
        read(**{key: value})


@pytest.mark.parametrize("raw", [[], "x", {}, {"name": ""}, {"name": "  "}, {"name": 1}])
def test_a_profile_is_an_object_with_a_name(raw):
    with pytest.raises(ValueError, match="an object with a name"):
        rules.profile_from_json(raw)


def test_unknown_keys_are_named_in_order():
    assert rules.unknown_keys({"name": "x", "zz": 1, "keyword": 2, "cpv": []}) == ["keyword", "zz"]
    assert rules.unknown_keys([]) == []
