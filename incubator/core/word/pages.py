"""What stands around the text of a document: what the file says of itself, and the header and footer of each page."""

from datetime import UTC

from docx.document import Document as WordFile

from incubator.core.word.blocks import Document
from incubator.core.word.fields import field
from incubator.core.word.xml_text import clean, property_text

TITLE_ON_A_LINE = 75


def set_properties(word: WordFile, document: Document) -> None:
    """Who made the file, when, and what it is."""
    properties = word.core_properties
    made = document.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.title, properties.subject = property_text(document.title), property_text(document.subject)
    properties.author = properties.last_modified_by = property_text(document.author)
    properties.keywords, properties.comments = property_text(document.keywords), ""
    properties.language, properties.version = document.language, property_text(document.version)
    properties.created = properties.modified = made
    properties.revision = 1


def write_header_and_footer(word: WordFile, document: Document) -> None:
    """The version above each page, with the title on all but the first; the day and the number of the page below."""
    section = word.sections[0]
    header, footer, first = section.header, section.footer, section.first_page_footer
    header.paragraphs[0].text = clean(f"{_short(document.title)}\t{document.version}")
    # Many documents have one page only, and a draft has to be known as one there too.
    if document.version:
        above = section.first_page_header.paragraphs[0]
        above.style = word.styles["Header"]
        above.text = clean(f"\t{document.version}")
    for place in (footer, first):
        paragraph = place.paragraphs[0]
        paragraph.style = word.styles["Footer"]
        page, of = document.page_words
        paragraph.add_run(f"{document.date_text}\t{page} ")
        field(paragraph, "PAGE", "1")
        paragraph.add_run(f" {of} ")
        field(paragraph, "NUMPAGES", "1")


def _short(title: str) -> str:
    """A title that leaves room beside it on one line."""
    if len(title) <= TITLE_ON_A_LINE:
        return title
    return title[: TITLE_ON_A_LINE - 1].rstrip() + "…"
