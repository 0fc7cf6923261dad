"""Twelve real notices for the documents of a bid: by what they are, where they lie, and how to find them in their file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RealNotice:
    path: str
    route: str
    title: str = ""  # to find it in a file with many


TWELVE = (
    RealNotice("tenderned/details/440677.json", "eu"),
    RealNotice("tenderned/details/440014.json", "eu"),
    RealNotice("tenderned/details/440416.json", "eu"),
    RealNotice("tenderned/details/440361.json", "sas"),
    RealNotice("tenderned/details/440372.json", "open-house"),
    RealNotice("tenderned/details/441621.json", "open-house"),
    RealNotice("tenderned/details/442267.json", "open-house"),
    RealNotice("ted-r209-nl/NL_213707-2022.xml", "open-house"),
    RealNotice("ted-r209-be/BE_054136-2020.xml", "eu"),
    RealNotice("eforms-real/2024-OJS056-00163529.xml", "selection"),
    RealNotice("ted-r209-nl/NL_404684-2022.xml", "sas"),
    RealNotice("eforms-real/2024-OJS044-00127505.xml", "dynamic-purchasing"),
)
