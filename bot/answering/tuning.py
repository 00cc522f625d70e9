"""Fine-tunes the small encoder on the knowledge base (`knowledge train`). Needs the extra `train` (torch); serving never does.

Base: sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0). A cosine classifier over entries, boundaries and small talk pulls the
phrasings of one
class together; two passes. Seeds are fixed.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.answering import augment
from bot.answering.corpus import Corpus
from bot.answering.minilm import HEADS, LAYERS
from bot.answering.reading import in_context
from bot.answering.wordpiece import WordPiece

Floats = NDArray[np.float32]
Say = Callable[[str], None]

EPOCHS = 3
RATE = 5e-5
BATCH = 32
SCALE = 20.0
LONGEST = 112
SEED = 20261124
_KEPT = ("words", "positions", "type")
"""Tables that stay as they are: rare words are tuned by nobody, and steps are a third cheaper."""


def read_base(folder: Path) -> tuple[list[str], dict[str, Floats]]:
    """Vocabulary and weights of a MiniLM folder (`vocab.txt`, `model.safetensors`), named as `bot.answering.minilm` names them."""
    raw = (folder / "model.safetensors").read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    found: dict[str, Floats] = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, end = entry["data_offsets"]
        found[name.removeprefix("bert.")] = np.frombuffer(raw[8 + size + start : 8 + size + end], np.float32).reshape(
            entry["shape"]
        )
    weights = {
        "words": found["embeddings.word_embeddings.weight"],
        "positions": found["embeddings.position_embeddings.weight"][:128],
        "type": found["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": found["embeddings.LayerNorm.weight"],
        "norm.bias": found["embeddings.LayerNorm.bias"],
    }
    for layer in range(LAYERS):
        own, base = f"{layer}.", f"encoder.layer.{layer}."
        parts = [f"{base}attention.self.{part}" for part in ("query", "key", "value")]
        weights[own + "qkv"] = np.concatenate([found[f"{part}.weight"].T for part in parts], axis=1)
        weights[own + "qkv.bias"] = np.concatenate([found[f"{part}.bias"] for part in parts])
        for new, old in (("out", "attention.output.dense"), ("up", "intermediate.dense"), ("down", "output.dense")):
            weights[own + new] = found[f"{base}{old}.weight"].T
            weights[own + new + ".bias"] = found[f"{base}{old}.bias"]
        for new, old in (("norm1", "attention.output.LayerNorm"), ("norm2", "output.LayerNorm")):
            weights[f"{own}{new}.weight"] = found[f"{base}{old}.weight"]
            weights[f"{own}{new}.bias"] = found[f"{base}{old}.bias"]
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    return vocabulary, {name: np.array(value, np.float32) for name, value in weights.items()}


def _forward(torch: Any, weights: dict[str, Any], numbers: Any, mask: Any, dropout: float) -> Any:
    functional = torch.nn.functional
    count, longest = numbers.shape

    def normal(rows: Any, name: str) -> Any:
        return functional.layer_norm(rows, (rows.shape[-1],), weights[f"{name}.weight"], weights[f"{name}.bias"], 1e-12)

    def drop(rows: Any) -> Any:
        return functional.dropout(rows, dropout, training=dropout > 0)

    rows = functional.embedding(numbers, weights["words"]) + weights["positions"][:longest] + weights["type"]
    rows = drop(normal(rows, "norm"))
    width = rows.shape[-1]
    seen_by = mask[:, None, None, :].bool()
    for layer in range(LAYERS):
        own = f"{layer}."
        mixed = rows @ weights[own + "qkv"] + weights[own + "qkv.bias"]
        query, keys, values = (
            part.reshape(count, longest, HEADS, width // HEADS).transpose(1, 2) for part in mixed.chunk(3, dim=-1)
        )
        seen = functional.scaled_dot_product_attention(query, keys, values, attn_mask=seen_by)
        seen = seen.transpose(1, 2).reshape(count, longest, width)
        rows = normal(rows + drop(seen @ weights[own + "out"] + weights[own + "out.bias"]), own + "norm1")
        grown = functional.gelu(rows @ weights[own + "up"] + weights[own + "up.bias"], approximate="tanh")
        rows = normal(rows + drop(grown @ weights[own + "down"] + weights[own + "down.bias"]), own + "norm2")
    pooled = (rows * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
    return functional.normalize(pooled, dim=-1)


def tune(
    corpus: Corpus,
    vocabulary: Sequence[str],
    base: dict[str, Floats],
    learn: Sequence[int],
    leaning: Sequence[int],
    say: Say,
    epochs: int = EPOCHS,
    threads: int = 2,
) -> dict[str, Floats]:
    """The weights after learning phrasings, messages that lean on an entry (each after its label) and answer sentences.

    `learn` and `leaning` are indices into the corpus. About three minutes an epoch on two cores.
    """
    torch = import_module("torch")
    torch.set_num_threads(threads)
    torch.manual_seed(SEED)
    dice = random.Random(SEED)
    pieces = WordPiece(vocabulary)
    weights = {name: torch.tensor(value, requires_grad=name not in _KEPT) for name, value in base.items()}
    own = [corpus.phrasings[at] for at in learn]
    entries = [text for text in own if corpus.classes[text.of].kind == "entry"]
    told = {
        lang: augment.backgrounds([text.text for text in entries if text.lang == lang])
        for lang in {text.lang for text in own}
    }
    texts = [(text.text, text.of, text.lang) for text in own]
    texts += [
        (in_context(text.text, corpus.classes[text.after]), text.of, "")
        for text in (corpus.leaning[at] for at in leaning)
    ]
    sentences = [(text.text, text.of, "") for text in corpus.passages]

    # The classifier starts at the middle of each class, so that the first steps do not tear the base apart.
    texts.sort(key=lambda item: len(item[0]))
    middle = torch.zeros(len(corpus.classes), base["words"].shape[1])
    with torch.no_grad():
        for start in range(0, len(texts), 64):
            part = texts[start : start + 64]
            numbers, mask = _batch(torch, pieces, [text for text, _, _ in part])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                rows = _forward(torch, weights, numbers, mask, 0.0)
            middle.index_add_(0, torch.tensor([of for _, of, _ in part]), rows.float())
    prototypes = torch.nn.functional.normalize(middle, dim=-1).requires_grad_(True)

    trained = [value for value in weights.values() if value.requires_grad]
    optimiser = torch.optim.AdamW(
        [
            {"params": trained, "lr": RATE, "weight_decay": 0.01},
            {"params": [prototypes], "lr": RATE * 20, "weight_decay": 0.0},
        ]
    )
    each = len(texts) + len(sentences) // 4
    total = math.ceil(each / BATCH) * epochs
    step = 0
    say(f"{len(texts)} phrasings and {len(sentences)} sentences, {total} steps")
    for epoch in range(epochs):
        made = [
            (_vary(text, told[lang], dice) if lang else text, of)
            for text, of, lang in [*texts, *dice.sample(sentences, len(sentences) // 4)]
        ]
        made.sort(key=lambda item: len(item[0]) + dice.random() * 30)
        batches = [made[start : start + BATCH] for start in range(0, len(made), BATCH)]
        dice.shuffle(batches)
        lost = 0.0
        for batch in batches:
            step += 1
            warm = min(1.0, step / (0.1 * total)) * max(0.02, 1 - step / total)
            optimiser.param_groups[0]["lr"] = RATE * warm
            optimiser.param_groups[1]["lr"] = RATE * 20 * warm
            numbers, mask = _batch(torch, pieces, [text for text, _ in batch])
            # Half precision in the products alone: two to three times as fast where the processor knows bfloat16, and no worse.
            with torch.autocast("cpu", dtype=torch.bfloat16):
                rows = _forward(torch, weights, numbers, mask, 0.1)
            rows = rows.float()
            scores = SCALE * rows @ torch.nn.functional.normalize(prototypes, dim=-1).T
            loss = torch.nn.functional.cross_entropy(
                scores, torch.tensor([of for _, of in batch]), label_smoothing=0.05
            )
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            lost += float(loss.detach())
            if step % 20 == 0:
                say(f"step {step} of {total}, loss {float(loss.detach()):.2f}")
        say(f"epoch {epoch + 1} of {epochs}: mean loss {lost / len(batches):.3f}")
    return {name: value.detach().numpy().astype(np.float32) for name, value in weights.items()}


def _vary(text: str, told: Sequence[str], dice: random.Random) -> str:
    chance = dice.random()
    if chance < 0.12:
        return augment.slips(text, dice)
    if chance < 0.24:
        return augment.story(text, told, dice)
    if chance < 0.32:
        return augment.keywords(text) or text
    return text


def _batch(torch: Any, pieces: WordPiece, texts: Sequence[str]) -> tuple[Any, Any]:
    tokens = [pieces.encode(text, LONGEST) for text in texts]
    longest = max(len(row) for row in tokens)
    numbers = torch.zeros(len(tokens), longest, dtype=torch.long)
    mask = torch.zeros(len(tokens), longest)
    for at, row in enumerate(tokens):
        numbers[at, : len(row)] = torch.tensor(row)
        mask[at, : len(row)] = 1
    return numbers, mask


def write(folder: Path, base_folder: Path, weights: dict[str, Floats], facts: dict[str, Any]) -> str:
    """Writes weights in 8 bits (one scale a column, one a word) with their manifest; returns the fingerprint."""
    folder.mkdir(parents=True, exist_ok=True)
    stored: dict[str, Any] = {}
    table = weights["words"]
    scales = np.maximum(np.abs(table).max(axis=1), 1e-9) / 127
    np.save(folder / "words.npy", np.rint(table / scales[:, None]).astype(np.int8))
    stored["words.scales"] = scales.astype(np.float32)
    for name, value in weights.items():
        if name == "words":
            continue
        if value.ndim == 2 and name != "positions":
            scale = np.maximum(np.abs(value).max(axis=0), 1e-9) / 127
            stored[name] = np.rint(value / scale).astype(np.int8)
            stored[f"{name}.scale"] = scale.astype(np.float32)
        else:
            stored[name] = value.astype(np.float32)
    with (folder / "layers.npz").open("wb") as file:
        np.savez(file, **stored)
    shutil.copyfile(base_folder / "vocab.txt", folder / "vocab.txt")
    for notice in ("LICENSE", "NOTICE"):
        if (base_folder / notice).is_file():
            shutil.copyfile(base_folder / notice, folder / notice)
    digest = hashlib.sha256((folder / "layers.npz").read_bytes() + (folder / "words.npy").read_bytes()).hexdigest()[:16]
    manifest = {
        "base": "sentence-transformers/all-MiniLM-L6-v2",
        "license": "Apache-2.0",
        "date": date.today().isoformat(),
        "fingerprint": digest,
        "epochs": EPOCHS,
        "rate": RATE,
        "seed": SEED,
        **facts,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return digest
