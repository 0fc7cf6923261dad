"""Sentences of the catalogue: filled in, counted, and written in one way of speaking."""

import re
from datetime import date

import pytest
from flask import render_template_string
from flask_babel import force_locale, gettext, lazy_gettext, ngettext
from markupsafe import Markup

from incubator.config import ROOT
from incubator.core import formatting
from incubator.core.i18n_commands import catalogues
from incubator.core.sentences import ended, filled

TEXTS = [
    (feature, text)
    for feature, catalogue in catalogues().items()
    for message in catalogue
    if message.id
    for text in ([message.string] if isinstance(message.string, str) else message.string)
]


@pytest.mark.parametrize(
    ("sentence", "values", "written"),
    [
        ("Hallo %(name)s.", {"name": "De Borstel U.A."}, "Hallo De Borstel U.A."),
        ("Hallo %(name)s.", {"name": "De Borstel"}, "Hallo De Borstel."),
        ("Hallo %(name)s!", {"name": "De Borstel U.A."}, "Hallo De Borstel U.A.!"),
        ("%(name)s. Verder.", {"name": "Groen B.V."}, "Groen B.V. Verder."),
        ("Wacht %(name)s...", {"name": "U.A."}, "Wacht U.A...."),
        ("100%% van %(number)s.", {"number": 3}, "100% van 3."),
        ("%(day)s.", {"day": date(2026, 11, 26)}, "2026-11-26."),
    ],
)
def test_a_name_that_ends_in_a_full_stop_ends_the_sentence(sentence, values, written):
    assert filled(sentence, values) == written


def test_what_is_filled_in_is_escaped_as_before():
    page = filled(Markup("<b>%(name)s</b> %(more)s."), {"name": "<i>", "more": "U.A."})
    assert isinstance(page, Markup)
    assert page == "<b>&lt;i&gt;</b> U.A."


def test_code_templates_and_lazy_texts_fill_in_alike(app):
    with app.test_request_context(), force_locale("en"):
        assert gettext("Hello %(name)s.", name="U.A.") == "Hello U.A."
        assert str(lazy_gettext("Hello %(name)s.", name="U.A.")) == "Hello U.A."
        assert ngettext("%(num)d of %(name)s.", "%(num)d of %(name)s.", 2, name="U.A.") == "2 of U.A."
        template = "{{ _('Hello %(name)s.', name='<U.A.') }} {{ ngettext('%(num)d of %(name)s.', '%(num)d!', 1, name='U.A.') }}"
        assert render_template_string(template) == "Hello &lt;U.A. 1 of U.A."


def test_a_page_and_the_letters_that_it_sends_have_a_language_each(app):
    template = "{{ _('Sign in') }} {{ ngettext('%(num)d notice', '%(num)d notices', 2) }}"
    with app.test_request_context():
        before = render_template_string(template)
        with force_locale("en"):
            letter = (gettext("Sign in"), render_template_string(template))
        assert before == render_template_string(template) == "Inloggen 2 aankondigingen"
        assert letter == ("Sign in", "Sign in 2 notices")


def test_a_sentence_without_values_is_shown_as_it_is(app):
    assert filled(Markup("<b>vast</b>"), {}) == Markup("<b>vast</b>")
    assert filled("100%%", {}) == "100%"


def test_no_dutch_text_has_a_sign_twice_or_a_blank_before_it():
    wrong = [text for text in TEXTS if re.search(r"(?<!\.)\.\.(?!\.)|,,|;;|\?\?|!!| [.,;:?!](\s|$)|  ", text[1])]
    assert wrong == []


def test_a_dutch_text_that_counts_has_a_singular():
    """%(num)d is a number that agrees with a noun: the catalogue has to know both."""
    counted = [
        message.id
        for catalogue in catalogues().values()
        for message in catalogue
        if message.id and isinstance(message.id, str) and "%(num)d" in message.id
    ]
    assert counted == []


NOUNS = "dagen|weken|maanden|jaren|uren|punten|leden|aankondigingen|groepen|percelen|mails|vragen|stukken|bestanden"


def test_no_dutch_text_that_is_never_singular_counts_something():
    """“Nog 1 dagen”: a number before a plural is counted by ngettext. After “van” it is a total: 1 van 3 lessen."""
    single = [
        message for catalogue in catalogues().values() for message in catalogue if isinstance(message.string, str)
    ]
    texts = [message.string for message in single if re.search(rf"(?<!van )%\(\w+\)s ({NOUNS})\b", message.string)]
    assert texts == []


@pytest.mark.parametrize(
    ("number", "written"), [(1, "1 aankondiging"), (2, "2 aankondigingen"), (4200, "4.200 aankondigingen")]
)
def test_what_is_counted_agrees_and_has_a_sign_in_thousands(app, number, written):
    with app.test_request_context(), force_locale("nl"):
        assert ngettext("%(num)d notice", "%(num)d notices", number) == written
        template = "{{ ngettext('%(num)d notice', '%(num)d notices', number) }}"
        assert render_template_string(template, number=number) == written


def test_dutch_says_bewaren_for_what_is_kept():
    """One word for one thing: a text is "bewaard", on buttons and in sentences."""
    assert [text for text in TEXTS if re.search(r"opslaan|opgeslagen", text[1], re.IGNORECASE)] == []


def test_dutch_writes_meedoen_as_one_speaks_it():
    assert [text for text in TEXTS if re.search(r"[Ww]ie er meedoen\b", text[1])] == []


@pytest.mark.parametrize(("language", "written"), [("nl", "4.200"), ("en", "4,200")])
def test_thousands_have_a_sign(app, language, written):
    with app.test_request_context(), force_locale(language):
        assert formatting.number(4200) == written


def test_an_amount_on_a_page_does_not_part_at_the_end_of_a_line(app):
    with app.test_request_context(), force_locale("nl"):
        assert render_template_string("{{ 1457089 | money_cents }}") == "€\u00a014.570,89"
        assert render_template_string("{{ amount | money }}", amount=12) == "€\u00a012"
        # In a file, a mail or a search the blank is a plain one.
        assert formatting.money_cents(1457089) == "€ 14.570,89"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("De Zonnewijk U.A.", "De Zonnewijk U.A."),
        ("De Zonnewijk", "De Zonnewijk."),
        ("Hoe nu?", "Hoe nu?"),
        ("Nu!", "Nu!"),
    ],
)
def test_a_sentence_of_a_document_has_a_single_sign_at_its_end(text, sentence):
    assert ended(text) == sentence


def test_no_document_puts_a_full_stop_straight_behind_a_name_or_a_title():
    behind = re.compile(r"\{[\w. ]*\b(?:\w*name|title|in_full)\}\.(?:[ \"]|$)", re.MULTILINE)
    for path in (ROOT / "incubator").glob("*/documents/**/*.py"):
        assert not behind.search(path.read_text()), path.name
