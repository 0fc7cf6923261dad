"""Addresses inside the site: what was written before is the same as what Flask writes anew."""

import pytest
from flask import Flask, url_for
from flask_babel import force_locale, gettext, ngettext
from werkzeug.routing import BuildError

from incubator.core.i18n import language

ASKED = [
    {"groep": 1},
    {"groep": True},
    {"groep": "1"},
    {"groep": None},
    {"groep": ["a", "b"]},
    {"groep": "a b&c", "_anchor": "één"},
    {"groep": 1.0},
    {"_external": True},
    {},
]


@pytest.mark.parametrize("place", ["", "/onder"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_address_that_was_written_before_is_what_it_would_be_now(app, place, method):
    for _time in range(2):
        with app.test_request_context(method=method, environ_overrides={"SCRIPT_NAME": place}):
            for values in ASKED:
                assert url_for("home.agenda", **values) == Flask.url_for(app, "home.agenda", **values)
            assert url_for("cooperatives.show", slug="de-bezem") == f"{place}/cooperaties/de-bezem"


def test_a_page_that_is_not_there_is_refused_each_time(app):
    for _time in range(2):
        with app.test_request_context(), pytest.raises(BuildError):
            url_for("home.nowhere")


def test_a_letter_to_somebody_who_reads_another_language_is_in_that_language(app):
    with app.test_request_context():
        days = ngettext("%(num)d day left", "%(num)d days left", 4200)
        assert (language(), gettext("tomorrow"), days) == ("nl", "morgen", "nog 4.200 dagen")
        with force_locale("en"):
            days = ngettext("%(num)d day left", "%(num)d days left", 4200)
            assert (language(), gettext("tomorrow"), days) == ("en", "tomorrow", "4,200 days left")
        assert (language(), gettext("tomorrow")) == ("nl", "morgen")
