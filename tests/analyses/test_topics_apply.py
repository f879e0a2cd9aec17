"""Saved models: what the file is, that it fits its own corpus again, and that nothing in a file is believed."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from govtext.analyses.modelling.saved import ARRAYS, read_model
from govtext.analyses.topics import topics
from govtext.errors import GovtextError
from govtext.table import Table, Tables
from govtext.tokens.index import TokenIndex

Build = Callable[..., TokenIndex]

MACHINES = ["算法", "模型", "数据", "算力", "芯片"]
FIELDS = ["农村", "土地", "粮食", "农民", "水利"]
OPTIONS: dict[str, Any] = {"k": 2, "min_tokens": 1, "min_units": 2, "max_share": 0.9, "refits": 2, "runs": 3}


def planted(words: list[str], paragraphs: int, seed: int, length: int = 12) -> str:
    draw = np.random.default_rng(seed)
    return "\n".join(" ".join([*draw.choice(words, length), "。"]) for _ in range(paragraphs))


@pytest.fixture
def two_topics(segmented: Build) -> TokenIndex:
    """a is all machines (10 paragraphs), b half and half (5 and 5), c all fields (12): fields are the larger topic."""
    return segmented(
        a=planted(MACHINES, 10, 1),
        b=planted(MACHINES, 5, 2) + "\n" + planted(FIELDS, 5, 3),
        c=planted(FIELDS, 12, 4),
    )


@pytest.fixture
def fitted(two_topics: TokenIndex) -> Tables:
    return topics(two_topics, **OPTIONS)


@pytest.fixture
def model(fitted: Tables, tmp_path: Path) -> Path:
    path = tmp_path / "model.npz"
    path.write_bytes(fitted.files["model.npz"]())
    return path


def shares(table: Table) -> np.ndarray:
    return np.array([row[2:] for row in table.rows()], dtype=float)


def notes(tables: Tables) -> str:
    return "\n".join(note.en for note in tables.main.notes)


def test_numpy_opens_the_file_and_nothing_is_pickled(fitted: Tables, model: Path) -> None:
    with np.load(model, allow_pickle=False) as arrays:
        assert sorted(arrays) == sorted(ARRAYS)
        assert arrays["terms"].tolist() == sorted([*MACHINES, *FIELDS])
        assert arrays["labels"].tolist() == fitted["summary"].values("label")
        assert arrays["eta"] == 0.1
        np.testing.assert_allclose(arrays["words"].sum(axis=1), 1)
        settings = json.loads(str(arrays["settings"]))
        # The words of the matrix, in the order of the terms.
        table = fitted["topic_words"]
        own = dict(zip(table.values("term"), table.values("1"), strict=True))
        assert arrays["words"][0].tolist() == [own[term] for term in arrays["terms"].tolist()]
    assert settings["unit"] == "paragraph"
    assert settings["engine"] == "whitespace"
    assert settings["known"] == 1.0  # every token is one of the ten words


def test_the_file_is_the_same_every_time(two_topics: TokenIndex, fitted: Tables) -> None:
    data = fitted.files["model.npz"]()
    assert data == topics(two_topics, **OPTIONS).files["model.npz"]()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("engine", ["gibbs", "gensim", "sklearn", "nmf"])
def test_a_model_fits_its_own_corpus_again(two_topics: TokenIndex, tmp_path: Path, engine: Any) -> None:
    before = topics(two_topics, **OPTIONS | {"model": engine, "runs": None if engine != "gibbs" else 3})
    (tmp_path / "model.npz").write_bytes(before.files["model.npz"]())
    after = topics(two_topics, apply=str(tmp_path / "model.npz"))
    one, other = shares(before["document_topics"]), shares(after["document_topics"])
    # Units have 12 tokens, a prior of alpha <= 1/2 a topic. EM's mode of the shares, what all engines come to within
    # the weight of that prior: 2 * 1/2 of 13 tokens, so a share moves by less than 1/13 = 0.08.
    assert np.abs(one - other).max() < 0.08
    assert (one.argmax(axis=1) == other.argmax(axis=1)).all()
    assert after["prevalence"].values("label") == before["prevalence"].values("label")
    np.testing.assert_allclose(after["prevalence"].values("share"), before["prevalence"].values("share"), atol=0.08)


def test_the_mean_of_fits_comes_back_nearly_as_it_was(two_topics: TokenIndex, fitted: Tables, model: Path) -> None:
    after = topics(two_topics, apply=str(model))
    # Its last steps were the same EM with the same prior, so only what was left to converge differs.
    np.testing.assert_allclose(shares(fitted["document_topics"]), shares(after["document_topics"]), atol=0.005)


def test_tables_and_notes_of_an_applied_model(segmented: Build, model: Path) -> None:
    # 新 has 6 paragraphs of 12 words and 3 words the model does not know in the last: 72 of 75 tokens.
    index = segmented(new=planted(FIELDS, 6, 9).removesuffix("。") + "治理 治理 风险 。")
    tables = topics(index, apply=str(model), seed=5)
    assert next(iter(tables)) == "prevalence"
    assert {"units", "quotes", "document_topics"} <= set(tables)
    assert "topics" not in tables
    assert not tables.files
    said = notes(tables)
    assert "Applied: model.npz (" in said
    assert "Coverage: 5 of its 10 words occur, which are 72 of 75 tokens (96.0%; 100.0% of its own corpus)." in said
    assert "Warning" not in said
    rows = {row[1]: row[3] for row in tables["prevalence"].rows()}
    assert rows[1] > 0.9  # fields, as in the model
    assert len(tables["document_topics"]) == 6


def test_a_unit_without_a_word_of_the_model_has_no_shares(segmented: Build, model: Path) -> None:
    index = segmented(new=planted(FIELDS, 3, 9) + "\n治理 。")
    found = shares(topics(index, apply=str(model))["document_topics"])
    assert np.isnan(found[3]).all()
    np.testing.assert_allclose(found[:3].sum(axis=1), 1)


def test_little_in_common_is_a_warning(segmented: Build, model: Path) -> None:
    # 12 of 36 tokens are known, a third of the whole corpus that the model knows of its own.
    index = segmented(new=planted(FIELDS, 1, 9) + "\n" + planted(["治理", "风险"], 2, 9))
    assert "Warning: the model knows less than half as much of these texts" in notes(topics(index, apply=str(model)))


def test_another_treatment_is_a_warning(segmented: Build, tmp_path: Path, model: Path, two_topics: TokenIndex) -> None:
    path = rewritten(model, tmp_path, said={"engine": "jieba"})
    assert "were treated otherwise than the model's own: engine whitespace (jieba)" in notes(
        topics(two_topics, apply=str(path))
    )


@pytest.mark.parametrize("text", ["治理 风险 。", planted(["治理", "风险"], 3, 1) + "\n农村 。", "。"])
def test_another_vocabulary_is_refused(segmented: Build, model: Path, text: str) -> None:
    with pytest.raises(GovtextError, match=r"a model of another vocabulary: \d of its 10 words occur") as caught:
        topics(segmented(new=text), apply=str(model))
    assert caught.value.exit_code == 3


def rewritten(model: Path, folder: Path, said: Any = None, **arrays: Any) -> Path:
    """Write a model anew with some of its arrays, or some of its settings, changed."""
    with np.load(model) as there:
        changed: dict[str, Any] = dict(there) | arrays
    if said is not None:
        settings = json.loads(str(changed["settings"]))
        changed["settings"] = json.dumps(settings | said) if isinstance(said, dict) else said
    path = folder / "changed.npz"
    np.savez(path, **{name: value for name, value in changed.items() if value is not None})
    return path


def test_a_model_written_by_numpy_is_read(model: Path, tmp_path: Path, two_topics: TokenIndex) -> None:
    path = rewritten(model, tmp_path, labels=np.array(["田野", "机器\x1b[31m"]))
    tables = topics(two_topics, apply=str(path))
    assert tables["prevalence"].values("label")[:2] == ["田野", "机器\ufffd[31m"]


EVEN = np.full((2, 10), 0.1)
HOSTILE: dict[str, dict[str, Any]] = {
    "pickled": {"terms": np.array([{"a": 1}] * 10, dtype=object)},
    "another array": {"extra": np.zeros(3)},
    "an array missing": {"alpha": None},
    "NaN": {"words": EVEN * np.nan},
    "infinite": {"alpha": np.array([np.inf, 1.0])},
    "negative": {"words": np.array([[1.1, -0.1, *[0.0] * 8]] * 2)},
    "no distribution": {"words": EVEN * 2},
    "another type": {"words": EVEN.astype(np.float32)},
    "another byte order": {"words": EVEN.astype(">f8")},
    "another order": {"words": np.asfortranarray(EVEN)},
    "another shape": {"words": EVEN.ravel()},
    "fewer words": {"terms": np.array(["甲"] * 9)},
    "a word twice": {"terms": np.array(["甲"] * 10)},
    "an empty word": {"terms": np.array(["", *"甲乙丙丁戊己庚辛壬"])},
    "no character": {"terms": np.array(["\ud800", *"甲乙丙丁戊己庚辛壬"])},
    "no topics": {"words": np.zeros((0, 10)), "alpha": np.zeros(0), "labels": np.array([], dtype="<U1")},
    "a structure": {"alpha": np.zeros(2, dtype=[("a", "<f8")])},
    "settings that are none": {"settings": np.array("[1, 2]")},
    "settings cut short": {"settings": np.array('{"format": 1')},
    "settings without end": {"settings": np.array("[" * 100_000)},
    "another format": {"settings": {"format": 2}},
    "another kind of value": {"settings": {"window": "100"}},
    "a number of another kind": {"settings": {"seed": True}},
    "no such unit": {"settings": {"unit": "chapter"}},
    "a window of nothing": {"settings": {"window": -1}},
    "an alpha without bounds": {"alpha": np.array([1e300, 1.0])},
    "no such engine": {"settings": {"engine": "../x"}},
    "no such features": {"settings": {"features": "letters"}},
    "no such policy": {"settings": {"mixed": "halves"}},
    "no such rule": {"settings": {"without": "nope"}},
    "known more than all": {"settings": {"known": 2.0}},
    "known is no number": {"settings": {"known": float("nan")}},
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_model_is_refused(model: Path, tmp_path: Path, case: str) -> None:
    changed = dict(HOSTILE[case])
    changed["said"] = changed.pop("settings", None)
    refused(rewritten(model, tmp_path, **changed))


def refused(path: Path) -> None:
    with pytest.raises(GovtextError, match="this is no model of govtext: ") as caught:
        read_model(path)
    assert caught.value.exit_code == 3
    assert "\n" not in str(caught.value)


def test_what_grows_when_it_is_read_is_refused(model: Path, tmp_path: Path) -> None:
    with np.load(model) as arrays:
        np.savez_compressed(tmp_path / "bomb.npz", **dict(arrays) | {"words": np.zeros((2, 1_000_000))})
    refused(tmp_path / "bomb.npz")


def header(shape: str, descr: str = "'<f8'") -> bytes:
    text = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text


@pytest.mark.parametrize(
    "words",
    [
        header("(100000, 10000000000)"),
        header("(2, -10)"),
        header("(2, 10.0)"),
        header("(2, True)"),
        header("(2, 10)", "'<f8, <f8'"),
        header("(2, 10)", "[('a', '<f8')]"),
        header("(2, 10)") + b"\0" * 161,
        header("(2, 10)") + b"\0" * 159,
        header("(2, 10)")[:9],
        header("(" * 3000),
        header("(2, 10)").replace(b"shape", b"shaqe"),
        b"\x93NUMPY\x03\x00",
        b"",
    ],
)
def test_a_hostile_array_is_refused(model: Path, tmp_path: Path, words: bytes) -> None:
    path = tmp_path / "changed.npz"
    with zipfile.ZipFile(model) as there, zipfile.ZipFile(path, "w") as archive:
        for name in there.namelist():
            archive.writestr(name, words if name == "words.npy" else there.read(name))
    refused(path)


@pytest.mark.parametrize("kind", ["<U0", "<U99999999999999999999", "<Ux", "|O"])
def test_a_hostile_text_is_refused(model: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "changed.npz"
    with zipfile.ZipFile(model) as there, zipfile.ZipFile(path, "w") as archive:
        for name in there.namelist():
            own = header("(10,)", repr(kind)) + b"\xff" * 40 if name == "terms.npy" else there.read(name)
            archive.writestr(name, own)
    refused(path)


def test_a_name_twice_is_refused(model: Path, tmp_path: Path) -> None:
    path = tmp_path / "changed.npz"
    path.write_bytes(model.read_bytes())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("words.npy", b"")
    refused(path)


@pytest.mark.parametrize("data", [b"", b"PK", "治理 风险 。".encode(), b"PK\x03\x04" + b"\0" * 100, b"\x80\x04K\x01."])
def test_another_file_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "model.npz").write_bytes(data)
    refused(tmp_path / "model.npz")


def test_a_damaged_file_is_refused_wherever_it_is_damaged(model: Path, tmp_path: Path) -> None:
    whole = model.read_bytes()
    for cut in range(0, len(whole), 97):
        (tmp_path / "cut.npz").write_bytes(whole[:cut])
        refused(tmp_path / "cut.npz")
    for place in range(40, len(whole) - 200, 131):
        changed = bytearray(whole)
        changed[place] ^= 0xFF
        (tmp_path / "changed.npz").write_bytes(bytes(changed))
        with suppress(GovtextError):  # or a byte that says nothing, as of a date
            read_model(tmp_path / "changed.npz")


def test_matrices(fitted: Tables, two_topics: TokenIndex) -> None:
    table = fitted["topic_words"]
    counts = two_topics.source_counts().sum(axis=0)
    listed = sorted([*MACHINES, *FIELDS], key=lambda term: (-counts[two_topics.vocabulary.index(term)], term))
    assert table.values("term") == listed
    assert sum(table.values("count")) == 32 * 12
    np.testing.assert_allclose([sum(table.values(topic)) for topic in "12"], 1)
    one = fitted["document_topics"]
    assert list(one.columns) == ["source", "unit", "1", "2"]
    listed_units = {(row[0], row[1], row[2]): row[3] for row in fitted["units"].rows()}
    assert {(row[0], row[1], n): row[1 + n] for row in one.rows() for n in (1, 2)} == listed_units


def test_refits_are_what_robustness_is_the_mean_of(fitted: Tables) -> None:
    table = fitted["refits"]
    assert list(table.columns) == ["run", "kind", "seed", "topic", "agreement"]
    # Two refits, one on another seed and one on a part of the units: a topic's robustness is the lower of the two.
    assert table.values("run") == [1, 1, 2, 2]
    assert table.values("kind") == ["seed"] * 2 + ["subsample"] * 2
    lowest = [min(row[4] for row in table.rows() if row[3] == topic) for topic in (1, 2)]
    assert fitted["summary"].values("robustness") == lowest


def test_without_refits_there_is_no_such_table(two_topics: TokenIndex) -> None:
    assert "refits" not in topics(two_topics, **OPTIONS | {"refits": 0})
