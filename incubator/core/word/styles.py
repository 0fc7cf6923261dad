"""The styles and the numbering of every document that the house makes; nothing is formatted outside of these."""

import io
from functools import cache
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from incubator.core.word.blocks import Numbering

FONT = "Arial"
INK = RGBColor(0x1F, 0x2A, 0x30)
ACCENT = RGBColor(0x1D, 0x4D, 0x4F)
GREY = RGBColor(0x4A, 0x55, 0x5C)

CLAUSE_STYLES = {0: "Artikeltekst", 1: "Lid", 2: "Onderdeel", 3: "Subonderdeel"}
PARAGRAPH_STYLES = {
    "text": "Body Text",
    "title": "Title",
    "subtitle": "Subtitle",
    "intro": "Inleiding",
    "note": "Noot",
    "caption": "Caption",
    "heading": "Heading 2",
}
OPEN, STRONG, LINK = "Open punt", "Strong", "Internetkoppeling"
TABLE, TABLE_HEAD, TABLE_TEXT = "Tabel", "Tabelkop", "Tabeltekst"
NUMBER_HEAD, NUMBER_TEXT = "Tabelkop getal", "Tabelgetal"
LAST_LINE = "Na laatste tabel"
UNNUMBERED = "Kop zonder nummer"
# A part of a comparison: its number is text, so that it can change.
WRITTEN_ARTICLE = "Artikel zonder telling"
WRITTEN_CLAUSES = {1: "Lid zonder telling", 2: "Onderdeel zonder telling", 3: "Subonderdeel zonder telling"}
CONTENTS_HEAD = "Inhoudskop"
BULLET, STEP = "List Bullet", "List Number"
BULLET_INDENT = 0.75  # in centimetres
LEGAL_LIST, HEADING_LIST, BULLET_LIST, STEP_LIST = 41, 42, 43, 44


def empty_file(language: str, numbering: Numbering) -> WordFile:
    """A new file with our page, styles and lists."""
    return docx.Document(io.BytesIO(_prepared(language, numbering)))


@cache
def _prepared(language: str, numbering: Numbering) -> bytes:
    """The same for every document in this language: made once, since it takes as long as all the paragraphs of a deed."""
    word = docx.Document()
    _page(word)
    _defaults(word, language)
    _paragraph_styles(word)
    _character_styles(word)
    word.styles.element.append(parse_xml(TABLE_STYLE))
    _lists(word, numbering)
    _compatibility(word, language)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _page(word: WordFile) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.4)
    section.header_distance = section.footer_distance = Cm(1.2)
    section.different_first_page_header_footer = True


def _defaults(word: WordFile, language: str) -> None:
    properties = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(properties):
        properties.remove(child)
    for fragment in (
        f'<w:rFonts {nsdecls("w")} w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>',
        f'<w:sz {nsdecls("w")} w:val="20"/>',
        f'<w:szCs {nsdecls("w")} w:val="20"/>',
        f'<w:lang {nsdecls("w")} w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>',
    ):
        properties.append(parse_xml(fragment))


def _style(word: WordFile, name: str, **look: Any) -> Any:
    """Change a paragraph style, or make it; every style says all it needs, so that none inherits a surprise."""
    known = name in [style.name for style in word.styles]
    style = word.styles[name] if known else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not known:
        style.base_style = word.styles[look.get("base", "Normal")]
    style.hidden, style.quick_style, style.unhide_when_used = False, True, True
    properties = style.element.get_or_add_rPr()
    for name_of_look in ("w:rFonts", "w:spacing", "w:kern"):
        for look_of_template in properties.findall(qn(name_of_look)):
            properties.remove(look_of_template)
    font, layout = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(look.get("size", 10)), look.get("bold", False), look.get("italic", False)
    font.color.rgb = look.get("color", INK)
    layout.space_before, layout.space_after = Pt(look.get("before", 0)), Pt(look.get("after", 6))
    layout.line_spacing = look.get("line", 1.25)
    layout.left_indent = Cm(look["indent"]) if "indent" in look else None
    layout.first_line_indent = Cm(-look["hanging"]) if "hanging" in look else None
    layout.keep_with_next, layout.keep_together = look.get("keep", False), look.get("keep", False)
    layout.widow_control = True
    layout.alignment = look.get("align", WD_ALIGN_PARAGRAPH.LEFT)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)
    return style


