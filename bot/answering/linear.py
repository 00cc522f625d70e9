"""A linear head: ridge regression from vectors to classes, solved in closed form, with what it would say had it not seen one example."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Head:
    """`weights` is (columns, classes), `bias` (classes,): scores are about 1 for the class that fits and 0 for the others."""

    weights: Floats
    bias: Floats

    def scores(self, vectors: Floats) -> Floats:
        return vectors @ self.weights + self.bias


@dataclass(frozen=True)
class Fitted:
    """A head together with what leaving one example out needs; only training keeps it."""

    head: Head
    inverse: Floats
    mean: Floats
    residual: Floats
    leverage: Floats
    vectors: Floats

    def without(self, vectors: Floats, left_out: Ints) -> Floats:
        """Scores (n, classes) of `vectors`, each by the head that never saw the example `left_out` (index; -1 for none).

        Leaving out example i changes the weights by exactly A^-1 x_i (y_i - f_i) / (1 - h_i); the shift of the mean (1/n) is neglected.
        """
        scores = self.head.scores(vectors)
        known = left_out >= 0
        at = left_out[known]
        near = np.einsum("nd,nd->n", (vectors[known] - self.mean) @ self.inverse, self.vectors[at] - self.mean)
        scores[known] -= near[:, None] * self.residual[at] / (1 - self.leverage[at])[:, None]
        return scores


def fit(vectors: Floats, labels: Ints, classes: int, penalty: float, weights: Floats | None = None) -> Fitted:
    """Fits by weighted least squares. `vectors` (n, d), `labels` (n,) in [0, classes); `penalty` is the ridge term on standardised
    targets."""
    count, columns = vectors.shape
    share = np.ones(count, np.float32) if weights is None else weights.astype(np.float32)
    mean = (share @ vectors / share.sum()).astype(np.float32)
    root = np.sqrt(share)
    gram = np.zeros((columns, columns), np.float32)
    moment = np.zeros((columns, classes), np.float32)
    prior = np.bincount(labels, share, classes).astype(np.float32) / share.sum()
    step = 1024
    for start in range(0, count, step):
        part = (vectors[start : start + step] - mean) * root[start : start + step, None]
        gram += part.T @ part
        target = np.zeros((len(part), classes), np.float32)
        target[np.arange(len(part)), labels[start : start + step]] = 1
        moment += part.T @ ((target - prior) * root[start : start + step, None])
    gram[np.diag_indices(columns)] += penalty
    inverse = np.linalg.inv(gram)
    solved = np.asarray(inverse @ moment, np.float32)
    head = Head(solved, np.asarray(prior - mean @ solved, np.float32))
    leverage = np.empty(count, np.float32)
    residual = np.empty((count, classes), np.float32)
    for start in range(0, count, step):
        rows = slice(start, start + step)
        part = vectors[rows] - mean
        leverage[rows] = np.einsum("nd,nd->n", part @ inverse, part) * share[rows]
        residual[rows] = -head.scores(vectors[rows])
        residual[np.arange(start, start + len(part)), labels[rows]] += 1
        residual[rows] *= share[rows, None]
    return Fitted(head, inverse, mean, residual, np.minimum(leverage, 0.95), vectors)
