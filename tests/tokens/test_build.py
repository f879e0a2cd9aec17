"""Building and keeping the index: same result from the cache, after damage, and from two processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from govtext.errors import GovtextError
from govtext.sources.source import Source
from govtext.tokens import build, store
from govtext.tokens.build import load_index
from govtext.tokens.index import TokenIndex

SMALL = {"a": "治理 治理 风险 。\n发展 2024 。", "b": "治理 安全 。"}


def sources_of(folder: Path, texts: dict[str, str]) -> list[Source]:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return [Source(name, folder / f"{name}.txt") for name in texts]


def contents(index: TokenIndex) -> dict[str, Any]:
    """Return everything an index holds, as plain values."""
    return {
        "vocabulary": index.vocabulary,
        "ids": (index.ids.dtype.str, index.ids.tolist()),
        "start": (index.start.dtype.str, index.start.tolist()),
        "bounds": {unit: (bounds.dtype.str, bounds.tolist()) for unit, bounds in index.bounds.items()},
        "kinds": index.kinds.tolist(),
        "texts": [index.text(source) for source in range(len(index.sources))],
        "details": index.details,
    }


@pytest.fixture
def small(tmp_path: Path) -> list[Source]:
    return sources_of(tmp_path, SMALL)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sources that are segmented, in order, as it happens."""
    names: list[str] = []
    original = build._segment_one

    def noting(job: build.Job) -> Any:
        names.append(job.source.path.stem)
        return original(job)

    monkeypatch.setattr(build, "_segment_one", noting)
    return names


def test_the_second_load_reads_nothing_and_is_equal(tmp_path: Path, small: list[Source], read: list[str]) -> None:
    cache = tmp_path / "cache"
    fresh = contents(load_index(small, "whitespace"))
    first = contents(load_index(small, "whitespace", cache))
    assert read == ["a", "b"] * 2
    assert first == fresh == contents(load_index(small, "whitespace", cache))
    assert read == ["a", "b"] * 2


def test_without_a_cache_nothing_is_written(tmp_path: Path, small: list[Source]) -> None:
    before = sorted(tmp_path.rglob("*"))
    load_index(small, "whitespace")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_new_source_alone_is_segmented(tmp_path: Path, small: list[Source], read: list[str]) -> None:
    cache = tmp_path / "cache"
    load_index(small, "whitespace", cache)
    more = [*small, *sources_of(tmp_path, {"c": "创新 。"})]
    del read[:]
    index = load_index(more, "whitespace", cache)
    assert read == ["c"]
    assert contents(index) == contents(load_index(more, "whitespace"))


def test_fewer_sources_or_another_order_segment_nothing(tmp_path: Path, small: list[Source], read: list[str]) -> None:
    cache = tmp_path / "cache"
    load_index(small, "whitespace", cache)
    del read[:]
    index = load_index(small[::-1], "whitespace", cache)
    alone = load_index(small[1:], "whitespace", cache)
    assert read == []
    assert contents(index) == contents(load_index(small[::-1], "whitespace"))
    assert alone.vocabulary == ["。", "安全", "治理"]


def test_changed_bytes_are_read_again(tmp_path: Path, small: list[Source], read: list[str]) -> None:
    cache = tmp_path / "cache"
    load_index(small, "whitespace", cache)
    del read[:]
    stamp = small[0].path.stat().st_mtime_ns
    small[0].path.write_text("创新 治理 风险 。\n发展 2024 。", encoding="utf-8")
    os.utime(small[0].path, ns=(stamp, stamp))  # the same date and the same size: bytes alone decide
    index = load_index(small, "whitespace", cache)
    assert read == ["a"]
    assert index.text(0).startswith("创新")


def test_engines_do_not_share_a_cache(tmp_path: Path, small: list[Source]) -> None:
    cache = tmp_path / "cache"
    for engine in ("whitespace", "character", "jieba"):
        assert contents(load_index(small, engine, cache)) == contents(load_index(small, engine))


