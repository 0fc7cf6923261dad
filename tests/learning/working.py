"""What tests of lessons do over and over: write in an exercise, have it approved, change a lesson."""

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.learning import queries, services
from incubator.learning.services import editing
from incubator.learning.values.arranging import EditedText
from incubator.reviews import services as reviews
from tests.factories import ManagerFactory


def place_in(world, slug):
    """The lesson as it is now, for the group of the test."""
    return queries.Place(world.group, queries.lesson(slug))


def keep(world, slug, answers, by=None):
    """Write answers in an exercise, over what stands there."""
    where = place_in(world, slug)
    stored = queries.draft(where)
    with transaction(actor=SYSTEM):
        began_with = stored.number if stored else 0
        services.save(where, answers, began_with=began_with, by=by or world.founder, now=clock.now())
    return where


def hand_in(world, slug):
    with transaction(actor=SYSTEM):
        return services.hand_in(place_in(world, slug), by=world.founder, now=clock.now())


def approve(world, handed_in):
    with transaction(actor=SYSTEM):
        reviews.claim(handed_in, coach=world.coach, now=clock.now())
        reviews.approve(handed_in, "", coach=world.coach, now=clock.now())


def rewrite(slug, *changes):
    """A manager replaces pieces of the text of a lesson."""
    text = queries.lesson_text(slug)
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    newest = queries.newest_version(slug)
    with transaction(actor=SYSTEM):
        edited = EditedText(text, "Anders.", False, newest.number if newest else 0)
        editing.save_lesson(slug, edited, by=ManagerFactory(), now=clock.now())


def arrange(action, *given):
    """A manager arranges the lessons."""
    with transaction(actor=SYSTEM):
        action(*given)
