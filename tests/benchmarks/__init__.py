"""Benchmarks: how fast we are beside the least that the same work can cost. `make bench` runs them all.

One module per benchmark, found by its name; it has `run() -> Result` (or a list of them) and says in its docstring what is
compared with what. Both sides run in turn in one process and their medians are compared, so that a busy machine slows both.
"""
