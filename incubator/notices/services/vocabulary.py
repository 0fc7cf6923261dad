"""The words that occur in notices, counted when a notice is stored for the first time: see `queries.mending`."""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy.dialects import postgresql, sqlite

from incubator.core import text
from incubator.core.db import db
from incubator.formats.values import ReadNotice
from incubator.notices.models import NoticeWord
from incubator.notices.rules.typing_errors import LONGEST
from incubator.notices.services.columns import searchable, table

SHORTEST_COUNTED = 3
AT_ONCE = 1_000  # words in a statement


def count_words(notices: Iterable[ReadNotice]) -> None:
    """Add the words of these publications, which nobody counted before."""
    numbers: Counter[str] = Counter()
    for notice in notices:
        numbers.update(set(filter(_counts, text.words(f"{notice.title}\n{searchable(notice)}"))))
    rows = []
    # In one order, so that two who store at the same moment do not wait for each other.
    for word in sorted(numbers):
        rows.append({"word": word, "number": numbers[word]})
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    for start in range(0, len(rows), AT_ONCE):
        fresh = dialect.insert(table(NoticeWord)).values(rows[start : start + AT_ONCE])
        added = {"number": NoticeWord.number + fresh.excluded.number}
        db.session.execute(fresh.on_conflict_do_update(index_elements=["word"], set_=added))


def _counts(word: str) -> bool:
    return SHORTEST_COUNTED <= len(word) <= LONGEST and word.isalpha() and word not in text.STOP_WORDS
