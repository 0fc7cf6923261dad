"""A task to weigh: residents' work of a municipality, whose contract nears its end. A test names what matters."""

from dataclasses import replace
from datetime import date, timedelta

from incubator.challenges import rules
from incubator.challenges.queries import regulations
from incubator.challenges.values import AuthorityRules, Buyer, PublicTask
from incubator.core.reference.authorities import Authority
from incubator.formats.values import NoticeKind
from incubator.notices.values import NoticeStatus

TODAY = date(2026, 11, 24)
UTRECHT = Authority("municipality", "GM0344", "Utrecht")
WORK = rules.work_classes()
CONTRACT = PublicTask(
    buyer=Buyer.LOCAL,
    authorities=(UTRECHT,),
    work=WORK["green"],
    nature="services",
    cpv=("77310000",),
    kind=NoticeKind.AWARD,
    overtaken=False,
    published=date(2024, 1, 5),
    awarded_on=None,
    status=NoticeStatus.AWARDED,
    eu_procedure=False,
    closes=None,
    contract_end=date(2027, 12, 31),
    contract_end_derived=False,
    months=None,
    value=None,
    threshold=216_000,
    threshold_source="Delegated Regulation (EU) 2025/2151",
)
PLAN = {
    "kind": NoticeKind.CONSULTATION,
    "status": NoticeStatus.OPEN,
    "published": TODAY - timedelta(days=20),
    "contract_end": None,
}
CALL = {"kind": NoticeKind.COMPETITION, "contract_end": None, "published": TODAY - timedelta(days=20)}
AMSTERDAM = regulations.regulations()["GM0363"][-1]
RULES = replace(AMSTERDAM, exclusions=())  # that leave nothing out


def assess(*regulations_of, today=TODAY, **task):
    """The verdict on a task; with several regulations each belongs to an authority of its own."""
    asked = replace(CONTRACT, **task)
    decided_by = tuple(AuthorityRules(UTRECHT, regulation) for regulation in regulations_of or (None,))
    return rules.assess(asked, decided_by, today=today)


def sentences(verdict):
    return " ".join(ground.sentence for ground in verdict.grounds)


def about(verdict, kind):
    """The reasons of a kind."""
    return [ground for ground in verdict.grounds if ground.kind == kind]