def _paragraph_styles(word: WordFile) -> None:
    _style(word, "Normal")
    _style(word, "Body Text")
    _style(word, "Title", size=24, bold=True, color=ACCENT, before=42, after=10, line=1.1, keep=True)
    _style(word, "Subtitle", size=13, color=GREY, after=8, line=1.2)
    _style(word, "Inleiding", size=11, after=8)
    _style(word, "Noot", size=9, color=GREY)
    _style(word, LAST_LINE, size=1, after=0, line=1.0)
    _style(word, "Caption", size=9, color=GREY, after=10)
    _style(word, "Heading 1", size=15, bold=True, color=ACCENT, before=20, after=6, line=1.1, keep=True)
    _style(word, "Heading 2", size=11.5, bold=True, color=ACCENT, before=14, after=4, line=1.1, keep=True)
    _style(word, "Heading 3", size=10.5, bold=True, color=INK, before=10, after=3, line=1.1, keep=True)
    _style(word, UNNUMBERED, size=15, bold=True, color=ACCENT, before=20, after=6, line=1.1, keep=True)
    _style(word, CONTENTS_HEAD, size=15, bold=True, color=ACCENT, before=12, after=8, line=1.1, keep=True)
    _outline(word, UNNUMBERED, 0)
    _style(word, "Artikeltekst", indent=1.0)
    _style(word, "Lid", indent=1.0, hanging=1.0, after=4)
    _style(word, "Onderdeel", indent=1.75, hanging=0.75, after=3)
    _style(word, "Subonderdeel", indent=2.5, hanging=0.75, after=3)
    _style(
        word,
        WRITTEN_ARTICLE,
        size=11.5,
        bold=True,
        color=ACCENT,
        indent=3.1,
        hanging=3.1,
        before=14,
        after=4,
        line=1.1,
        keep=True,
    )
    for name, indent, hanging in zip(WRITTEN_CLAUSES.values(), (1.0, 1.75, 2.5), (1.0, 0.75, 0.75), strict=True):
        _style(word, name, indent=indent, hanging=hanging, after=4)
    _outline(word, WRITTEN_ARTICLE, 1)
    _style(word, BULLET, indent=BULLET_INDENT, hanging=0.5, after=3)
    _style(word, STEP, indent=0.75, hanging=0.75, after=3)
    _style(word, TABLE_TEXT, size=9, after=0, line=1.2)
    _style(word, TABLE_HEAD, size=9, bold=True, color=ACCENT, after=0, line=1.2, keep=True)
    right = WD_ALIGN_PARAGRAPH.RIGHT
    _style(word, NUMBER_TEXT, size=9, after=0, line=1.2, align=right)
    _style(word, NUMBER_HEAD, size=9, bold=True, color=ACCENT, after=0, line=1.2, keep=True, align=right)
    _style(word, "toc 1", bold=True, before=3, after=0, line=1.05)
    _style(word, "toc 2", indent=0.5, after=0, line=1.05)
    _style(word, "toc 3", indent=1.0, after=0, line=1.05)
    for name in ("Header", "Footer"):
        tabs = _style(word, name, size=8.5, color=GREY, after=0).paragraph_format.tab_stops
        for old in list(tabs):
            tabs._pPr.tabs.remove(old._tab)
        tabs.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)


def _outline(word: WordFile, name: str, level: int) -> None:
    properties = word.styles[name].element.get_or_add_pPr()
    properties.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level}"/>'))


def _character_styles(word: WordFile) -> None:
    open_point = word.styles.add_style(OPEN, WD_STYLE_TYPE.CHARACTER)
    open_point.font.bold = True
    open_point.font.color.rgb = RGBColor(0x6B, 0x3A, 0x00)
    open_point.element.get_or_add_rPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="FFE8A3"/>')
    )
    link = word.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    link.font.underline, link.font.color.rgb = True, ACCENT
    for style in (open_point, link):
        style.quick_style = True


