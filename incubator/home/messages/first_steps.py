"""The first steps of a new incubator in words, each with why it matters and where it is taken."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from incubator.home.rules.first_steps import FirstStep


@dataclass(frozen=True, slots=True)
class StepText:
    """A step as a manager reads it. Without an endpoint it is taken by who runs the machine."""

    title: LazyString
    why: LazyString
    endpoint: str | None = None


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step with its state and the page where it is taken."""

    title: str
    why: str
    done: bool
    url: str | None


TEXTS = {
    FirstStep.NAME: StepText(
        _l("Give the incubator its own name"),
        _l("It stands above every page and under every mail. Who runs the machine sets it: INCUBATOR_NAME."),
    ),
    FirstStep.ADDRESS: StepText(
        _l("Set the address at which people find it"),
        _l("Links in mails lead there. Who runs the machine sets it: INCUBATOR_BASE_URL."),
    ),
    FirstStep.MAIL: StepText(
        _l("Let mail leave"),
        _l(
            "Without mail nobody can be invited, and nobody hears of an answer. Who runs the machine sets the mail "
            "server (INCUBATOR_MAIL_URL); this step is done when a first mail was sent."
        ),
        "home.mail",
    ),
    FirstStep.TIMETABLE: StepText(
        _l("Let the jobs run"),
        _l("They send the mail, read the sources and remind people. See whether they ran."),
        "home.jobs",
    ),
    FirstStep.SECOND_MANAGER: StepText(
        _l("Invite a second manager"),
        _l("Then there is somebody when you are away or lose your password."),
        "accounts.invite",
    ),
    FirstStep.COACH: StepText(
        _l("Invite a coach"),
        _l("Coaches review what groups make. Without a coach that work waits for you."),
        "accounts.invite",
    ),
    FirstStep.SOURCE: StepText(
        _l("Add a source of notices"),
        _l("TenderNed and TED are free. Groups are then told of work that suits them."),
        "sources.sources",
    ),
    FirstStep.GROUP: StepText(
        _l("Start a first group, or let one start itself"),
        _l("Two people and an idea are enough to begin. Couple a coach to the group at once."),
        "home.groups",
    ),
    FirstStep.DOOR: StepText(
        _l("Secure your own account with a second step"),
        _l("You see the data of everybody. With a code from your phone a stolen password is not enough."),
        "accounts.second_factor",
    ),
}


def step_lines(done: dict[FirstStep, bool]) -> list[StepLine]:
    """The steps in words, in their order."""
    lines = []
    for step, is_done in done.items():
        text = TEXTS[step]
        url = url_for(text.endpoint) if text.endpoint else None
        lines.append(StepLine(str(text.title), str(text.why), is_done, url))
    return lines
