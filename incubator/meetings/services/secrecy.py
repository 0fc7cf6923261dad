"""The box of a secret vote. Whatever is stored of it belongs to the round as a whole, never to one vote.

All ballots lie in one text: in the order of the alphabet, filled up to a length that tells nothing, sealed, and written anew as a whole
at every vote. Between two copies of the database nothing can be seen but that a vote came in.
"""

import json
import secrets
from collections.abc import Iterable

from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.sealing import fingerprint, seal, unseal
from incubator.meetings.models import BallotPaper, SecretBox, VotingRound

LENGTH = 16_384  # the text is filled up to a whole number of these
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that looks like another
CODE_LENGTH = 8
UNREADABLE = N_(
    "The ballots cannot be opened: the secret key of this site has changed. Call this vote off and vote again."
)


def empty_box(round_: VotingRound) -> None:
    """A box without ballots, as long as a full one."""
    db.session.add(SecretBox(round_id=round_.id, sealed=_sealed(round_.id, ())))


def put(round_: VotingRound, ballots: Iterable[str]) -> None:
    """Add ballots to the box. The round is locked, so that no two write the box at once."""
    box = _box(round_)
    box.sealed = _sealed(round_.id, [*_ballots(box), *ballots])


def take_out(round_: VotingRound) -> list[str]:
    """The ballots, counted by nobody yet; the box is thrown away."""
    box = _box(round_)
    ballots = _ballots(box)
    db.session.delete(box)
    return ballots


def throw_away(round_: VotingRound) -> None:
    """The box of a vote that was called off, unopened."""
    db.session.delete(_box(round_))


def print_of(round_id: int, code: str) -> str:
    """What is kept of the code on a paper: enough to know it again."""
    letters = "".join(filter(str.isalnum, code)).upper()
    return fingerprint("ballot-paper", f"{round_id}:{letters}")


def new_papers(round_: VotingRound, number: int) -> list[str]:
    """Codes for papers; they are shown now and never again."""
    codes: set[str] = set()
    while len(codes) < number:
        codes.add("".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH)))
    db.session.add_all(BallotPaper(code_print=print_of(round_.id, code), round_id=round_.id) for code in sorted(codes))
    return sorted(codes)


def _box(round_: VotingRound) -> SecretBox:
    box = db.session.get(SecretBox, round_.id, populate_existing=True)
    if box is None:
        raise RuleViolation(UNREADABLE)
    return box


def _ballots(box: SecretBox) -> list[str]:
    opened = unseal(_purpose(box.round_id), box.sealed)
    if opened is None:
        raise RuleViolation(UNREADABLE)
    ballots: list[str] = json.loads(opened)
    return ballots


def _sealed(round_id: int, ballots: Iterable[str]) -> str:
    written = json.dumps(sorted(ballots))
    full = -(-len(written) // LENGTH) * LENGTH
    return seal(_purpose(round_id), written.ljust(full))


def _purpose(round_id: int) -> str:
    return f"secret-vote-{round_id}"
