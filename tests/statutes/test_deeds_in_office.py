"""LibreOffice takes the draft of every deed: each page is there, every reference arrives, every article has its number."""

import re
import shutil
import subprocess

import pytest

from incubator.core import word
from incubator.statutes.documents import DraftDetails, articles, as_text, deed, numbers_of
from incubator.statutes.values import read
from tests.factories import SOME_MOMENT
from tests.statutes.deeds import DEEDS
from tests.statutes.interviewing import answered
from tests.statutes.test_questions import sets

DETAILS = DraftDetails(SOME_MOMENT, "24 november 2026", "De Bezem")
# Of the paths through the interview each sixth.
PATHS = {f"path {number}": number for number in range(0, 54, 6)}
NOT_ARRIVED = re.compile(r"bron van verwijzing|reference source|error:", re.IGNORECASE)


@pytest.fixture(scope="module")
def given(make_app):
    """The answers of the twelve deeds and of paths through the interview, by their name."""
    with make_app().test_request_context():
        return DEEDS | {name: answered(sets()[number % len(sets())]) for name, number in PATHS.items()}


@pytest.fixture(scope="module")
def read_by_office(given, tmp_path_factory):
    """The text of each draft as LibreOffice read it: all in one run, because beginning takes longer than reading."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("deeds")
    for number, answers in enumerate(given.values()):
        (folder / f"{number}.docx").write_bytes(word.to_bytes(deed(read(answers), (), DETAILS)))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "txt:Text"]
    files = [f"{number}.docx" for number in range(len(given))]
    subprocess.run([*command, *files], cwd=folder, check=True, capture_output=True, timeout=300)
    return {name: (folder / f"{number}.txt").read_text(encoding="utf-8-sig") for number, name in enumerate(given)}


@pytest.mark.parametrize("name", [*DEEDS, *PATHS])
def test_libreoffice_reads_every_clause_of_a_draft(given, read_by_office, name):
    text = " ".join(read_by_office[name].split())
    assert not NOT_ARRIVED.search(text)
    written = articles(read(given[name]))
    numbers = numbers_of(written)
    for article in written:
        assert article.title in text, article.id
        for clause in article.clauses:
            assert " ".join(as_text(clause, numbers).split()) in text, clause.id
