"""The five steps of the demo's neighbourhood: an assembly with its tree, cards with dots, a network, and commitments."""

from datetime import datetime, timedelta

from incubator.accounts.models import User
from incubator.neighbourhood.models import Neighbourhood
from incubator.seed.moment import Moment
from incubator.steps.models import Assembly, SignUp
from incubator.steps.services import assemblies, commitments, dreams, network
from incubator.steps.values.assemblies import AssemblyDecisionTerms, AssemblyPlan, TreeKind
from incubator.steps.values.commitments import (
    BudgetPeriod,
    CommitmentKind,
    CommitmentState,
    CommitmentTerms,
    HeardKind,
    HeardOf,
    SeatTerms,
    SecondmentTerms,
)
from incubator.steps.values.dreams import CardText, EveningPlan, VoteTerms
from incubator.steps.values.network import AnchorKind, AnchorTerms, TalkTerms

CITY = "Gemeente Utrecht"
# What hangs below what: the words of the leaf above, the kind, the words.
TREE = (
    ("", TreeKind.PROBLEM, "Het werk in de wijk gaat naar bedrijven van ver weg"),
    (
        "Het werk in de wijk gaat naar bedrijven van ver weg",
        TreeKind.CAUSE,
        "Opdrachten zijn te groot voor een kleine groep",
    ),
    (
        "Opdrachten zijn te groot voor een kleine groep",
        TreeKind.CAUSE,
        "De gemeente koopt voor de hele stad tegelijk in",
    ),
    (
        "Het werk in de wijk gaat naar bedrijven van ver weg",
        TreeKind.HARM,
        "Vrouwen die schoonmaken reizen een uur voor drie uur werk",
    ),
    ("Het werk in de wijk gaat naar bedrijven van ver weg", TreeKind.HARM, "Jongeren vinden hier geen eerste baan"),
    ("", TreeKind.PROBLEM, "Er is geen plek om elkaar te ontmoeten"),
    ("Er is geen plek om elkaar te ontmoeten", TreeKind.CAUSE, "Het badhuis staat al vier jaar leeg"),
    ("Er is geen plek om elkaar te ontmoeten", TreeKind.HARM, "Ouderen zitten overdag alleen"),
)
CARDS = (
    (
        "Buurtkeuken op het plein",
        "Samen koken met wat de moestuin geeft, twee avonden in de week.",
        "een bewoner van het Zonneplein",
    ),
    ("Eetcafé van de buurt", "Een plek waar je voor zes euro warm eet en iemand spreekt.", ""),
    (
        "Klusploeg",
        "Kleine reparaties in huis door mensen uit de wijk, tegen een eerlijk loon.",
        "de mannen van de werkplaats",
    ),
    ("Het badhuis van ons samen", "Het lege badhuis kopen of beheren: werkplekken, was en ontmoeting.", ""),
    ("Fietsen maken", "Oude fietsen opknappen en jongeren het vak leren.", "jongerencentrum De Spil"),
    ("Groen van gevel tot gevel", "Geveltuinen en bomen, onderhouden door een ploeg uit de straat.", ""),
    (
        "Oppas om de hoek",
        "Kinderopvang in de avond voor wie schoonmaakt of in de zorg werkt.",
        "de schoonmakers van De Bezem",
    ),
    ("Naaiatelier", "Kleding herstellen en gordijnen maken voor scholen.", ""),
)
DOTS = {"fatima": {3: 2, 0: 1}, "lotte": {3: 1, 5: 2}, "aisha": {6: 2, 3: 1}, "samuel": {2: 1, 3: 1, 4: 1}}


def steps(place: Neighbourhood, people: dict[str, User], at: Moment) -> None:
    """Fill every page of the steps."""
    _assemblies(place, at)
    _network(place, at)
    _dreams(place, people, at)
    _commitments(place, at)
    commitments.publish(place, now=at.ago(40))


