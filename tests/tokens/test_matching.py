"""The term layer: which strings are matches of which terms, worked out by hand and against a slow reference."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from govtext.sources.source import Source
from govtext.tokens import matching, texts
from govtext.tokens.build import load_index
from govtext.tokens.index import TokenIndex
from govtext.tokens.lexicon import NONE, Lexicon, load
from govtext.tokens.lexicon.entries import Entry
from govtext.tokens.matching import Matches, match, terms_of

Build = Callable[..., TokenIndex]
Place = tuple[str, int, int, int]  # term, source, first character, one past the last


def lexicon_in(folder: Path, *entries: Entry) -> Lexicon:
    """Write a list of terms and load it."""
    folder.mkdir(exist_ok=True)
    lines = ("\t".join((one.term, "", "", "|".join(one.aliases), one.boundary)) for one in entries)
    (folder / "terms.tsv").write_text("\n".join(lines), encoding="utf-8")
    return load(str(folder))


@pytest.fixture
def indexed(tmp_path: Path) -> Build:
    """Index texts with terms: indexed("治理", Entry("印度", boundary="loose"), a="治理 风险 。")."""

    def index(*terms: str | Entry, engine: str = "whitespace", cache: Path | None = None, **texts: str) -> TokenIndex:
        sources = []
        for name, text in texts.items():
            path = tmp_path / f"{name}.txt"
            path.write_text(text, encoding="utf-8")
            sources.append(Source(name, path, {}))
        entries = [Entry(term) if isinstance(term, str) else term for term in terms]
        return load_index(sources, engine, cache, lexicon=lexicon_in(tmp_path / "lexicon", *entries))

    return index


def places(index: TokenIndex, found: Matches | None = None) -> list[Place]:
    """Return what was found where, in order."""
    found = match(index) if found is None else found
    columns = (found.term.tolist(), found.source.tolist(), found.start.tolist(), found.end.tolist())
    return [(found.names[term], *rest) for term, *rest in zip(*columns, strict=True)]


def strings(index: TokenIndex) -> list[str]:
    """Return the strings that are matches, as they stand in the texts."""
    return [index.texts[source][start:end] for _, source, start, end in places(index)]


# Boundaries


def test_both_ends_are_ends_of_tokens(indexed: Build) -> None:
    # 加强 | 人工智能 | ， | 强人工智能: the second one alone is 强人工智能.
    index = indexed("强人工智能", a="加强 人工智能 ， 强人工智能 。")
    assert places(index) == [("强人工智能", 0, 10, 15)]
    # As jieba cuts them: 加强/人工智能, and 印度尼西亚 is a word.
    index = indexed("强人工智能", "印度", engine="jieba", a="各国应当加强人工智能治理，印度尼西亚和印度都在内。")
    assert places(index) == [("印度", 0, 19, 21)]


def test_a_loose_term_needs_no_ends_of_tokens(indexed: Build) -> None:
    index = indexed(
        Entry("印度", boundary="loose"), Entry("人工", boundary="strict"), a="印度尼西亚 和 印度 人工智能 。"
    )
    found = match(index)
    # 印度尼西亚 和 印度: characters 0-5, 6-7, 8-10; tokens 0, 1, 2. 人工 ends within a token.
    assert places(index) == [("印度", 0, 0, 2), ("印度", 0, 8, 10)]
    assert found.first.tolist() == [0, 2]
    assert found.last.tolist() == [1, 3]
    assert found.whole.tolist() == [False, True]
    assert found.merged.tolist() == [False, True]


def test_a_loose_match_over_a_seam_counts_the_tokens_that_it_touches(indexed: Build) -> None:
    # 强人工 | 智能化: 人工智能 begins in the first token and ends in the second.
    found = match(indexed(Entry("人工智能", boundary="loose"), a="发展 强人工 智能化 。"))
    assert (found.first.tolist(), found.last.tolist(), found.whole.tolist()) == ([1], [3], [False])


def test_a_term_over_several_tokens(indexed: Build) -> None:
    # jieba: 全球/人工智能/治理/体系/。 The term is three tokens, from the second on.
    index = indexed("人工智能治理体系", engine="jieba", a="全球人工智能治理体系。")
    found = match(index)
    assert places(index) == [("人工智能治理体系", 0, 2, 10)]
    assert (found.first.tolist(), found.last.tolist()) == ([1], [4])


# Nested, overlapping, the same entry


def test_terms_inside_a_longer_one_are_matches_and_are_said_to_be_nested(indexed: Build) -> None:
    index = indexed("人工智能治理体系", "人工智能治理", "治理体系", "体系", a="人工智能 治理 体系 ， 治理 体系")
    found = match(index)
    # Characters: 人工智能 0-4, 治理 5-7, 体系 8-10, ， 11, 治理 13-15, 体系 16-18. In order of places, longest first.
    assert places(index) == [
        ("人工智能治理体系", 0, 0, 10),
        ("人工智能治理", 0, 0, 7),
        ("治理体系", 0, 5, 10),
        ("体系", 0, 8, 10),
        ("治理体系", 0, 13, 18),
        ("体系", 0, 16, 18),
    ]
    assert found.nested.tolist() == [False, True, True, True, False, True]
    assert found.merged.tolist() == [True, False, False, False, True, False]
    assert found.names == ["人工智能治理", "人工智能治理体系", "体系", "治理体系"]  # 人 < 体 < 治


def test_terms_that_overlap_are_both_matches_and_the_left_one_is_merged(indexed: Build) -> None:
    index = indexed("人工智能治理", "治理体系", "体系建设", a="人工智能 治理 体系 建设")
    found = match(index)
    assert strings(index) == ["人工智能 治理", "治理 体系", "体系 建设"]
    assert found.nested.tolist() == [False, False, False]
    assert found.merged.tolist() == [True, False, True]  # 治理体系 stands over the first; 体系建设 does not


def test_a_form_inside_a_longer_form_of_its_entry_is_counted_once(indexed: Build) -> None:
    unesco = Entry("教科文组织", aliases=("联合国教科文组织", "UNESCO"))
    index = indexed(unesco, "联合国", a="联合国 教科文组织 （ UNESCO ） ， 教科文组织")
    found = match(index)
    # The first time 联合国教科文组织 alone counts; 联合国 is another entry, and nested.
    assert strings(index) == ["联合国 教科文组织", "联合国", "UNESCO", "教科文组织"]
    assert [found.names[term] for term in found.term] == ["教科文组织", "联合国", "教科文组织", "教科文组织"]
    assert found.nested.tolist() == [False, True, False, False]


def test_a_longer_form_that_is_no_match_hides_nothing(indexed: Build) -> None:
    # 联合国教科文组织 ends within 教科文组织法, which 教科文 does not.
    unesco = Entry("教科文", aliases=("联合国教科文组织",))
    assert strings(indexed(unesco, a="联合国 教科文 组织法")) == ["教科文"]


def test_forms_of_one_entry_that_overlap_without_containing_are_two(indexed: Build) -> None:
    index = indexed(Entry("人工智能治理", aliases=("治理体系",)), a="人工智能 治理 体系")
    assert strings(index) == ["人工智能 治理", "治理 体系"]
    assert match(index).names == ["人工智能治理"]


# Latin letters, digits, blanks


@pytest.mark.parametrize("engine", ["jieba", "whitespace"])
def test_acronyms_have_their_case_and_are_no_part_of_longer_words(indexed: Build, engine: str) -> None:
    index = indexed("AI", engine=engine, a="用 AI 和 ai ， AIGC 与 OpenAI ， AI4S ， AI 。")
    text = index.texts[0]  # the first AI and the last one
    assert [start for _, _, start, _ in places(index)] == [text.index("AI"), text.rindex("AI")]


def test_even_a_loose_term_cuts_no_latin_word_and_no_number(indexed: Build) -> None:
    loose = [Entry(form, boundary="loose") for form in ("AI", "10", "GPT-4")]
    # AI治 holds AI beside a Chinese character; GPT-4o, AIGC and 2010 go on.
    assert strings(indexed(*loose, a="AIGC AI治 2010 第10条 GPT-4o GPT-4")) == ["AI", "10", "GPT-4"]


@pytest.mark.parametrize("form", ["生成式AI", "生成式 AI"])
@pytest.mark.parametrize("engine", ["jieba", "whitespace"])
def test_blanks_between_chinese_and_latin_are_not_looked_at(indexed: Build, engine: str, form: str) -> None:
    text = "生成式 AI 的 治理" if engine == "whitespace" else "生成式AI与生成式 AI的治理"
    expected = ["生成式 AI"] if engine == "whitespace" else ["生成式AI", "生成式 AI"]
    assert strings(indexed(form, engine=engine, a=text)) == expected


def test_blanks_between_latin_words_are_looked_at(indexed: Build) -> None:
    index = indexed("AI Act", engine="jieba", a="《AI Act》不是AIAct，也不是AI-Act。")
    assert strings(index) == ["AI Act"]


def test_in_segmented_text_a_blank_beside_a_chinese_character_parts_words_only(indexed: Build) -> None:
    index = indexed("人工智能", "治理AI", "AI Act", a="人工 智能 人工智能 治理 AI Act")
    assert strings(index) == ["人工 智能", "人工智能", "治理 AI", "AI Act"]
    # In running text a blank inside Chinese is none of typesetting; with the rule that takes it out it is not there.
    clean = indexed("人工智能", engine="character", a="关于人工 智能的问题，即人工智能。")
    assert strings(clean) == ["人工智能"] * clean.texts[0].count("人工智能")


def test_a_word_of_segmented_text_with_a_blank_inside_is_the_term_of_that_name(indexed: Build) -> None:
    index = indexed("AI Act", a="欧盟 的 AI␣Act 生效")
    assert "AI Act" in index.vocabulary
    assert len(match(index)) == 1


# Borders


def test_no_match_over_the_border_of_two_sources(indexed: Build) -> None:
    index = indexed("人工智能", "治理", a="治理 人工", b="智能 治理")
    assert places(index) == [("治理", 0, 0, 2), ("治理", 1, 3, 5)]


def test_no_match_over_the_border_of_two_paragraphs(indexed: Build) -> None:
    assert strings(indexed("人工智能", "治理体系", a="人工\n智能 治理\n\n体系 人工 智能")) == ["人工 智能"]


@pytest.mark.parametrize("engine", ["jieba", "whitespace", "character"])
def test_a_latin_term_at_the_end_of_a_source_whatever_the_next_begins_with(indexed: Build, engine: str) -> None:
    assert places(indexed("AI", engine=engine, a="善用 AI", b="GPT 模型")) == [("AI", 0, 3, 5)]


def test_places_are_counted_from_the_beginning_of_each_source(indexed: Build) -> None:
    index = indexed("治理", "风险", a="风险 。 治理 。", b="治理 。", c="发展 。", d="。 风险")
    assert places(index) == [("风险", 0, 0, 2), ("治理", 0, 5, 7), ("治理", 1, 0, 2), ("风险", 3, 2, 4)]
    # Tokens go on: a has 4, b 2, c 2.
    assert match(index).first.tolist() == [0, 2, 4, 9]


def test_no_terms_and_none_that_occur(indexed: Build) -> None:
    index = indexed("治理", a="风险 。")
    for none in (match(index), match(replace(index, lexicon=NONE))):
        assert len(none) == 0
        assert none.names == []


# The cache


def test_what_is_kept_is_read_back_the_same(indexed: Build, tmp_path: Path) -> None:
    index = indexed("治理体系", "治理", a="治理 体系 。 治理", b="体系", cache=tmp_path / "cache")
    first = terms_of(index)
    assert len(list((tmp_path / "cache" / "terms").iterdir())) == 1
    again = terms_of(index)
    assert again.names == first.names == ["治理", "治理体系"]
    for name in matching.ARRAYS:
        kept, fresh = getattr(again, name), getattr(first, name)
        assert kept.dtype == fresh.dtype
        np.testing.assert_array_equal(kept, fresh)


def test_the_cache_is_what_answers(indexed: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = indexed("治理", a="治理 。", cache=tmp_path / "cache")
    expected = places(index, terms_of(index))

    def refuse(index: TokenIndex) -> Matches:
        raise AssertionError("matched again")

    monkeypatch.setattr(matching, "match", refuse)
    assert places(index, terms_of(index)) == expected == [("治理", 0, 0, 2)]


def test_another_lexicon_or_text_is_matched_anew(indexed: Build, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    asked: list[tuple[tuple[str | Entry, ...], str, int]] = [
        (("治理",), "治理 人工智能 风险 。", 1),
        (("治理", "风险"), "治理 人工智能 风险 。", 2),
        ((Entry("治理", aliases=("风险",)),), "治理 人工智能 风险 。", 2),
        (("智能",), "治理 人工智能 风险 。", 0),
        ((Entry("智能", boundary="loose"),), "治理 人工智能 风险 。", 1),
        (("治理",), "治理 治理 。", 2),
    ]
    for terms, text, times in asked:
        assert len(terms_of(indexed(*terms, a=text, cache=cache))) == times
    assert len(list((cache / "terms").iterdir())) == len(asked)


def test_a_damaged_file_of_the_cache_is_made_again(indexed: Build, tmp_path: Path) -> None:
    index = indexed("治理", a="治理 。", cache=tmp_path / "cache")
    terms_of(index)
    (path,) = (tmp_path / "cache" / "terms").iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert places(index, terms_of(index)) == [("治理", 0, 0, 2)]


def test_an_empty_result_is_kept_too(indexed: Build, tmp_path: Path) -> None:
    index = indexed("治理", a="风险 。", cache=tmp_path / "cache")
    assert len(terms_of(index)) == len(terms_of(index)) == 0
    assert terms_of(index).names == []


def test_of_many_forms_those_that_can_be_there_are_searched(indexed: Build) -> None:
    many = [f"术语{number}号" for number in range(texts.MANY_FORMS)]
    index = indexed(*many, "治理体系", "GPT-4", "AI Act", a="术语 7 号 ， 治理 体系 GPT-4 AI Act")
    # 术语7号 is written apart, as segmented text may be.
    assert strings(index) == ["术语 7 号", "治理 体系", "GPT-4", "AI Act"]


# A slow reference


def ascii_alnum(character: str) -> bool:
    return bool(re.fullmatch("[A-Za-z0-9]", character))


def han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def ignored(text: str, at: int, segmented: bool) -> bool:
    """Tell whether a character is a blank that matching does not look at."""
    if text[at] != " " or not 0 < at < len(text) - 1:
        return False
    before, after = text[at - 1], text[at + 1]
    mixed = (han(before) and ascii_alnum(after)) or (ascii_alnum(before) and han(after))
    return mixed or (segmented and (han(before) or han(after)))


def slowly(index: TokenIndex) -> list[Place]:
    """Find terms by trying each form at each place of each text."""
    segmented = index.engine == "whitespace"
    found: list[Place] = []
    for source, text in enumerate(index.texts):
        own = slice(index.bounds["document"][source], index.bounds["document"][source + 1])
        opens, closes = set(index.start[own].tolist()), set(index.ends[own].tolist())
        places = [at for at in range(len(text)) if not ignored(text, at, segmented)]
        plain = "".join(text[at] for at in places)
        for entry in index.lexicon.entries:
            spans: set[tuple[int, int]] = set()
            for form in entry.forms:
                wanted = "".join(form[at] for at in range(len(form)) if not ignored(form, at, segmented))
                for at in range(len(plain) - len(wanted) + 1):
                    if plain[at : at + len(wanted)] != wanted:
                        continue
                    start, end = places[at], places[at + len(wanted) - 1] + 1
                    cut = any(
                        0 < place < len(text) and ascii_alnum(text[place - 1]) and ascii_alnum(text[place])
                        for place in (start, end)
                    )
                    if not cut and (entry.boundary == "loose" or (start in opens and end in closes)):
                        spans.add((start, end))
            found += [
                (entry.term, source, start, end)
                for start, end in spans
                if not any(other != (start, end) and other[0] <= start and end <= other[1] for other in spans)
            ]
    return sorted(found, key=lambda place: (place[1], place[2], -place[3]))


WORDS = ["人工智能", "人工", "智能", "强人工智能", "治理", "体系", "治理体系", "印度", "印度尼西亚", "AI", "AIGC"]
SIGNS = ["Act", "GPT-4", "2030", "，", "、", "。", "\n\n"]
TEXT = st.lists(st.sampled_from(WORDS + SIGNS), min_size=1, max_size=14)
FORM = st.lists(st.sampled_from([*WORDS, "Act", "GPT-4", "2030"]), min_size=1, max_size=3)


def form_of(words: list[str]) -> str:
    """Put words together as they are written: with a blank between two that are Latin."""
    return re.sub("(?<=[A-Za-z0-9]) (?![A-Za-z0-9])|(?<![A-Za-z0-9]) ", "", " ".join(words))


@st.composite
def term_lists(draw: st.DrawFn) -> list[Entry]:
    forms = draw(st.lists(FORM.map(form_of), unique=True, min_size=1, max_size=9))
    entries = []
    while forms:
        size = draw(st.integers(1, min(3, len(forms))))
        boundary = draw(st.sampled_from(["", "strict", "loose"]))
        entries.append(Entry(forms[0], aliases=tuple(forms[1:size]), boundary=boundary))
        forms = forms[size:]
    return entries


@pytest.mark.parametrize("engine", ["whitespace", "character", "jieba"])
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXT, min_size=1, max_size=3), entries=term_lists(), parted=st.lists(st.booleans(), min_size=15))
@example(texts=[["人工", "智能"], ["智能", "AI"]], entries=[Entry("人工智能", boundary="loose")], parted=[True] * 15)
def test_matches_are_those_of_a_slow_reference(
    indexed: Build, engine: str, texts: list[list[str]], entries: list[Entry], parted: list[bool]
) -> None:
    # Each text begins and ends in Chinese marks, so that no Latin letters meet at the border of two sources.
    written = {}
    for number, words in enumerate(texts):
        blanks = [True] * len(words) if engine == "whitespace" else parted
        pieces = [word + " " * blank for word, blank in zip(words, blanks, strict=False)]
        written[f"s{number}"] = f"关于 {''.join(pieces)} 。"
    index = indexed(*entries, engine=engine, **written)
    found = match(index)
    assert places(index, found) == slowly(index)
    spans = list(zip(found.source.tolist(), found.start.tolist(), found.end.tolist(), strict=True))
    for (source, start, end), nested in zip(spans, found.nested.tolist(), strict=True):
        around = [one for one in spans if one[0] == source and one[1] <= start and end <= one[2]]
        assert nested == any(one != (source, start, end) for one in around)
    tokens = [range(first, last) for first, last in zip(found.first, found.last, strict=True)]
    taken = [set(own) for own, merged in zip(tokens, found.merged, strict=True) if merged]
    assert len(set().union(*taken)) == sum(map(len, taken))  # no two of them share a token
    for own, merged, whole in zip(tokens, found.merged, found.whole, strict=True):
        assert not merged or whole
        assert merged or not whole or any(taken_ & set(own) for taken_ in taken)
