"""Find the notice that somebody has a number or an address of, however it is spelt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from sqlalchemy import and_, or_, select

from incubator.core.db import db
from incubator.core.web import LARGEST_NUMBER
from incubator.formats import buyer_numbers
from incubator.formats.values import Scheme
from incubator.notices.models import FamilyIdentity, Notice, NoticeIdentity
from incubator.notices.queries import publications

OWN_PAGE = re.compile(r"/aankondigingen/(\d{1,10})(?:/waarom)?/?$")
OFFICIAL_JOURNAL = re.compile(r"\b(20\d\d)\s*/\s*S\s*\d{1,3}\s*[-–]\s*0*(\d{1,8})\b", re.IGNORECASE)
TED = re.compile(r"(?<![\d-])0*(\d{1,8})\s*[-–/]\s*(20\d\d)(?!\d)")
UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.IGNORECASE)
OCID = re.compile(r"\bocds-[\w-]+", re.IGNORECASE)
DIGITS = re.compile(r"\d{4,12}")
BETWEEN_DIGITS = re.compile(r"(?<=\d)[ .\u00a0](?=\d)")
PERHAPS_OF_TENDERNED = re.compile(r"\d{1,6}")
TED_PAGE = "https://ted.europa.eu/nl/notice/-/detail/"
TENDERNED_PAGE = "https://www.tenderned.nl/aankondigingen/overzicht/"


@dataclass(frozen=True, slots=True)
class NoticeName:
    """A name that a text may mean. `page`: where its source would show it."""

    scheme: Scheme
    value: str
    page: str = ""


def names_in(typed: str) -> list[NoticeName]:
    """The names that a text may mean, the surest first."""
    # A database of names knows no NUL, and an address may hold one in disguise.
    return list(dict.fromkeys(_names(unquote(typed).replace("\0", "").strip())))


def _names(typed: str) -> Iterator[NoticeName]:
    for year, number in OFFICIAL_JOURNAL.findall(typed):
        yield _ted(number, year)
    for number, year in TED.findall(typed):
        yield _ted(number, year)
    for uuid in UUID.findall(typed):
        yield NoticeName(Scheme.EFORMS, uuid.lower())
        yield NoticeName(Scheme.PROCEDURE, uuid.lower())
    for ocid in OCID.findall(typed):
        yield NoticeName(Scheme.OCID, ocid)
    if not TED.search(typed) and not UUID.search(typed) and not OFFICIAL_JOURNAL.search(typed):
        for number in DIGITS.findall(BETWEEN_DIGITS.sub("", typed)):
            yield NoticeName(Scheme.TENDERNED, number.lstrip("0"), f"{TENDERNED_PAGE}{number.lstrip('0')}")
            yield NoticeName(Scheme.KENMERK, number.lstrip("0"))
    yield NoticeName(Scheme.ESENDERS, typed)
    yield NoticeName(Scheme.FEED, typed)


def _ted(number: str, year: str) -> NoticeName:
    value = f"{number.lstrip('0')}-{year}"
    return NoticeName(Scheme.TED, value, f"{TED_PAGE}{value}")


def notice_meant(typed: str) -> Notice | None:
    """The notice that a number, a name or an address means; of several publications of a procurement the newest."""
    own = OWN_PAGE.search(typed.strip())
    if own is not None and int(own[1]) <= LARGEST_NUMBER:
        return publications.notice(int(own[1]))
    for name in names_in(typed):
        number = _publication(name) or _newest_of_procurement(name)
        if number is not None:
            return publications.notice(number)
    return _by_address(typed.strip()) or _by_number_of_buyer(typed)


def _publication(name: NoticeName) -> int | None:
    named = and_(NoticeIdentity.scheme == name.scheme, NoticeIdentity.value == name.value)
    statement = select(NoticeIdentity.notice_id).join(NoticeIdentity.notice).where(named)
    return db.session.scalars(statement.order_by(Notice.published.desc(), Notice.id.desc()).limit(1)).first()


def _newest_of_procurement(name: NoticeName) -> int | None:
    named = and_(FamilyIdentity.scheme == name.scheme, FamilyIdentity.value == name.value)
    statement = select(Notice.id).join(FamilyIdentity, FamilyIdentity.family_id == Notice.family_id).where(named)
    return db.session.scalars(statement.order_by(Notice.published.desc(), Notice.id.desc()).limit(1)).first()


def _by_address(typed: str) -> Notice | None:
    if not typed.startswith(("http://", "https://")):
        return None
    bare = typed.rstrip("/")
    statement = select(Notice.id).where(or_(Notice.url.in_([bare, f"{bare}/"]), Notice.documents_url == typed))
    number = db.session.scalars(statement.order_by(Notice.id.desc()).limit(1)).first()
    if number is None:
        return None
    return publications.notice(number)


def _by_number_of_buyer(typed: str) -> Notice | None:
    """The newest publication of the procurement with this number of its buyer; none where several buyers use the same."""
    written = typed.replace("\0", "").strip()
    # So few digits may as well be a publication of TenderNed that we do not have yet.
    if not buyer_numbers.is_name(written) or PERHAPS_OF_TENDERNED.fullmatch(written):
        return None
    has_number = (Notice.reference_key == buyer_numbers.key(written), Notice.merged_into_id.is_(None))
    families = db.session.scalars(select(Notice.family_id).where(*has_number).distinct().limit(2)).all()
    if len(families) != 1:
        return None
    statement = select(Notice.id).where(Notice.family_id == families[0], Notice.merged_into_id.is_(None))
    number = db.session.scalars(statement.order_by(Notice.published.desc(), Notice.id.desc()).limit(1)).first()
    return None if number is None else publications.notice(number)