def _assemblies(place: Neighbourhood, at: Moment) -> None:
    held = _assembly(place, "Wat is er mis in onze wijk?", at.evening(210), at.ago(240))
    for number, children, language in ((34, 9, ""), (12, 4, "Arabisch"), (7, 0, "Turks")):
        coming = SignUp(number=number, children=children, language=language, name="")
        assemblies.count_in(held, coming, agrees=False, now=at.ago(212))
    leaves: dict[str, int] = {}
    for above, kind, text in TREE:
        leaves[text] = assemblies.hang(held, kind, text, leaves.get(above), now=at.evening(210)).id
    assemblies.write_minutes(
        held,
        "Aan zes tafels is gesproken over werk, wonen en ontmoeten. Aan elke tafel schreef iemand mee.\n"
        "Werk dat dichtbij is en een plek om elkaar te zien werden het vaakst genoemd.",
        now=at.ago(208),
    )
    held_on = at.ago(210).date()
    for text, owner, days in (
        ("We maken samen een kaart van het geld in de wijk.", "de aanjagers", 60),
        ("We vragen de gemeente wat er met het badhuis gebeurt.", "werkgroep badhuis", 30),
        ("We houden drie avonden om te dromen en te plannen.", "de aanjagers en De Spil", 120),
    ):
        decision = assemblies.decide(
            held, AssemblyDecisionTerms(text, owner, held_on + timedelta(days=days)), now=at.ago(209)
        )
        if days == 120:
            assemblies.finish(decision, is_done=True, today=at.ago(85).date())
    coming_soon = _assembly(place, "Waar staan we na een jaar?", at.evening(-18), at.ago(6))
    assemblies.count_in(coming_soon, SignUp(number=11, children=3, language="", name=""), agrees=False, now=at.ago(3))


def _assembly(place: Neighbourhood, title: str, starts_at: datetime, now: datetime) -> Assembly:
    plan = AssemblyPlan(
        title=title,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2, minutes=30),
        place="Buurthuis De Spil, Zonneplein 3",
        invitation="Jij woont hier, dus jij weet wat er beter kan. Kom praten, eten en meebeslissen.",
        how_to_reach="Brief in elke bus, schoolplein op vrijdag, moskee en kerk, de kapper en de appgroepen van de portieken.",
        childcare=True,
        languages="Nederlands, Arabisch, Turks",
        agenda="Eten en welkom\nWat is er mis, waardoor en wie heeft er last van?\nWat besluiten we?\nWie doet mee?",
    )
    return assemblies.plan(place, plan, now=now)


def _network(place: Neighbourhood, at: Moment) -> None:
    for terms, talks in (
        (
            AnchorTerms(
                "Woningcorporatie Zonhof",
                AnchorKind.HOUSING,
                "gebiedsregisseur",
                "Schoonmaak en groen van 1.050 woningen inkopen in de wijk.",
                "Lijst met contracten die aflopen opvragen",
                "Lotte",
                at.ago(-14).date(),
            ),
            ((90, "gebiedsregisseur", "Wil in het voorjaar een kleine opdracht voor groen apart houden."),),
        ),
        (
            AnchorTerms(
                "Basisschool De Zonnebloem",
                AnchorKind.SCHOOL,
                "directeur",
                "Ruimte in de avond; gordijnen en schoonmaak.",
                "Afspraak maken over de keuken",
                "werkgroep keuken",
                at.ago(5).date(),
            ),
            ((60, "conciërge", "De keuken is na vier uur vrij, de school wil geen huur."),),
        ),
        (
            AnchorTerms(
                "Zorgcentrum De Linde", AnchorKind.CARE, "hoofd inkoop", "Maaltijden en de was voor 96 bewoners."
            ),
            (),
        ),
        (
            AnchorTerms(
                "Voetbalclub ZWV", AnchorKind.NEIGHBOURHOOD, "bestuur", "Kantine en vrijwilligers, kent iedereen."
            ),
            ((30, "voorzitter", "De kantine kan overdag open als iemand er staat."),),
        ),
    ):
        anchor = network.add_anchor(place, terms, now=at.ago(120))
        for days, whom, result in talks:
            network.write_talk(anchor, TalkTerms(at.ago(days).date(), whom, result), now=at.now, today=at.today)


def _dreams(place: Neighbourhood, people: dict[str, User], at: Moment) -> None:
    for title, theme, days in (
        ("Droomavond 1", "Werk dat bij ons past", 110),
        ("Droomavond 2", "Plekken van ons samen", 96),
        ("Plannen maken", "Van droom naar eerste stap", -9),
    ):
        plan = EveningPlan(title, theme, at.evening(days), "Buurthuis De Spil")
        dreams.plan_evening(place, plan, now=at.ago(130))
    made = [dreams.write_card(place, CardText(*card), now=at.ago(95)) for card in CARDS]
    vote = dreams.open_vote(
        place, VoteTerms("Waar beginnen we mee?", 3, at.ago(-12).date()), now=at.ago(20), today=at.ago(20).date()
    )
    for name, spread in DOTS.items():
        given = {made[number].id: dots for number, dots in spread.items()}
        dreams.give(vote, given, by=people[name], today=at.today)


