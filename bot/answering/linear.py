"""Linear heads: from vectors to classes. Ridge in closed form for the many columns of words, logistic for the vectors of sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

SCALE = 5.0
"""Vectors of length 1 are stretched by this inside the logistic fit, so that few steps reach far."""
_STEP = 1024
_REMEMBERED = 8


@dataclass(frozen=True)
class Head:
    """`weights` is (columns, classes), `bias` (classes,)."""

    weights: Floats
    bias: Floats

    def scores(self, vectors: Floats) -> Floats:
        return vectors @ self.weights + self.bias

    def log_chances(self, vectors: Floats) -> Floats:
        """(n, classes) logarithms of the chances of a logistic head."""
        return _log_softmax(self.scores(vectors))


def ridge(rows: Callable[[int, int], Floats], labels: Ints, classes: int, penalty: float) -> Head:
    """Least squares to one column a class: about 1 for the class that fits and 0 for the others.

    `rows(start, end)` gives a block of the vectors, so that never all of them lie in memory; `penalty` is the ridge term.
    """
    count = len(labels)
    columns = rows(0, 1).shape[1]
    gram = np.zeros((columns, columns), np.float32)
    moment = np.zeros((columns, classes), np.float32)
    total = np.zeros(columns, np.float32)
    for start in range(0, count, _STEP):
        part = rows(start, start + _STEP)
        target = np.zeros((len(part), classes), np.float32)
        target[np.arange(len(part)), labels[start : start + _STEP]] = 1
        gram += part.T @ part
        moment += part.T @ target
        total += part.sum(axis=0)
    mean = total / np.float32(count)
    prior = (np.bincount(labels, minlength=classes) / count).astype(np.float32)
    gram -= np.outer(total, mean)
    moment -= np.outer(total, prior)
    gram[np.diag_indices(columns)] += penalty
    solved = np.asarray(np.linalg.solve(gram, moment), np.float32)
    return Head(solved, np.asarray(prior - mean @ solved, np.float32))


def logistic(
    vectors: Floats, labels: Ints, classes: int, penalty: float, start: Head | None = None, rounds: int = 60
) -> Head:
    """Multinomial logistic regression by L-BFGS (Nocedal 1980). `vectors` (n, d) of length 1; `penalty` on the squared weights.

    A `start` near the end, such as the head of the same knowledge base before an edit, makes it quick.
    """
    count, columns = vectors.shape
    size = columns * classes
    at = np.zeros(size + classes, np.float32)
    if start is not None:
        at[:size], at[size:] = (start.weights / SCALE).ravel(), start.bias

    def look(at: Floats) -> tuple[float, Floats]:
        weights, bias = at[:size].reshape(columns, classes), at[size:]
        slope = np.zeros((columns, classes), np.float32)
        shift = np.zeros(classes, np.float32)
        lost = 0.0
        for begin in range(0, count, _STEP):
            part: Floats = vectors[begin : begin + _STEP] * np.float32(SCALE)
            own = labels[begin : begin + _STEP]
            told = _log_softmax(np.asarray(part @ weights + bias, np.float32))
            lost -= float(told[np.arange(len(part)), own].sum())
            np.exp(told, out=told)
            told[np.arange(len(part)), own] -= 1
            slope += part.T @ told
            shift += told.sum(axis=0)
        lost += penalty * float(at[:size] @ at[:size])
        slope += np.float32(2 * penalty) * weights
        return lost / count, np.asarray(np.concatenate([slope.ravel(), shift]) / np.float32(count), np.float32)

    at = _descend(look, at, rounds)
    return Head(at[:size].reshape(columns, classes) * np.float32(SCALE), at[size:])


def _descend(look: Callable[[Floats], tuple[float, Floats]], at: Floats, rounds: int) -> Floats:
    """Minimises by limited-memory BFGS with halved steps; ends early where a round gains less than a thousandth."""
    value, slope = look(at)
    moves: list[tuple[Floats, Floats, float]] = []
    for _ in range(rounds):
        # The first step has length 1; later ones have the length that the curvature met so far suggests.
        direction = -slope if moves else -slope / np.float32(max(float(np.sqrt(slope @ slope)), 1e-12))
        kept = []
        for step, turn, rho in reversed(moves):
            share = rho * float(step @ direction)
            kept.append(share)
            direction = direction - np.float32(share) * turn
        if moves:
            step, turn, rho = moves[-1]
            direction = direction * np.float32(1 / (rho * float(turn @ turn)))
        for (step, turn, rho), share in zip(moves, reversed(kept), strict=True):
            direction = direction + np.float32(share - rho * float(turn @ direction)) * step
        stride = 1.0
        fall = float(slope @ direction)
        while stride > 1e-6:
            new = at + np.float32(stride) * direction
            new_value, new_slope = look(new)
            if new_value <= value + 1e-4 * stride * fall:
                break
            stride /= 2
        else:
            break
        step, turn = new - at, new_slope - slope
        curve = float(step @ turn)
        if curve > 1e-12:
            moves = [*moves[1 - _REMEMBERED :], (step, turn, 1 / curve)]
        gained, at, value, slope = value - new_value, new, new_value, new_slope
        if gained < 1e-3 * value:
            break
    return at


def _log_softmax(scores: Floats) -> Floats:
    scores = scores - scores.max(axis=1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return np.asarray(scores, np.float32)
