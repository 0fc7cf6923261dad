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

__all__ = [
    "ChangedNotice",
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
]
