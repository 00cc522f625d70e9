"""Our engine beside its peers: the same labelled questions, the same knowledge base, the same run.

    python -m bench.answering [FILE ...]      (default: bench/questions/*.jsonl)

Every method ranks the entries of a question and says how sure it is. "Right at equal false answers" is the share of questions in scope
whose first entry is
acceptable and whose score lies above the bar at which a method still answers 8% of the questions next door. Written to docs/bench/: a
table and a plot (SVG).
"""

from __future__ import annotations

import math
import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from bot.answering.build import build_engine
from bot.answering.corpus import Corpus, gather
from bot.answering.encoders import Multilingual
from bot.answering.engine import Engine
from bot.answering.minilm import MiniLM
from bot.answering.score import Labelled, Report, read_lines, score, wilson
from bot.answering.vectors import VectorStore
from bot.answering.words import words
from bot.knowledge.load import DEFAULT, load

ROOT = Path(__file__).resolve().parent
OUT = ROOT.parent / "docs" / "bench"
FALSE = 0.08
"""Share of the questions next door that every method may answer."""

Rank = Callable[[str], tuple[str, float]]


@dataclass(frozen=True)
class Result:
    name: str
    first: float
    at_equal: float
    interval: tuple[float, float]
    milliseconds: float
    megabytes: float


def main(names: Sequence[str] = ()) -> int:
    files = [Path(name) for name in names] or sorted((ROOT / "questions").glob("*.jsonl"))
    questions = [
        question for file in files for question in read_lines(file.read_text(encoding="utf-8").splitlines(), file.name)
    ]
    knowledge = load(DEFAULT)
    corpus = gather(knowledge)
    cache = ROOT.parent / "data" / "cache"
    engine = build_engine(knowledge, cache=cache, vectors=DEFAULT / "vectors", progress=print)
    plain = [
        question
        for question in questions
        if question.scope in {"in", "near"} and not question.after and not question.every
    ]
    results = [measure(name, make, plain) for name, make in peers(corpus, engine).items()]
    report = score(engine, knowledge, questions)
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "answering.md").write_text(table(results, plain) + scores(report), encoding="utf-8")
    (OUT / "answering.svg").write_text(plot(results), encoding="utf-8")
    print((OUT / "answering.md").read_text(encoding="utf-8"))
    return 0


def peers(corpus: Corpus, engine: Engine) -> dict[str, Callable[[], Rank]]:
    """Makers of every method, so that building one is measured with it. Peers know the English phrasings of entries and boundaries
    alike."""
    known = [(text.text, corpus.classes[text.of]) for text in corpus.phrasings if text.lang == "en"]
    texts = [text for text, _ in known]
    ids = [item.id if item.kind == "entry" else "" for _, item in known]

    def nearest(scores: np.ndarray) -> tuple[str, float]:
        best = int(scores.argmax())
        return ids[best], float(scores[best])

    def fuzzy(scorer: Callable[..., float]) -> Callable[[], Rank]:
        def make() -> Rank:
            def rank(question: str) -> tuple[str, float]:
                found = process.extractOne(question.lower(), lowered, scorer=scorer)
                return ids[found[2]], found[1] / 100

            lowered = [text.lower() for text in texts]
            return rank

        return make

    def encoder(name: str, make_one: Callable[[], MiniLM | Multilingual]) -> Callable[[], Rank]:
        def make() -> Rank:
            one = make_one()
            store = VectorStore(one.name)
            store.read(DEFAULT / "vectors" / f"{name}.npz")
            store.fill(texts, one)
            rows = store.take(texts)
            return lambda question: nearest(rows @ one.encode([question])[0])

        return make

    def ours() -> Rank:
        def rank(question: str) -> tuple[str, float]:
            decision = engine.decide(question)
            first = decision.answers[0] if decision.answers else decision.candidates[0][0]
            return first, decision.confidence

        return rank

    return {
        "rapidfuzz WRatio": fuzzy(fuzz.WRatio),
        "rapidfuzz token_set_ratio": fuzzy(fuzz.token_set_ratio),
        "BM25": lambda: bm25(texts, nearest),
        "TF-IDF cosine": lambda: tfidf(texts, nearest),
        "tuned MiniLM alone": encoder("mini", lambda: MiniLM(DEFAULT / "encoder")),
        **({"multilingual e5 alone": encoder("e5", Multilingual)} if Multilingual.available() else {}),
        "our engine": ours,
    }


def _postings(texts: Sequence[str]) -> tuple[list[Counter[str]], dict[str, list[int]]]:
    counts = [Counter(words(text)) for text in texts]
    where: dict[str, list[int]] = {}
    for at, count in enumerate(counts):
        for word in count:
            where.setdefault(word, []).append(at)
    return counts, where


