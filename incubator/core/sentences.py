"""How a sentence of the catalogue takes up what it is about: a name that ends in a full stop ("U.A.") ends the sentence too."""

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

from babel import Locale
from babel.numbers import format_decimal
from babel.support import NullTranslations
from flask import g
from flask_babel import Babel, Domain, get_locale, get_translations
from jinja2 import Environment
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context
from markupsafe import Markup

_BEFORE_A_STOP = re.compile(r"%\((\w+)\)s\.(?!\.)")


def filled(sentence: str, values: Mapping[str, Any]) -> str:
    """The sentence with its values, and without a second full stop behind one that a value ends in.

    Of a `Markup` it is a `Markup` with escaped values.
    """
    if "%" not in sentence:
        return sentence

    def as_it_ends(place: re.Match[str]) -> str:
        if str(values.get(place[1], "")).endswith("."):
            return place[0].removesuffix(".")
        return place[0]

    # A method of Markup would give a plain text back.
    written = type(sentence)(_BEFORE_A_STOP.sub(as_it_ends, sentence))
    return written % values


def ended(text: str) -> str:
    """The text with the full stop that ends a sentence, for documents: not after one that it ends in itself ("U.A.")."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


class SentenceDomain(Domain):
    """The texts of the catalogue, filled in by `filled`."""

    def __init__(self, domain: str) -> None:
        super().__init__(domain=domain)
        self.of_language: dict[str, NullTranslations] = {}

    def get_translations(self) -> NullTranslations:
        """The texts of the reader's language. A page asks for them a hundred times: found by the language alone."""
        locale = get_locale()
        if locale is None:
            return super().get_translations()
        known = self.of_language.get(locale.language)
        if known is None:
            known = self.of_language[locale.language] = super().get_translations()
        return known

    def gettext(self, string: str, **variables: Any) -> str:
        sentence = str(_texts().ugettext(string))
        return filled(sentence, variables) if variables else sentence

    def ngettext(self, singular: str, plural: str, num: int, **variables: Any) -> str:
        return filled(_with_thousands(str(_texts().ungettext(singular, plural, num))), _counting(num, variables))


# What was found once is taken from where Flask-Babel keeps it: its own way there costs more than the sentence, hundreds of times a page.


def _texts() -> NullTranslations:
    """The texts of the reader's language."""
    try:
        here = g._get_current_object()._flask_babel
        known: NullTranslations = here.babel_domain.of_language[here.babel_locale.language]
    except (AttributeError, KeyError, RuntimeError):
        return get_translations()
    return known


def locale_here() -> Locale | None:
    """The language that this page is written in; None outside of any."""
    try:
        known: Locale = g._get_current_object()._flask_babel.babel_locale
    except (AttributeError, RuntimeError):
        return get_locale()
    return known or get_locale()


class SentenceBabel(Babel):
    @cached_property
    def domain_instance(self) -> Domain:
        return SentenceDomain(domain=self.domain)


def _with_thousands(sentence: str) -> str:
    """A counted number is written as people read it: 4.200, not 4200."""
    return sentence.replace("%(num)d", "%(num)s")


def _counting(num: int, values: Mapping[str, Any]) -> dict[str, Any]:
    return {"num": _digits(num, locale_here()), **values}


@lru_cache(maxsize=1000, typed=True)
def _digits(num: int, locale: Locale | None) -> str:
    return str(format_decimal(num, locale=locale))


def init_templates(environment: Environment) -> None:
    """Templates have functions of their own, which escape what they fill in."""
    # `_` by itself: the one of Jinja looks `gettext` up and calls that, for each sentence again.
    environment.globals["_"] = environment.globals["gettext"] = _translated
    environment.globals["ngettext"] = _counted


@pass_eval_context
def _translated(evaluation: EvalContext, sentence: str, /, **values: Any) -> str:
    return filled(_written(evaluation, str(_texts().ugettext(sentence))), values)


@pass_eval_context
def _counted(evaluation: EvalContext, singular: str, plural: str, num: int, /, **values: Any) -> str:
    sentence = _with_thousands(str(_texts().ungettext(singular, plural, num)))
    return filled(_written(evaluation, sentence), _counting(num, values))


def _written(evaluation: EvalContext, sentence: str) -> str:
    if evaluation.autoescape:
        return Markup(sentence)  # noqa: S704 - our own catalogue; the values are escaped when they are filled in
    return sentence
