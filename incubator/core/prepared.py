"""Questions to the database that are put into words once.

Making a statement takes longer than having a small one answered, and each page of a group asks some twenty. Such a statement is
made by a function with `@cache` (its relations are known only when all models are), and gets its values when it is asked:
`rows(_milestones_reached(), ids=ids)` for columns, `db.session.scalars(_due(), {"ids": ids})` for objects.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import BindParameter, Select, bindparam

from incubator.core.db import db

Question: TypeAlias = Select[*tuple[Any, ...]]

IDS: BindParameter[Sequence[int]] = bindparam("ids", expanding=True)  # the groups that it is about
GROUP: BindParameter[int] = bindparam("group")  # the one group that it is about
VIEWER: BindParameter[int] = bindparam("viewer")  # who looks: the number of a person


def rows(question: Question, **values: Any) -> Sequence[Any]:
    """What the database answers to a question about columns, in the transaction of the session.

    The session itself would look for objects in each answer: that takes as long as having a small question answered.
    """
    session = db.session()
    session.flush()  # what was changed and not yet written counts
    return session.connection().execute(question, values).all()


def scalar(question: Question, **values: Any) -> Any:
    """The first column of the first answer; None when there is none."""
    answers = rows(question, **values)
    return answers[0][0] if answers else None
