"""Questions to the database that are put into words once.

Making a statement takes longer than having a small one answered, and each page of a group asks some twenty. Such a statement is
made by a function with `@cache` (its relations are known only when all models are), and gets its values when it is executed:
`db.session.execute(_milestones_reached(), {"ids": ids})`.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import BindParameter, Select, bindparam

Question: TypeAlias = Select[*tuple[Any, ...]]

IDS: BindParameter[Sequence[int]] = bindparam("ids", expanding=True)  # the groups that it is about
VIEWER: BindParameter[int] = bindparam("viewer")  # who looks: the number of a person
