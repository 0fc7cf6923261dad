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
        return {"und": unnamed} if unnamed else {}
    inside = item.child(key)
    found: dict[str, tuple[str, ...]] = {}
    for told in inside.value:
        language = eforms_codes.language2(told) or "und"
        found[language] = (*found.get(language, ()), *inside.texts(told))
    return {language: values for language, values in found.items() if values}


def original_language(item: JsonObject) -> str | None:
    """The language in which the buyer wrote: Dutch where there is a choice."""
    for key in ("title-proc", "description-proc", "buyer-name", "organisation-name-buyer", "title-lot"):
        languages = [one for one in multilingual(item, key) if one != "und"]
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
    languages = sorted({*titles, *prose}, key=lambda one: (one != "nl", one != original, one))
    found = [Text(one, next(iter(titles.get(one, ())), None), prose.get(one)) for one in languages]
    return original, [one for one in found if one.title or one.description]


def _prose(item: JsonObject, key: str) -> dict[str, str]:
    """Descriptions with their paragraphs."""
    value = item.value.get(key)
    told = value if isinstance(value, dict) else {"": value}
    found = {}
    for language, inside in told.items():
        parts = inside if isinstance(inside, list) else [inside]
        text = "\n\n".join(texts.clean(one) for one in parts if isinstance(one, str))
        if text.strip():
            found[eforms_codes.language2(language) or "und"] = text
    return found


def buyers_title(item: JsonObject, original: str | None) -> str | None:
    """`country – label of the CPV code – title`: only the last part is the buyer's, and it is the same in all languages."""
    titles = multilingual(item, "notice-title")
    language = next((one for one in ("nl", original, "en", *titles) if one in titles), None)
    if language is None:
        return None
    whole = titles[language][0]
    code = next(iter(item.texts("classification-cpv")), "")
    _country, dash, rest = whole.partition(DASH)
    label = cpv.label(code[:8], language) if language in {"nl", "en"} else ""
    if dash and label and rest.startswith(f"{label}{DASH}"):
        return rest[len(label) + len(DASH) :]
    parts = whole.split(DASH, 2)
    return parts[2] if len(parts) == 3 else whole


def named(item: JsonObject, key: str, original: str | None) -> tuple[str, ...]:
    """Names in the language of the notice: the same organisation stands once in each language."""
    told = multilingual(item, key)
    language = next((one for one in ("nl", original, *told) if one in told), None)
    return distinct(told[language]) if language else ()
