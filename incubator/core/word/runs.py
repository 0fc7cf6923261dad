"""Runs of text, added past python-docx: it looks a style up anew for every run, and takes a text in letter by letter."""

import re
from typing import Any

from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

# What a run holds as elements of their own: tabs and breaks.
BROKEN = re.compile(r"[\t\n\r]")


def add_run(paragraph: WordParagraph, text: str, style_id: str | None = None) -> Any:
    """A run at the end of a paragraph, in a character style or in that of the paragraph. Gives its element (`w:r`)."""
    element: Any = paragraph._p.add_r()
    if style_id is not None:
        element.style = style_id
    if BROKEN.search(text):
        Run(element, paragraph).text = text
    elif text:
        element.add_t(text)
    return element
