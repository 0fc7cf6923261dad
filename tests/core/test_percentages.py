"""A percentage is written in one way: no line ends between the number and its sign."""

import re
from pathlib import Path

from incubator.core.quantities import write_percent

ROOT = Path(__file__).parents[2]
# A value of a page or of a sentence, a blank, and the sign.
PARTED = re.compile(r"(?:\}\}|%\(\w+\)s|\d) %%?(?=[\"'.,;:<) ]|$)", re.MULTILINE)


def test_the_sign_follows_the_number_without_a_blank():
    assert write_percent("12,5") == "12,5%"


def test_no_page_and_no_sentence_parts_them():
    parted = []
    for path in [*ROOT.glob("templates/**/*.html"), *ROOT.glob("incubator/*/content/**/*.*")]:
        if PARTED.search(path.read_text(errors="ignore")):
            parted.append(path.name)
    assert parted == []
