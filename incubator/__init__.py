"""The incubator for worker cooperatives: learning, founding, finding public work and winning it."""

import gc

# Starting makes half a million objects that stay. Looking through all of them for rubbish, again and again, takes a fifth of the time
# of a start: `create_app` lets the collector begin when they are there, and it leaves them alone from then on.
gc.disable()
