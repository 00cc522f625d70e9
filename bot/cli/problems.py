"""What an operator did that cannot work."""

from __future__ import annotations


class OperatorError(Exception):
    """Told in one sentence, with exit code 2."""
