"""A challenge of the demo, half-way: support collected, information asked, the plan being written."""

from datetime import timedelta

from incubator.accounts.models import User
from incubator.challenges.models.challenges import Challenge
from incubator.challenges.queries import signatures
from incubator.challenges.services import challenging, gathering, signing_up, writing
from incubator.challenges.services.challenging import ChallengeTerms, StepTaken
from incubator.challenges.services.gathering import WrittenQuestion, WrittenRow, WrittenSupport
from incubator.challenges.services.signing_up import PageText, WrittenSignature
from incubator.challenges.values.challenging import AskedItem, CaseKind, ChallengeState, HourParts, SupportKind
from incubator.cooperatives.models import Cooperative
from incubator.seed.moment import Moment

TERMS = ChallengeTerms(
    "Groenonderhoud in de Zonnewijk",
    "Gemeente Utrecht",
    task="Het maaien van de grasvelden, het snoeien van de heesters en het schoonhouden van de paden in de Zonnewijk.",
    provider="Een groenbedrijf van buiten de wijk",
    contact="Afdeling Stadsbedrijven, team Groen",
)
PAGE = PageText(
    "Wij willen het groen in onze wijk zelf onderhouden, met mensen die hier wonen.",
    "Wij zijn De Zonnewijk Groen: een coöperatie van zeven tuinlieden uit de wijk.",
    "Wij zijn er elke week. Wij zien wat er nodig is, en het geld blijft in de buurt.",
)
SIGNERS = (
    ("Noor Haddad", True, "Eindelijk iemand die je kunt aanspreken."),
    ("Kees Mulder", True, ""),
    ("Joke van Dijk", False, "Het gras staat vaak te hoog."),
    ("Fatima Boukhari", True, "Mijn zoon kan hier leren werken."),
    ("Henk Prins", False, ""),
)
TEXTS = {
    "why-better": "Nu komt er acht keer per jaar een ploeg, ook als het niet nodig is. Wij komen als het gras lang is.",
    "social-value": "Zeven mensen uit de wijk krijgen vast werk. Kinderen van de school planten mee.",
}


def challenge(group: Cooperative, by: User, at: Moment) -> None:
    """Begun two months ago; the authority has been asked what the task costs, and has not answered yet."""
    begun = challenging.begin(group, TERMS, by=by, now=at.ago(60), today=at.ago(60).date())
    _step(begun, ChallengeState.EXPLORING, "Gebeld met team Groen: het kan, stuur een plan.", by, at, days=52)
    _support(begun, by, at)
    _step(begun, ChallengeState.SUPPORTED, "Getekend op de markt en op de pagina.", by, at, days=21)
    asked = (AskedItem.CONTRACT.value, AskedItem.END.value, AskedItem.COSTS.value)
    question = WrittenQuestion(asked, "Hoeveel bomen horen erbij?", at.ago(12).date(), is_extended=False)
    gathering.ask(begun, question, today=at.today)
    _step(begun, ChallengeState.INFORMATION, "", by, at, days=12)
    _costs(begun)
    writing.write_texts(begun, TEXTS)


def _step(begun: Challenge, state: ChallengeState, note: str, by: User, at: Moment, *, days: int) -> None:
    day = at.ago(days)
    challenging.move(begun, StepTaken(state, day.date(), note), by=by, now=day, today=day.date())


def _support(begun: Challenge, by: User, at: Moment) -> None:
    page = signing_up.write_page(begun, PAGE, now=at.ago(50))
    for number, (name, shows_name, reason) in enumerate(SIGNERS):
        address = f"buur{number}@example.org"
        written = WrittenSignature(name, address, "Zonnewijk", True, reason, shows_name)
        signed_at = at.ago(40 - number)
        signing_up.sign(page, written, language="nl", now=signed_at)
        signature = signatures.signature_of(page, address)
        assert signature is not None
        signing_up.confirm(signature, now=signed_at + timedelta(hours=2))
    market = WrittenSupport(at.ago(25).date(), text="Op de markt.", number=41)
    school = WrittenSupport(at.ago(30).date(), "Basisschool De Zon", "Wij zien de kinderen graag meeplanten.")
    for kind, written_down in ((SupportKind.PAPER, market), (SupportKind.LETTER, school)):
        gathering.add_support(begun, kind, written_down, by=by, now=at.ago(20), today=at.today)


def _costs(begun: Challenge) -> None:
    gathering.write_hour_price(begun, HourParts(1850, 148, 390, 110, 240, 310, 95))
    hours = WrittenRow("Uren maaien en snoeien", quantity=120_000, unit="uur", by_hour_price=True)
    van = WrittenRow("Bus en brandstof", "Offerte van de garage", 1200, "maanden", 35_000)
    for row in (hours, van):
        gathering.add_case_row(begun, CaseKind.THEN, row)
    better = WrittenRow("Minder meldingen over hoog gras", "Aantal meldingen bij de gemeente, per kwartaal")
    gathering.add_case_row(begun, CaseKind.QUALITY, better)
