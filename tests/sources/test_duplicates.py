"""How alike sources are and what they share word for word."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.sources import duplicates
from govtext.sources.duplicates import KEPT_WHOLE, SAMPLED, SHINGLE, Passage, passages, resemblance, sketch

CLAUSE = "坚持促进创新与防范风险相结合"  # 14 characters
PINNED = [0x5055013A38953052, 0xC8D53A196B8CB0D6, 0xCE98CF3355E94B01]  # its 3 shingles
MARKS = "，。、 \n\u3000（）"


def han(seed: int, length: int) -> str:
    """Make text of characters drawn at random, so that nothing repeats by chance."""
    return "".join(map(chr, np.random.default_rng(seed).integers(0x4E00, 0x9FA5, length)))


def letters(text: str) -> list[int]:
    return [place for place, character in enumerate(text) if character.isalnum()]


def shingles(text: str) -> set[str]:
    kept = "".join(text[place] for place in letters(text))
    return {kept[start : start + SHINGLE] for start in range(len(kept) - SHINGLE + 1)}


# --- sketches


def test_a_sketch_is_sorted_and_unique() -> None:
    found = sketch(han(1, 5000) * 2)
    assert found.dtype == np.uint64
    assert (np.diff(found.astype(object)) > 0).all()


def test_a_sketch_is_the_same_on_every_machine() -> None:
    # 14 characters make 3 shingles.
    assert sketch(CLAUSE).tolist() == PINNED


def test_a_sketch_ignores_punctuation_and_line_ends() -> None:
    broken = "坚持促进\n创新，与防范\u3000“风险”相 结合。"
    assert sketch(broken).tolist() == sketch(CLAUSE).tolist()


def test_a_text_shorter_than_a_shingle_has_an_empty_sketch() -> None:
    assert len(sketch("")) == 0
    assert len(sketch("，。" * 20)) == 0
    assert len(sketch(CLAUSE[: SHINGLE - 1])) == 0
    assert len(sketch(CLAUSE[:SHINGLE])) == 1


def test_a_short_text_keeps_all_its_hashes_and_a_long_one_a_sixteenth() -> None:
    short, long = han(1, KEPT_WHOLE + SHINGLE - 1), han(2, 160_000)
    assert len(sketch(short)) == KEPT_WHOLE
    kept = sketch(long)
    assert not (kept % SAMPLED).any()
    assert len(kept) == pytest.approx(10_000, rel=0.05)


def test_a_long_text_is_hashed_in_pieces_without_loss() -> None:
    # Two pieces and a bit: shingles across the seams are hashed like any other.
    text = han(3, 2 * duplicates.PIECE + 100)
    seam = text[duplicates.PIECE - 200 : duplicates.PIECE + 200]
    assert np.isin(sketch(seam), sketch(text)).all()


@given(st.text(st.sampled_from("甲乙a1" + MARKS), max_size=80))
def test_a_short_sketch_has_one_hash_for_each_different_shingle(text: str) -> None:
    assert len(sketch(text)) == len(shingles(text))


# --- resemblance


def test_nothing_to_compare() -> None:
    for sketches in ([], [sketch("")], [sketch(""), sketch(CLAUSE)], [sketch(han(1, 50)), sketch(han(2, 50))]):
        assert [len(column) for column in resemblance(sketches)] == [0] * 5


def test_a_pair_by_hand() -> None:
    # 20 characters in both: 9 shingles. The first has 30 characters, 19 shingles; the second 40, 29 shingles.
    both = han(1, 20)
    pair = resemblance([sketch(both + han(2, 10)), sketch(han(3, 20) + both), sketch(han(4, 30))])
    assert (pair.i.tolist(), pair.j.tolist(), pair.shared.tolist()) == ([0], [1], [9])
    assert pair.jaccard.tolist() == [9 / (19 + 29 - 9)]
    assert pair.containment.tolist() == [9 / 19]


def test_pairs_come_by_containment_then_by_place() -> None:
    one, two = han(1, 40), han(2, 40)
    pairs = resemblance([sketch(text) for text in (one + two, two, one, one[:30] + han(3, 40), one)])
    found = list(zip(pairs.i.tolist(), pairs.j.tolist(), strict=True))
    assert found == [(0, 1), (0, 2), (0, 4), (2, 4), (2, 3), (3, 4), (0, 3)]
    assert (np.diff(pairs.containment) <= 0).all()


def test_an_excerpt_is_contained_in_a_long_text() -> None:
    text = han(1, 30_000)
    for excerpt in (text[5_000:5_200], text[:10_000]):  # one that keeps all its hashes, one that is sampled
        pair = resemblance([sketch(text), sketch(excerpt)])
        assert pair.containment.tolist() == [1.0]
        assert pair.jaccard[0] == pytest.approx(len(excerpt) / len(text), rel=0.5)


def test_containment_is_estimated_from_the_sample() -> None:
    # 30 % of the shorter text; sqrt(0.3 * 0.7 / 1250) = 0.013.
    both = han(1, 6_000)
    pair = resemblance([sketch(both + han(2, 14_000)), sketch(both + han(3, 20_000))])
    assert pair.containment[0] == pytest.approx(0.3, abs=0.05)


def test_families_of_near_copies() -> None:
    families = [han(seed, 3_000) for seed in range(3)]
    copies = [text[:place] + "改" + text[place:] for text in families for place in range(100, 2_100, 100)]
    pairs = resemblance([sketch(text) for text in copies])
    assert len(pairs.i) == 3 * 20 * 19 / 2
    assert (pairs.i // 20 == pairs.j // 20).all()
    assert (pairs.containment > 0.9).all()


def test_pairs_below_the_least_containment_are_left_out() -> None:
    sketches = [sketch(han(1, 100) + han(seed, 10 * seed)) for seed in range(2, 12)]
    every, some = resemblance(sketches), resemblance(sketches, least=0.8)
    kept = every.containment >= 0.8
    assert 0 < kept.sum() < len(kept)
    for column, chosen in zip(every, some, strict=True):
        assert column[kept].tolist() == chosen.tolist()


@given(st.lists(st.text(st.sampled_from("甲乙a1" + MARKS), max_size=60), min_size=2, max_size=6))
def test_short_texts_are_compared_exactly(texts: list[str]) -> None:
    # One hash or two may all pass for sampled ones: every text ends in a shingle whose hash 16 does not divide.
    texts = [text + CLAUSE[:SHINGLE] for text in texts]
    sketches = [sketch(text) for text in texts]
    assert all((hashes % SAMPLED).any() for hashes in sketches)
    sets = [shingles(text) for text in texts]
    expected = {}
    for i, one in enumerate(sets):
        for j, other in enumerate(sets[i + 1 :], i + 1):
            if one & other:
                shared = len(one & other)
                expected[i, j] = (shared, shared / len(one | other), shared / min(len(one), len(other)))
    pairs = resemblance(sketches)
    rows = zip(*(column.tolist() for column in pairs), strict=True)
    assert {(i, j): values for i, j, *rest in rows for values in [tuple(rest)]} == expected


# --- passages


def reference(texts: list[str], shortest: int) -> list[Passage]:
    """Find passages by comparing every window with all before it."""
    places = [letters(text) for text in texts]
    words = ["".join(text[p] for p in kept) for text, kept in zip(texts, places, strict=True)]
    windows = [(t, p) for t, word in enumerate(words) for p in range(len(word) - shortest + 1)]
    found = set()
    for number, (t, p) in enumerate(windows):
        equal = [(u, q) for u, q in windows[:number] if words[u][q : q + shortest] == words[t][p : p + shortest]]
        if not equal or (equal[-1][0] == t and p - equal[-1][1] < shortest):
            continue
        u, q = equal[0]
        a, b, n = q, p, shortest
        while a and b and words[u][a - 1] == words[t][b - 1]:
            a, b, n = a - 1, b - 1, n + 1
        while a + n < len(words[u]) and b + n < len(words[t]) and words[u][a + n] == words[t][b + n]:
            n += 1
        if u == t:
            n = min(n, b - a)
        at_first = (u, places[u][a], places[u][a + n - 1] + 1)
        at_second = (t, places[t][b], places[t][b + n - 1] + 1)
        found.add(Passage(*at_first, *at_second, n))
    return sorted(found, key=lambda row: (-row.characters, row))


def test_a_passage_in_two_texts() -> None:
    texts = ["必须" + CLAUSE + "。", "我们要坚持促进创新，\n与防范风险、相结合！"]
    # At 2-16 in the first; at 3 in the second, 14 letters and 3 marks between them: 3-20.
    assert passages(texts, 10) == [Passage(0, 2, 16, 1, 3, 20, 14)]
    assert passages(texts, 14) == [Passage(0, 2, 16, 1, 3, 20, 14)]
    assert passages(texts, 15) == []


def test_a_passage_twice_in_one_text() -> None:
    # 14 characters at 0, a mark, two characters, the same 14 at 17.
    assert passages([CLAUSE + "。一是" + CLAUSE], 10) == [Passage(0, 0, 14, 0, 17, 31, 14)]


def test_the_first_place_is_paired_with_each_later_one() -> None:
    texts = ["一" + CLAUSE, "二" + CLAUSE + "三" + CLAUSE, "四" + CLAUSE]
    assert passages(texts, 10) == [
        Passage(0, 1, 15, 1, 1, 15, 14),
        Passage(0, 1, 15, 1, 16, 30, 14),
        Passage(0, 1, 15, 2, 1, 15, 14),
    ]


def test_later_places_are_paired_where_they_share_more_than_the_first_has() -> None:
    # The second and third text share a heading before the clause (4 + 14), the first has the clause alone.
    texts = [CLAUSE, "基本原则" + CLAUSE, "基本原则：" + CLAUSE]
    assert passages(texts, 10) == [
        Passage(1, 0, 18, 2, 0, 19, 18),
        Passage(0, 0, 14, 1, 4, 18, 14),
        Passage(0, 0, 14, 2, 5, 19, 14),
    ]


def test_a_changed_character_divides_a_passage() -> None:
    one = han(1, 30)
    other = one[:12] + "改" + one[13:]
    # 12 characters before the change, 17 after it.
    assert passages([one, other], 10) == [Passage(0, 13, 30, 1, 13, 30, 17), Passage(0, 0, 12, 1, 0, 12, 12)]


def test_passages_end_with_their_texts() -> None:
    # Side by side the two texts would go on alike: the end of the first and the start of the second are no passage.
    text = han(1, 20)
    assert passages([text[:10], text[10:], text], 8) == [
        Passage(0, 0, 10, 2, 0, 10, 10),
        Passage(1, 0, 10, 2, 10, 20, 10),
    ]


def test_text_that_repeats_itself_in_small_steps_stands_there_once() -> None:
    assert passages(["哈" * 500], 10) == []
    assert passages(["治理" * 200], 10) == []
    # Between two texts it is one passage, as long as the shorter one.
    assert passages(["哈" * 500, "哈" * 300], 10) == [Passage(0, 0, 300, 1, 0, 300, 300)]


def test_a_passage_runs_across_text_that_repeats_itself() -> None:
    text = han(1, 20) + "哈" * 50 + han(2, 20)
    assert passages([text, "又" + text], 10) == [Passage(0, 0, 90, 1, 1, 91, 90)]


def test_two_places_do_not_overlap() -> None:
    # Three times 14 characters: the first with the second, and with the third.
    assert passages([CLAUSE * 3], 10) == [Passage(0, 0, 14, 0, 14, 28, 14), Passage(0, 0, 14, 0, 28, 42, 14)]


def test_many_copies_give_a_row_each() -> None:
    text = han(1, 500)
    found = passages([text] * 40, 40)
    assert found == [Passage(0, 0, 500, later, 0, 500, 500) for later in range(1, 40)]


def test_copies_with_changes_of_their_own() -> None:
    text = han(1, 300)
    copies = [text] + [text[:place] + "改" + text[place + 1 :] for place in range(50, 250, 10)]
    found = passages(copies, 40)
    # Each has what stands before its change and what stands after it in common with the first.
    assert len(found) == 2 * (len(copies) - 1)
    assert {row.first for row in found} == {0}
    assert sum(row.characters for row in found) == 299 * (len(copies) - 1)


def test_no_text_is_long_enough() -> None:
    assert passages([]) == []
    assert passages(["", "，。", CLAUSE, CLAUSE]) == []


def test_a_passage_has_at_least_one_character() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        passages([CLAUSE], 0)


def test_characters_beyond_the_basic_plane_keep_their_places() -> None:
    text = "𠀀𠀁" + CLAUSE
    assert passages([text, "𠮷" + text], 10) == [Passage(0, 0, 16, 1, 1, 17, 16)]


def test_hashes_that_collide_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [han(1, 200), han(2, 50) + han(1, 200)[60:140] + han(3, 50)]
    expected = passages(texts, 10)
    proper = duplicates._hashes

    def colliding(codes: np.ndarray, length: int, multiplier: int = duplicates.ODD) -> np.ndarray:
        hashes = proper(codes, length, multiplier)
        return hashes % np.uint64(97) if multiplier == duplicates.ODD else hashes

    monkeypatch.setattr(duplicates, "_hashes", colliding)
    assert passages(texts, 10) == expected == [Passage(0, 60, 140, 1, 50, 130, 80)]


def test_rows_are_compared_in_several_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [CLAUSE[start:] + han(start, 5) + CLAUSE for start in range(4)]
    expected = passages(texts, 8)
    monkeypatch.setattr(duplicates, "ROWS", 2)
    assert passages(texts, 8) == expected == reference(texts, 8)


@st.composite
def copied(draw: st.DrawFn) -> list[str]:
    """Texts put together from a few pieces, so that long passages, copies of copies and repetitions are common."""
    pieces = draw(st.lists(st.text(st.sampled_from("甲乙丙a1，\n"), min_size=1, max_size=12), min_size=1, max_size=4))
    text = st.lists(st.sampled_from(pieces), max_size=8).map("".join)
    return draw(st.lists(text, max_size=4))


@given(copied(), st.integers(1, 9))
def test_passages_are_those_that_a_comparison_of_all_windows_finds(texts: list[str], shortest: int) -> None:
    assert passages(texts, shortest) == reference(texts, shortest)


@given(st.lists(st.text(st.sampled_from("甲乙，"), max_size=40), max_size=4), st.integers(1, 6))
def test_passages_of_two_letters_in_every_order(texts: list[str], shortest: int) -> None:
    assert passages(texts, shortest) == reference(texts, shortest)


@given(copied(), st.integers(2, 9))
def test_marks_and_line_ends_change_no_passage(texts: list[str], shortest: int) -> None:
    plain = ["".join(text[place] for place in letters(text)) for text in texts]
    rows = passages(texts, shortest)
    bare = passages(plain, shortest)
    assert [row.characters for row in rows] == [row.characters for row in bare]
    for row, other in zip(rows, bare, strict=True):
        words = texts[row.first][row.first_start : row.first_end]
        assert "".join(filter(str.isalnum, words)) == plain[other.first][other.first_start : other.first_end]


@given(copied(), st.integers(1, 9))
def test_a_passage_reads_the_same_at_both_places(texts: list[str], shortest: int) -> None:
    for row in passages(texts, shortest):
        one = [c for c in texts[row.first][row.first_start : row.first_end] if c.isalnum()]
        other = [c for c in texts[row.second][row.second_start : row.second_end] if c.isalnum()]
        assert one == other
        assert len(one) == row.characters >= shortest
        assert (row.first, row.first_end) <= (row.second, row.second_start) or row.first < row.second
