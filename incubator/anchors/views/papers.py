"""What can be taken along: the analysis in Word and Excel, and a letter to an anchor."""

from flask import Response

from incubator.accounts.permissions import guarded
from incubator.anchors import permissions
from incubator.anchors.documents import analysis as documents
from incubator.anchors.documents.letters import letter
from incubator.anchors.models import AnchorOrganisation, SpendList
from incubator.anchors.queries import figures, institutions
from incubator.anchors.queries import purchases as queries
from incubator.anchors.values.institutions import LetterAsk
from incubator.anchors.views.blueprint import pages
from incubator.anchors.views.institutions import ONE
from incubator.anchors.views.purchases import LIST
from incubator.core import clock, files, word
from incubator.core.web import settings

ASKS = {"lijst": LetterAsk.LIST, "gesprek": LetterAsk.TALK}


@pages.get(f"{ONE}/brief/<any(lijst,gesprek):ask>.docx")
@guarded(permissions.may_see_anchor, load=institutions.anchor)
def write_letter(anchor: AnchorOrganisation, ask: str) -> Response:
    """A letter to ask for a list of creditors or for a talk."""
    paper = letter(anchor, ASKS[ask], incubator=settings().name, made_at=clock.now())
    return files.made(word.to_bytes(paper), paper.title, files.WORD)


@pages.get(f"{LIST}.docx")
@guarded(permissions.may_see_list, load=queries.spend_list)
def word_analysis(spend_list: SpendList) -> Response:
    """The six questions in Word."""
    reckoned = figures.of_list(spend_list, clock.today())
    paper = documents.document(spend_list, reckoned, incubator=settings().name, made_at=clock.now())
    return files.made(word.to_bytes(paper), paper.title, files.WORD)


@pages.get(f"{LIST}.xlsx")
@guarded(permissions.may_see_list, load=queries.spend_list)
def sheet_analysis(spend_list: SpendList) -> Response:
    """The same in Excel, without names of suppliers."""
    reckoned = figures.of_list(spend_list, clock.today())
    marks = {mark.plain_category: mark for mark in queries.marks(spend_list.anchor_id)}
    content = documents.sheet(spend_list, reckoned, marks)
    return files.made(content, f"Inkoop {spend_list.anchor.name} {spend_list.year}", files.SHEET)