LINE = 'w:val="single" w:space="0" w:color="1D4D4F"'
TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE}">
 <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
 <w:tblPr><w:tblStyleRowBandSize w:val="1"/>
  <w:tblBorders><w:top {LINE} w:sz="8"/><w:bottom {LINE} w:sz="8"/>
   <w:insideH w:val="single" w:sz="4" w:space="0" w:color="C5CDD0"/></w:tblBorders>
  <w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>
   <w:bottom w:w="60" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar>
 </w:tblPr>
 <w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom {LINE} w:sz="8"/></w:tcBorders>
  <w:shd w:val="clear" w:color="auto" w:fill="E8F0F0"/></w:tcPr></w:tblStylePr>
</w:style>"""


def _level(level: int, form: str, text: str, style: str, left: float, hanging: float) -> str:  # noqa: PLR0917 - a row of a table
    twips, hang = round(left * 567), round(hanging * 567)
    look = ""
    if form == "bullet":
        look = '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:hint="default"/></w:rPr>'
    elif text.startswith("artikel"):
        # References repeat this text in mid-sentence, so it has no capital; what the heading shows has nothing but capitals.
        look = "<w:rPr><w:caps/></w:rPr>"
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + f'<w:suff w:val="tab"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        + f'<w:pPr><w:ind w:left="{twips}" w:hanging="{hang}"/></w:pPr>{look}</w:lvl>'
    )


def _lists(word: WordFile, numbering: Numbering) -> None:
    """Lists whose levels belong to styles: who types in a style gets the right number."""
    ids = {style.name: style.style_id for style in word.styles}
    lists = {BULLET_LIST: [_level(0, "bullet", "–", ids[BULLET], 0.75, 0.5)]}
    lists[STEP_LIST] = [_level(0, "decimal", "%1.", ids[STEP], 0.75, 0.75)]
    if numbering is Numbering.ARTICLES:
        lists[LEGAL_LIST] = [
            _level(0, "decimal", "artikel %1.", ids["Heading 2"], 3.1, 3.1),
            _level(1, "decimal", "%2.", ids["Lid"], 1.0, 1.0),
            _level(2, "lowerLetter", "%3.", ids["Onderdeel"], 1.75, 0.75),
            _level(3, "decimal", "%4°", ids["Subonderdeel"], 2.5, 0.75),
        ]
    if numbering is Numbering.HEADINGS:
        lists[HEADING_LIST] = [
            _level(0, "decimal", "%1", ids["Heading 1"], 1.0, 1.0),
            _level(1, "decimal", "%1.%2", ids["Heading 2"], 1.0, 1.0),
            _level(2, "decimal", "%1.%2.%3", ids["Heading 3"], 1.25, 1.25),
        ]
    root = word.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for number, levels in lists.items():
        kind = "multilevel" if len(levels) > 1 else "singleLevel"
        root.append(
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>'
                + "".join(levels)
                + "</w:abstractNum>"
            )
        )
    for number in lists:
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
    _bind_styles(word, numbering)


def _bind_styles(word: WordFile, numbering: Numbering) -> None:
    bound = [(BULLET, BULLET_LIST, 0), (STEP, STEP_LIST, 0)]
    if numbering is Numbering.ARTICLES:
        legal = ("Heading 2", "Lid", "Onderdeel", "Subonderdeel")
        bound += [(name, LEGAL_LIST, level) for level, name in enumerate(legal)]
    if numbering is Numbering.HEADINGS:
        bound += [(f"Heading {level + 1}", HEADING_LIST, level) for level in range(3)]
    for name, number, level in bound:
        properties = word.styles[name].element.get_or_add_pPr()
        old = properties.find(qn("w:numPr"))
        if old is not None:
            properties.remove(old)
        numbered = properties._add_numPr()
        numbered._add_ilvl().val = level
        numbered._add_numId().val = number


def _compatibility(word: WordFile, language: str) -> None:
    """Let Word treat the file as its own, not as one of 2007."""
    settings = word.settings.element
    for name in ("w:compat", "w:themeFontLang"):
        old = settings.find(qn(name))
        if old is not None:
            settings.remove(old)
    compat = parse_xml(
        f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    language_of_theme = parse_xml(f'<w:themeFontLang {nsdecls("w")} w:val="{language}"/>')
    anchor = settings.find(qn("w:clrSchemeMapping"))
    if anchor is None:
        settings.append(compat)
        settings.append(language_of_theme)
        return
    before = settings.find(qn("w:rsids"))
    (before if before is not None else anchor).addprevious(compat)
    anchor.addprevious(language_of_theme)
