"""A model as a file: arrays of numpy and one line of JSON in a zip (.npz), which any program can read.

Nothing in it is pickled, its entries are stored as they are, and it carries no date: one model is one file, byte by
byte. `numpy.load("model.npz")` opens it. It holds:

    words       (K, W) float64, p(w | t)
    alpha       (K,) float64, prior of the shares
    eta         () float64, prior of the words
    terms       (W,) text, the words
    labels      (K,) text, of the topics
    settings    () text, JSON: how the units were cut and the model fitted
"""

from __future__ import annotations

import ast
import io
import json
import math
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ... import __version__
from ...errors import GovtextError, UsageProblem
from ...files import read_bytes, sha256
from ...measures.topics.matrices import Numbers
from ...sources.read import check_rules
from ...tokens.features import FEATURES
from ...tokens.index import UNITS
from ...tokens.segment import ENGINES, MIXED
from ...tokens.units import WINDOW

FORMAT = 1
NUMBERS, TEXT = "f8", "U"
ARRAYS = {
    "words": (NUMBERS, 2),
    "alpha": (NUMBERS, 1),
    "eta": (NUMBERS, 0),
    "terms": (TEXT, 1),
    "labels": (TEXT, 1),
    "settings": (TEXT, 0),
}
SETTINGS: dict[str, type] = {
    **{"format": int, "version": str, "seed": int, "unit": str, "window": int, "min_tokens": int, "known": float},
    **{"engine": str, "features": str, "mixed": str, "without": str, "lexicon": str, "stopwords": str},
    **{"model_en": str, "model_zh": str},
}
CHOICES = {"engine": ENGINES, "features": FEATURES, "mixed": MIXED}
MOST_ALPHA = 1e6
MOST_BYTES = 2**30
LONGEST_HEADER = 10_000
NEVER = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip can have
FAULTS = (
    *(zipfile.BadZipFile, struct.error, ValueError, TypeError, KeyError, EOFError, SyntaxError, OverflowError),
    *(NotImplementedError, RuntimeError, MemoryError),
)


@dataclass(frozen=True)
class Saved:
    """A model that was fitted before.

    Attributes:
        name: its file's name and the beginning of its hash.
        words: (K, W) probabilities; topics in order of their share in its own corpus.
        alpha: (K,) prior of the shares.
        eta: prior of the words.
        terms: (W,) the words.
        labels: (K,) of the topics.
        settings: how units are cut and words were counted; see SETTINGS.
    """

    name: str
    words: Numbers
    alpha: Numbers
    eta: float
    terms: tuple[str, ...]
    labels: tuple[str, ...]
    settings: dict[str, Any]


def as_bytes(
    words: Numbers, alpha: Numbers, eta: float, terms: list[str], labels: tuple[str, ...], settings: dict[str, Any]
) -> bytes:
    """Return the file of a model."""
    said = json.dumps({"format": FORMAT, "version": __version__} | settings, sort_keys=True, ensure_ascii=False)
    arrays = {"words": words, "alpha": alpha, "eta": eta, "terms": terms, "labels": labels, "settings": said}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, values in arrays.items():
            entry = zipfile.ZipInfo(f"{name}.npy", NEVER)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # the same whatever the system
            archive.writestr(entry, _npy(values, ARRAYS[name][0]))
    return file.getvalue()


def _npy(values: Any, kind: str) -> bytes:
    array = np.asarray(values, dtype="<f8" if kind == NUMBERS else None)
    if kind == TEXT:
        array = array.astype(array.dtype.newbyteorder("<"))
    file = io.BytesIO()
    np.lib.format.write_array(file, np.ascontiguousarray(array).reshape(array.shape), (1, 0), allow_pickle=False)
    return file.getvalue()


def read_model(path: str | Path) -> Saved:
    """Read a model; nothing in the file is believed.

    Raises:
        GovtextError: it is missing, foreign, damaged, or holds what no model can.
    """
    path = Path(path)
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        raise _no_model(path, "it is larger than any model")
    data = read_bytes(path)
    try:
        arrays = _arrays(data)
        words, alpha, eta = arrays["words"], arrays["alpha"], float(arrays["eta"])
        terms = tuple(map(str, arrays["terms"].tolist()))
        labels = tuple(map(_shown, arrays["labels"].tolist()))
        settings = json.loads(str(arrays["settings"].item()))
        fault = (
            _fault_of_numbers(words, alpha, eta)
            or _fault_of_texts(terms, labels, words)
            or _fault_of_settings(settings)
        )
    except FAULTS as error:
        what = str(error) if type(error) is ValueError and str(error) else "it is damaged or something else"
        raise _no_model(path, what) from error
    if fault:
        raise _no_model(path, fault)
    return Saved(f"{path.name} ({sha256(data)[:12]})", words, alpha, eta, terms, labels, settings)


