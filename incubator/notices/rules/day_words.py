"""The words of days and periods, as patterns: numbers, units, months, weekdays, and what is said beside them."""

NUMBER = r"(?:\d{1,3}|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|veertien|twintig|dertig|zestig|negentig|a|two|three)"
UNIT = r"(?:dagen|dag|weken|week|maanden|maand|kwartalen|kwartaal|jaren|jaar|days?|weeks?|months?|quarters?|years?)"
MONTH = (
    r"(?:januari|january|februari|february|maart|march|april|mei|juni|june|juli|july|augustus|august|september|oktober|october|november"
    r"|december)"
)
MONTH_WITH_DAY = rf"(?:{MONTH}|(?:jan|feb|mrt|mar|apr|may|jun|jul|aug|sept|sep|okt|oct|nov|dec)\.?)"
YEAR = r"(?:19|20|21)\d\d"
# Of two digits a year only with its apostrophe, or at the end: "voor 1 maart 25 woningen" is no year.
SHORT_YEAR = r"(?:['\u2019]\d\d|(?:2[4-9]|3[0-5])(?= ?$))"
TIME_OF_DAY = r"(?:,? (?:om )?(?:\d{1,2}[:.]\d\d(?: ?(?:uur|u))?|\d{1,2} ?(?:uur|u)))"  # closing counts in days
COMING = r"(?: (?:aanstaande|a\.s\.|jongstleden|jl\.?|j\.l\.))"
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
AHEAD = r"(?:eerstkomende|eerstvolgende|aankomende|komende|komend|volgende|volgend|aanstaande|next)"
BEHIND = r"(?:afgelopen|laatste|vorige|vorig|voorbije|last|past)"
UNTIL_TODAY = ("afgelopen", "laatste", "voorbije", "past")
NOW = r"(?:deze|dit|this)"
PART = r"(?:begin|half|halverwege|medio|eind|einde)"
RELATIVE = {
    "eergisteren": -2, "gisteren": -1, "yesterday": -1, "vandaag": 0, "nu": 0, "today": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2,
}  # fmt: skip
RELATIVE_DAY = r"(?:eergisteren|gisteren|vandaag|overmorgen|morgen|today|tomorrow|yesterday)"
QUARTER = r"(?:eerste|tweede|derde|vierde|laatste|1e|1ste|2e|2de|3e|3de|4e|4de)"
QUARTERS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4}
ENGLISH_COUNTS = {"a": 1, "two": 2, "three": 3}
HALF = r"(?:(?:eerste|1e|tweede|2e) helft)"
WEEK_OF_MONTH = r"(?:eerste|tweede|derde|laatste|1e|2e|3e) week"
MONTHS_IN = {"maand": 1, "month": 1, "kwartaal": 3, "quarter": 3, "jaar": 12, "year": 12}
SINGULAR = {"kwartalen": "kwartaal", "jaren": "jaar", "weken": "week"}
DAYS_IN = {"dag": 1, "day": 1, "week": 7}
