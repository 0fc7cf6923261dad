"""The statement for a member who leaves (Word). Dutch: it goes to the member and into the papers of the cooperative."""

from datetime import datetime

from incubator.core import clock, word
from incubator.core.quantities import write_cents, write_day
from incubator.register.documents.letterhead import letterhead
from incubator.register.models import Member
from incubator.register.values import EventKind, LeavingClause, MemberLeaving
from incubator.statutes.rules.leaving import BALANCE, INDEXED, PAID_IN
from incubator.statutes.values.legal_person import LegalPerson

CLAIMS = {
    INDEXED: "de inleg, verhoogd met de stijging van de prijzen",
    PAID_IN: "de inleg",
    BALANCE: "wat er op de rekening van het lid staat",
}
ENDED_BY = {
    EventKind.RESIGNATION: "De opzegging was op",
    EventKind.TERMINATION: "De coöperatie zegde het lidmaatschap op met een besluit van",
    EventKind.EXPULSION: "Het lid is ontzet met een besluit van",
    EventKind.DEATH: "Het lidmaatschap eindigde door overlijden. Dat is ingeschreven met de datum",
    EventKind.TRANSFER: "Het lidmaatschap ging over op een ander met een besluit van",
}
NOT_YET = "Dit is een berekening vooraf. Na de opzegging maakt het bestuur de verklaring op en ondertekent die."
SIGNATURE = "Namens het bestuur, datum en handtekening: ______________________________"


def statement(member: Member, leaving: MemberLeaving, whose: LegalPerson, *, made_at: datetime) -> bytes:
    """When the membership ends, what is paid back when, and what stays afterwards."""
    title = "Verklaring bij vertrek" if leaving.decided else "Berekening van een vertrek"
    # What was only calculated binds nobody: there is nothing to sign yet.
    signature = (word.Paragraph(SIGNATURE),) if leaving.decided else (word.Paragraph(NOT_YET),)
    document = word.Document(
        title=f"{title}: {member.name}",
        subject=f"Lidmaatschap van {whose.written_name}",
        author=whose.name,
        made_at=made_at,
        date_text=f"Opgemaakt op {write_day(clock.local(made_at).date())}",
        blocks=(
            *letterhead(whose, member.name, member.address or ""),
            word.Paragraph(title, "title"),
            word.Paragraph(f"{member.name}, lid nummer {member.number} van {whose.written_name}", "subtitle"),
            word.Heading("Wanneer stopt het lidmaatschap?"),
            word.Paragraph(_end(leaving)),
            word.Heading("Geld"),
            word.Bullets(_money(leaving)),
            word.Heading("Daarna"),
            word.Bullets(_afterwards(leaving)),
            *signature,
        ),
    )
    return word.to_bytes(document)


def _end(leaving: MemberLeaving) -> str:
    decided = f"{ENDED_BY[leaving.ended_by]} {write_day(leaving.noticed_on)}."
    if not leaving.decided:
        decided = f"Bij een opzegging op {write_day(leaving.noticed_on)}:"
    sentences = [decided, f"De laatste dag van het lidmaatschap is {write_day(leaving.last_day)}."]
    if not leaving.by_notice:
        return " ".join(sentences)
    if leaving.notice is not None:
        sentences.append(f"De statuten zeggen over opzeggen: {leaving.notice.words}{_where(leaving.notice)}.")
    limit = write_day(leaving.outer_limit)
    sentences.append(f"Later dan {limit} kan het niet worden na een opzegging door het lid (artikel 2:36 BW).")
    return " ".join(sentences)


def _where(clause: LeavingClause) -> str:
    if clause.article is None:
        return ""
    return f" (artikel {clause.article} van de statuten)"


def _money(leaving: MemberLeaving) -> tuple[str, ...]:
    lines = [f"Het lid legde in: {write_cents(leaving.paid_cents)}."]
    if leaving.due_cents:
        lines.append(f"Nog niet betaald van de inleg: {write_cents(leaving.due_cents)}.")
    for held in leaving.held_besides:
        lines.append(f"{held.account}: {write_cents(held.cents)}.")
    if leaving.claim is not None:
        lines.append(
            f"Waar het lid recht op heeft: {CLAIMS.get(leaving.claim.words, leaving.claim.words)}{_where(leaving.claim)}."
        )
    if leaving.repaid_by is not None:
        where = _where(leaving.repayment) if leaving.repayment is not None else ""
        lines.append(f"Terugbetaald uiterlijk op {write_day(leaving.repaid_by)}{where}.")
    lines.append(
        "Een bijdrage voor het hele jaar blijft helemaal verschuldigd, tenzij de statuten anders zeggen (artikel 2:35 BW)."
    )
    return (*lines, *(f"Voorwaarde: {condition}" for condition in leaving.conditions))


def _afterwards(leaving: MemberLeaving) -> tuple[str, ...]:
    lines = [
        "De coöperatie sluit aansprakelijkheid van leden uit (U.A.): er komt geen tekort voor rekening van het oud-lid."
    ]
    if leaving.liable_until is not None:
        most = ""
        if leaving.most_liable_cents is not None:
            most = f", tot hoogstens {write_cents(leaving.most_liable_cents)}"
        lines = [
            f"Bij een tekort kan het oud-lid nog worden aangesproken als de coöperatie uiterlijk op "
            f"{write_day(leaving.liable_until)} wordt ontbonden{most} (artikel 2:55 BW)."
        ]
    if leaving.acknowledged_by is not None:
        lines.append(
            f"Het bestuur bevestigt de opzegging schriftelijk, uiterlijk op {write_day(leaving.acknowledged_by)} (artikel 2:61 BW)."
        )
    lines.append(
        f"De gegevens blijven in het ledenregister tot en met {write_day(leaving.kept_until)} (artikel 2:10 BW)."
    )
    return tuple(lines)
