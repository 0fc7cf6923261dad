"""Word documents with real styles, numbering, cross-references and contents. Say what is in it; `to_bytes` writes it.

A document is a list of blocks (data, so that it can be tested and compared as text); a block holds inlines: plain text, `Open` (not
known yet: stands out and is listed at the end), `Ref` (the number of an article, clause or heading that has an `id`), `Strong`, `Link`.
"""

from incubator.core.word.blocks import (
    ArticleBlock,
    Block,
    Bullets,
    Clause,
    Deleted,
    Document,
    Heading,
    Inline,
    Inserted,
    Link,
    Numbering,
    Open,
    OpenPoints,
    PageBreak,
    Paragraph,
    Picture,
    Ref,
    Steps,
    Strong,
    Table,
    TableOfContents,
    Text,
    open_points,
    plain,
)
from incubator.core.word.writing import to_bytes

__all__ = [
    "ArticleBlock",
    "Block",
    "Bullets",
    "Clause",
    "Deleted",
    "Document",
    "Heading",
    "Inline",
    "Inserted",
    "Link",
    "Numbering",
    "Open",
    "OpenPoints",
    "PageBreak",
    "Paragraph",
    "Picture",
    "Ref",
    "Steps",
    "Strong",
    "Table",
    "TableOfContents",
    "Text",
    "open_points",
    "plain",
    "to_bytes",
]