def damaged(whole: bytes) -> dict[str, bytes]:
    return {
        "empty": b"",
        "garbage": b"\x93NUMPY" * 50,
        "half": whole[: len(whole) // 2],
        "no magic": b"X" + whole[1:],
        "length of the header": whole[:8] + b"\xff" * 8 + whole[16:],
        "last array": whole[:-64] + bytes(byte ^ 1 for byte in whole[-64:]),
    }


@pytest.mark.parametrize("which", ["empty", "garbage", "half", "no magic", "length of the header", "last array"])
@pytest.mark.parametrize("folder", ["indexes", "segments"])
def test_a_damaged_file_is_built_again(tmp_path: Path, small: list[Source], folder: str, which: str) -> None:
    cache = tmp_path / "cache"
    good = contents(load_index(small, "whitespace", cache))
    victim = sorted((cache / folder).iterdir())[0]
    whole = victim.read_bytes()
    for index in (cache / "indexes").iterdir():
        index.unlink()  # so that the segments are asked for
    victim.write_bytes(damaged(whole)[which])
    assert contents(load_index(small, "whitespace", cache)) == good
    assert victim.read_bytes() == whole


def flip_each_byte(cache: Path, folder: str, places: range, small: list[Source]) -> list[int]:
    """Return the places at which a changed byte leads to another index or to an error that is not ours."""
    good = contents(load_index(small, "whitespace", cache))
    victim = sorted((cache / folder).iterdir())[0]
    whole = victim.read_bytes()
    wrong = []
    for place in [place for place in places if place < len(whole)]:
        for index in (cache / "indexes").iterdir():
            index.unlink()
        changed = bytearray(whole)
        changed[place] ^= 1
        victim.write_bytes(changed)
        try:
            same = contents(load_index(small, "whitespace", cache)) == good
        except (KeyError, TypeError, ValueError):
            same = False
        if not same:
            wrong.append(place)
        victim.unlink()
        victim.write_bytes(whole)
    return wrong


def header_end(path: Path) -> int:
    return 16 + int.from_bytes(path.read_bytes()[8:16], "little")


@pytest.mark.parametrize("folder", ["indexes", "segments"])
def test_a_byte_changed_outside_the_header_is_noticed(tmp_path: Path, small: list[Source], folder: str) -> None:
    cache = tmp_path / "cache"
    load_index(small, "whitespace", cache)
    end = header_end(sorted((cache / folder).iterdir())[0])
    assert flip_each_byte(cache, folder, range(0, 16), small) == []
    assert flip_each_byte(cache, folder, range(end, end + 10_000, 3), small) == []


@pytest.mark.parametrize("folder", ["indexes", "segments"])
def test_a_byte_changed_in_the_header_is_noticed(tmp_path: Path, small: list[Source], folder: str) -> None:
    cache = tmp_path / "cache"
    load_index(small, "whitespace", cache)
    end = header_end(sorted((cache / folder).iterdir())[0])
    assert flip_each_byte(cache, folder, range(16, end, 5), small) == []


def test_no_temporary_files_stay(tmp_path: Path, small: list[Source]) -> None:
    cache = tmp_path / "cache"
    load_index(small, "whitespace", cache)
    assert sorted(path.name for path in cache.iterdir()) == ["indexes", "segments"]
    assert len(list((cache / "segments").iterdir())) == 2
    assert len(list((cache / "indexes").iterdir())) == 1
    assert not list(cache.rglob("*.tmp"))


def test_old_indexes_are_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "KEPT_INDEXES", 2)
    monkeypatch.setattr(build, "KEPT_SEGMENTS", 3)
    cache, sources = tmp_path / "cache", sources_of(tmp_path, {name: f"治理 {name} 。" for name in "abcde"})
    for source in sources:
        load_index([source], "whitespace", cache)
    assert len(list((cache / "indexes").iterdir())) == 2
    assert len(list((cache / "segments").iterdir())) == 3


