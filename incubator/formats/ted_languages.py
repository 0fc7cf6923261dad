"""The languages of TED's Search API: texts by language, and titles of which only the last part is the buyer's."""

from incubator.core.reference import cpv, eforms_codes
from incubator.formats import texts
from incubator.formats.fields import JsonObject, distinct
from incubator.formats.values import Text

DASH = " – "


def multilingual(item: JsonObject, key: str) -> dict[str, tuple[str, ...]]:
    """Texts by two-letter language. The service gives objects by language, and lists or single texts in them."""
    value = item.value.get(key)
    if isinstance(value, str | list):
        unnamed = item.texts(key)
        if unnamed:
            return {"und": unnamed}
        return {}
    inside = item.child(key)
    known: dict[str, tuple[str, ...]] = {}
    for code in inside.value:
        language = eforms_codes.language2(code) or "und"
        known[language] = (*known.get(language, ()), *inside.texts(code))
    return {language: values for language, values in known.items() if values}


def original_language(item: JsonObject) -> str | None:
    """The language in which the buyer wrote: Dutch where there is a choice."""
    for key in ("title-proc", "description-proc", "buyer-name", "organisation-name-buyer", "title-lot"):
        languages = [language for language in multilingual(item, key) if language != "und"]
        if "nl" in languages:
            return "nl"
        if languages:
            return languages[0]
    return None


def written_texts(item: JsonObject) -> tuple[str | None, list[Text]]:
    """Title and description in each language the buyer wrote, Dutch first."""
    original = original_language(item)
    titles, prose = multilingual(item, "title-proc"), _prose(item, "description-proc")
    if not titles:
        titles = {original or "und": tuple(filter(None, [buyers_title(item, original)]))}
    languages = sorted({*titles, *prose}, key=lambda language: (language != "nl", language != original, language))
    written = [Text(code, next(iter(titles.get(code, ())), None), prose.get(code)) for code in languages]
    return original, [text for text in written if text.title or text.description]


def _prose(item: JsonObject, key: str) -> dict[str, str]:
    """Descriptions with their paragraphs."""
    value = item.value.get(key)
    by_language = value if isinstance(value, dict) else {"": value}
    known = {}
    for language, inside in by_language.items():
        parts = inside if isinstance(inside, list) else [inside]
        text = "\n\n".join(texts.clean(part) for part in parts if isinstance(part, str))
        if text.strip():
            known[eforms_codes.language2(language) or "und"] = text
    return known


def buyers_title(item: JsonObject, original: str | None) -> str | None:
    """`country – label of the CPV code – title`: only the last part is the buyer's, and it is the same in all languages."""
    titles = multilingual(item, "notice-title")
    language = _preferred(titles, "nl", original, "en")
    if language is None:
        return None
    whole = titles[language][0]
    code = next(iter(item.texts("classification-cpv")), "")
    _country, dash, rest = whole.partition(DASH)
    label = cpv.label(code[:8], language) if language in {"nl", "en"} else ""
    if dash and label and rest.startswith(f"{label}{DASH}"):
        return rest[len(label) + len(DASH) :]
    parts = whole.split(DASH, 2)
    if len(parts) == 3:
        return parts[2]
    return whole


def named(item: JsonObject, key: str, original: str | None) -> tuple[str, ...]:
    """Names in the language of the notice: the same organisation stands once in each language."""
    names = multilingual(item, key)
    language = _preferred(names, "nl", original)
    if language:
        return distinct(names[language])
    return ()


def _preferred(known: dict[str, tuple[str, ...]], *languages: str | None) -> str | None:
    """The first of these languages in which there is something, else the first that there is."""
    for language in (*languages, *known):
        if language in known:
            return language
    return None
