"""Rules of the dossier, on values alone."""

import pytest

from incubator.cooperatives import rules
from incubator.cooperatives.values import (
    BY_NAME,
    FACT_KEYS,
    FactKind,
    FactSource,
    FactSourceKind,
    Phase,
    Widget,
    completed,
    kvk_number,
    rank_of,
    same,
)
from incubator.core.errors import RuleViolation
from incubator.core.quantities.reading import NO_AMOUNT, NO_COUNT, TWO_READINGS
from incubator.core.quantities.reading_days import DAY_OUT_OF_REACH, NO_DAY


def refusal(key, raw, language="nl"):
    with pytest.raises(RuleViolation) as refused:
        rules.typed_value(key, raw, language)
    return refused.value


def test_a_key_gives_its_definition():
    assert rules.fact_key("identity.kvk") is FACT_KEYS["identity.kvk"]


def test_an_unknown_key_is_named_in_the_refusal():
    with pytest.raises(RuleViolation, match="no fact called") as refused:
        rules.fact_key("identity.shoe_size")
    assert refused.value.field == "key"
    assert "identity.shoe_size" in str(refused.value)


# Texts


def test_a_text_loses_the_blanks_around_it():
    assert rules.typed_value("identity.name", "  De Bezem \n") == "De Bezem"


@pytest.mark.parametrize("raw", ["", "  \n", None, [], {}, ["De Bezem"]])
def test_what_is_no_text_is_refused(raw):
    refused = refusal("identity.name", raw)
    assert (refused.message, refused.field) == ("Fill in a text.", "identity.name")


def test_a_number_can_be_a_text():
    assert rules.typed_value("governance.pay_ratio", 3) == "3"


def test_a_text_has_twenty_thousand_characters_at_most():
    assert len(rules.typed_value("purpose.text", "a" * 20_000)) == 20_000
    refused = refusal("purpose.text", "a" * 20_001)
    assert (refused.message, refused.field) == ("This text is too long.", "purpose.text")


# The Chamber of Commerce


@pytest.mark.parametrize("raw", ["12345678", "1234 5678", "12.34.56.78", "\t12345678"])
def test_a_kvk_number_has_eight_digits(raw):
    assert kvk_number(raw) == "12345678"
    assert rules.typed_value("identity.kvk", raw) == "12345678"


@pytest.mark.parametrize("raw", ["1234567", "123456789", "1234567a", "١٢٣٤٥٦٧٨", "1234-5678"])
def test_another_kvk_number_is_refused(raw):
    refused = refusal("identity.kvk", raw)
    assert (refused.message, refused.field) == ("A KVK number has 8 digits.", "identity.kvk")


# Numbers, amounts, days


@pytest.mark.parametrize(
    ("raw", "language", "count"),
    [
        ("12", "nl", "12"), ("6.100", "nl", "6100"), ("6,100", "en", "6100"), ("twaalf", "nl", "12"), (3, "nl", "3"),
        ("3,0", "nl", "3"), ("0", "nl", "0"),
    ],
)  # fmt: skip
def test_a_count_is_whole(raw, language, count):
    assert rules.typed_value("people.members_count", raw, language) == count


@pytest.mark.parametrize("raw", ["6,1", "-1", "1e9", "1_000", "٣", "veel", "", None, "NaN", [3]])
def test_what_is_no_count_is_refused_at_its_fact(raw):
    refused = refusal("people.members_count", raw)
    assert (refused.message, refused.field) == (NO_COUNT, "people.members_count")


@pytest.mark.parametrize(
    ("raw", "language", "amount"),
    [
        ("250", "nl", "250.00"), ("18,5", "nl", "18.50"), ("18.50", "nl", "18.50"), ("1250.50", "en", "1250.50"),
        ("€ 1.250,50", "nl", "1250.50"), ("€ 10.000,-", "nl", "10000.00"), ("10,000", "en", "10000.00"), (250000, "nl", "250000.00"),
        ("0", "nl", "0.00"),
    ],
)  # fmt: skip
def test_an_amount_has_cents(raw, language, amount):
    assert rules.typed_value("capital.contribution", raw, language) == amount


@pytest.mark.parametrize("raw", ["-5", "veel", "1,0055", "1e3", "", "0,001", "99999999999999"])
def test_what_is_no_amount_is_refused_at_its_fact(raw):
    refused = refusal("capital.contribution", raw)
    assert (refused.message, refused.field) == (NO_AMOUNT, "capital.contribution")


def test_an_amount_that_can_be_read_in_two_ways_is_a_question():
    refused = refusal("offer.max_value", "250,000")
    assert (refused.message, refused.field) == (TWO_READINGS, "offer.max_value")
    assert refused.params["large"] == "250000"


