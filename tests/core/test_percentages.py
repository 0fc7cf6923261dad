"""A percentage is written in one way: no line ends between the number and its sign."""

import re
from pathlib import Path

import pytest

from incubator.core.quantities import write_percent

ROOT = Path(__file__).parents[2]
# A value of a page or of a sentence, a blank, and the sign.
PARTED = re.compile(r"(?:\}\}|%\(\w+\)s|\d) %%?(?=[\"'.,;:<) ]|$)", re.MULTILINE)
IN_SENTENCES = re.compile(r"%\(\w+\)s %%|\d %%[\".]")


def test_the_sign_follows_the_number_without_a_blank():
    assert write_percent("12,5") == "12,5%"


@pytest.mark.parametrize(
    ("files", "pattern"),
    [
        ("templates/**/*.html", PARTED),
        ("incubator/*/content/**/*.md", PARTED),
        ("incubator/statutes/content/**/*.toml", PARTED),
        ("incubator/**/*.py", IN_SENTENCES),
    ],
)
def test_no_page_and_no_sentence_parts_them(files, pattern):
    assert [path.name for path in ROOT.glob(files) if pattern.search(path.read_text())] == []
