"""How large a file may be that somebody brings."""

LARGEST = 15 * 1024 * 1024
LARGEST_UNPACKED = 150 * 1024 * 1024  # a small ZIP can hold a mountain
