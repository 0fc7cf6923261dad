"""The card of the next step: the same on every page, in the voice of who reads it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.cooperatives.messages import PHASES
from incubator.cooperatives.models import Cooperative
from incubator.core import agenda
from incubator.core.formatting import as_date, as_deadline
from incubator.home import rules
from incubator.home.messages.wording import WORDINGS
from incubator.home.values import NextStep, Reader, Situation, StepKind, Turn, Waiting
from incubator.learning import queries as learning
from incubator.learning.messages import title_of


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What lies with somebody else meanwhile, with a page when the reader can do something there."""

    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Headline:
    """What to do, whose turn it is and since when, and where to go: all that a list of groups shows."""

    step: NextStep
    title: str
    turn: str
    url: str

    @property
    def since(self) -> str:
        if self.step.since is None:
            return ""
        return _("Since %(date)s", date=as_date(self.step.since))


@dataclass(frozen=True, slots=True)
class Card(Headline):
    """The same with why, the words of the button, and what lies with others meanwhile."""

    why: str
    label: str
    waiting: bool
    elsewhere: tuple[Elsewhere, ...]


TURNS = {
    Turn.GROUP: _l("Your next step"),
    Turn.COACH: _l("Your coach's turn"),
    Turn.MANAGER: _l("The manager's turn"),
    Turn.NOTARY: _l("The notary's turn"),
    Turn.KVK: _l("The trade register's turn (KVK)"),
    Turn.BUYER: _l("The buyer's turn"),
    Turn.NOBODY: _l("You are up to date"),
}
TURNS_TO_GUIDES = {
    **TURNS,
    Turn.GROUP: _l("The group's turn"),
    Turn.COACH: _l("The coach's turn"),
    Turn.NOBODY: _l("Nobody's turn"),
}
LESSONS = {StepKind.LESSON_RETURNED, StepKind.LESSON_READ, StepKind.LESSON_OPEN, StepKind.LESSON_WRITING}
BIDS = {StepKind.BID_CLOSES, StepKind.BID_PASSED, StepKind.BID_WRITING, StepKind.BID_DECIDES, StepKind.BUYER_DECIDES}


def headline(situation: Situation, group: Cooperative, reader: Reader) -> Headline:
    """The next step of this group for who reads it, in a list of groups."""
    of_manager = reader is Reader.MANAGER
    step = rules.step_of_manager(situation) if of_manager else rules.next_step(situation)
    wording = WORDINGS[step.kind]
    title = wording.guide_title if reader.guides else wording.title
    words = _(title, **_params(step, situation, group))
    return Headline(step, words, _turn(step, reader), _address(step, situation, reader))


def card(situation: Situation, group: Cooperative, reader: Reader) -> Card:
    """The next step of this group for who reads it, with everything around it."""
    head = headline(situation, group, reader)
    step, wording, guides = head.step, WORDINGS[head.step.kind], reader.guides
    why = wording.guide_why if guides else wording.why
    own_button = guides and wording.guide_label and _acts(step, reader)
    label = wording.guide_label if own_button else wording.label
    elsewhere = [_elsewhere(other, situation, group, reader) for other in rules.waiting_elsewhere(situation, step)]
    return Card(
        step,
        head.title,
        head.turn,
        head.url,
        why=_(why, **_params(step, situation, group)),
        label=_(label),
        waiting=reader.value != step.turn.value,
        elsewhere=tuple(elsewhere),
    )


def _turn(step: NextStep, reader: Reader) -> str:
    if not reader.guides:
        return str(TURNS[step.turn])
    if reader.value == step.turn.value:
        return _("This waits for you")
    return str(TURNS_TO_GUIDES[step.turn])


def _params(step: NextStep | Waiting, situation: Situation, group: Cooperative) -> dict[str, Any]:
    """What the sentences name."""
    params: dict[str, Any] = {"group": group.name, "number": step.number, "phase": PHASES[situation.phase]}
    if step.kind in LESSONS:
        lesson = learning.lesson(step.subject)
        params |= {"title": title_of(lesson), "minutes": lesson.minutes} if lesson else {}
    if step.kind in BIDS:
        params["title"] = _title_of_bid(step.subject, situation)
    if step.kind is StepKind.WORK_ASKED:
        asked = next(asked for asked in situation.asked if str(asked.id) == step.subject)
        params |= {"title": asked.title, "client": asked.client}
    if isinstance(step, NextStep):
        params["until"] = as_deadline(step.until) if step.until else _("not known")
    if step.kind is StepKind.DATE_NEAR:
        due = situation.dates[step.number]
        params |= {"title": agenda.in_words(due.title, due.params), "until": as_deadline(due.due_at, due.whole_day)}
    return params


def _title_of_bid(number: str, situation: Situation) -> str:
    titles = {str(bid.id): bid.title for bid in (*situation.deciding, *situation.writing, *situation.with_buyer)}
    return titles[number]


