"""Makes buyer-like papers and their truth of one source: `python -m tests.bids.paper_sources x26` makes those whose name begins so.

A source is plain text, so paper and truth can never differ. The first line is `@docx`, `@pdf` or `@xlsx` (`columns=2` for two columns).
`# ` is a heading, `H: ` a bold line, `- ` a bullet, `+ ` a number that Word makes itself, `= ` a new sheet, `|` a row of cells parted
by ` | ` (`<` joins the cell on the left, `^` the cell above). `{r|...}` round a sentence, or `{r}` before a line or row, says that it
asks something; `{a:40}` says what it counts for, `{a:40+20}`
what it counts for in each of two lots.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import docx
import openpyxl
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Twips
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

FOLDER = Path(__file__).parents[1] / "data" / "bids"
KINDS = {
    "x": "exclusion",
    "s": "suitability",
    "r": "requirement",
    "a": "award",
    "t": "term",
    "d": "document",
    "q": "question-deadline",
}
WHOLE_LINE = re.compile(r"^\{([a-z])(?::([\d.+]+))?\}\s*(.*)$")
SENTENCE = re.compile(r"\{([a-z])(?::([\d.]+))?\|([^}]*)\}")
STYLES = {"# ": "Heading 1", "## ": "Heading 2", "### ": "Heading 3", "- ": "List Bullet", "+ ": "List Number"}
GUTTER = 500  # twips between two columns
BOLD, SHEET, ROW = "H: ", "= ", "|"
LEFT, ABOVE = "<", "^"


@dataclass(slots=True)
class Source:
    """What a source says of its paper: the lines as they are printed, and what they ask."""

    kind: str
    columns: int = 1
    header: str = ""
    footer: str = ""
    lines: list[str] = field(default_factory=list)
    truth: list[dict[str, str | None]] = field(default_factory=list)


def source_of(text: str) -> Source:
    first, *rest = text.splitlines()
    source = Source(kind=first.split()[0].removeprefix("@"))
    if "columns=2" in first:
        source.columns = 2
    for line in filter(None, rest):
        if line.startswith("@header "):
            source.header = line.removeprefix("@header ")
        elif line.startswith("@footer "):
            source.footer = line.removeprefix("@footer ")
        else:
            source.lines.append(printed(line, source.truth))
    return source


def printed(line: str, truth: list[dict[str, str | None]]) -> str:
    whole = WHOLE_LINE.match(line)
    if whole:
        letter, weights, line = whole.groups()
        for weight in (weights or "").split("+"):
            truth.append({"kind": KINDS[letter], "text": plain(line), "weight": weight or None})
    for letter, weight, text in SENTENCE.findall(line):
        truth.append({"kind": KINDS[letter], "text": text, "weight": weight or None})
    return SENTENCE.sub(r"\3", line)


def plain(line: str) -> str:
    if not line.startswith(ROW):
        return line
    return " ".join(cell for cell in cells_of(line) if cell not in (LEFT, ABOVE, ""))


def cells_of(line: str) -> list[str]:
    return list(map(str.strip, line.removeprefix(ROW).split("|")))


def blocks_of(lines: list[str]) -> Iterator[list[str]]:
    """Rows that follow each other are one block, every other line is its own."""
    for of_table, group in groupby(lines, key=lambda line: line.startswith(ROW)):
        if of_table:
            yield list(group)
        else:
            for line in group:
                yield [line]


def word_file(source: Source, path: Path) -> None:
    paper = docx.Document()
    for block in blocks_of(source.lines):
        if block[0].startswith(ROW):
            word_table(paper, list(map(cells_of, block)), column_width(paper.sections[0], source.columns))
        else:
            word_line(paper, block[0])
    section = paper.sections[0]
    section.header.paragraphs[0].text = source.header
    if source.footer:
        section.footer.paragraphs[0].text = f"{source.footer} "
        page_number(section.footer.paragraphs[0])
    if source.columns > 1:
        columns = section._sectPr.xpath("./w:cols")[0]
        columns.set(qn("w:num"), str(source.columns))
        columns.set(qn("w:space"), str(GUTTER))
    paper.save(str(path))


def page_number(paragraph: docx.text.paragraph.Paragraph) -> None:
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    paragraph._p.append(number)


def word_line(paper: Document, line: str) -> None:
    for mark, style in STYLES.items():
        if line.startswith(mark):
            paper.add_paragraph(line.removeprefix(mark), style=style)
            return
    if line.startswith(BOLD):
        paper.add_paragraph().add_run(line.removeprefix(BOLD)).bold = True
    else:
        paper.add_paragraph(line)


def column_width(section: Section, columns: int) -> int:
    """How wide the text is, in the measure of Word."""
    within = section.page_width - section.left_margin - section.right_margin
    return int((within - Twips(GUTTER) * (columns - 1)) / columns)


def word_table(paper: Document, rows: list[list[str]], width: int) -> None:
    count = max(map(len, rows))
    table = paper.add_table(rows=len(rows), cols=count, style="Table Grid")
    # As wide as the page it would run off the page in the last of two columns.
    for column in table.columns:
        column.width = width // count
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            if cell == LEFT:
                table.cell(down, across).merge(table.cell(down, across - 1))
            elif cell == ABOVE:
                table.cell(down, across).merge(table.cell(down - 1, across))
            else:
                table.cell(down, across).text = cell
    paper.add_paragraph()


def sheets_file(source: Source, path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in source.lines:
        if line.startswith(SHEET):
            title = line.removeprefix(SHEET)
            sheet = book.create_sheet(title)
        elif line.startswith(ROW):
            sheet_row(sheet, cells_of(line))
        else:
            sheet.append([line])
    book.remove(book.worksheets[0])
    book.save(path)


def sheet_row(sheet: Worksheet, row: list[str]) -> None:
    sheet.append([])
    down = sheet._current_row
    for across, cell in enumerate(row, start=1):
        if cell not in (LEFT, ABOVE, ""):
            fill(sheet.cell(down, across), cell)
    if LEFT in row:
        first = row.index(LEFT)
        sheet.merge_cells(start_row=down, end_row=down, start_column=first, end_column=first + row.count(LEFT))


def fill(cell: Cell, text: str) -> None:
    """As people fill sheets: a number is a number, a percentage a part of one with its look."""
    if text.isdecimal():
        cell.value = int(text)
    elif re.fullmatch(r"\d+%", text):
        cell.value = int(text.removesuffix("%")) / 100
        cell.number_format = "0%"
    else:
        cell.value = text


def make(path: Path) -> None:
    source = source_of(path.read_text(encoding="utf-8"))
    target = FOLDER / f"{path.stem}.{source.kind}"
    if source.kind == "xlsx":
        sheets_file(source, target)
    elif source.kind == "docx":
        word_file(source, target)
    else:
        with tempfile.TemporaryDirectory() as folder:
            word_file(source, Path(folder) / f"{path.stem}.docx")
            subprocess.run(
                [
                    "soffice",
                    f"-env:UserInstallation=file://{folder}/user",
                    "--convert-to",
                    "pdf",
                    "--outdir",
                    str(FOLDER),
                    f"{folder}/{path.stem}.docx",
                ],
                check=True,
                capture_output=True,
            )
    truth = json.dumps(source.truth, ensure_ascii=False, indent=1)
    target.with_name(f"{path.stem}.truth.json").write_text(f"{truth}\n", encoding="utf-8")


if __name__ == "__main__":
    for name in sorted((FOLDER / "sources").glob(f"{sys.argv[1]}*.txt")):
        make(name)