def _no_model(path: Path, why: str) -> GovtextError:
    remedy = "give the model.npz that `govtext topics` wrote"
    return GovtextError(f"this is no model of govtext: {' '.join(why.split())[:120]}", where=path, remedy=remedy)


def _arrays(data: bytes) -> dict[str, np.ndarray]:
    """Return the arrays of a file.

    Entries must be stored as they are and exactly as long as their shape says, so nothing grows when it is read.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if sorted(entry.filename for entry in entries) != sorted(f"{name}.npy" for name in ARRAYS):
            raise ValueError("it holds other arrays than a model has")
        found = {}
        for entry in entries:
            if entry.compress_type != zipfile.ZIP_STORED or entry.file_size != entry.compress_size:
                raise ValueError("its entries are compressed")
            name = entry.filename.removesuffix(".npy")
            found[name] = _array(archive.read(entry), *ARRAYS[name])
    return found


def _array(data: bytes, kind: str, dimensions: int) -> np.ndarray:
    """Return an array of the kind that is expected."""
    file = io.BytesIO(data)
    if np.lib.format.read_magic(file) != (1, 0):
        raise ValueError("an array is written in another version")
    (length,) = struct.unpack("<H", file.read(2))
    header = ast.literal_eval(file.read(min(length, LONGEST_HEADER)).decode("latin1"))
    descr, fortran, shape = header["descr"], header["fortran_order"], header["shape"]
    right = descr == "<f8" if kind == NUMBERS else isinstance(descr, str) and descr.startswith("<U")
    if not right or fortran or not isinstance(shape, tuple) or len(shape) != dimensions:
        raise ValueError("an array is of another type or shape than a model has")
    dtype, body = np.dtype(descr), data[file.tell() :]
    if not all(type(size) is int and size >= 0 for size in shape):
        raise ValueError("an array is of another type or shape than a model has")
    if dtype.itemsize == 0 or math.prod(shape) * dtype.itemsize != len(body):
        raise ValueError("an array is cut short")
    return np.frombuffer(body, dtype).reshape(shape)


def _fault_of_numbers(words: Numbers, alpha: Numbers, eta: float) -> str:
    topics, size = words.shape
    if not topics or not size or alpha.shape != (topics,):
        return "its arrays do not fit together"
    if not (np.isfinite(words).all() and np.isfinite(alpha).all() and math.isfinite(eta)):
        return "it holds numbers that are not finite"
    if (words < 0).any() or eta < 0 or np.abs(words.sum(axis=1) - 1).max() > 1e-6:
        return "its probabilities are none"
    if (alpha <= 0).any() or (alpha > MOST_ALPHA).any():
        return "its alpha is out of range"
    return ""


def _fault_of_texts(terms: tuple[str, ...], labels: tuple[str, ...], words: Numbers) -> str:
    if (len(labels), len(terms)) != words.shape or len(set(terms)) != len(terms):
        return "its arrays do not fit together"
    for text in terms:
        text.encode()  # a lone surrogate is no character
    return "" if all(terms) else "a word is empty"


def _shown(text: str) -> str:
    """Return a text without characters that would move the cursor of a terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def _fault_of_settings(settings: Any) -> str:
    if not isinstance(settings, dict) or settings.get("format") != FORMAT:
        return "it is of another version of govtext"
    for name, kind in SETTINGS.items():
        value = settings.get(name)
        if type(value) is not kind:
            return f"its setting {name} is {str(value)[:40]!r}"
        if isinstance(value, str):
            settings[name] = _shown(value)
    for name, choices in CHOICES.items():
        if settings[name] not in choices:
            return f"its setting {name} is {settings[name][:40]!r}"
    try:
        check_rules(settings["without"])
    except UsageProblem as error:
        return f"its setting without: {error.what}"
    fit = settings["unit"] in (*UNITS, WINDOW) and settings["window"] > 1 and 0 < settings["known"] <= 1
    return "" if fit and 0 <= settings["min_tokens"] < 2**31 and settings["window"] < 2**31 else "its units are none"
