"""Explanations in words: what each rule did, what could be changed, and what a judgement does."""

from babel import Locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.core import formatting
from incubator.core.i18n import language
from incubator.core.reference import cpv, places
from incubator.watch.matching.mending import Mend, ProfileChange
from incubator.watch.matching.weighing import Effect, WeighedRule
from incubator.watch.messages import kind_sought
from incubator.watch.models import Match, MatchState, Unsuitable

RULES = {
    WeighedRule.KIND: _l("Kind of notice"),
    WeighedRule.RESERVED: _l("Reserved contract"),
    WeighedRule.WORDS: _l("Words"),
    WeighedRule.TRADE: _l("Trade"),
    WeighedRule.CODE: _l("Code of the buyer"),
    WeighedRule.PART: _l("Part in the work"),
    WeighedRule.PLACE: _l("Place"),
    WeighedRule.VALUE: _l("Value"),
    WeighedRule.TIME: _l("Time"),
    WeighedRule.LANGUAGE: _l("Language"),
    WeighedRule.EXCLUDED: _l("Words that you leave out"),
    WeighedRule.LEARNT: _l("What we learnt from you"),
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
    ProfileChange.ADD_WORD: _l("Add “%(item)s” to your words"),
    ProfileChange.DROP_WORD: _l("Take “%(item)s” out of your words"),
    ProfileChange.ADD_CODE: _l("Add the code for “%(item)s”"),
    ProfileChange.DROP_CODE: _l("Take out the code for “%(item)s”"),
    ProfileChange.ADD_PLACE: _l("Look in %(item)s too"),
    ProfileChange.DROP_PLACE: _l("Do not look in %(item)s any more"),
    ProfileChange.ADD_LANGUAGE: _l("Read notices in this language too: %(item)s"),
    ProfileChange.DROP_LANGUAGE: _l("Read no notices in this language: %(item)s"),
    ProfileChange.ADD_KIND: _l("Look for this kind too: %(item)s"),
    ProfileChange.DROP_KIND: _l("Do not look for this kind: %(item)s"),
    ProfileChange.ALLOW_WORD: _l("Take “%(item)s” out of the words that you leave out"),
    ProfileChange.EXCLUDE_WORD: _l("Leave out “%(item)s”"),
    ProfileChange.MOST: _l("Look for work up to %(item)s"),
    ProfileChange.LEAST: _l("Look for work from %(item)s on"),
    ProfileChange.DAYS: _l("Be content with this many days left: %(item)s"),
    ProfileChange.FORGET: _l("Leave out what you judged there"),
    ProfileChange.LEARN: _l("Let what you judged there count again"),
    ProfileChange.WORK_FOR: _l("Work for this client again"),
    ProfileChange.AVOID: _l("Do not work for this client"),
}
WITHOUT_ITEM = {
    ProfileChange.MOST: _l("Look for work of any size, however large"),
    ProfileChange.LEAST: _l("Look for work of any size, however small"),
    ProfileChange.DAYS: _l("Look for work however little time is left"),
}


def mend_text(mend: Mend) -> str:
    """What a change does, as a button says it."""
    if not mend.item and mend.change in WITHOUT_ITEM:
        return str(WITHOUT_ITEM[mend.change])
    return str(ADDED[mend.change]) % {"item": _item(mend)}


def _item(mend: Mend) -> str:
    """The word, place or amount of a change as people read it."""
    if mend.change in {ProfileChange.ADD_CODE, ProfileChange.DROP_CODE}:
        return cpv.label(mend.item, language())
    if mend.change in {ProfileChange.ADD_PLACE, ProfileChange.DROP_PLACE}:
        return places.place_name(mend.item, language())
    if mend.change in {ProfileChange.MOST, ProfileChange.LEAST} and mend.item.isdecimal():
        return formatting.money_cents(int(mend.item) * 100)
    if mend.change in {ProfileChange.ADD_KIND, ProfileChange.DROP_KIND}:
        return kind_sought(mend.item)
    if mend.change in {ProfileChange.ADD_LANGUAGE, ProfileChange.DROP_LANGUAGE}:
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
