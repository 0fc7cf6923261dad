"""A reader that never ends, as a parser may over a file that was made for it."""

import time

time.sleep(60)
