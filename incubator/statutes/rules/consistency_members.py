"""Answers about members that must fit each other: founders, requirements, trial periods, kinds of member."""

import re
from collections.abc import Iterator

from incubator.core.quantities import read_term
from incubator.statutes.rules.people import key, names_of_founders
from incubator.statutes.rules.registry import ERROR, INFO, WARNING, Broken, rule
from incubator.statutes.values import Statutes

TRIAL = re.compile(
    r"proef(tijd|periode|lid|maand|jaar)|op proef|inwerk|wachttijd|aspirant"
    r"|\b(weken|maanden?|jaar)\b.*\b(gewerkt|meegewerkt|in dienst|werkzaam (is )?geweest|afgerond|afgesloten)"
    r"|(gewerkt|meegewerkt|in dienst|afgerond|afgesloten)\b.*\b(weken|maanden?|jaar)\b",
    re.I,
)
PEOPLE_ONLY = re.compile(r"natuurlijk(e)? perso", re.I)
BODIES_ONLY = re.compile(r"rechtsperso|onderneming zijn|bedrijf zijn|stichting|vereniging", re.I)
WITHOUT_VOTE = re.compile(r"(zonder|geen|nooit)\s+(een\s+)?stem|niet\s+(mee)?stem|stemloos", re.I)
NO_MEMBERS_ON_DAY_ONE = ["BW 2:19(1)(d)", "BW 2:26", "BW 2:53"]


def asks_for_trial(statutes: Statutes) -> str:
    """The requirement for membership that only time can meet; empty when there is none."""
    return next((text for text in statutes.member_requirements if TRIAL.search(text)), "")


@rule(
    "founders-meet-the-requirements",
    number="C-21",
    articles=NO_MEMBERS_ON_DAY_ONE,
    severity=ERROR,
    confidence="A (2:19) / B",
)
def founders_meet_the_requirements(statutes: Statutes) -> Iterator[Broken]:
    trial = asks_for_trial(statutes)
    # Nobody can have worked for a cooperative that does not exist: without an exception there are no members at all.
    if trial and not statutes.membership.founders_exempt:
        yield Broken(
            "membership.founders_exempt",
            f"Een lid moet voldoen aan '{trial}', en voor oprichters geldt geen uitzondering. "
            "Dan heeft de coöperatie bij de oprichting geen leden.",
            "Bepaal dat de oprichters lid zijn, ook als zij de proeftijd niet hebben doorlopen.",
        )


@rule(
    "founders-can-be-members",
    number="C-21",
    articles=NO_MEMBERS_ON_DAY_ONE,
    severity=ERROR,
    confidence="A (2:19) / B",
)
def founders_can_be_members(statutes: Statutes) -> Iterator[Broken]:
    requirements = " ".join(statutes.member_requirements)
    people_only = PEOPLE_ONLY.search(requirements) and not BODIES_ONLY.search(requirements)
    bodies_only = BODIES_ONLY.search(requirements) and not PEOPLE_ONLY.search(requirements)
    for founder in statutes.deed.founders:
        if founder.kind == "legal" and people_only:
            kind, allowed = "een rechtspersoon", "alleen een mens"
        elif founder.kind == "natural" and bodies_only:
            kind, allowed = "een mens", "alleen een rechtspersoon"
        else:
            continue
        yield Broken(
            "member_requirements",
            f"Oprichter {founder.name} is {kind}, maar volgens de eisen kan {allowed} lid zijn.",
            "Pas de eisen voor het lidmaatschap aan, of laat deze oprichter niet mee oprichten.",
            WARNING,
        )


@rule(
    "people-on-trial-may-work",
    number="C-13",
    articles=["BW 2:53(3)", "BW 2:53(4)"],
    severity=WARNING,
    confidence="A (article) / C (application)",
)
def people_on_trial_may_work(statutes: Statutes) -> Iterator[Broken]:
    trial = asks_for_trial(statutes)
    # Agreements with aspirants the deed allows by itself, beside members and nobody else.
    if statutes.membership.aspirants.allowed:
        return
    # Who already has workers that are no members reads about them, and not twice about one answer.
    if trial and not statutes.third_party_dealings_allowed and not statutes.operation.non_member_workers:
        yield Broken(
            "third_party_dealings.allowed",
            f"Iemand werkt eerst zonder lid te zijn ('{trial}'), maar de statuten staan overeenkomsten met niet-leden niet toe.",
            "Neem op dat de coöperatie zulke overeenkomsten ook met niet-leden mag sluiten.",
        )


