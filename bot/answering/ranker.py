"""The learned judge: a multinomial choice among candidates and "none of these", linear in their features.

For every set of signals that may speak there is one vector of weights. The chances add up to 1 over the candidates and the outside, and
were fitted on
examples that did not judge themselves, so they can be read as chances.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answering.features import COLUMN, NAMES, SIGNALS, columns_for
from bot.answering.reading import Reading
from bot.answering.signals import Close, Judged

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]

OUTSIDE: tuple[str, ...] = (
    "outside", *(f"outside_{signal}_{part}" for signal in SIGNALS for part in ("near", "head", "gap")),
    "outside_known", "outside_short", "outside_names", "outside_aspects", "outside_leans",
)  # fmt: skip
ALL: tuple[str, ...] = (*NAMES, *OUTSIDE)
_OUT = {name: at for at, name in enumerate(ALL)}


def outside_row(
    judged: Mapping[str, Judged], closes: Mapping[str, Close], chosen: Ints, reading: Reading, known: float
) -> Floats:
    """(len(ALL),) features of "none of these": the less anything resembles the question, the likelier it is.

    `known` is the share of its words that the knowledge base knows.
    """
    named = reading.named
    row = np.zeros(len(ALL), np.float32)
    row[_OUT["outside"]] = 1
    for name, found in judged.items():
        head = np.sort(found.head.max(axis=0)[chosen])
        row[_OUT[f"outside_{name}_near"]] = closes[name].near.max() - closes[name].near[0].mean()
        row[_OUT[f"outside_{name}_head"]] = head[-1]
        row[_OUT[f"outside_{name}_gap"]] = head[-1] - head[-2] if len(head) > 1 else head[-1]
    row[_OUT["outside_known"]] = known
    row[_OUT["outside_short"]] = 1 / (1 + len(reading.text.split()))
    row[_OUT["outside_names"]] = min(len(named.entities) + len(named.provinces), 2)
    row[_OUT["outside_aspects"]] = min(len(named.aspects), 2)
    row[_OUT["outside_leans"]] = reading.leans
    return row


def with_outside(features: Floats, outside: Floats) -> Floats:
    """(candidates + 1, len(ALL)): the candidates, then the outside."""
    out = np.zeros((len(features) + 1, len(ALL)), np.float32)
    out[:-1, : len(NAMES)] = features
    out[-1] = outside
    return out


@dataclass(frozen=True)
class Choice:
    """Weights over `ALL` for one set of signals; a column that means nothing there has weight 0."""

    weights: Floats

    def chances(self, rows: Floats) -> Floats:
        """(candidates + 1,) chances, the last of the outside."""
        scores = rows @ self.weights
        scores -= scores.max()
        grown = np.exp(scores)
        return np.asarray(grown / grown.sum(), np.float32)


def active(signals: Sequence[str]) -> Ints:
    """The columns that mean something where these signals speak."""
    signals = ["lex" if name == "pivot" else name for name in signals]
    own = columns_for(signals).tolist()
    for name in OUTSIDE:
        parts = name.split("_")
        if len(parts) < 3 or parts[1] not in SIGNALS or parts[1] in signals:
            own.append(_OUT[name])
    return np.array(own, np.int64)


def fit(
    cases: Sequence[tuple[Floats, int, float]],
    signals: Sequence[str],
    penalty: float = 3.0,
    rounds: int = 25,
    prior: Floats | None = None,
) -> Choice:
    """Fits the weights by Newton's method with halved steps. A case is (rows with the outside last, index of the right row, weight).

    `penalty` pulls each weight, on standardised columns, towards `prior` (0 without one).
    """
    use = active(signals)
    most = max(len(rows) for rows, _, _ in cases)
    block = np.zeros((len(cases), most, len(use)), np.float32)
    mask = np.full((len(cases), most), -np.inf, np.float32)
    target = np.empty(len(cases), np.int64)
    share = np.empty(len(cases), np.float64)
    for at, (rows, right, weight) in enumerate(cases):
        block[at, : len(rows)] = rows[:, use]
        mask[at, : len(rows)] = 0
        target[at], share[at] = right, weight
    there = mask == 0
    scale = np.maximum(np.sqrt((block[there] ** 2).mean(axis=0)), 1e-3).astype(np.float32)
    block /= scale
    start = np.zeros(len(use)) if prior is None else prior[use].astype(np.float64) * scale
    weights = start.copy()
    chosen = block[np.arange(len(cases)), target]

    def look(at: Doubles) -> tuple[float, Floats]:
        scores = block @ at.astype(np.float32) + mask
        scores -= scores.max(axis=1, keepdims=True)
        chance = np.exp(scores)
        chance /= chance.sum(axis=1, keepdims=True)
        told = np.log(np.maximum(chance[np.arange(len(cases)), target], 1e-30))
        return float(share @ told) - 0.5 * penalty * float(((at - start) ** 2).sum()), chance

    likely, chance = look(weights)
    for _ in range(rounds):
        mean = np.einsum("nk,nkf->nf", chance, block)
        gradient = (share[:, None] * (chosen - mean)).sum(axis=0) - penalty * (weights - start)
        weighted = (block * np.sqrt(chance * share[:, None].astype(np.float32))[:, :, None]).reshape(-1, len(use))
        centred = mean * np.sqrt(share)[:, None]
        hessian = weighted.T.astype(np.float64) @ weighted - centred.T @ centred + penalty * np.eye(len(use))
        step = np.linalg.solve(hessian, gradient)
        stride = 1.0
        while stride > 1e-3:  # a whole step may overshoot far from the optimum
            better, moved = look(weights + stride * step)
            if better > likely:
                break
            stride /= 2
        else:
            break
        weights += stride * step
        gained, likely, chance = better - likely, better, moved
        if gained < 1e-4 * share.sum():
            break
    out = np.zeros(len(ALL), np.float32)
    out[use] = weights / scale
    return Choice(out)


__all__ = ["ALL", "COLUMN", "OUTSIDE", "Choice", "active", "fit", "outside_row", "with_outside"]
