"""The incubator for worker cooperatives: learning, founding, finding public work and winning it."""

import gc
import os

# One thread counts for a matching: several for tables of this size take twice the time of the processors, and no less by the clock.
# numpy reads this when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Starting makes half a million objects that stay. Looking through all of them for rubbish, again and again, takes a fifth of the time
# of a start: `create_app` lets the collector begin when they are there, and it leaves them alone from then on.
gc.disable()
