"""Pages of meetings."""

from incubator.meetings import models
from incubator.meetings.views.blueprint import pages

__all__ = ["models", "pages"]
