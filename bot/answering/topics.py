"""A bare topic: a word or two, all of them known here, such as `cost` or `nac`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def topic_chances(chances: Floats, entries: NDArray[np.bool_], named: bool) -> Floats:
    """What (candidates + 1,) `chances`, the last of the outside, become for a bare topic; `entries` marks the candidates that are entries.

    It is about something here, however little it resembles a question: the outside has no chance. If the lexicon knows it (`named`), it
    cannot mean a little of each field next door either: unless one of these, or one kind of small talk, is likelier than all the rest
    together, the entries alone remain.
    """
    within = chances[:-1] / max(1.0 - float(chances[-1]), 1e-9)
    if named and entries.any() and float(np.max(within[~entries], initial=0.0)) <= 0.5:
        within = np.where(entries, within, 0.0) / max(float(within[entries].sum()), 1e-9)
    return np.append(within, 0.0).astype(np.float32)
