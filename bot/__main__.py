"""`python -m bot`."""

import ctypes
import os
import sys

# One question is one small product after another: threads of the algebra library would only get in each other's way (and in
# that of the event loop). It reads this when numpy is imported, so it stands before everything else.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# glibc keeps a heap for every thread, and what was freed in one serves no other: two are plenty for threads that wait most of the time.
# M_ARENA_MAX is -8 (malloc.h); other C libraries have no such function.
if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)) is not None:
    mallopt(-8, 2)

from bot.cli import main

main()
