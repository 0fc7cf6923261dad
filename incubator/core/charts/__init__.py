"""Charts as drawings of lines and letters whose places are computed here: plain Python, no script in the page.

Each function gives a `Chart` with its words and its table; `templates/components/charts.html` draws it. Texts come in translated.
"""

from incubator.core.charts.bars import Bar, bar_chart
from incubator.core.charts.lines import Series, line_chart
from incubator.core.charts.money_maps import Flow, MoneyColumns, money_map
from incubator.core.charts.networks import NetworkLine, network
from incubator.core.charts.power_maps import Influence, PlacedName, Stance, power_map
from incubator.core.charts.progress import ProgressPart, progress_chart
from incubator.core.charts.shapes import Callout, Chart, ChartFrame, ChartTable, KeyEntry, Look, Shape, TextLabel, Tone
from incubator.core.charts.shares import ShareBar, SharePart, share_chart
from incubator.core.charts.spans import Span, span_chart

__all__ = [
    "Bar",
    "Callout",
    "Chart",
    "ChartFrame",
    "ChartTable",
    "Flow",
    "Influence",
    "KeyEntry",
    "Look",
    "MoneyColumns",
    "NetworkLine",
    "PlacedName",
    "ProgressPart",
    "Series",
    "Shape",
    "ShareBar",
    "SharePart",
    "Span",
    "Stance",
    "TextLabel",
    "Tone",
    "bar_chart",
    "line_chart",
    "money_map",
    "network",
    "power_map",
    "progress_chart",
    "share_chart",
    "span_chart",
]
