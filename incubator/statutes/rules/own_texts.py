"""Own text where the law leaves little to choose: not wrong by itself, but only a notary can say whether it holds."""

from collections.abc import Callable, Iterator, Mapping

from incubator.statutes.rules.registry import WARNING, Broken, rule
from incubator.statutes.values import Statutes
from incubator.statutes.values.fixed_texts import fixed_text

# The answers for which there are fixed texts: what they say, and how a finding names them.
WRITTEN: Mapping[str, tuple[str, Callable[[Statutes], str]]] = {
    "board.absence_clause.all_directors": (
        "wie bestuurt als alle bestuurders er niet zijn",
        lambda s: s.board.absence_all,
    ),
    "board.absence_clause.some": ("wie bestuurt als enkele bestuurders er niet zijn", lambda s: s.board.absence_some),
    "board.conflict_clause": ("een bestuurder met een tegenstrijdig belang", lambda s: s.board.conflict_clause),
    "rvc.absence_clause.all_members": (
        "wie toezicht houdt als alle commissarissen er niet zijn",
        lambda s: s.rvc.absence_clause,
    ),
    "rvc.conflict_clause": ("een commissaris met een tegenstrijdig belang", lambda s: s.rvc.conflict_clause),
    "resignation.notice": ("hoe een lid opzegt", lambda s: s.resignation.notice),
    "expulsion.appeal.procedure": ("het beroep tegen ontzetting", lambda s: s.expulsion.appeal_procedure),
    "convening.procedure": ("hoe de oproeping leden bereikt", lambda s: s.convening.procedure),
    "annual_accounts.inspection": ("hoe leden de jaarrekening kunnen inzien", lambda s: s.accounts_inspection),
}
ASK = "Kies een van onze vaste teksten, of vraag de notaris of jullie eigen tekst zo kan."


@rule(
    "fixed-text-about-absence", number="S-40", articles=["BW 2:44(5)", "BW 2:47(5)"], severity=WARNING, confidence="C"
)
def own_text_about_absence(statutes: Statutes) -> Iterator[Broken]:
    yield from _own_texts(
        statutes,
        "board.absence_clause.all_directors",
        "board.absence_clause.some",
        "rvc.absence_clause.all_members",
    )


@rule(
    "fixed-text-about-conflicts", number="S-40", articles=["BW 2:44(6)", "BW 2:47(7)"], severity=WARNING, confidence="C"
)
def own_text_about_conflicts(statutes: Statutes) -> Iterator[Broken]:
    yield from _own_texts(statutes, "board.conflict_clause", "rvc.conflict_clause")


@rule(
    "fixed-text-about-leaving", number="S-40", articles=["BW 2:36(1)", "BW 2:35(4)"], severity=WARNING, confidence="C"
)
def own_text_about_leaving(statutes: Statutes) -> Iterator[Broken]:
    yield from _own_texts(statutes, "resignation.notice", "expulsion.appeal.procedure")


@rule(
    "fixed-text-about-meetings", number="S-40", articles=["BW 2:41(5)", "BW 2:58(3)"], severity=WARNING, confidence="C"
)
def own_text_about_meetings(statutes: Statutes) -> Iterator[Broken]:
    yield from _own_texts(statutes, "convening.procedure", "annual_accounts.inspection")


def _own_texts(statutes: Statutes, *paths: str) -> Iterator[Broken]:
    for path in paths:
        subject, answer_of = WRITTEN[path]
        answer = answer_of(statutes)
        # Without a supervisory board its texts are not in the deed; that they are not used is said elsewhere.
        is_written = bool(answer) and (statutes.rvc.exists or not path.startswith("rvc."))
        if is_written and fixed_text(path, answer) is None:
            yield Broken(path, f"Jullie schreven zelf iets over {subject}. De wet laat hier weinig of geen keuze.", ASK)


@rule(
    "fixed-text-fits-the-bodies", number="S-41", articles=["BW 2:44(5)", "BW 2:47(1)"], severity=WARNING, confidence="C"
)
def fixed_text_fits_the_bodies(statutes: Statutes) -> Iterator[Broken]:
    """A text in which the supervisory board acts, in statutes that have none."""
    path = "board.absence_clause.all_directors"
    chosen = fixed_text(path, statutes.board.absence_all)
    if chosen is not None and chosen.needs == "rvc" and not statutes.rvc.exists:
        yield Broken(
            path,
            "Volgens deze tekst wijst de raad van commissarissen iemand aan die bestuurt, maar die raad hebben jullie niet.",
            "Kies een andere vaste tekst, of kies voor een raad van commissarissen.",
        )