@pytest.mark.parametrize("raw", ["2026-11-24", "24-11-2026", "24 november 2026", " 24/11/2026 "])
def test_a_day_is_typed_as_people_write_it(raw):
    assert rules.typed_value("identity.deed_date", raw) == "2026-11-24"


@pytest.mark.parametrize(
    ("raw", "message"),
    [("2026-02-31", NO_DAY), ("gisteren", NO_DAY), ("1899-12-31", DAY_OUT_OF_REACH), ("9999-12-31", DAY_OUT_OF_REACH)],
)
def test_another_day_is_refused_at_its_fact(raw, message):
    refused = refusal("identity.deed_date", raw)
    assert (refused.message, refused.field) == (message, "identity.deed_date")


# Choices


def test_a_choice_is_one_of_its_list():
    assert rules.typed_value("identity.legal_form_suffix", " U.A. ") == "U.A."
    refused = refusal("identity.legal_form_suffix", "B.V.")
    assert str(refused) == "Choose one of: W.A., B.A., U.A."
    assert refused.field == "identity.legal_form_suffix"


# Lists


@pytest.mark.parametrize(
    "raw", ["snoeien\nmaaien", "snoeien; maaien", "snoeien\n\n maaien \nsnoeien", ["snoeien", "maaien"]]
)
def test_a_list_has_each_item_once_in_the_order_typed(raw):
    assert rules.typed_value("offer.keywords", raw) == ["snoeien", "maaien"]


@pytest.mark.parametrize("raw", ["", "\n;\n", [], None, 5, {"a": "b"}])
def test_what_is_no_list_is_refused(raw):
    refused = refusal("offer.keywords", raw)
    assert (refused.message, refused.field) == ("Fill in a list.", "offer.keywords")


def test_a_list_has_two_hundred_items_of_five_hundred_characters_at_most():
    longest = [f"{number:03}{'a' * 497}" for number in range(200)]
    assert rules.typed_value("offer.keywords", longest) == longest
    assert refusal("offer.keywords", [*longest, "meer"]).message == "Fill in a list."
    assert refusal("offer.keywords", ["a" * 501]).message == "Fill in a list."


# Codes, kinds of work and places


def test_a_code_that_does_not_exist_is_named_at_its_field():
    rules.typed_value("offer.cpv", "77310000\n90910000")
    with pytest.raises(RuleViolation) as refused:
        rules.typed_value("offer.cpv", "77310000\n99999999")
    assert refused.value.message == "“%(code)s” is no CPV code."
    assert (refused.value.field, refused.value.params) == ("offer.cpv", {"code": "99999999"})


def test_a_place_that_does_not_exist_is_named_with_those_that_look_like_it():
    rules.typed_value("offer.places", ["Utrecht", "NL35", "provincie Utrecht"])
    with pytest.raises(RuleViolation) as refused:
        rules.typed_value("offer.places", "Utrecht\nZaanstat")
    assert "Do you mean" in refused.value.message
    assert refused.value.field == "offer.places"
    assert refused.value.params["name"] == "Zaanstat"
    assert refused.value.params["near"].startswith("Zaanstad")
    with pytest.raises(RuleViolation) as unknown:
        rules.typed_value("offer.places", "Qqqqqqq")
    assert unknown.value.message == "We know no municipality or region “%(name)s”."
    assert (unknown.value.field, unknown.value.params) == ("offer.places", {"name": "Qqqqqqq"})


def test_other_answers_are_not_looked_up():
    assert rules.typed_value("offer.keywords", "99999999\nQqqqqqq") == ["99999999", "Qqqqqqq"]


# Rows


def test_a_row_has_all_its_columns():
    rows = rules.typed_value("people.founders", [{"name": " Fatima ", "email": None}, {"email": ""}, {"name": "Samir"}])
    assert rows == [{"name": "Fatima", "email": ""}, {"name": "Samir", "email": ""}]


@pytest.mark.parametrize(
    "raw", ["Fatima", [], [{}], [{"name": " "}], ["Fatima"], [{"name": "Fatima"}, None], {"name": "F"}, None]
)
def test_without_a_filled_row_there_is_nothing_to_keep(raw):
    refused = refusal("people.founders", raw)
    assert (refused.message, refused.field) == ("Fill in at least one row.", "people.founders")


def test_unknown_columns_are_named():
    refused = refusal("people.founders", [{"naam": "Fatima", "achternaam": "B", "email": "f@example.org"}])
    assert str(refused) == "Unknown columns: achternaam, naam."
    assert refused.field == "people.founders"


