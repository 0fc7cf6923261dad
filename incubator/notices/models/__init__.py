"""What is kept of public notices: publications and their families, organisations, raw documents."""

from incubator.notices.models.organisations import Organisation, OrganisationIdentity, OrganisationMerger
from incubator.notices.models.publications import (
    ChangedNotice,
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
from incubator.notices.models.searches import SavedSearch, SearchAnswer
from incubator.notices.models.vocabulary import KeptFigures, NoticeWord

__all__ = [
    "ChangedNotice",
    "Family",
    "FamilyIdentity",
    "KeptFigures",
    "Notice",
    "NoticeCpv",
    "NoticeIdentity",
    "NoticeParty",
    "NoticePlace",
    "NoticeReading",
    "NoticeWord",
    "Organisation",
    "OrganisationIdentity",
    "OrganisationMerger",
    "RawDocument",
    "SavedSearch",
    "SearchAnswer",
]
