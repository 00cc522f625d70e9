"""`python -m bot`."""

import os

# One question is one small product after another: threads of the algebra library would only get in each other's way (and in
# that of the event loop). It reads this when numpy is imported, so it stands before everything else.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from bot.cli import main

main()
