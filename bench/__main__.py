"""`make bench`: every figure beside a peer or a bound, in the same run. `python -m bench serving` runs one of them."""

from __future__ import annotations

import importlib
import importlib.util
import sys

PARTS = ("answering", "serving", "reminders")


def main() -> int:
    chosen = [name for name in sys.argv[1:] if name in PARTS] or [
        name for name in PARTS if importlib.util.find_spec(f"bench.{name}") is not None
    ]
    failed = False
    for name in chosen:
        print(f"\n== {name} ==", flush=True)
        failed |= bool(importlib.import_module(f"bench.{name}").main())
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
