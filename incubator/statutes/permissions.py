"""Who may read and write the statutes of a group."""

from incubator.accounts.models import User
from incubator.cooperatives import permissions as cooperatives_permissions
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative, ParticipationRole
from incubator.statutes.models import ClauseProposal, StatutesVersion
from incubator.statutes.queries import ChapterOfGroup, QuestionOfGroup
from incubator.statutes.queries.comments import CommentedClause
from incubator.statutes.queries.explanations import ExplainedChange
from incubator.statutes.queries.founders import FounderOfGroup
from incubator.statutes.queries.papers import PaperOfGroup

may_read = cooperatives_permissions.may_see
may_write = cooperatives_permissions.may_work


def may_answer(viewer: User, asked: QuestionOfGroup) -> bool:
    return may_write(viewer, asked.group)


def may_read_chapter(viewer: User, read: ChapterOfGroup) -> bool:
    return may_read(viewer, read.group)


def may_hand_in_chapter(viewer: User, handed_in: ChapterOfGroup) -> bool:
    return may_write(viewer, handed_in.group)


def may_read_version(viewer: User, version: StatutesVersion) -> bool:
    return may_read(viewer, version.cooperative)


def may_read_versions(viewer: User, pair: tuple[StatutesVersion, StatutesVersion]) -> bool:
    return may_read_version(viewer, pair[0])


def may_write_version(viewer: User, version: StatutesVersion) -> bool:
    return may_write(viewer, version.cooperative)


def may_enter_deed(viewer: User, version: StatutesVersion) -> bool:
    """Enter the deed of a version: who coordinates the group, who guides it, and the manager."""
    group = version.cooperative
    return cooperatives_permissions.may_coordinate(viewer, group) or cooperatives_permissions.may_guide(viewer, group)


def may_comment(viewer: User, commented: CommentedClause) -> bool:
    """Say something of a clause: who works in the group, and who guides it. An observer reads along."""
    return cooperatives_permissions.may_record(viewer, commented.version.cooperative)


def may_explain(viewer: User, explained: ExplainedChange) -> bool:
    return may_write_version(viewer, explained.after)


def may_withdraw(viewer: User, proposal: ClauseProposal) -> bool:
    """Take a proposal for the clause library back: who made it."""
    return proposal.author_id == viewer.id


def may_read_paper(viewer: User, chosen: PaperOfGroup) -> bool:
    return may_read(viewer, chosen.group)


may_see_who_was_asked = (
    cooperatives_permissions.may_record
)  # who works in the group and who guides it; an observer has no part in it


def coordinates(viewer: User, group: Cooperative) -> bool:
    """Ask founders for personal data, and have them in the notary pack: who coordinates the group, and not even the manager."""
    return cooperatives_queries.role_in(viewer, group) is ParticipationRole.COORDINATOR


def may_ask_founder(viewer: User, asked: FounderOfGroup) -> bool:
    return coordinates(viewer, asked.group)
