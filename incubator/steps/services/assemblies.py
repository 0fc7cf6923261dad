"""Planning an assembly, the tree that people make together, minutes and decisions."""

from dataclasses import fields
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import Conflict
from incubator.core.i18n import mark as N_
from incubator.neighbourhood.models import Neighbourhood
from incubator.steps.models import Assembly, AssemblyDecision, LeafVersion, SignUp, TreeLeaf
from incubator.steps.queries import assemblies as queries
from incubator.steps.rules import assemblies as rules
from incubator.steps.values.assemblies import AssemblyDecisionTerms, AssemblyPlan, TreeKind

A_MOMENT = timedelta(seconds=20)  # within which the same again is a button that was pressed twice


def plan(place: Neighbourhood, planned: AssemblyPlan, *, now: datetime) -> Assembly:
    """Plan an assembly; pressed twice it is one. Raises `RuleViolation`."""
    rules.check_plan(planned, now=now)
    lock(place)
    for known in queries.of_neighbourhood(place.id):
        if (known.title, known.starts_at) == (planned.title, planned.starts_at):
            return known
    assembly = Assembly(neighbourhood_id=place.id, written_at=now)
    _write(assembly, planned)
    db.session.add(assembly)
    db.session.flush()
    return assembly


def change(assembly: Assembly, planned: AssemblyPlan, *, now: datetime) -> None:
    """Another day, place or agenda. Raises `RuleViolation`."""
    rules.check_plan(planned, now=now)
    lock(assembly)
    _write(assembly, planned)
    db.session.flush()


def _write(assembly: Assembly, planned: AssemblyPlan) -> None:
    for field in fields(planned):
        setattr(assembly, field.name, getattr(planned, field.name))


def count_in(assembly: Assembly, coming: SignUp, *, agrees: bool, now: datetime) -> SignUp:
    """So many people count on coming; a name only with a yes. Pressed twice it is one. Raises `RuleViolation`."""
    rules.check_count(coming.number)
    rules.check_consent(coming.name, agrees=agrees)
    lock(assembly)
    for known in assembly.sign_ups:
        # Without names two families are alike: only the clock tells them from a second press.
        same = (known.number, known.children, known.language, known.name) == (
            coming.number,
            coming.children,
            coming.language,
            coming.name,
        )
        if same and now - known.signed_up_at < A_MOMENT:
            return known
    coming.signed_up_at = now
    assembly.sign_ups.append(coming)
    db.session.flush()
    return coming


def take_back(coming: SignUp) -> None:
    """They do not come, or want their name out. Raises `Conflict` when it is gone."""
    lock(coming)
    db.session.delete(coming)


def hang(assembly: Assembly, kind: TreeKind, text: str, parent_id: int | None, *, now: datetime) -> TreeLeaf:
    """Add a leaf to the tree; the same words at the same place are one. Raises `RuleViolation`."""
    lock(assembly)
    standing = [leaf for leaf in assembly.leaves if leaf.removed_at is None]
    rules.check_leaves(len(standing))
    rules.check_parent(None, parent_id, _parents(assembly))
    for known in standing:
        if (known.parent_id, known.kind, known.text) == (parent_id, kind, text):
            return known
    leaf = TreeLeaf(parent_id=parent_id, kind=kind, text=text, written_at=now)
    assembly.leaves.append(leaf)
    db.session.flush()
    return leaf


def rehang(leaf: TreeLeaf, kind: TreeKind, text: str, parent_id: int | None, *, now: datetime) -> None:
    """Other words, another kind or another place; how it was is kept as a version. Raises `RuleViolation`."""
    # The whole tree is held: two who move at once could hang two leaves below each other.
    assembly = lock(leaf.assembly)
    rules.check_parent(leaf.id, parent_id, _parents(assembly))
    if (leaf.kind, leaf.text, leaf.parent_id) == (kind, text, parent_id):
        return
    leaf.versions.append(LeafVersion(kind=leaf.kind, text=leaf.text, above=_above(leaf), until=now))
    leaf.kind, leaf.text, leaf.parent_id = kind, text, parent_id
    db.session.flush()


def _parents(assembly: Assembly) -> dict[int, int | None]:
    """What each leaf hangs below; None for those at the top, also because what they hung below was taken out."""
    standing = {leaf.id: leaf.parent_id for leaf in assembly.leaves if leaf.removed_at is None}
    at_top = {leaf for leaf, parent in standing.items() if parent not in standing}
    return standing | dict.fromkeys(at_top)


def _above(leaf: TreeLeaf) -> str:
    parent = db.session.get(TreeLeaf, leaf.parent_id) if leaf.parent_id else None
    return parent.text if parent else ""


def take_out(leaf: TreeLeaf, *, now: datetime) -> None:
    """Take a leaf out of the tree; it can come back. What hung below it stays, at the top."""
    lock(leaf.assembly)
    leaf.removed_at = leaf.removed_at or now
    db.session.flush()


def put_back(leaf: TreeLeaf) -> None:
    """A leaf that was taken out hangs again where it hung, or at the top when that is gone."""
    assembly = lock(leaf.assembly)
    leaf.removed_at = None
    hangs_below = {each.id: each.parent_id for each in assembly.leaves if each.removed_at is None}
    if not rules.can_hang(leaf.id, leaf.parent_id, hangs_below):
        leaf.parent_id = None
    db.session.flush()


def write_minutes(assembly: Assembly, minutes: str, *, now: datetime) -> None:
    """What was said. Raises `RuleViolation` before the assembly has begun."""
    lock(assembly)
    rules.check_held(assembly.starts_at, now=now)
    assembly.minutes = minutes
    db.session.flush()


def decide(assembly: Assembly, terms: AssemblyDecisionTerms, *, now: datetime) -> AssemblyDecision:
    """A decision gets the next number; the same words twice are one. Raises `RuleViolation`."""
    lock(assembly)
    rules.check_held(assembly.starts_at, now=now)
    rules.check_due(terms.due_on, held_on=clock.local(assembly.starts_at).date())
    for known in assembly.decisions:
        if (known.text, known.owner) == (terms.text, terms.owner):
            return known
    # The highest number and not how many there are: people know a decision by its number.
    last = db.session.scalar(
        select(func.max(AssemblyDecision.number)).where(AssemblyDecision.assembly_id == assembly.id)
    )
    decision = AssemblyDecision(
        number=(last or 0) + 1, text=terms.text, owner=terms.owner, due_on=terms.due_on, written_at=now
    )
    assembly.decisions.append(decision)
    db.session.flush()
    return decision


def redecide(decision: AssemblyDecision, terms: AssemblyDecisionTerms) -> None:
    """Other words, owner or day; the number stays. Raises `RuleViolation`."""
    rules.check_due(terms.due_on, held_on=clock.local(decision.assembly.starts_at).date())
    lock(decision)
    decision.text, decision.owner, decision.due_on = terms.text, terms.owner, terms.due_on
    db.session.flush()


def finish(decision: AssemblyDecision, *, is_done: bool, today: date) -> None:
    """It is done, or it is open again after all. Raises `Conflict` when somebody else was first."""
    lock(decision)
    # Told, and not passed over: the day that stands there is somebody else’s.
    if (decision.done_on is not None) == is_done:
        raise Conflict(N_("Somebody else did this already. Look at it as it is now."))
    decision.done_on = today if is_done else None
    db.session.flush()
