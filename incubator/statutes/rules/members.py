"""Members: obligations, leaving, being made to leave, and what they take with them."""

import re
from collections.abc import Iterator

from incubator.statutes.rules.organs import OUTSIDERS, is_general_meeting
from incubator.statutes.rules.registry import ERROR, WARNING, Broken, rule
from incubator.statutes.values import Statutes

# 2:35(3) is exhaustive: acting against statutes, regulations or decisions, or harming unreasonably. Nothing else.
LAWFUL_GROUNDS = re.compile(
    r"(strijd|schend|overtre|niet (na|houd)|tegen|contrary|breach|violat)[^.;]*(statut|reglement|regulation|besluit|decision)"
    r"|(statut|reglement|regulation|besluit|decision)[^.;]*(niet na|niet houd|schend|overtre|overtra|strijd|breach)"
    r"|(onredelijk|unreasonabl)[^.;]*(bena|nadeel|schaa?d|harm)|(bena|nadeel|schaa?d|harm)[^.;]*(onredelijk|unreasonabl)",
    re.I,
)
# Statutes that forbid leaving are void in so far (2:36(1)); people who read them do not know that, so they are an error.
NO_LEAVING = re.compile(
    r"niet (kunnen |kan |mogen |mag )?(worden )?(opzeg|opgezegd|beëindig|uittred)|onopzegbaar|opzegging is uitgesloten"
    r"|geen opzegging|kan niet opzeggen|cannot|opzegg(en|ing) is (niet mogelijk|onmogelijk)|beslist of",
    re.I,
)
FIRST_YEARS = re.compile(r"(eerste|gedurende|binnen)\s+(\w+)\s+(jaar|jaren)", re.I)


@rule("members-obligations-are-stated", number="C-14", articles=["BW 2:27(4)(c)", "BW 2:34a"], severity=ERROR)
def obligations_are_stated(statutes: Statutes) -> Iterator[Broken]:
    if not statutes.member_obligations.listed and not statutes.member_obligations.method_of_imposing:
        yield Broken(
            "member_obligations.listed",
            "De statuten noemen niet wat leden moeten doen voor de coöperatie.",
            "Noem de verplichtingen, of hoe die kunnen worden opgelegd. Wat niet in de statuten staat, bindt leden niet.",
        )


@rule("termination-by-an-organ", number="M-04", articles=["BW 2:35(2)"], severity=ERROR)
def termination_by_an_organ(statutes: Statutes) -> Iterator[Broken]:
    # A funder or municipality that can end memberships would own the cooperative in all but name.
    if OUTSIDERS.search(statutes.termination_by_coop.organ):
        yield Broken(
            "termination_by_coop.organ",
            "Alleen een orgaan van de coöperatie kan een lidmaatschap opzeggen, geen buitenstaander.",
            "Kies het bestuur of de algemene vergadering.",
        )


@rule("expulsion-only-on-grounds-of-law", number="M-05", articles=["BW 2:35(3)"], severity=ERROR)
def expulsion_grounds(statutes: Statutes) -> Iterator[Broken]:
    for ground in statutes.expulsion.grounds:
        if not LAWFUL_GROUNDS.search(ground):
            yield Broken(
                "expulsion.grounds",
                f"'{ground}' is geen grond voor ontzetting. De wet laat geen andere gronden toe.",
                "Gebruik alleen: strijd met statuten, reglementen of besluiten, of onredelijk benadelen van de coöperatie.",
            )


@rule("expelled-member-can-appeal", number="M-06", articles=["BW 2:35(4)"], severity=ERROR)
def expelled_member_can_appeal(statutes: Statutes) -> Iterator[Broken]:
    expulsion = statutes.expulsion
    # An appeal goes to the meeting (2:35(4)); where the meeting itself decides there is no higher body.
    if is_general_meeting(expulsion.organ):
        return
    if expulsion.appeal_excluded:
        yield Broken(
            "expulsion.appeal",
            "Een lid dat wordt ontzet, moet in beroep kunnen gaan.",
            "Geef beroep op de algemene vergadering, binnen minstens één maand.",
        )
    elif expulsion.appeal_months is not None and expulsion.appeal_months < 1:
        yield Broken(
            "expulsion.appeal.term_months",
            "De termijn voor beroep tegen ontzetting is korter dan één maand. Dat mag niet.",
            "Maak de termijn één maand of langer.",
        )