def test_there_are_two_hundred_rows_at_most_and_a_cell_is_cut_at_two_thousand():
    rows = [{"name": "a" * 2001}] * 200
    assert rules.typed_value("people.founders", rows) == [{"name": "a" * 2000, "email": ""}] * 200
    assert refusal("people.founders", [*rows, {"name": "b"}]).message == "Fill in at least one row."


# Editors


@pytest.mark.parametrize(
    ("key", "value", "language", "typed"),
    [
        ("identity.name", "De Bezem", "nl", "De Bezem"),
        ("people.members_count", "6100", "nl", "6.100"),
        ("people.members_count", "6100", "en", "6,100"),
        ("offer.max_value", "1250.50", "nl", "1250,50"),
        ("offer.max_value", "1250.50", "en", "1250.50"),
        ("offer.max_value", "250.00", "nl", "250"),
        ("identity.deed_date", "2026-11-04", "nl", "4 november 2026"),
        ("identity.deed_date", "2026-11-04", "en", "4 November 2026"),
        ("identity.legal_form_suffix", "U.A.", "nl", "U.A."),
        ("identity.seat", "Utrecht", "nl", "Utrecht"),
        ("offer.keywords", ["snoeien", "maaien"], "nl", "snoeien\nmaaien"),
        ("offer.sectors", ["wmo_hh"], "nl", ["Wmo huishoudelijke ondersteuning"]),
        ("offer.places", ["NL35", "Utrecht"], "nl", [{"place": "provincie Utrecht"}, {"place": "Utrecht"}]),
        ("people.founders", [{"name": "F", "email": "f@x.nl"}], "nl", [{"name": "F", "email": "f@x.nl"}]),
    ],
)
def test_what_is_shown_to_be_edited_is_read_back_and_means_the_same(key, value, language, typed):
    definition = FACT_KEYS[key]
    assert definition.as_typed(value, language) == typed
    assert same(definition, definition.typed(definition.read(typed), language), value)


# Words


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("people.members_count", "6100", "6.100"),
        ("capital.contribution", "1250.50", "€ 1.250,50"),
        ("identity.deed_date", "2026-11-04", "4 november 2026"),
        (
            "offer.places",
            ["NL35", "GM0344", "NL350", "BE"],
            "provincie Utrecht\nUtrecht\nregio Utrecht\nBelgique/België",
        ),
        ("offer.sectors", ["wmo_hh", "iets anders"], "Wmo huishoudelijke ondersteuning\niets anders"),
        ("offer.cpv", ["77310000"], "Beplanten en onderhouden van groengebieden (77310000)"),
        ("people.founders", [{"name": "F", "email": "f@x.nl"}, {"name": "S", "email": ""}], "F (f@x.nl)\nS"),
        (
            "evidence.references",
            [{"client": "School", "work": "ramen", "year": "2025", "value": "38000"}],
            "School, ramen (2025, € 38.000)",
        ),
        ("evidence.references", [{"client": "", "work": "ramen", "year": "", "value": "weinig"}], "ramen (weinig)"),
    ],
)
def test_a_fact_is_read_in_words(key, value, words):
    assert FACT_KEYS[key].in_words(value) == words


# Meaning


@pytest.mark.parametrize(
    ("key", "value", "other"),
    [
        ("identity.name", "De Bezem U.A.", "de bezem  UA"),
        ("purpose.text", "Werk, en inkomen.", "werk en inkomen"),
        ("identity.kvk", "12345678", "12345678"),
        ("capital.contribution", "250", "250.00"),
        ("people.members_count", "3", "3.0"),
        ("identity.deed_date", "2026-11-04", "2026-11-04"),
        ("offer.keywords", ["snoeien", "Maaien"], ["maaien", "snoeien"]),
        ("offer.places", ["NL35"], ["provincie Utrecht"]),
        ("contact.email", "A.Vos@x.nl", "a.vos@X.nl"),
        ("people.founders", [{"name": "Fátima B.", "email": ""}], [{"name": "fatima b", "email": "f@x.nl"}]),
        (
            "evidence.references",
            [{"client": "School", "work": "ramen", "year": "", "value": "€ 1.000"}],
            [{"client": "school", "work": "Ramen", "year": "2025", "value": "1000"}],
        ),
    ],
)
def test_what_means_the_same_is_no_difference(key, value, other):
    assert same(FACT_KEYS[key], value, other)
    assert same(FACT_KEYS[key], other, value)


