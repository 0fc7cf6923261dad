"""What a thread can be about besides a piece of work that coaches review."""

CLAUSE = (
    "clause"  # a clause of a version of the statutes: `work_ref` is its number and the clause, as in "2/oproeping-wie"
)
