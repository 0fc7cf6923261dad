"""Explanations in words: what each rule did, what could be changed, and what a judgement does."""

from babel import Locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.core import formatting
from incubator.core.i18n import language
from incubator.core.reference import cpv, places
from incubator.watch.matching.mending import Change, Mend
from incubator.watch.matching.weighing import Effect, Rule
from incubator.watch.messages import kind_sought
from incubator.watch.models import Match, MatchState, Unsuitable

RULES = {
    Rule.KIND: _l("Kind of notice"),
    Rule.RESERVED: _l("Reserved contract"),
    Rule.WORDS: _l("Words"),
    Rule.TRADE: _l("Trade"),
    Rule.CODE: _l("Code of the buyer"),
    Rule.PART: _l("Part in the work"),
    Rule.PLACE: _l("Place"),
    Rule.VALUE: _l("Value"),
    Rule.TIME: _l("Time"),
    Rule.LANGUAGE: _l("Language"),
    Rule.EXCLUDED: _l("Words that you leave out"),
    Rule.LEARNT: _l("What we learnt from you"),
}
EFFECTS = {
    Effect.MUCH_FOR: _l("speaks strongly for it"),
    Effect.FOR: _l("speaks for it"),
    Effect.NOTHING: _l("makes no difference"),
    Effect.AGAINST: _l("speaks against it"),
    Effect.MUCH_AGAINST: _l("speaks strongly against it"),
}
BADGES = {
    Effect.MUCH_FOR: "done",
    Effect.FOR: "done",
    Effect.NOTHING: "waiting",
    Effect.AGAINST: "attention",
    Effect.MUCH_AGAINST: "attention",
}
ADDED = {
    Change.ADD_WORD: _l("Add “%(item)s” to your words"),
    Change.DROP_WORD: _l("Take “%(item)s” out of your words"),
    Change.ADD_CODE: _l("Add the code for “%(item)s”"),
    Change.DROP_CODE: _l("Take out the code for “%(item)s”"),
    Change.ADD_PLACE: _l("Look in %(item)s too"),
    Change.DROP_PLACE: _l("Do not look in %(item)s any more"),
    Change.ADD_LANGUAGE: _l("Read notices in this language too: %(item)s"),
    Change.DROP_LANGUAGE: _l("Read no notices in this language: %(item)s"),
    Change.ADD_KIND: _l("Look for this kind too: %(item)s"),
    Change.DROP_KIND: _l("Do not look for this kind: %(item)s"),
    Change.ALLOW_WORD: _l("Take “%(item)s” out of the words that you leave out"),
    Change.EXCLUDE_WORD: _l("Leave out “%(item)s”"),
    Change.MOST: _l("Look for work up to %(item)s"),
    Change.LEAST: _l("Look for work from %(item)s on"),
    Change.DAYS: _l("Be content with this many days left: %(item)s"),
    Change.FORGET: _l("Leave out what you judged there"),
    Change.LEARN: _l("Let what you judged there count again"),
    Change.WORK_FOR: _l("Work for this client again"),
    Change.AVOID: _l("Do not work for this client"),
}
WITHOUT_ITEM = {
    Change.MOST: _l("Look for work of any size, however large"),
    Change.LEAST: _l("Look for work of any size, however small"),
    Change.DAYS: _l("Look for work however little time is left"),
}


def mend_text(mend: Mend) -> str:
    """What a change does, as a button says it."""
    if not mend.item and mend.change in WITHOUT_ITEM:
        return str(WITHOUT_ITEM[mend.change])
    return str(ADDED[mend.change]) % {"item": _item(mend)}


def _item(mend: Mend) -> str:
    """The word, place or amount of a change as people read it."""
    if mend.change in {Change.ADD_CODE, Change.DROP_CODE}:
        return cpv.label(mend.item, language())
    if mend.change in {Change.ADD_PLACE, Change.DROP_PLACE}:
        return places.place_name(mend.item, language())
    if mend.change in {Change.MOST, Change.LEAST} and mend.item.isdecimal():
        return formatting.money_cents(int(mend.item) * 100)
    if mend.change in {Change.ADD_KIND, Change.DROP_KIND}:
        return kind_sought(mend.item)
    if mend.change in {Change.ADD_LANGUAGE, Change.DROP_LANGUAGE}:
        return str(Locale(language()).languages.get(mend.item, mend.item))
    return mend.item


def not_here(scheme_page: str) -> str:
    """Where a number would stand that we do not have."""
    if "ted.europa" in scheme_page:
        return _("By its form this is a number of TED, the European site. We do not have it.")
    return _("By its form this is a number of TenderNed. We do not have it.")


UP = _l("Notices like this one move up in your list.")
DOWN = _l("Notices like this one move down in your list.")
LEFT_OUT = _l("We leave this out of what we learn. Your judgement itself stays.")
SAYS_NOTHING = {
    Unsuitable.TOO_FAR: _l("This says nothing of the work, so we do not count it against such work."),
    Unsuitable.TOO_LARGE: _l("This says nothing of the work, so we do not count it against such work."),
    Unsuitable.TOO_SMALL: _l("This says nothing of the work, so we do not count it against such work."),
    Unsuitable.TOO_SOON: _l("This says nothing of the work, so we do not count it against such work."),
    Unsuitable.OTHER: _l("We do not learn from your own words: they can be about anything."),
}


def lesson_text(match: Match) -> str:
    """What a judgement does in a profile."""
    if not match.teaches:
        return str(LEFT_OUT)
    if match.state is not MatchState.DISMISSED:
        return str(UP)
    if match.dismissed_for is Unsuitable.THIS_BUYER:
        if match.notice.buyer is None:
            return str(_("The notice does not name its client, so there is nobody to avoid."))
        return str(_("You see no more notices of %(buyer)s.", buyer=match.notice.buyer.name))
    if match.dismissed_for in SAYS_NOTHING:
        return str(SAYS_NOTHING[match.dismissed_for])
    return str(DOWN)
