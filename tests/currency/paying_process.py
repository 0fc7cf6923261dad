"""A process that pays, of which a child is killed (SIGKILL) at a random step of each payment: before a statement or before a commit."""

import os
import random
import signal
from itertools import count
from pathlib import Path

from sqlalchemy import event, select

from incubator.app import create_app
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.currency.models import CurrencyAccount
from incubator.currency.services import paying
from incubator.currency.values import CurrencyPayment

SECRET = "a-secret-for-tests-that-is-long-enough"
STEPS = 22  # of a payment, or a few more: a child that comes to its end was not killed


def main(instance: str, database_url: str, record: str, kills: int, seed: int) -> None:
    """Pay until so many children were killed at work; each payment is sent again by who lives. The record holds how many were paid."""
    app = create_app(instance=instance, database_url=database_url, secret_key=SECRET, timetable=False)
    dice, killed = random.Random(seed), 0
    with app.app_context():
        for number in count(1):
            if killed == kills:
                Path(record).write_text(str(number - 1), encoding="ascii")
                return
            killed += _in_a_child(number, dice.randint(1, STEPS))
            pay(number)


def pay(number: int) -> None:
    """Payment `number` goes from one of the accounts to the next, with a token of its own."""
    numbers = list(db.session.scalars(select(CurrencyAccount.id).order_by(CurrencyAccount.number)))[1:]
    payer, receiver = numbers[number % len(numbers)], numbers[(number + 1) % len(numbers)]
    db.session.rollback()
    try:
        with transaction(actor=SYSTEM):
            sides = db.session.get_one(CurrencyAccount, payer), db.session.get_one(CurrencyAccount, receiver)
            paying.pay(CurrencyPayment(*sides, 500, "Hulp", "", f"p{number}"), by=None, now=clock.now())
    except RuleViolation:
        return


def _in_a_child(number: int, step: int) -> bool:
    """Whether it was killed before it came to its end."""
    db.session.remove()
    db.engine.dispose()  # a child must not speak on a connection of its parent
    child = os.fork()
    if child == 0:
        _die_at(step)
        pay(number)
        os._exit(0)
    _child, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError(f"The child of payment {number} failed")
    return os.WIFSIGNALED(status)


def _die_at(step: int) -> None:
    steps = count(1)

    def before(*_anything: object, **_more: object) -> None:
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "commit"):
        event.listen(db.engine, name, before)
