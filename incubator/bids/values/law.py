"""Which law governs a procurement. What cites an article asks here, so that no paper names the law of another country."""

from dataclasses import dataclass

DUTCH = "NL"
# Where the directives on procurement hold: the European Union and the European Economic Area. Greece has two codes.
WITH_DIRECTIVES = frozenset(
    "AT BE BG CY CZ DE DK EE EL ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split()
)


DIRECTIVE = "Richtlijn 2014/24/EU"


def of_directive(articles: str) -> str:
    """art. 63 Richtlijn 2014/24/EU"""
    return f"art. {articles} {DIRECTIVE}"


@dataclass(frozen=True, slots=True)
class ProcurementLaw:
    """The law of a buyer: of its country, or of its own when it is an institution of the Union or of several states."""

    country: str = DUTCH  # two letters
    is_own: bool = False  # of an institution: no law of a country on procurement binds it

    @property
    def is_dutch(self) -> bool:
        """Whether the Aanbestedingswet 2012 holds, as far as the regime of a notice makes it hold."""
        return self.country == DUTCH and not self.is_own

    @property
    def has_directives(self) -> bool:
        """Whether the country had to take over Directive 2014/24/EU and Directive 89/665/EEG."""
        return self.country in WITH_DIRECTIVES and not self.is_own

    def cite(self, dutch: str, directive: str = "") -> str:
        """What may be named as a source: the Dutch article, else that of the directive where it holds, else nothing."""
        if self.is_dutch:
            return dutch
        return directive if self.has_directives else ""

    def bracketed(self, dutch: str, directive: str = "") -> str:
        """The same to put behind a sentence: " (art. 2.92 Aw 2012)", or nothing."""
        source = self.cite(dutch, directive)
        return f" ({source})" if source else ""


OUR_LAW = ProcurementLaw()
