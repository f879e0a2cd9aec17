"""The array file: what is written comes back, and nothing else is ever taken for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps

from govtext.errors import GovtextError
from govtext.tokens import store

DTYPES = st.sampled_from(["uint8", "int32", "int64", "float64", "bool"])
ARRAYS = st.dictionaries(
    st.text(st.characters(codec="utf-8"), max_size=8),
    DTYPES.flatmap(lambda kind: nps.arrays(kind, nps.array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=5))),
    max_size=4,
)
DESCRIPTION = st.dictionaries(
    st.text(st.characters(codec="utf-8"), max_size=8), st.integers() | st.text(st.characters(codec="utf-8"))
)
IN_ONE_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@IN_ONE_FOLDER
@given(description=DESCRIPTION, arrays=ARRAYS)
def test_round_trip(tmp_path: Path, description: dict[str, int | str], arrays: dict[str, np.ndarray]) -> None:
    path = tmp_path / "one"
    store.write(path, description, arrays)
    described, read = store.read(path)
    assert described == description
    assert list(read) == list(arrays)
    for name, array in arrays.items():
        assert read[name].dtype == array.dtype
        assert read[name].shape == array.shape
        np.testing.assert_array_equal(read[name], array)
    assert [file.name for file in tmp_path.iterdir()] == ["one"]


def test_arrays_are_aligned_and_cannot_be_changed(tmp_path: Path) -> None:
    store.write(tmp_path / "one", {}, {"a": np.arange(3), "b": np.arange(5, dtype=np.uint8), "c": np.arange(7)})
    for array in store.read(tmp_path / "one")[1].values():
        assert array.ctypes.data % store.ALIGN == 0
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 9


def test_what_is_written_last_stays(tmp_path: Path) -> None:
    for number in (1, 2):
        store.write(tmp_path / "deep" / "one", {"n": number}, {"a": np.full(number, number)})
    described, arrays = store.read(tmp_path / "deep" / "one")
    assert described == {"n": 2}
    assert arrays["a"].tolist() == [2, 2]


@pytest.mark.parametrize("data", [b"", b"x", b"garbage" * 100, store.MAGIC, store.MAGIC + b"\xff" * 8, b"\0" * 4096])
def test_foreign_files_are_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "one").write_bytes(data)
    with pytest.raises(store.DamagedError):
        store.read(tmp_path / "one")


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(store.DamagedError):
            store.read(path)


def test_a_file_cut_short_anywhere_is_refused(tmp_path: Path) -> None:
    # The last array fills its 64 bytes, so that no cut falls into padding.
    store.write(tmp_path / "one", {"n": 1}, {"a": np.arange(3), "b": np.arange(8)})
    whole = (tmp_path / "one").read_bytes()
    for length in range(len(whole)):
        (tmp_path / "cut").write_bytes(whole[:length])
        with pytest.raises(store.DamagedError):
            store.read(tmp_path / "cut")


def test_a_changed_byte_in_an_array_is_refused(tmp_path: Path) -> None:
    store.write(tmp_path / "one", {}, {"a": np.arange(8), "b": np.arange(64, dtype=np.uint8)})
    whole = bytearray((tmp_path / "one").read_bytes())
    for place in range(len(whole) - 128, len(whole)):
        changed = whole.copy()
        changed[place] ^= 0x10
        (tmp_path / "two").write_bytes(changed)
        with pytest.raises(store.DamagedError):
            store.read(tmp_path / "two")


def test_a_changed_byte_in_the_header_is_refused(tmp_path: Path) -> None:
    store.write(tmp_path / "one", {"n": 1}, {"ids": np.arange(8, dtype=np.int32)})
    whole = (tmp_path / "one").read_bytes()
    for before, after in ((b'"ids"', b'"idt"'), (b"<i4", b"<u4"), (b'{"n": 1}', b'{"n": 2}')):
        assert before in whole
        (tmp_path / "two").write_bytes(whole.replace(before, after))
        with pytest.raises(store.DamagedError):
            store.read(tmp_path / "two")


def test_no_temporary_file_stays_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write(tmp_path / "one", {"n": 1}, {})

    def fail(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(GovtextError, match="permission denied"):
        store.write(tmp_path / "one", {"n": 2}, {})
    monkeypatch.undo()
    assert store.read(tmp_path / "one")[0] == {"n": 1}
    assert [file.name for file in tmp_path.iterdir()] == ["one"]
