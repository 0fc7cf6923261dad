"""Questions to the database that are put into words once.

Making a statement takes longer than having a small one answered, and each page of a group asks some twenty. Such a statement is
made by a function with `@cache` (its relations are known only when all models are), and gets its values when it is asked:
`rows(_milestones_reached(), ids=ids)` for columns, `db.session.scalars(_due(), {"ids": ids})` for objects.

What several parts of a page ask alike (the role of who looks, whether there is a deed) goes through `once`.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeAlias, TypeVar

from flask import has_request_context
from sqlalchemy import BindParameter, Select, bindparam, event
from sqlalchemy.orm import Session

from incubator.core.db import db

Question: TypeAlias = Select[*tuple[Any, ...]]
Answer = TypeVar("Answer")
ASKED = "asked before"  # in the session: the transaction, and what it answered

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


def once(ask: Callable[[], Answer], *asked: Hashable) -> Answer:
    """What `ask` gives, asked once for a page; `asked` names the question with its values. Nobody changes what it gives.

    Only while a request reads: what is about to be stored is decided on what the database says at that moment, and what is no
    request may go on for hours.
    """
    session = db.session()
    if not has_request_context() or _writes(session):
        return ask()
    transaction, answers = session.info.get(ASKED, (None, {}))
    # After a commit or a rollback everything may be otherwise.
    if transaction is None or transaction is not session.get_transaction():
        answers = {}
    if asked not in answers:
        answers[asked] = ask()
        session.info[ASKED] = (session.get_transaction(), answers)
    answer: Answer = answers[asked]
    return answer


def _writes(session: Session) -> bool:
    return bool(session.info.get("in transaction") or session.new or session.dirty or session.deleted)


@event.listens_for(Session, "after_flush")
def _forget(session: Session, _context: Any) -> None:
    session.info.pop(ASKED, None)
