"""The headings of a challenge plan: those of the authority in its order, and then what our outline has and theirs lacks."""

from dataclasses import dataclass

from incubator.challenges.values import PartOfRequest, Regulation

# Ours, in the order in which a reader gets to know a plan; headings are Dutch, as the plan is.
OURS: dict[PartOfRequest, str] = {
    PartOfRequest.SUMMARY: "Samenvatting",
    PartOfRequest.WHO_WE_ARE: "Wie wij zijn",
    PartOfRequest.LEGAL_FORM: "Onze rechtsvorm",
    PartOfRequest.TASK: "De taak die wij willen overnemen",
    PartOfRequest.WHY_BETTER: "Waarom het beter wordt",
    PartOfRequest.SOCIAL_VALUE: "Wat het de wijk oplevert",
    PartOfRequest.COSTS: "Wat het kost",
    PartOfRequest.APPROACH: "Hoe wij het doen",
    PartOfRequest.SUPPORT: "Draagvlak in de wijk",
    PartOfRequest.PARTNERS: "Met wie wij samenwerken",
    PartOfRequest.CAPACITY: "Wat wij kunnen",
    PartOfRequest.CONTINUITY: "Kwaliteit en continuïteit",
    PartOfRequest.ASKED_OF_AUTHORITY: "Wat wij van de overheid nodig hebben",
    PartOfRequest.RISKS: "Risico's en wat wij eraan doen",
    PartOfRequest.ROUTE: "Hoe de overheid ons de taak kan geven",
    PartOfRequest.AGREEMENTS: "Welke afspraken wij voorstellen",
}


@dataclass(frozen=True, slots=True)
class PlanChapter:
    """A chapter of the plan. `key` names the text that the group writes for it; `theirs`: the authority asks for it."""

    key: str
    part: PartOfRequest
    heading: str
    theirs: bool
    article: str | None = None


def outline(regulation: Regulation | None) -> list[PlanChapter]:
    """The chapters of a plan for this authority; without its headings, ours. The summary comes first for every reader."""
    parts: list[PlanChapter] = []
    used: dict[PartOfRequest, int] = {}
    for asked in regulation.request_parts if regulation else ():
        used[asked.part] = used.get(asked.part, 0) + 1
        # Two headings on the same thing each have a text of their own.
        key = asked.part.value if used[asked.part] == 1 else f"{asked.part.value}-{used[asked.part]}"
        if asked.part is not PartOfRequest.ANNEXES:
            parts.append(PlanChapter(key, asked.part, asked.dutch, theirs=True, article=asked.article))
    rest = [PlanChapter(part.value, part, heading, theirs=False) for part, heading in OURS.items() if part not in used]
    if rest and rest[0].part is PartOfRequest.SUMMARY:
        return [rest[0], *parts, *rest[1:]]
    return [*parts, *rest]
