"""What a thread can be about besides a piece of work that coaches review."""

CLAUSE = (
    "clause"  # a clause of a version of the statutes: `work_ref` is its number and the clause, as in "2/oproeping-wie"
)
SECTION = (
    "section"  # a section of the plan of a bid: `work_ref` is the number of the bid and of the section, as in "12/34"
)
# What is said of a text is for everyone who reads it, and no coach owes it an answer.
COMMENTS = frozenset({CLAUSE, SECTION})
