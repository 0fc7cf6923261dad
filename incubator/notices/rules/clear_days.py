"""Which days and periods are clear by themselves, and which need a word before them."""

from incubator.notices.rules.day_words import (
    AHEAD,
    BEHIND,
    COMING,
    HALF,
    MONTH,
    MONTH_WITH_DAY,
    NOW,
    NUMBER,
    PART,
    QUARTER,
    RELATIVE_DAY,
    SHORT_YEAR,
    TIME_OF_DAY,
    UNIT,
    WEEK_OF_MONTH,
    WEEKDAY,
    YEAR,
)
from incubator.notices.rules.feast_days import FEAST_DAY

# A period that is clear by itself, and one that needs a word before it: a year, a weekday.
_NUMBERED_DAY = (
    r"(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d\d)"
    r"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])20[2-3]\d)"
)
_SHORT_MONTH = rf"(?:{MONTH_WITH_DAY} (?:{YEAR}|['\u2019]\d\d))"
CLEAR = (
    rf"(?:(?:{_NUMBERED_DAY}|(?:{WEEKDAY} )?\d{{1,2}}(?:e|ste|de)? {MONTH_WITH_DAY}(?: (?:{YEAR}|{SHORT_YEAR}))?){TIME_OF_DAY}?{COMING}?"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {YEAR}|{RELATIVE_DAY}|(?:{AHEAD}|{NOW}) {WEEKDAY}|{WEEKDAY}{COMING}"
    rf"|{PART} (?:van |v/d )?(?:de |het |(?:{AHEAD}|{NOW}) )?(?:week|maand|kwartaal|jaar)"
    rf"|(?:in )?(?:de |het )?{HALF} (?:van )?(?:{MONTH}(?: {YEAR})?|{YEAR})|(?:in )?(?:de )?{WEEK_OF_MONTH} van {MONTH}(?: {YEAR})?"
    rf"|(?:de )?(?:{AHEAD}|{BEHIND}) {NUMBER} {UNIT}|{NUMBER} {UNIT} (?:geleden|ago)|(?:over|binnen nu en|binnen|within) {NUMBER} {UNIT}"
    rf"|(?:{AHEAD}|{BEHIND}|{NOW}) (?:week|maand|kwartaal|jaar|month|quarter|year)|(?:week|wk)\.? ?\d{{1,2}}(?:,? (?:van )?{YEAR})?"
    rf"|(?:in )?(?:{PART} )?(?:{_SHORT_MONTH}|{MONTH})(?: {YEAR})?|(?:in )?{PART} {YEAR}|(?:in )?[qk][1-4](?: {YEAR})?"
    rf"|(?:in )?(?:het )?{QUARTER} kwartaal(?: (?:van )?{YEAR})?|in {YEAR}|binnenkort)"
)
# Without a word before it a feast is what somebody looks for: kerstbomen, een podium op koningsdag.
ANY = rf"(?:{CLEAR}|{FEAST_DAY}(?: {YEAR})?|\d{{1,2}}[-/]\d{{1,2}}|(?:{AHEAD} |{NOW} )?{WEEKDAY}|{YEAR})"