@rule("member-can-leave-in-time", number="M-07", articles=["BW 2:36(1)"], severity=ERROR)
def member_can_leave(statutes: Statutes) -> Iterator[Broken]:
    resignation = statutes.resignation
    notice = resignation.notice.lower()
    # Twelve months is the longest that always fits 2:36(1): out by the end of the year after the one of notice.
    too_long = resignation.notice_months is not None and resignation.notice_months > 12
    locked = re.search(r"\b(eerste|gedurende|binnen)\b", notice) and FIRST_YEARS.search(notice)
    if too_long or locked or NO_LEAVING.search(notice):
        yield Broken(
            "resignation.notice",
            "Leden kunnen zo niet op tijd weg. Een lid mag altijd stoppen aan het einde van het boekjaar na het jaar van opzegging.",
            "Kies een kortere termijn, bijvoorbeeld vier weken voor het einde van het boekjaar.",
        )


@rule(
    "exit-conditions-leave-members-free",
    number="M-11",
    articles=["BW 2:60"],
    severity=WARNING,
    confidence="A (rule) / C (numbers are our alarm lines)",
)
def exit_conditions(statutes: Statutes) -> Iterator[Broken]:
    leaving = statutes.exit
    # 2:60 allows conditions for leaving as far as freedom to leave remains; judges weigh that case by case.
    remedy = "Laat een jurist kijken of leden vrij genoeg blijven om te gaan. Wat te ver gaat, geldt niet."
    if leaving.fee:
        yield Broken("exit.fee", "Wie vertrekt, moet betalen (uittreedgeld).", remedy)
    if leaving.notice_months is not None and leaving.notice_months > 12:
        yield Broken("exit.notice_months", "De termijn om te vertrekken is langer dan twaalf maanden.", remedy)
    if leaving.repayment_years is not None and leaving.repayment_years > 5:
        yield Broken("exit.repayment_years", "De inleg wordt pas na meer dan vijf jaar helemaal terugbetaald.", remedy)


@rule("leavers-stay-liable-a-year", number="M-15", articles=["BW 2:55(1)", "BW 2:56"], severity=WARNING)
def leavers_stay_liable(statutes: Statutes) -> Iterator[Broken]:
    # 2:55(1): leavers of the last year share in a shortfall, or all would leave the day before dissolution.
    years = statutes.liability.post_exit_years
    if statutes.liability.regime in {"BA", "WA"} and years is not None and years < 1:
        yield Broken(
            "liability.post_exit_years",
            "Oud-leden blijven volgens de wet minstens een jaar aansprakelijk. Korter kan niet.",
            "Vul een jaar of langer in.",
        )


@rule("yearly-surplus-has-a-basis", number="A-10", articles=["BW 2:53a(1)"], severity=WARNING, confidence="A/C")
def surplus_has_a_basis(statutes: Statutes) -> Iterator[Broken]:
    if not statutes.surplus.basis:
        yield Broken(
            "surplus.annual.basis",
            "Er staat niet hoe een overschot over de leden wordt verdeeld. Dan beslist de algemene vergadering elk jaar.",
            "Kies een grondslag, bijvoorbeeld de gewerkte uren.",
        )


@rule("dissolution-surplus-has-a-destination", number="C-17", articles=["BW 2:27(4)(f)", "BW 2:23b(1)"], severity=ERROR)
def dissolution_surplus(statutes: Statutes) -> Iterator[Broken]:
    # 2:23b(1): without a destination what remains goes to the members, which ends the promise of indivisible reserves.
    if not statutes.surplus.destination and not statutes.surplus.determination_method:
        yield Broken(
            "surplus.dissolution.destination",
            "Er staat niet waar het geld heen gaat dat bij ontbinding overblijft (batig saldo).",
            "Noem een bestemming, of hoe die wordt bepaald.",
        )
