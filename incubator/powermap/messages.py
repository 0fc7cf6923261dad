"""The words of a power map, and its pictures."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.core.charts import (
    Chart,
    ChartFrame,
    ChartTable,
    Influence,
    KeyEntry,
    Look,
    NetworkLine,
    PlacedName,
    Stance,
    Tone,
    network,
    power_map,
)
from incubator.powermap.values import (
    PowerKind,
    PowerPersonGround,
    PowerPicture,
    PowerPlaced,
    PowerStance,
    PowerTie,
)

KINDS = {
    PowerKind.ORGANISATION: _l("organisation"),
    PowerKind.GROUP: _l("group"),
    PowerKind.ROLE: _l("role, without a name"),
    PowerKind.PERSON: _l("person by name"),
}
PERSON_GROUNDS = {
    PowerPersonGround.PUBLIC_OFFICE: _l("holds a public office"),
    PowerPersonGround.CONSENT: _l("said yes to standing here"),
}
TIES = {
    PowerTie.WORKS_WITH: _l("works with"),
    PowerTie.DECIDES: _l("decides about"),
    PowerTie.PAYS: _l("pays"),
    PowerTie.SUPPORTS: _l("supports"),
    PowerTie.OPPOSES: _l("opposes"),
}
STANCES = {
    PowerStance.FOR: _l("for"),
    PowerStance.DOUBTS: _l("doubts"),
    PowerStance.AGAINST: _l("against"),
    PowerStance.UNKNOWN: _l("not known"),
}
LINES = {
    PowerTie.WORKS_WITH: (Look.LINE, Tone.A),
    PowerTie.DECIDES: (Look.DASHES_AND_DOTS, Tone.PLAIN),
    PowerTie.PAYS: (Look.LONG_DASHES, Tone.B),
    PowerTie.SUPPORTS: (Look.DASHES, Tone.A),
    PowerTie.OPPOSES: (Look.DOTS, Tone.C),
}
MUCH_FROM, LITTLE_TO = 7, 3  # of ten
GRID_TONES = {Stance.AGAINST: Tone.PLAIN, Stance.UNKNOWN: Tone.PLAIN, Stance.FOR: Tone.A}
COLUMN_OF = {
    PowerStance.AGAINST: Stance.AGAINST,
    PowerStance.DOUBTS: Stance.UNKNOWN,
    PowerStance.UNKNOWN: Stance.UNKNOWN,
    PowerStance.FOR: Stance.FOR,
}
MOST_DRAWN = 30  # dots on a circle; the table has them all


def third(number: int) -> int:
    """In which of three fields a number from 0 to 10 lies: little (0), between (1) or much (2)."""
    if number >= MUCH_FROM:
        return 2
    return 0 if number <= LITTLE_TO else 1


def _rows_of_grid() -> tuple[str, str, str]:
    return _("Much influence"), _("Some influence"), _("Little influence")


def grid(actors: Sequence[PowerPlaced]) -> Chart | None:
    """Interest from left to right, influence from below to above; None when nobody is on the map."""
    if not actors:
        return None
    names = [PlacedName(each.name, Influence(third(each.influence)), Stance(third(each.interest))) for each in actors]
    rows = [(each.name, str(KINDS[each.kind]), str(each.interest), str(each.influence)) for each in actors]
    heads = (_("Who"), _("What it is"), _("Interest"), _("Influence"))
    frame = ChartFrame(_("Interest and influence"), _grid_words(actors), ChartTable(heads, tuple(rows)))
    columns = (_("Little interest"), _("Some interest"), _("Much interest"))
    return power_map(frame, names, columns, _rows_of_grid(), GRID_TONES)


def _grid_words(actors: Sequence[PowerPlaced]) -> str:
    near = [each.name for each in actors if third(each.interest) == third(each.influence) == 2]
    far = [each.name for each in actors if third(each.influence) == 2 and third(each.interest) < 2]
    words = ngettext("%(num)d name is on the map.", "%(num)d names are on the map.", len(actors))
    if near:
        words += " " + _("Much interest and much influence: %(names)s.", names=", ".join(near))
    if far:
        words += " " + _("Much influence, but less interest: %(names)s.", names=", ".join(far))
    return words


def ties(picture: PowerPicture) -> Chart | None:
    """The relations on a circle; None without any."""
    if not picture.ties:
        return None
    tied = {number for tie in picture.ties for number in (tie.first, tie.second)}
    shown = [each for each in picture.actors if each.number in tied][:MOST_DRAWN]
    names = {each.number: each.name for each in picture.actors}
    rows = tuple((names[tie.first], str(TIES[tie.tie]), names[tie.second]) for tie in picture.ties)
    table = ChartTable((_("Who"), _("Relation"), _("With whom")), rows)
    frame = ChartFrame(_("Who has to do with whom"), _ties_words(picture), table)
    used = {tie.tie for tie in picture.ties}
    key = [KeyEntry(str(TIES[tie]), look, tone) for tie, (look, tone) in LINES.items() if tie in used]
    return network(frame, [each.name for each in shown], _lines(picture, shown), key)


def _lines(picture: PowerPicture, shown: Sequence[PowerPlaced]) -> list[NetworkLine]:
    """The relations between who is drawn."""
    places = {each.number: place for place, each in enumerate(shown)}
    lines = []
    for tie in picture.ties:
        # Of a very full map the table has the others.
        if tie.first in places and tie.second in places:
            mutual = tie.tie is PowerTie.WORKS_WITH
            lines.append(NetworkLine(places[tie.first], places[tie.second], *LINES[tie.tie], mutual))
    return lines


def _ties_words(picture: PowerPicture) -> str:
    names = {each.number: each.name for each in picture.actors}
    counts: dict[int, int] = {}
    for tie in picture.ties:
        for number in (tie.first, tie.second):
            counts[number] = counts.get(number, 0) + 1
    most = max(sorted(counts), key=lambda number: counts[number])
    words = ngettext("%(num)d relation.", "%(num)d relations.", len(picture.ties))
    return words + " " + _("Most of them are with %(name)s.", name=names[most])


def stances(picture: PowerPicture, proposal: int) -> Chart | None:
    """What everyone thinks of a proposal, against how much influence they have; None when nobody is on the map."""
    if not picture.actors:
        return None
    known = {each.actor: each.stance for each in picture.stances if each.proposal == proposal}
    names, rows, counts = [], [], dict.fromkeys(PowerStance, 0)
    for each in picture.actors:
        # What nobody wrote down is not known; it stands in the middle, as doubts do.
        stance = known.get(each.number, PowerStance.UNKNOWN)
        counts[stance] += 1
        names.append(PlacedName(each.name, Influence(third(each.influence)), COLUMN_OF[stance]))
        rows.append((each.name, str(STANCES[stance]), str(each.influence)))
    words = _(
        "For: %(agree)s, against: %(against)s, doubts: %(doubts)s, not known: %(unknown)s.",
        agree=counts[PowerStance.FOR],
        against=counts[PowerStance.AGAINST],
        doubts=counts[PowerStance.DOUBTS],
        unknown=counts[PowerStance.UNKNOWN],
    )
    table = ChartTable((_("Who"), _("Position"), _("Influence")), tuple(rows))
    frame = ChartFrame(_("Who is for, who is against"), words, table)
    return power_map(frame, names, (_("Against"), _("In between"), _("For")), _rows_of_grid())