def _elsewhere(waiting: Waiting, situation: Situation, group: Cooperative, reader: Reader) -> Elsewhere:
    wording = WORDINGS[waiting.kind]
    title = wording.guide_title if reader.guides else wording.title
    step = NextStep(waiting.kind, waiting.turn, waiting.since, waiting.subject, waiting.number)
    helps = reader.value == waiting.turn.value or (reader.guides and waiting.turn in {Turn.COACH, Turn.MANAGER})
    url = _address(step, situation, reader) if helps else None
    return Elsewhere(_(title, **_params(step, situation, group)), url)


# What only the person whose turn it is can do has another button for them.
OF_MANAGER = {StepKind.COACH_MISSING, StepKind.DEED_PROPOSED}


def _acts(step: NextStep, reader: Reader) -> bool:
    return step.kind not in OF_MANAGER or reader is Reader.MANAGER


def _address(step: NextStep, situation: Situation, reader: Reader) -> str:
    slug = situation.slug
    if reader.guides and _acts(step, reader) and step.kind in FOR_GUIDES:
        return FOR_GUIDES[step.kind](step, slug)
    if reader is Reader.OBSERVER and step.kind in FOR_OBSERVERS:
        return FOR_OBSERVERS[step.kind](step, slug)
    if step.kind is StepKind.DATE_NEAR:
        return situation.dates[step.number].url or url_for("home.agenda", groep=slug)
    return FOR_GROUP[step.kind](step, slug)


Address = Callable[[NextStep, str], str]


def _page(endpoint: str) -> Address:
    return lambda _step, slug: url_for(endpoint, slug=slug)


def _lesson(endpoint: str) -> Address:
    return lambda step, slug: url_for(endpoint, slug=slug, ref=step.subject)


def _work_request(step: NextStep, slug: str) -> str:
    return url_for("watch.work_request", slug=slug, request_id=int(step.subject))


def _bid(step: NextStep, slug: str) -> str:
    return url_for("bids.show", slug=slug, bid_id=int(step.subject))


def _round(step: NextStep, _slug: str) -> str:
    return url_for("reviews.show", round_id=step.number)


def _statutes_page(step: NextStep, slug: str) -> str:
    if not step.subject:
        return url_for("statutes.index", slug=slug)
    return url_for("statutes.question", slug=slug, name=step.subject)


def _notices(_step: NextStep, _slug: str) -> str:
    return url_for("notices.index")


FOR_GROUP: dict[StepKind, Address] = {
    StepKind.STOPPED: _page("cooperatives.show"),
    StepKind.BID_CLOSES: _bid,
    StepKind.LESSON_RETURNED: _lesson("learning.exercise"),
    StepKind.STATUTES_RETURNED: _page("statutes.index"),
    StepKind.COACH_MISSING: _page("learning.track"),
    StepKind.STATUTES_READ: _page("statutes.index"),
    StepKind.DEED_PROPOSED: _page("register.deed"),
    StepKind.KVK_AWAITED: _page("register.deed"),
    StepKind.REGISTER_EMPTY: _page("register.index"),
    StepKind.VERSION_MISSING: _page("statutes.index"),
    StepKind.DEED_AWAITED: _page("register.deed"),
    StepKind.LESSON_WRITING: _lesson("learning.exercise"),
    StepKind.LESSON_OPEN: _lesson("learning.lesson"),
    StepKind.LESSON_READ: _page("learning.track"),
    StepKind.STATUTES_OPEN: _statutes_page,
    StepKind.STATUTES_ERRORS: _page("statutes.check"),
    StepKind.STATUTES_COMPLETE: _page("statutes.index"),
    StepKind.CONTRIBUTION_UNPAID: _page("register.index"),
    StepKind.BID_PASSED: _bid,
    StepKind.BID_WRITING: _bid,
    StepKind.BID_DECIDES: _bid,
    StepKind.PROFILE_MISSING: _page("watch.profile"),
    StepKind.WORK_ASKED: _work_request,
    StepKind.MATCHES_NEW: _page("watch.matches"),
    StepKind.DOCUMENTS_MISSING: _page("home.progress"),
    StepKind.DOCUMENTS_READ: _page("home.progress"),
    StepKind.PHASE_DONE: _page("home.progress"),
    StepKind.BUYER_DECIDES: _bid,
    StepKind.UP_TO_DATE: _notices,
}
# Where who guides goes to another page than the group.
FOR_GUIDES: dict[StepKind, Address] = {
    StepKind.COACH_MISSING: _page("cooperatives.coach"),
    StepKind.STATUTES_READ: _round,
    StepKind.DEED_PROPOSED: _page("register.deed"),
    StepKind.KVK_AWAITED: _page("register.kvk"),
    StepKind.DEED_AWAITED: _page("register.founding"),
    StepKind.LESSON_READ: _round,
    StepKind.STATUTES_OPEN: _page("statutes.index"),
    StepKind.PROFILE_MISSING: _page("watch.matches"),
    StepKind.PHASE_DONE: _page("home.phase"),
    StepKind.UP_TO_DATE: _page("watch.matches"),
}
# Who reads along opens no form.
FOR_OBSERVERS: dict[StepKind, Address] = {
    StepKind.STATUTES_OPEN: _page("statutes.index"),
    StepKind.PROFILE_MISSING: _page("watch.matches"),
}