def test_a_file_that_vanishes_while_old_ones_are_deleted_is_no_error(
    tmp_path: Path, small: list[Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, original = tmp_path / "cache", Path.glob

    def with_a_vanished_one(self: Path, pattern: str) -> list[Path]:
        return [*original(self, pattern), self / ".vanished.tmp"]

    monkeypatch.setattr(Path, "glob", with_a_vanished_one)
    assert load_index(small, "whitespace", cache).size == 7


def test_a_cache_that_cannot_be_written_is_said_and_does_not_matter(tmp_path: Path, small: list[Source]) -> None:
    (tmp_path / "cache").write_text("a file is in the way", encoding="utf-8")
    said: list[str] = []
    index = load_index(small, "whitespace", tmp_path / "cache", warn=said.append)
    assert contents(index) == contents(load_index(small, "whitespace"))
    assert len(said) == 1
    assert "not kept" in said[0]


def test_progress_counts_every_source_once(small: list[Source]) -> None:
    told: list[tuple[str, int, int]] = []
    load_index(small, "whitespace", progress=lambda *step: told.append(step))
    assert told == [("segmenting", 1, 2), ("segmenting", 2, 2)]


def test_an_enormous_line_is_said_also_from_the_cache(tmp_path: Path) -> None:
    sources = sources_of(tmp_path, {"long": "治理 " * 40_000})
    for _ in range(2):
        said: list[str] = []
        load_index(sources, "whitespace", tmp_path / "cache", warn=said.append)
        assert len(said) == 1
        assert "line 1 has 120,000 characters" in said[0]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GovtextError, match=r"gone\.txt") as caught:
        load_index([Source("gone", tmp_path / "gone.txt")], "whitespace")
    assert caught.value.exit_code == 3


def test_a_kept_segment_describes_its_source(tmp_path: Path, small: list[Source]) -> None:
    load_index(small[:1], "whitespace", tmp_path / "cache")
    (segment,) = (tmp_path / "cache" / "segments").iterdir()
    description, arrays = store.read(segment)
    # 治理 治理 风险 。 newline 发展 2024 。: 10 + 1 + 9 characters, 7 tokens.
    assert description["characters"] == len(SMALL["a"]) == 20
    assert len(arrays["ids"]) == 7
    assert arrays["paragraph_bounds"].tolist() == [0, 4, 7]


def test_two_processes_give_what_one_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: list[str]) -> None:
    sources = sources_of(tmp_path, {name: f"治理 {name} 风险 。\n" * 50 for name in "abc"})
    alone = contents(load_index(sources, "jieba"))
    monkeypatch.setattr(build, "WORTH_MORE_PROCESSES", 1_000)
    del read[:]
    told: list[tuple[str, int, int]] = []
    index = load_index(sources, "jieba", tmp_path / "cache", workers=2, progress=lambda *step: told.append(step))
    assert contents(index) == alone
    assert read == []  # nothing was segmented in this process
    assert told == [("segmenting", done, 3) for done in (1, 2, 3)]
    assert not list(tmp_path.rglob("*.tmp"))


def test_a_bad_file_is_named_also_from_another_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = sources_of(tmp_path, {"good": "治理 风险 。\n" * 100, "bad": "%PDF-1.7 " * 100})
    monkeypatch.setattr(build, "WORTH_MORE_PROCESSES", 1_000)
    with pytest.raises(GovtextError, match=r"bad\.txt.*PDF") as caught:
        load_index(sources, "whitespace", tmp_path / "cache", workers=2)
    assert caught.value.exit_code == 3


def test_a_plain_script_may_read_a_large_corpus(tmp_path: Path) -> None:
    sources_of(tmp_path, {"a": "治理 。\n" * 60, "b": "风险 。\n" * 60})
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\n"
        "from govtext.sources.source import Source\n"
        "from govtext.tokens import build\n"
        "here = Path(__file__).parent\n"
        "build.WORTH_MORE_PROCESSES = 1_000\n"
        "sources = [Source(name, here / f'{name}.txt') for name in 'ab']\n"
        "print(build.load_index(sources, 'whitespace', here / 'cache').size)\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "120\n"


def test_near_duplicates_are_kept_with_the_index_but_not_by_the_million(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "治理需要各国共同参与也需要长期的耐心与投入"
    sources = sources_of(
        tmp_path, {"a": text, "b": f"{text}。", "c": f"{text}！", "d": "风险在于技术技术带来风险风险也来自人"}
    )
    for _ in range(2):
        index = load_index(sources, "character", tmp_path / "cache")
        assert index.near.tolist() == [[0, 1, 1, 1], [0, 2, 1, 1], [1, 2, 1, 1]]
        assert [len(sketch) > 0 for sketch in index.sketches] == [True] * 4
    monkeypatch.setattr(build, "KEPT_PAIRS", 2)
    assert load_index(sources, "character").near.tolist() == [[0, 1, 1, 1], [0, 2, 1, 1]]
