"""Templates: the Word file has real headings, lists and tables, and what is to be filled in stands out."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import pytest

from incubator.core.word import Bullets, Heading, Open, Steps, Strong, Table, open_points, plain
from incubator.knowledge import queries
from incubator.knowledge.documents import word_document
from incubator.knowledge.values import KnowledgeKind

TEMPLATES = queries.of_kind(KnowledgeKind.TEMPLATE)


def document(written):
    article = replace(TEMPLATES[0], template=written)
    return word_document(
        article, author="Broedplaats", made_at=datetime(2026, 11, 27, tzinfo=UTC), checked=date(2026, 11, 23)
    )


def test_each_kind_of_line_becomes_what_it_is():
    made = document(
        "## Aan\n\nBeste [naam],\n\n- een **punt**\n- twee\n\n1. eerst\n2. dan\n\n| wie | wat |\n|---|---|\n| [naam] | x |"
    )
    assert made.date_text == "Nagekeken op 23 november 2026"
    title, heading, greeting, bullets, steps, table = made.blocks
    assert (title.style, title.text) == ("title", TEMPLATES[0].title)
    assert heading == Heading("Aan")
    assert greeting.text == ("Beste ", Open("naam"), ",")
    assert bullets == Bullets((("een ", Strong("punt")), ("twee",)))
    assert steps == Steps((("eerst",), ("dan",)))
    assert table == Table(("wie", "wat"), (((Open("naam"),), ("x",)),), "Tabel met wie, wat", (9, 9))


def test_lines_of_an_address_stay_lines():
    assert plain(document("[straat]\n[plaats]")).splitlines()[1:] == ["[straat]", "[plaats]"]


def test_a_column_is_as_wide_as_what_stands_in_it():
    (_title, table) = document(f"| nummer | besluit |\n|---|---|\n| 1 | {'x' * 18} |\n| 2 | {'y' * 90} |").blocks
    assert table.widths == (9, 24)


def test_an_empty_template_is_a_title():
    assert plain(document("")) == TEMPLATES[0].title


@pytest.mark.parametrize("article", TEMPLATES, ids=lambda article: article.slug)
def test_a_template_is_a_word_file_with_all_that_is_on_the_page(client, article):
    answer = client.get(f"/kennis/{article.slug}/sjabloon.docx")
    assert answer.status_code == 200
    assert f"{article.slug}.docx" in answer.headers["Content-Disposition"]
    file = docx.Document(io.BytesIO(answer.data))
    written = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert article.title in written
    made = word_document(article, author="x", made_at=datetime(2026, 11, 27, tzinfo=UTC), checked=date(2026, 11, 23))
    assert len(open_points(made)) >= 5
    assert "**" not in plain(made)
    assert "|" not in plain(made)
    rows = [line for line in article.template.splitlines() if line.startswith("|---")]
    assert len(file.tables) == len(rows)


def test_only_a_template_can_be_downloaded(client):
    assert client.get("/kennis/mondragon/sjabloon.docx").status_code == 404
    assert client.get("/kennis/onbekend/sjabloon.docx").status_code == 404
