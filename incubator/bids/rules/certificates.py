"""Certificates by their name and level: a level of the one is no proof of the other. Plain Python."""

import re
from dataclasses import dataclass
from enum import StrEnum

PATTERN = (
    r"(?:ISO[\s/-]?\d{4,5}|VCA(?:\s?\*{1,2}|[\s-]?(?:P\b|petrochemie\b)|[\s-](?:basis|B-?VCA|VOL)\b)?|Groenkeur|OSB-keurmerk"
    r"|PSO(?:[\s-]?30\s?\+|[\s,-]{1,3}(?:aspirant|trede\s?\d)\b)?|HKZ|Kleurkeur|TX-keurmerk|BRL\s?\d+"
    r"|CO2-prestatieladder(?:[\s,-]{1,3}(?:trede|niveau)\s?\d)?|KOMO)(?!\w)"
)
NAMED = re.compile(rf"\b{PATTERN}", re.IGNORECASE)
_PERSONAL = re.compile(r"\b(?:B-VCA|VOL-VCA)\b|\bVCA[\s-]*(?:B|basis|VOL)\b", re.IGNORECASE)
_PERSON = "person"
_NUMBERED = re.compile(r"(ISO|BRL)\D*(\d+)", re.IGNORECASE)
_LEVELLED = re.compile(r"(VCA|PSO|CO2-prestatieladder)(.*)", re.IGNORECASE)
_STEP = re.compile(r"trede|niveau", re.IGNORECASE)


class CertificateMatch(StrEnum):
    """Whether what a group has is what a buyer names."""

    SAME = "same"
    OTHER_LEVEL = "other-level"  # or a level that nobody wrote down: somebody has to look
    NONE = "none"


@dataclass(frozen=True, slots=True)
class NamedCertificate:
    """What is certified, and to which level; an empty level was not named."""

    scheme: str
    level: str = ""


def certificates_in(text: str) -> tuple[NamedCertificate, ...]:
    """The certificates that a text names."""
    if _PERSONAL.search(text):
        # A diploma of somebody, which is no certificate of the company.
        rest = _PERSONAL.sub(" ", text)
        return (NamedCertificate("vca", _PERSON), *certificates_in(rest))
    return tuple(map(_certificate, NAMED.findall(text)))


def _certificate(name: str) -> NamedCertificate:
    numbered = _NUMBERED.match(name)
    if numbered is not None:
        return NamedCertificate(f"{numbered[1]} {numbered[2]}".lower())
    levelled = _LEVELLED.match(name)
    if levelled is None:
        return NamedCertificate(name.lower())
    level = re.sub(r"[\s,-]", "", _STEP.sub("", levelled[2])).lower()
    return NamedCertificate(levelled[1].lower(), "p" if level == "petrochemie" else level)


def compared(asked: str, held: str) -> CertificateMatch:
    """What a line of the dossier proves of the certificate that a buyer names."""
    best = CertificateMatch.NONE
    for named in certificates_in(asked):
        for own in certificates_in(held):
            match = _compared(named, own)
            if match is CertificateMatch.SAME:
                return match
            if match is CertificateMatch.OTHER_LEVEL:
                best = match
    return best


def _compared(named: NamedCertificate, own: NamedCertificate) -> CertificateMatch:
    if named == own:
        return CertificateMatch.SAME
    if named.scheme != own.scheme or _PERSON in (named.level, own.level):
        return CertificateMatch.NONE
    # Any level will do where the buyer names none.
    return CertificateMatch.OTHER_LEVEL if named.level else CertificateMatch.SAME