@pytest.mark.parametrize(
    ("key", "value", "other"),
    [
        ("identity.name", "De Bezem U.A.", "De Bezems U.A."),
        ("governance.pay_ratio", "1,5 keer", "15 keer"),
        ("capital.contribution", "250.00", "25.00"),
        ("identity.deed_date", "2026-11-04", "2026-04-11"),
        ("offer.keywords", ["snoeien"], ["snoeien", "maaien"]),
        ("offer.places", ["NL35"], ["Utrecht"]),
        ("contact.email", "a.vos@x.nl", "avos@x.nl"),
        ("people.founders", [{"name": "F", "email": "f@x.nl"}], [{"name": "F", "email": "g@x.nl"}]),
        ("people.founders", [{"name": "F", "email": ""}], [{"name": "F", "email": ""}, {"name": "S", "email": ""}]),
        ("people.founders", [{"name": "", "email": "f@x.nl"}], [{"name": "F", "email": "f@x.nl"}]),
    ],
)
def test_what_means_something_else_differs(key, value, other):
    assert not same(FACT_KEYS[key], value, other)


def test_a_value_is_completed_with_what_the_other_has():
    names = [{"name": "Samir", "email": ""}, {"name": "Fatima", "email": ""}]
    people = [{"name": "fatima", "email": "f@x.nl"}, {"name": "samir", "email": ""}]
    assert completed(FACT_KEYS["people.founders"], names, people) == [
        {"name": "Samir", "email": ""},
        {"name": "Fatima", "email": "f@x.nl"},
    ]


# Ranks


def test_the_deed_is_believed_before_the_register_before_work_before_a_hand_before_a_file():
    order = [
        FactSourceKind.IMPORT,
        FactSourceKind.ENTERED,
        FactSourceKind.EXERCISE,
        FactSourceKind.REGISTER,
        FactSourceKind.DEED,
    ]
    ranks = [rank_of(FACT_KEYS["identity.name"], kind) for kind in order]
    assert ranks == sorted(set(ranks))
    assert rank_of(FACT_KEYS["identity.name"], FactSourceKind.INTERVIEW) == ranks[2]


def test_no_source_has_more_to_say_than_the_owner_of_a_fact():
    wish = FACT_KEYS["offer.keywords"]
    assert rank_of(wish, FactSourceKind.EXERCISE) == rank_of(wish, FactSourceKind.ENTERED)
    assert rank_of(wish, FactSourceKind.IMPORT) < rank_of(wish, FactSourceKind.ENTERED)
    counted = FACT_KEYS["people.members_count"]
    assert rank_of(counted, FactSourceKind.DEED) == rank_of(counted, FactSourceKind.REGISTER)


@pytest.mark.parametrize("kind", [kind for kind in FactSourceKind if kind is not FactSourceKind.IMPORT])
def test_a_refusal_says_where_the_value_comes_from_and_how_it_changes(kind):
    refused = rules.held_elsewhere("identity.name", FactSource(kind, "", "akte van 1 oktober 2026"))
    assert refused.field == "identity.name"
    assert "To change it" in str(refused)
    if "%(source)s" in refused.message:
        assert "akte van 1 oktober 2026" in str(refused)


def test_what_was_noted_with_the_deed_is_corrected_there():
    refused = rules.held_elsewhere("identity.deed_date", FactSource(FactSourceKind.DEED))
    assert "The manager corrects it" in str(refused)


def test_every_fact_has_a_label_in_both_languages_and_what_its_kind_needs():
    for key, fact in FACT_KEYS.items():
        assert fact.key == key
        assert fact.label("nl") == fact.nl != ""
        assert fact.label("en") == fact.en != ""
        assert bool(fact.choices) == (fact.kind is FactKind.CHOICE) == (fact.editor.widget is Widget.CHOICE)
        assert bool(fact.fields) == (fact.kind is FactKind.RECORDS) == (fact.editor.widget is Widget.TABLE)
        assert BY_NAME[fact.name] is fact
        assert "." not in fact.name
        assert fact.readers


@pytest.mark.parametrize("kind", list(FactKind))
def test_every_kind_of_fact_is_in_use(kind):
    assert kind in {definition.kind for definition in FACT_KEYS.values()}


# Addresses of groups


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Groenploeg Zuid", "groenploeg-zuid"),
        ("  Coöperatie 'Déjà Vu'! ", "cooperatie-deja-vu"),
        ("Ñandú & Co 2", "nandu-co-2"),
        ("÷", "groep"),
        ("", "groep"),
        ("a" * 61, "a" * 60),
    ],
)
def test_an_address_is_readable(name, slug):
    assert rules.slug_of(name, set()) == slug


def test_an_address_that_is_taken_gets_a_number():
    assert rules.slug_of("Groep", {"groep"}) == "groep-2"
    assert rules.slug_of("Groep", {"groep", "groep-2"}) == "groep-3"
    assert rules.slug_of("Groep", {"groep-2"}) == "groep"


@pytest.mark.parametrize("phase", list(Phase))
def test_a_group_is_founded_from_the_deed_on(phase):
    assert phase.founded == (phase.value in {"F5", "F6", "F7"})
