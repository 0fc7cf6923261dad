"""Fields and bookmarks, for which python-docx has no calls of its own (ECMA-376, part 1, 17.16 and 17.13.6)."""

import re
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph as WordParagraph

from incubator.core.word.runs import add_run


def bookmark_name(prefix: str, reference: str) -> str:
    """A name that a bookmark may have."""
    return prefix + re.sub(r"[^A-Za-z0-9]", "_", reference)[:30]


def mark(parent: Any, kind: str) -> None:
    """Where a field begins, where its result begins (`separate`), or where it ends."""
    run = parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{kind}"/></w:r>')
    parent.append(run)


def instruct(parent: Any, instruction: str) -> None:
    """What the field shows, as Word works it out."""
    run = parse_xml(f'<w:r {nsdecls("w")}><w:instrText xml:space="preserve"></w:instrText></w:r>')
    run[0].text = f" {instruction} "
    parent.append(run)


def field(paragraph: WordParagraph, instruction: str, shown: str) -> None:
    """A field with its result written out: complete before anyone updates it."""
    mark(paragraph._p, "begin")
    instruct(paragraph._p, instruction)
    mark(paragraph._p, "separate")
    add_run(paragraph, shown)
    mark(paragraph._p, "end")
