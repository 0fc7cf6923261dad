"""Which tasks follow from a procurement, and by which day: counted back on working days from the deadline. Plain Python."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from incubator.bids.rules.procurement.proofs import MONTHS_OF_EXTRACT, OWN_DECLARATION, oldest_day
from incubator.bids.rules.procurement.terms import ANSWERS_BEFORE
from incubator.bids.values.origins import WorkOrigin
from incubator.bids.values.planning import PlanBasis, PlannedTask
from incubator.bids.values.procurement import RegimeName
from incubator.bids.values.requirements import words_of
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities.writing import write_day
from incubator.core.reference.supplying_staff import EITHER_ACT
from incubator.core.working_days import working_days_before

NUMBERED = re.compile(r"plan-\d{1,4}")  # the keys of criteria until they were named after what they are about
CONDUCT_WEEKS = 8  # that a legal person waits for a certificate of conduct, as Justis says
PROOFS = "art. 2.89 Aw 2012"
# How many working days before the deadline each piece of work is done.
READ, PROOF, REFERENCES, AGREEMENT, TEXTS, PRICE, DECLARATION, SIGNATURES, SECOND_READER, SUBMIT = (
    20, 15, 15, 10, 7, 7, 5, 4, 3, 1,
)  # fmt: skip

WORDS = {
    "read": N_("Read all documents of the buyer, and write down what is unclear"),
    "ask": N_("Ask your questions before the term for questions ends (nota van inlichtingen)"),
    "exclusion": N_("Fill in the own declaration (UEA)"),
    "kvk": N_("Have an extract of the trade register of at most six months old"),
    "tax": N_("Have a statement of payment behaviour of the tax office of at most six months old"),
    "gva": N_("Apply for the certificate of conduct (GVA) in time: it takes up to eight weeks"),
    "staff": N_("Look who leads the work: supplying staff takes an admission (Wtta)"),
    "references": N_("Choose references, or a partner who has them"),
    "price": N_("Reckon the price: hours, wages, materials, risk"),
    "plan": N_("Write the plan of approach"),
    "second-reader": N_("Let someone who did not write it read everything"),
    "request": N_("Ask to take part a day before that term ends, and keep the confirmation"),
    "submit": N_("Hand in a day before the deadline, and keep the confirmation"),
}
ASK_ABROAD = N_("Ask your questions before the term for questions ends")
KVK_SINCE = N_("Have an extract of the trade register, made on %(day)s or later")
DECLARATION_OF = N_("Let %(partner)s fill in its own declaration (UEA)")
CRITERION = N_("Write the answer about: %(criterion)s")
CRITERION_WEIGHED = N_("Write the answer about: %(criterion)s (%(weight)s)")
AGREE = N_("Sign the agreement with your partners: who does what, and who speaks to the buyer")
AGREE_FOR_CLIENT = N_("Sign the agreement with your partners: who does what, and who speaks to the client")
BEGIN = N_("Look whether you can begin on %(day)s: people, materials, a permit or admission")
SIGN = N_("Look in the trade register who may sign, and let them sign")
ENCLOSE = N_("Make ready what goes along with the bid: %(what)s")
SHOW = N_("Find the proof of what the buyer asks: %(what)s")
SHOW_MORE = N_("Look in the list of requirements what else you must show or enclose")
MOST_PROOFS = 12  # with a task of their own
LONGEST_PROOF = 160  # letters
CALL_CLIENT = N_("Call the client about what is unclear")
QUOTE = N_("Write the quotation: what you do, by when, for how much")
SEND_QUOTE = N_("Send the quotation a day before the client expects it")
CALL_MUNICIPALITY = N_("Call the municipality about what is unclear")
PROPOSE = N_("Write the proposal: what you take over, by when, for how much")
SEND_PROPOSAL = N_("Send the proposal with your challenge, and keep the confirmation")
# The words of work that nobody procures: whom one calls, what one writes, and how it leaves.
DIRECT_WORDS = {
    WorkOrigin.REQUEST: (CALL_CLIENT, QUOTE, SEND_QUOTE),
    WorkOrigin.CHALLENGE: (CALL_MUNICIPALITY, PROPOSE, SEND_PROPOSAL),
}


def key_of(name: str, lot: str) -> str:
    """The key of a criterion of a lot: by what it is about, for its place in a notice changes with every correction."""
    return f"c{hashlib.sha256(f'{words_of(name)}/{lot}'.encode()).hexdigest()[:12]}"


def renamed(known: Mapping[str, str], planned: Iterable[PlannedTask]) -> dict[str, str]:
    """The new key of each task that was numbered by its place, by the old one. `known` are the criteria of the tasks by key."""
    free: dict[str | None, str] = {}
    for task in planned:
        if task.key not in known:
            free.setdefault(task.params.get("criterion"), task.key)
    numbered = {key: name for key, name in known.items() if NUMBERED.fullmatch(key)}
    return {key: free.pop(name) for key, name in numbered.items() if name in free}


def plan(basis: PlanBasis) -> tuple[PlannedTask, ...]:
    """The tasks of a bid in the order in which they are done; what should have been done by now is due today."""
    planned = _without_procurement(basis) if basis.regime is RegimeName.PRIVATE else _for_a_procurement(basis)
    return tuple(_without_dutch_law(_at_once(task, basis), basis) for task in planned)


def _without_dutch_law(task: PlannedTask, basis: PlanBasis) -> PlannedTask:
    """Abroad the work is the same, as proofs are asked everywhere; the Dutch act on procurement is not why."""
    if not task.source.endswith("Aw 2012"):
        return task
    return replace(task, source=basis.law.cite(task.source))


def _at_once(task: PlannedTask, basis: PlanBasis) -> PlannedTask:
    """A day that passed before anybody could see the task is no day: do it now. After the deadline nothing is due any more."""
    today = basis.today
    if today is None or basis.closes is None or basis.closes < today:
        return task
    if task.due_on is None or task.due_on >= today:
        return task
    return replace(task, due_on=today, counted=task.due_on)


def _without_procurement(basis: PlanBasis) -> Iterator[PlannedTask]:
    call, write, send = DIRECT_WORDS.get(basis.origin, DIRECT_WORDS[WorkOrigin.REQUEST])
    yield from _with_staff(basis)
    yield PlannedTask("ask", call, basis.questions_until or _before(basis, 5))
    yield from _beginning(basis)
    yield from _with_partners(basis)
    yield from _proofs(basis)
    yield PlannedTask("price", WORDS["price"], _before(basis, 3))
    yield PlannedTask("plan", write, _before(basis, 2))
    yield PlannedTask("second-reader", WORDS["second-reader"], _before(basis, 1))
    yield PlannedTask("submit", send, _before(basis, SUBMIT))


def _for_a_procurement(basis: PlanBasis) -> Iterator[PlannedTask]:
    # First of all what others take longest over.
    yield PlannedTask("gva", WORDS["gva"], _weeks_before(basis, CONDUCT_WEEKS), PROOFS)
    yield PlannedTask("read", WORDS["read"], _before(basis, READ))
    yield from _with_staff(basis)
    # The nota van inlichtingen is Dutch.
    ask = WORDS["ask"] if basis.law.is_dutch else ASK_ABROAD
    yield PlannedTask("ask", ask, _questions_end(basis), _source_of_questions(basis))
    yield _extract(basis)
    yield PlannedTask("tax", WORDS["tax"], _before(basis, PROOF), PROOFS)
    yield PlannedTask("references", WORDS["references"], _before(basis, REFERENCES), "art. 2.92-2.94 Aw 2012")
    yield from _beginning(basis)
    yield from _with_partners(basis)
    yield from _proofs(basis)
    if not basis.asks_first:
        yield from _texts(basis)
        yield PlannedTask("price", WORDS["price"], _before(basis, PRICE))
    yield PlannedTask("exclusion", WORDS["exclusion"], _before(basis, DECLARATION), _source_of_declaration(basis))
    yield PlannedTask("sign", SIGN, _before(basis, SIGNATURES), "art. 2:45 BW")
    yield PlannedTask("second-reader", WORDS["second-reader"], _before(basis, SECOND_READER))
    # Two tasks: the one is done long before the other.
    last = "request" if basis.asks_first else "submit"
    yield PlannedTask(last, WORDS[last], _before(basis, SUBMIT))


def _with_staff(basis: PlanBasis) -> Iterator[PlannedTask]:
    # The admission is of Dutch law.
    if basis.supplies_staff and basis.law.is_dutch:
        yield PlannedTask("staff", WORDS["staff"], _before(basis, READ), EITHER_ACT)


def _beginning(basis: PlanBasis) -> Iterator[PlannedTask]:
    """Where somebody confirmed when the work starts: whether the group can begin then, before it promises so."""
    start = basis.work.start
    if start is not None and basis.work.is_confirmed:
        yield PlannedTask("start", BEGIN, _before(basis, READ), "", {"day": write_day(start)})


def _extract(basis: PlanBasis) -> PlannedTask:
    if basis.closes is None:
        return PlannedTask("kvk", WORDS["kvk"], None, PROOFS)
    since = write_day(oldest_day(basis.closes, MONTHS_OF_EXTRACT))
    return PlannedTask("kvk", KVK_SINCE, _before(basis, PROOF), PROOFS, {"day": since})


def _with_partners(basis: PlanBasis) -> Iterator[PlannedTask]:
    by_act = basis.regime is not RegimeName.PRIVATE
    if basis.partners:
        source = "art. 2.52 Aw 2012" if by_act else ""
        yield PlannedTask("agreement", AGREE if by_act else AGREE_FOR_CLIENT, _before(basis, AGREEMENT), source)
    for partner in basis.partners:
        if partner.role in OWN_DECLARATION and by_act:
            key, params = f"exclusion-{partner.id}", {"partner": partner.name}
            yield PlannedTask(key, DECLARATION_OF, _before(basis, DECLARATION), _source_of_declaration(basis), params)


def _texts(basis: PlanBasis) -> Iterator[PlannedTask]:
    """A text for each criterion of quality; without them the plan as a whole."""
    if not basis.criteria:
        yield PlannedTask("plan", WORDS["plan"], _before(basis, TEXTS))
    for criterion in basis.criteria:
        name = criterion.name
        # Lots may share the name of a criterion and still want another answer.
        if criterion.lot:
            name = f"{criterion.name} ({criterion.lot})"
        params = {"criterion": name}
        words = CRITERION
        if criterion.weight:
            words = CRITERION_WEIGHED
            params["weight"] = criterion.weight
        yield PlannedTask(f"plan-{criterion.key}", words, _before(basis, TEXTS), "", params)


def _proofs(basis: PlanBasis) -> Iterator[PlannedTask]:
    """What has to be shown or enclosed, each by itself, and the rest of a long list together."""
    for proof in basis.proofs[:MOST_PROOFS]:
        words, days = (ENCLOSE, DECLARATION) if proof.enclosed else (SHOW, PROOF)
        yield PlannedTask(f"proof-{proof.id}", words, _before(basis, days), "", {"what": proof.text[:LONGEST_PROOF]})
    if len(basis.proofs) > MOST_PROOFS:
        yield PlannedTask("proofs", SHOW_MORE, _before(basis, PROOF))


def _questions_end(basis: PlanBasis) -> date | None:
    """The day that the buyer names; else the answers come ten days before closing at the latest: after that questions no longer help."""
    if basis.closes is None or basis.questions_until is not None:
        return basis.questions_until
    return working_days_before(basis.closes - timedelta(days=ANSWERS_BEFORE), 0)


def _source_of_questions(basis: PlanBasis) -> str:
    """The ten days are law above the threshold only; elsewhere they are what many buyers do."""
    if basis.questions_until is not None:
        return ""
    return "art. 2.53-2.54 Aw 2012" if basis.regime is RegimeName.EU else ""


def _source_of_declaration(basis: PlanBasis) -> str:
    if basis.regime in {RegimeName.NATIONAL, RegimeName.NATIONAL_SOCIAL}:
        return "art. 1.19 Aw 2012"
    return "art. 2.84 Aw 2012"


def _weeks_before(basis: PlanBasis, weeks: int) -> date | None:
    if basis.closes is None:
        return None
    return working_days_before(basis.closes - timedelta(weeks=weeks), 0)


def _before(basis: PlanBasis, days: int) -> date | None:
    return None if basis.closes is None else working_days_before(basis.closes, days)


def check_day(due_on: date | None, standing: date | None, today: date) -> None:
    """A day that people choose is still to come; one that stood there stays. Raises `RuleViolation`."""
    if due_on is not None and due_on != standing and due_on < today:
        raise RuleViolation(N_("This day has passed. Fill in a day from today, or leave it empty."), field="due_on")
