"""The register as a file: CSV and XLSX (see `core.tables`), and Word."""

from incubator.register.documents.leaving import statement
from incubator.register.documents.lists import ListedMember, trade_list
from incubator.register.documents.members import (
    COLUMNS,
    GROUNDS,
    MEDIA,
    ORGANS,
    PERSONS,
    STANDINGS,
    Register,
    export,
    file_name,
)
from incubator.register.documents.own_data import personal_data, seat_data

__all__ = [
    "COLUMNS",
    "GROUNDS",
    "MEDIA",
    "ORGANS",
    "PERSONS",
    "STANDINGS",
    "ListedMember",
    "Register",
    "export",
    "file_name",
    "personal_data",
    "seat_data",
    "statement",
    "trade_list",
]