def _commitments(place: Neighbourhood, at: Moment) -> None:
    for terms, heard in _promises(at):
        # As it was first promised; what is more than that came later, with its proof.
        commitment = commitments.promise(place, terms, now=at.ago(150), today=at.today)
        for days, kind, title, url in heard:
            entry = HeardOf(kind, at.ago(days).date(), title, CITY, url=url)
            commitments.hear(commitment, entry, now=at.now, today=at.today)
        if terms.kind is CommitmentKind.EXCHANGE:
            since = at.ago(100).date()
            secondment = SecondmentTerms(
                "beleidsmedewerker economie",
                CITY,
                "Buurthuis De Spil",
                1200,
                since,
                since + timedelta(days=365),
                "Samen opdrachten zoeken die een groep uit de wijk aankan.",
                "Detacheringsovereenkomst 2026-118",
            )
            commitments.second(commitment, secondment, now=at.now)
        if terms.kind is CommitmentKind.PLATFORM_RIGHT:
            terms_of_seat = SeatTerms("Gebiedstafel Noord", "gekozen door de buurtvergadering", at.ago(80).date(), None)
            seat = commitments.appoint(commitment, terms_of_seat, now=at.now, today=at.today)
            text = "Gevraagd om het groen van de wijk apart in te kopen. De tafel komt erop terug in de volgende vergadering."
            commitments.report_from_seat(seat, at.ago(35).date(), text, now=at.now, today=at.today)


def _promises(at: Moment) -> tuple[tuple[CommitmentTerms, tuple[tuple[int, HeardKind, str, str], ...]], ...]:
    """Five commitments in five states; nothing was heard of the fund for almost a year."""
    alderman = "wethouder werk en wijken"
    return (
        (
            CommitmentTerms(
                CommitmentKind.EXCHANGE,
                "Een ambtenaar werkt twaalf uur per week in de wijk",
                "Een beleidsmedewerker werkt een jaar lang vanuit De Spil met ons mee.",
                CITY,
                "wijkmanager",
                CommitmentState.RUNNING,
                at.ago(180).date(),
                decision_body="college van burgemeester en wethouders",
                decided_on=at.ago(140).date(),
                decision_reference="2026-0412",
                next_report_on=at.ago(-30).date(),
            ),
            ((100, HeardKind.PROOF, "Overeenkomst getekend", "https://example.org/overeenkomst-uitwisseling"),),
        ),
        (
            CommitmentTerms(
                CommitmentKind.PLATFORM_RIGHT,
                "Een vaste zetel aan de gebiedstafel",
                "De wijk heeft een vaste stem aan de gebiedstafel, gekozen door de buurtvergadering.",
                CITY,
                "wijkmanager",
                CommitmentState.DECIDED,
                at.ago(160).date(),
                decision_body="gemeenteraad",
                decided_on=at.ago(90).date(),
                decision_reference="motie 77",
                decision_url="https://example.org/motie-77",
                next_report_on=at.ago(-45).date(),
            ),
            ((80, HeardKind.PROOF, "Benoeming in het verslag", "https://example.org/verslag-gebiedstafel"),),
        ),
        (
            CommitmentTerms(
                CommitmentKind.FINANCE,
                "Startgeld voor een leenfonds",
                "De gemeente legt startgeld in een fonds waaruit groepen makkelijk kunnen lenen.",
                CITY,
                alderman,
                CommitmentState.PROMISED,
                at.ago(330).date(),
                budget_cents=15_000_000,
                budget_period=BudgetPeriod.ONCE,
                due_on=at.ago(60).date(),
            ),
            ((320, HeardKind.NEWS, "Genoemd in de raad, nog geen voorstel", ""),),
        ),
        (
            CommitmentTerms(
                CommitmentKind.PARTNERSHIP,
                "Eerste klant van de groenploeg",
                "De gemeente gunt het onderhoud van het Zonneplein als proef aan de groenploeg.",
                CITY,
                "hoofd stadsbeheer",
                CommitmentState.RUNNING,
                at.ago(120).date(),
                decision_body="college van burgemeester en wethouders",
                decided_on=at.ago(75).date(),
                budget_cents=1_850_000,
                budget_period=BudgetPeriod.YEAR,
            ),
            ((50, HeardKind.NEWS, "De ploeg begon met het plein", ""),),
        ),
        (
            CommitmentTerms(
                CommitmentKind.MASTERPLAN,
                "De wijk in de Regio Deal",
                "Onze plannen krijgen een eigen hoofdstuk in de aanvraag.",
                "Regio Utrecht",
                "programmamanager",
                CommitmentState.WITHDRAWN,
                at.ago(300).date(),
                reason="De aanvraag ging naar een andere wijk. Er komt misschien een nieuwe ronde.",
            ),
            (),
        ),
    )
