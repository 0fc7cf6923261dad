"""Words for questions to a buyer, and for what its answers change."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.bids.documents import questions
from incubator.bids.documents.correspondence import LetterSource
from incubator.bids.messages.bidding import known_of
from incubator.bids.messages.corrections import in_words
from incubator.bids.models import Bid, BidEffect, BuyerQuestion, EffectKind, Requirement
from incubator.bids.queries import asking as queries
from incubator.bids.rules import asking
from incubator.bids.rules.asking import QuestionTerm, TermSource
from incubator.bids.values.joint import AskedOfBuyer
from incubator.core import clock
from incubator.core.word import Document
from incubator.notices import messages as notice_words

EFFECTS = {
    EffectKind.REQUIREMENT_CHANGED: _l("A requirement changes"),
    EffectKind.REQUIREMENT_ADDED: _l("A requirement is added"),
    EffectKind.REQUIREMENT_DROPPED: _l("A requirement is dropped"),
    EffectKind.SECTION: _l("Look at a section again"),
    EffectKind.DEADLINE: _l("The deadline changes"),
    EffectKind.START: _l("The work starts on another day"),
    EffectKind.LOT: _l("A lot changes"),
    EffectKind.OTHER: _l("Something else"),
}
MOST_LETTERS = 120


def effect_in_words(effect: BidEffect) -> str:
    """What has to be looked at."""
    if effect.words:
        params = dict(effect.params)
        # A lot is kept by its number and shown by its name.
        if "lot" in params:
            params["lot"] = notice_words.lot_name(params["lot"])
        # A section of a form has a number, and a name for people.
        if "section" in params:
            lots = ", ".join(map(notice_words.lot_name, params.get("lots", [])))
            named = notice_words.section_name(params["section"])
            params["section"] = f"{named} ({lots})" if lots else named
            params |= {"before": in_words(params["before"]), "after": in_words(params["after"])}
        return _of_lot(effect.requirement, str(_(effect.words, **params)))
    # What people typed is shown as it is; what we noted has a sentence of its own.
    parts = [str(EFFECTS[effect.kind])]
    if effect.requirement is not None:
        parts.append(short(effect.requirement.text))
    if effect.section is not None:
        parts.append(short(effect.section.title))
    if effect.note:
        parts.append(effect.note)
    return ": ".join(parts)


def _of_lot(requirement: Requirement | None, words: str) -> str:
    """The same sentence may hold for each of many lots: which it is stands before it."""
    if requirement is None or not requirement.lot:
        return words
    return f"{notice_words.lot_name(requirement.lot)}: {words}"


def short(text: str) -> str:
    """The beginning of a text, on a line."""
    line = " ".join(text.split())
    return line if len(line) <= MOST_LETTERS else f"{line[:MOST_LETTERS]} …"


def term_source(term: QuestionTerm) -> str:
    """Where the last day for questions comes from, and what to do when nothing says it."""
    if term.source is TermSource.DOCUMENTS:
        return _("This day stands in the documents: “%(sentence)s”", sentence=short(term.sentence))
    if term.source is TermSource.LAW:
        return _(
            "Counted back from the deadline: the buyer answers at least ten days before it, four when it is urgent (%(law)s). "
            "Ask well before this day, and look in the documents whether an earlier day holds.",
            law=asking.LAW,
        )
    if term.source is TermSource.DOUBTFUL:
        return _(
            "The documents name a day that is not before the deadline of the bid, so it is doubtful: “%(sentence)s” Look it up.",
            sentence=short(term.sentence),
        )
    return _("We know of no law that names a day here. Look in the documents until when you can ask.")


def document_of(bid: Bid, asked: Sequence[BuyerQuestion], *, made_at: datetime) -> Document:
    """Our questions as the buyer gets them."""
    return questions.questions(source_of(bid, made_at=made_at), asked_of(asked))


def asked_of(asked: Sequence[BuyerQuestion]) -> tuple[AskedOfBuyer, ...]:
    """Our own questions, in their order."""
    return tuple(map(_asked, filter(lambda question: question.ours, asked)))


def _asked(question: BuyerQuestion) -> AskedOfBuyer:
    if question.requirement is None:
        return AskedOfBuyer(question.text)
    return AskedOfBuyer(question.text, short(question.requirement.text), where_of(question.requirement))


def where_of(requirement: Requirement) -> str:
    """The place of a requirement in the files of the buyer, in Dutch: documents are."""
    if requirement.file is None:
        return ""
    if requirement.page is None:
        return requirement.file.name
    return f"{requirement.file.name}, bladzijde {requirement.page}"


def source_of(bid: Bid, *, made_at: datetime) -> LetterSource:
    """What letters about a bid are made from."""
    work = bid.work
    return LetterSource(
        notice=work.content,
        buyer="" if work.buyer is None else work.buyer.name,
        cooperative=bid.cooperative.name,
        facts=known_of(bid.cooperative, clock.local(made_at).date()),
        lots=lots_in_letters(bid.lots),
        made_at=made_at,
        law=queries.law_of(bid),
    )


def lots_in_letters(lots: Sequence[str]) -> tuple[str, ...]:
    """Lots as letters name them: in Dutch, in whatever language the site is read."""
    with force_locale("nl"):
        return tuple(map(notice_words.lot_name, lots))
