"""Read a text of the knowledge centre as it is written, and say what is wrong with it, with its line.

TOML between two lines of plus signs, then Markdown. `[[word]]` is a word of the glossary, `[text](/kennis/slug)` another text. In a
template the text that a group fills in stands between a line `:::sjabloon` and a line `:::`.
"""

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from incubator.knowledge.rules import FRONT, LINK, by_anchor, front_matter, references, slug_of
from incubator.knowledge.values import KnowledgeArticle, KnowledgeKind, KnowledgeSubject, Term, WritingProblem

TEMPLATE = re.compile(r"^:::sjabloon\n(.*?)^:::$", re.DOTALL | re.MULTILINE)
MARKDOWN_LINK = re.compile(r"(?<!\[)\[[^\]\[]+\]\(([^)\s]+)\)")
LINE_OF_TOML = re.compile(r"line (\d+)")
RULE = re.compile(r"[A-Z]-\d{2}")
ASKED = {
    "title": str,
    "summary": str,
    "title_en": str,
    "summary_en": str,
    "owner": str,
    "checked": date,
    "check_every_months": int,
    "sources": list,
}
OPTIONAL = {"topics": list, "rules": list, "lessons": list, "subject": str}
MOST_MONTHS = 24  # what nobody looks at for two years is not kept up
WORDS = {
    KnowledgeKind.ARTICLE: (350, 700),
    KnowledgeKind.CASE: (250, 700),
    KnowledgeKind.TEMPLATE: (40, 400),
}  # of the text around a template, not of the template itself


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """What a text may link to."""

    terms: Collection[Term]
    slugs: Collection[str]  # of the other texts


def read_article(slug: str, text: str, kind: KnowledgeKind) -> KnowledgeArticle:
    """A text out of its file. Raises `ValueError`, `KeyError` or `TypeError` when something is missing above it."""
    details, body = front_matter(text)
    template = TEMPLATE.search(body)
    subject = None
    if kind is KnowledgeKind.ARTICLE:
        subject = KnowledgeSubject(details["subject"])
    return KnowledgeArticle(
        slug=slug,
        kind=kind,
        title=details["title"],
        summary=details["summary"],
        title_en=details["title_en"],
        summary_en=details["summary_en"],
        owner=details["owner"],
        checked=details["checked"],
        check_every_months=details["check_every_months"],
        sources=references(details["sources"]),
        topics=tuple(details.get("topics", ())),
        rules=tuple(details.get("rules", ())),
        lessons=tuple(details.get("lessons", ())),
        body=TEMPLATE.sub("", body).strip(),
        template=template[1].strip() if template else "",
        subject=subject,
    )


def article_problems(text: str, kind: KnowledgeKind, known: LinkTargets) -> list[WritingProblem]:
    """What is wrong with a text as it is written, in the order of its lines; nothing when it can be published."""
    head = FRONT.match(text)
    if head is None:
        return [WritingProblem(1, "the text does not begin with +++ and a closing +++")]
    try:
        details = tomllib.loads(head[1])
    except tomllib.TOMLDecodeError as broken:
        place = LINE_OF_TOML.search(str(broken))
        return [WritingProblem(int(place[1]) + 1 if place else 1, str(broken))]
    problems = [*_front_problems(details, head[1]), *_link_problems(text, known), *_body_problems(head[2], kind)]
    if kind is KnowledgeKind.ARTICLE and details.get("subject") not in set(KnowledgeSubject):
        problems.append(
            WritingProblem(_line_of_key(head[1], "subject"), f"subject is none of {', '.join(KnowledgeSubject)}")
        )
    return sorted(problems, key=lambda problem: problem.line)


def _front_problems(details: dict[str, Any], head: str) -> Iterator[WritingProblem]:
    for name in sorted(ASKED.keys() - details.keys()):
        yield WritingProblem(1, f"{name} is missing")
    for name in sorted(details.keys() - ASKED.keys() - OPTIONAL.keys()):
        yield WritingProblem(_line_of_key(head, name), f"{name} is not known")
    for name, kind in (ASKED | OPTIONAL).items():
        value = details.get(name, kind)
        if value is not kind and (value == "" or not isinstance(value, kind)):
            yield WritingProblem(_line_of_key(head, name), f"{name} has no value of its kind ({kind.__name__})")
    for rule in details.get("rules", ()):
        if not RULE.fullmatch(str(rule)):
            yield WritingProblem(_line_of_key(head, "rules"), f"{rule} is no number of a rule")
    yield from _month_problems(details.get("check_every_months"), _line_of_key(head, "check_every_months"))
    yield from _source_problems(details.get("sources", ()), _line_of_key(head, "sources"))


def _month_problems(months: Any, line: int) -> Iterator[WritingProblem]:
    if isinstance(months, int) and not 1 <= months <= MOST_MONTHS:
        yield WritingProblem(line, f"a check is due after 1 to {MOST_MONTHS} months")


def _source_problems(sources: Any, line: int) -> Iterator[WritingProblem]:
    if not sources:
        yield WritingProblem(line, "there is no source")
        return
    for number, source in enumerate(sources, start=1):
        if not {"label", "date"} <= set(source) <= {"label", "url", "date"}:
            yield WritingProblem(line, f"source {number} needs a label and a date, and may have a url")
        elif not str(source.get("url", "https://")).startswith("https://"):
            yield WritingProblem(line, f"source {number}: its url does not begin with https://")


def _link_problems(text: str, known: LinkTargets) -> Iterator[WritingProblem]:
    words = by_anchor(known.terms)
    for link in LINK.finditer(text):
        if slug_of(link[1]) not in words:
            yield WritingProblem(_line_at(text, link.start()), f"the glossary has no “{link[1]}”")
    for link in MARKDOWN_LINK.finditer(text):
        if not _leads_somewhere(link[1], words, known.slugs):
            yield WritingProblem(_line_at(text, link.start()), f"the link {link[1]} leads nowhere")


def _leads_somewhere(address: str, words: dict[str, Term], slugs: Collection[str]) -> bool:
    """Whether a link goes to the outside, or to a page that is there."""
    if address.startswith("https://"):
        return True
    place = address.removeprefix("/kennis/")
    if place == address:
        return False
    return place in slugs or place.removeprefix("begrippen/") in words


def _body_problems(body: str, kind: KnowledgeKind) -> Iterator[WritingProblem]:
    template = TEMPLATE.search(body)
    if (kind is KnowledgeKind.TEMPLATE) is not (template is not None):
        yield WritingProblem(1, "a template, and nothing else, has a text to fill in between :::sjabloon and :::")
    count = len(TEMPLATE.sub("", body).split())
    fewest, most = WORDS[kind]
    if not fewest <= count <= most:
        yield WritingProblem(1, f"it has {count} words, and has to have {fewest} to {most}")


def _line_of_key(head: str, name: str) -> int:
    for number, line in enumerate(head.split("\n"), start=2):
        if re.match(rf"\[*{re.escape(name)}\b", line):
            return number
    return 1


def _line_at(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