@rule("trial-has-a-length", number="S-01", articles=["BW 2:53(3)"], severity=INFO, confidence="C")
def trial_has_a_length(statutes: Statutes) -> Iterator[Broken]:
    aspirants = statutes.membership.aspirants
    if aspirants.allowed and aspirants.months is None:
        yield Broken(
            "membership.aspirants.months",
            "Er zijn aspiranten, maar er staat niet hoe lang iemand dat hoogstens is.",
            "Kies een termijn, bijvoorbeeld een jaar.",
        )


@rule("trial-fits-in-its-length", number="S-01", articles=["BW 2:53(3)"], severity=WARNING, confidence="C")
def trial_fits_in_its_length(statutes: Statutes) -> Iterator[Broken]:
    aspirants, trial = statutes.membership.aspirants, asks_for_trial(statutes)
    term = read_term(trial)
    if aspirants.allowed and aspirants.months is not None and term is not None and term > aspirants.months:
        yield Broken(
            "membership.aspirants.months",
            f"Een lid moet voldoen aan '{trial}', maar iemand is korter aspirant. Zo kan een aspirant nooit lid worden.",
            "Laat iemand langer aspirant zijn, of vraag een kortere proeftijd.",
        )


@rule("every-member-has-a-vote", number="S-02", articles=["BW 2:38(1)"], severity=ERROR, confidence="C")
def every_member_has_a_vote(statutes: Statutes) -> Iterator[Broken]:
    for category in statutes.membership.categories:
        if WITHOUT_VOTE.search(category):
            yield Broken(
                "membership.categories",
                f"'{category}': een lid zonder stem kan niet. Ieder lid dat niet geschorst is, heeft ten minste één stem.",
                "Maak van deze mensen geen leden, bijvoorbeeld donateurs of aspiranten die nog geen lid zijn.",
            )


@rule("heirs-can-be-members", number="S-03", articles=["BW 2:34(1)", "BW 2:35(1)(a)"], severity=WARNING, confidence="C")
def heirs_can_be_members(statutes: Statutes) -> Iterator[Broken]:
    works = next((text for text in statutes.member_requirements if re.search(r"\bwerk", text, re.I)), "")
    if statutes.membership.inheritable and works:
        yield Broken(
            "membership.inheritable",
            f"Het lidmaatschap kan worden geërfd, maar een lid moet voldoen aan '{works}'. Een erfgenaam doet dat meestal niet.",
            "Kies dat het lidmaatschap niet door erfopvolging overgaat.",
        )


@rule(
    "member-agreement-does-not-lock-in", number="S-04", articles=["BW 2:59", "BW 2:60"], severity=INFO, confidence="C"
)
def member_agreement(statutes: Statutes) -> Iterator[Broken]:
    agreement = statutes.member_agreement
    if agreement.ends_with_membership and agreement.required is False:
        yield Broken(
            "member_agreement.required",
            "De ledenovereenkomst eindigt met het lidmaatschap, maar leden hoeven er geen te sluiten.",
            "Verplicht de ledenovereenkomst, of laat het einde ervan weg.",
        )


@rule("no-name-twice-in-a-list", number="S-05", articles=["BW 2:54(1)"], severity=WARNING, confidence="C")
def no_name_twice(statutes: Statutes) -> Iterator[Broken]:
    lists = (
        ("deed.founders", names_of_founders(statutes), "oprichters"),
        ("first_board", [director.name for director in statutes.first_board], "eerste bestuurders"),
    )
    for field, names, title in lists:
        keys = [key(name) for name in names]
        for name in {key(name): name for name in names if keys.count(key(name)) > 1}.values():
            yield Broken(
                field,
                f"{name} staat twee keer bij de {title}.",
                "Haal een van beide weg, of schrijf de namen voluit als het twee mensen zijn.",
            )
