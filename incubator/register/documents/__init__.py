"""The register as a file: CSV and XLSX (see `core.tables`), and Word."""

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

__all__ = [
    "COLUMNS",
    "GROUNDS",
    "MEDIA",
    "ORGANS",
    "PERSONS",
    "STANDINGS",
    "Register",
    "export",
    "file_name",
]
