"""The look of documents out of a Word file that somebody brings: what its styles say of letters and room, laid over ours."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.word import opening
from incubator.core.word.counting import attribute

W = opening.W
# By the name that Word keeps in the file, whatever the language of the program.
NEEDED = ("Normal", "Title", "heading 1", "heading 2")
# Which of ours follow which of theirs; the first that the file has counts.
FOLLOWED = {
    "Normal": ("Normal",),
    "Body Text": ("Body Text", "Normal"),
    "Inleiding": ("Intro", "Normal"),
    "Artikeltekst": ("Normal",),
    "Title": ("Title",),
    "Subtitle": ("Subtitle",),
    "Heading 1": ("heading 1",),
    "Heading 2": ("heading 2",),
    "Heading 3": ("heading 3", "heading 2"),
    "Kop zonder nummer": ("heading 1",),
    "Inhoudskop": ("TOC Heading", "heading 1"),
    "Caption": ("caption",),
    "List Bullet": ("List Bullet", "Normal"),
    "List Number": ("List Number", "Normal"),
    "Header": ("header",),
    "Footer": ("footer",),
}
FONT_OF_TEXT = ("Noot", "Tabeltekst", "Tabelkop", "toc 1", "toc 2", "toc 3")
DEEPEST = 12
SMALLEST, LARGEST = 12, 160  # half points
FONT_NAME = re.compile(r"[\w .,'&+-]{1,60}")
COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
NO_WORD = N_("This is no Word document that we can read. Save it as .docx and try again.")
NO_STYLES = N_("These styles are not in the file: %(names)s. Add them in Word and bring the file again.")
SHOWN_NAMES = {
    "heading 1": "Kop 1 (Heading 1)",
    "heading 2": "Kop 2 (Heading 2)",
    "Title": "Titel (Title)",
    "Normal": "Standaard (Normal)",
}
OFFICE_THEME = "Calibri"


@dataclass(frozen=True, slots=True)
class StyleLook:
    """How a style looks; None is: as ours. Sizes are in half points, room in twentieths of a point."""

    font: str | None = None
    size: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: str | None = None
    before: int | None = None
    after: int | None = None
    align: str | None = None


def read_look(content: bytes) -> dict[str, dict[str, Any]]:
    """The looks in a Word file, by the name of our style. Raises `RuleViolation` that says what is wrong."""
    raw = _styles(content)
    by_name = {attribute(style, "name").casefold(): style for style in raw.values()}
    missing = [name for name in NEEDED if name.casefold() not in by_name]
    # Without these four a document would be half in one look and half in another.
    if missing:
        raise RuleViolation(NO_STYLES, names=", ".join(SHOWN_NAMES[name] for name in missing))
    looks = {}
    for ours, theirs in FOLLOWED.items():
        for name in theirs:
            style = by_name.get(name.casefold())
            if style is not None:
                looks[ours] = asdict(_look(raw, style))
                break
    font = looks["Normal"]["font"]
    looks |= {name: asdict(StyleLook(font=font)) for name in FONT_OF_TEXT}
    return looks


def open_word(content: bytes) -> opening.Opened:
    """The parts of a Word file. Raises `RuleViolation` in words that fit any document."""
    try:
        return opening.opened(content)
    except RuleViolation as broken_rule:
        # Those two sentences speak of a deed.
        if broken_rule.message in {opening.OTHER, opening.PDF}:
            raise RuleViolation(NO_WORD) from broken_rule
        raise


def _styles(content: bytes) -> dict[str, Any]:
    """The paragraph styles by their id, with the defaults of the file under an empty one."""
    opened = open_word(content)
    root = opened.part("styles")
    if root is None:
        raise RuleViolation(NO_STYLES, names=", ".join(SHOWN_NAMES.values()))
    raw = {attribute(style, "", "styleId"): style for style in root.findall(f"{W}style")}
    defaults = root.find(f"{W}docDefaults")
    if defaults is not None:
        raw[""] = defaults
    return raw


def _look(raw: Mapping[str, Any], style: Any) -> StyleLook:
    """A style with what it takes from those that it is based on, and last from the defaults of the file."""
    values: dict[str, Any] = {}
    chain = [style]
    for _depth in range(DEEPEST):
        based_on = attribute(chain[-1], "basedOn")
        if based_on not in raw or not based_on:
            break
        chain.append(raw[based_on])
    for element in chain:
        values = _own_look(element) | values
    if "" in raw:
        values = _own_look(raw[""], "rPrDefault/", "pPrDefault/") | values
    return StyleLook(**values)


def _own_look(element: Any, letters: str = "", room: str = "") -> dict[str, Any]:
    run = f"{letters}rPr"
    known = {
        "font": _font(element, run),
        "size": _whole(attribute(element, f"{run}/sz"), SMALLEST, LARGEST),
        "bold": _switch(element, f"{run}/b"),
        "italic": _switch(element, f"{run}/i"),
        "colour": _colour(attribute(element, f"{run}/color")),
        "before": _whole(attribute(element, f"{room}pPr/spacing", "before"), 0, 4000),
        "after": _whole(attribute(element, f"{room}pPr/spacing", "after"), 0, 4000),
        "align": _align(attribute(element, f"{room}pPr/jc")),
    }
    return {name: value for name, value in known.items() if value is not None}


def _font(element: Any, run: str) -> str | None:
    name = attribute(element, f"{run}/rFonts", "ascii")
    if name and FONT_NAME.fullmatch(name):
        return name
    # A font of the theme has no name here; what Office itself uses is the nearest.
    if attribute(element, f"{run}/rFonts", "asciiTheme"):
        return OFFICE_THEME
    return None


def _whole(text: str, least: int, most: int) -> int | None:
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII):
        return None
    return min(max(int(text), least), most)


def _switch(element: Any, path: str) -> bool | None:
    place = element.find("/".join(W + step for step in path.split("/")))
    if place is None:
        return None
    return place.get(f"{W}val", "true") not in {"0", "false", "off"}


def _colour(text: str) -> str | None:
    if COLOUR.fullmatch(text):
        return text.upper()
    return None


def _align(text: str) -> str | None:
    if text in {"left", "center", "right", "both"}:
        return text
    return None


def wear(word: WordFile, looks: Mapping[str, Mapping[str, Any]]) -> None:
    """Lay the looks over the styles of a file of ours; its numbering, levels and names stay."""
    names = {style.name for style in word.styles}
    for name, look in looks.items():
        if name in names:
            _dress(word.styles[name], StyleLook(**look))
    if "Heading 1" in looks and looks["Heading 1"].get("colour"):
        colour = RGBColor.from_string(looks["Heading 1"]["colour"])
        word.styles["Tabelkop"].font.color.rgb = colour


def _dress(style: Any, look: StyleLook) -> None:
    font, layout = style.font, style.paragraph_format
    # A font of the theme would win from the one that is set here.
    if look.font is not None:
        properties = style.element.get_or_add_rPr()
        for old in properties.findall(qn("w:rFonts")):
            properties.remove(old)
        family = look.font.replace("&", "&amp;")
        properties.insert(
            0, parse_xml(f'<w:rFonts {nsdecls("w")} w:ascii="{family}" w:hAnsi="{family}" w:cs="{family}"/>')
        )
    if look.size is not None:
        font.size = Pt(look.size / 2)
    for name in ("bold", "italic"):
        if getattr(look, name) is not None:
            setattr(font, name, getattr(look, name))
    if look.colour is not None:
        font.color.rgb = RGBColor.from_string(look.colour)
    if look.before is not None:
        layout.space_before = Pt(look.before / 20)
    if look.after is not None:
        layout.space_after = Pt(look.after / 20)
    if look.align is not None:
        justify = style.element.get_or_add_pPr().get_or_add_jc()
        justify.set(qn("w:val"), look.align)
