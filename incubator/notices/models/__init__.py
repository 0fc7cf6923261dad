"""What is kept of public notices: publications and their families, organisations, raw documents, sources."""

from incubator.notices.models.organisations import Organisation, OrganisationIdentity, OrganisationMerger
from incubator.notices.models.publications import (
    Family,
    FamilyIdentity,
    Notice,
    NoticeCpv,
    NoticeIdentity,
    NoticeParty,
    NoticePlace,
    NoticeReading,
    RawDocument,
)
from incubator.notices.models.sources import Source, SourceKind, SourceRun

__all__ = [
    "Family",
    "FamilyIdentity",
    "Notice",
    "NoticeCpv",
    "NoticeIdentity",
    "NoticeParty",
    "NoticePlace",
    "NoticeReading",
    "Organisation",
    "OrganisationIdentity",
    "OrganisationMerger",
    "RawDocument",
    "Source",
    "SourceKind",
    "SourceRun",
]