def bm25(texts: Sequence[str], nearest: Callable[[np.ndarray], tuple[str, float]]) -> Rank:
    """Okapi BM25 with the usual k1 = 1.2, b = 0.75."""
    counts, where = _postings(texts)
    lengths = np.array([sum(count.values()) for count in counts], float)
    mean = lengths.mean()

    def rank(question: str) -> tuple[str, float]:
        total = np.zeros(len(texts))
        for word in words(question):
            found = where.get(word, [])
            idf = math.log(1 + (len(texts) - len(found) + 0.5) / (len(found) + 0.5))
            for at in found:
                often = counts[at][word]
                total[at] += idf * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * lengths[at] / mean))
        return nearest(total)

    return rank


def tfidf(texts: Sequence[str], nearest: Callable[[np.ndarray], tuple[str, float]]) -> Rank:
    counts, where = _postings(texts)
    idf = {word: math.log((1 + len(texts)) / (1 + len(found))) + 1 for word, found in where.items()}
    sizes = np.array(
        [math.sqrt(sum((often * idf[word]) ** 2 for word, often in count.items())) or 1.0 for count in counts]
    )

    def rank(question: str) -> tuple[str, float]:
        total = np.zeros(len(texts))
        for word, often in Counter(words(question)).items():
            for at in where.get(word, []):
                total[at] += often * counts[at][word] * idf[word] ** 2
        return nearest(total / sizes)

    return rank


def measure(name: str, make: Callable[[], Rank], questions: Sequence[Labelled]) -> Result:
    before = _resident()
    rank = make()
    took: list[float] = []
    inside: list[tuple[bool, float]] = []
    next_door: list[float] = []
    for question in questions:
        start = time.perf_counter()
        entry, sure = rank(question.q)
        took.append(time.perf_counter() - start)
        if question.scope == "in":
            inside.append((entry in question.ok, sure))
        else:
            next_door.append(sure if entry else 0.0)  # a boundary found is a refusal
    allowed = int(len(next_door) * FALSE)
    bar = sorted(next_door, reverse=True)[allowed] if next_door else 0.0
    right = sum(ok and sure > bar for ok, sure in inside)
    print(f"{name}: done", file=sys.stderr)
    return Result(
        name,
        sum(ok for ok, _ in inside) / len(inside),
        right / len(inside),
        wilson(right, len(inside)),
        statistics.median(took) * 1000,
        max(0.0, _resident() - before),
    )


def _resident() -> float:
    """Memory of this process in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(results: Sequence[Result], questions: Sequence[Labelled]) -> str:
    inside = sum(question.scope == "in" for question in questions)
    lines = [
        "# The engine beside its peers\n",
        f"{inside} questions in scope and {len(questions) - inside} next door, held out from everything. "
        "Printed by `python -m bench.answering`.\n",
        f"| method | first right | right at {FALSE:.0%} false answers (95%) | median ms | memory added, MB |",
        "|---|---|---|---|---|",
    ]
    for result in results:
        low, high = result.interval
        lines.append(
            f"| {result.name} | {result.first:.1%} | {result.at_equal:.1%} ({low:.0%} to {high:.0%}) "
            f"| {result.milliseconds:.1f} | {result.megabytes:.0f} |"
        )
    return "\n".join([*lines, "\n![right at equal false answers](answering.svg)\n\n"])


def scores(report: Report) -> str:
    lines = [
        "## Our decisions by scope, language and style\n",
        "| scope | language | style | questions | outcomes |",
        "|---|---|---|---|---|",
    ]
    for row in report.rows:
        told = ", ".join(f"{name} {share.value:.1%}" for name, share in row.shares.items() if share.count)
        lines.append(f"| {row.scope} | {row.lang} | {row.style} | {row.of} | {told} |")
    return "\n".join(lines) + "\n"


def plot(results: Sequence[Result]) -> str:
    """Bars with intervals, drawn by hand: no plotting library for seven bars."""
    height = 34 * len(results) + 50
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 {height}" font-family="sans-serif" font-size="13">'
    ]
    parts.append(f'<rect width="680" height="{height}" fill="white"/>')
    for at in range(0, 101, 25):
        parts.append(f'<line x1="{200 + at * 4}" x2="{200 + at * 4}" y1="10" y2="{height - 35}" stroke="#ddd"/>')
        parts.append(f'<text x="{200 + at * 4}" y="{height - 18}" text-anchor="middle" fill="#555">{at}%</text>')
    for number, result in enumerate(results):
        top = 14 + 34 * number
        colour = "#1b7f5c" if result.name == "our engine" else "#9db4c0"
        low, high = (200 + end * 400 for end in result.interval)
        parts.append(f'<text x="190" y="{top + 17}" text-anchor="end">{result.name}</text>')
        parts.append(f'<rect x="200" y="{top}" width="{result.at_equal * 400:.1f}" height="24" fill="{colour}"/>')
        parts.append(
            f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{top + 12}" y2="{top + 12}" stroke="#333" stroke-width="2"/>'
        )
        parts.append(f'<text x="{high + 8:.1f}" y="{top + 17}" fill="#333">{result.at_equal:.0%}</text>')
    told = f"right, where {FALSE:.0%} of the questions next door are answered"
    parts.append(f'<text x="400" y="{height - 3}" text-anchor="middle" fill="#555">{told}</text></svg>')
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
