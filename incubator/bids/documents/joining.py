"""The papers of who bids together and the UEA of each, out of the source of a bid."""

from collections.abc import Iterator

from incubator.bids.documents import party_papers, together
from incubator.bids.documents.agreement import cooperation_agreement
from incubator.bids.documents.correspondence import letter_source
from incubator.bids.documents.declaration import declaration_document
from incubator.bids.documents.letters import raised_by_notice
from incubator.bids.documents.questions import questions
from incubator.bids.values.documents import BidSource
from incubator.bids.values.joint import GivenDeclaration, JointWork, PartySheet
from incubator.core.word import Document


def is_joint(source: BidSource) -> bool:
    """Whether more than one forms the combination, or was asked to."""
    return source.joint is not None and len(source.joint.members) + len(source.joint.asked) > 1


def relied_on(source: BidSource) -> list[PartySheet]:
    """Who lends what we lack, and states so."""
    return [] if source.joint is None else source.joint.relied_on


def by_two(source: BidSource) -> Iterator[PartySheet]:
    """For whom two have to sign: a proxy lets it be handed in by one."""
    if source.joint is not None:
        yield from filter(lambda party: party.two_sign, source.joint.parties)


def statement_of_combination(source: BidSource) -> Document:
    return together.combination_statement(_work(source), made_at=source.made_at)


def agreement(source: BidSource) -> Document:
    return cooperation_agreement(_work(source), made_at=source.made_at)


def statement_of_third(source: BidSource) -> Document:
    return party_papers.third_party_statement(_work(source), _party(source), made_at=source.made_at)


def proxy(source: BidSource) -> Document:
    return party_papers.proxy(_work(source), _party(source), made_at=source.made_at)


def declaration(source: BidSource) -> Document:
    return declaration_document(_declared(source).sheet, made_at=source.made_at)


def declaration_xml(source: BidSource) -> bytes:
    """For the system of the buyer. Raises `RuleViolation` for a request that cannot be answered."""
    return _declared(source).write()


def asked_of_buyer(source: BidSource) -> Document:
    """The questions that people wrote down; before there are any those that the notice itself raises."""
    if source.asked:
        return questions(letter_source(source), source.asked)
    return questions(letter_source(source), raised_by_notice(source), is_draft=True)


def _work(source: BidSource) -> JointWork:
    if source.joint is None:
        raise ValueError("nobody bids along")
    return source.joint


def _party(source: BidSource) -> PartySheet:
    if source.party is None:
        raise ValueError("this document is about one party")
    return source.party


def _declared(source: BidSource) -> GivenDeclaration:
    if source.declaration is None:
        raise ValueError("this document is about one declaration")
    return source.declaration
