"""A piece of work of a group, its rounds, the coach's queue, claims, remarks and differences: for the work of any feature."""
