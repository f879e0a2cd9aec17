"""Lexicon files: what is read, what is refused and in which words, and how several lexicons are put together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.errors import GovtextError, UsageProblem
from govtext.sources.edits import Cleaning
from govtext.sources.rules import RULES
from govtext.tokens.lexicon import DEFAULT, NONE, Part, load
from govtext.tokens.lexicon.entries import COLUMNS, Entry, combine, read_entries
from govtext.tokens.lexicon.forms import LONGEST, REWRITING, fault_of
from govtext.tokens.lexicon.glosses import read_glosses
from govtext.tokens.lexicon.words import join, read_words, word_list

Refusal = Callable[[Callable[[Path], Any], str], str]
FIVE = "part them by tabs: term, gloss, category, aliases, boundary"
ONE_TERM = "one form belongs to one term: delete one of the two"


@pytest.fixture
def refusal(tmp_path: Path) -> Refusal:
    """Return what is said of a file that a reader refuses, without its path: one line, and exit code 3."""

    def call(read: Callable[[Path], Any], text: str) -> str:
        path = tmp_path / "list.txt"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(GovtextError) as caught:
            read(path)
        said = str(caught.value)
        assert caught.value.exit_code == 3
        assert "\n" not in said
        assert said.startswith(f"{path}: ")
        return said.removeprefix(f"{path}: ")

    return call


@pytest.fixture
def entries(tmp_path: Path) -> Callable[[str | bytes], list[Entry]]:
    """Read a term list written in the test."""

    def read(text: str | bytes) -> list[Entry]:
        path = tmp_path / "terms.tsv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_entries(path)

    return read


Read = Callable[[str | bytes], list[Entry]]


# Term lists: what is read


def test_three_to_five_columns_without_a_header(entries: Read) -> None:
    assert entries(
        "治理\tgovernance\tmechanism\n"
        "人工智能\tAI\ttechnology\tAI|机器智能\n"
        "印度\tIndia\tactor\t\tloose\n"
        "欧盟\t\t\t欧洲联盟\tstrict\n"
    ) == [
        Entry("治理", "governance", "mechanism"),
        Entry("人工智能", "AI", "technology", ("AI", "机器智能")),
        Entry("印度", "India", "actor", (), "loose"),
        Entry("欧盟", "", "", ("欧洲联盟",), "strict"),
    ]


def test_a_header_names_the_columns_in_any_case_number_and_order(entries: Read) -> None:
    assert entries("Term\tGLOSS\n治理\tgovernance\n") == [Entry("治理", "governance")]
    assert entries("term\n治理\n风险\n") == [Entry("治理"), Entry("风险")]
    assert entries("term\tboundary\taliases\n印度\tloose\tIndia|印度国\n") == [
        Entry("印度", "", "", ("India", "印度国"), "loose")
    ]
    assert entries("\t".join(COLUMNS) + "\n治理\tgovernance\tmechanism\t\t\n") == [
        Entry("治理", "governance", "mechanism")
    ]


def test_comments_empty_lines_and_blanks_round_cells(entries: Read) -> None:
    text = "# mine\n\n \t \n 治理 \t governance \t mechanism \t 管治 | 管理 || 管治 \n#治理\tx\ty\n"
    assert entries(text) == [Entry("治理", "governance", "mechanism", ("管治", "管理"))]


def test_byte_order_mark_line_ends_of_windows_and_chinese_encodings(entries: Read) -> None:
    lines = ["# 我的词表", "发展中国家\tdeveloping countries\tactor", "", "人工智能的治理\tAI governance\tmechanism"]
    expected = [
        Entry("发展中国家", "developing countries", "actor"),
        Entry("人工智能的治理", "AI governance", "mechanism"),
    ]
    for end in ("\n", "\r\n"):
        text = end.join(lines)
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
            assert entries(text.encode(encoding)) == expected, (end, encoding)


@pytest.mark.parametrize("text", ["", "\n \n", "# nothing yet\n", "term\tgloss\tcategory\n"])
def test_an_empty_list_is_no_error(entries: Read, text: str) -> None:
    assert entries(text) == []


# Term lists: what is refused


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("治理\tx\ty\n风险\trisk\n", f"line 2: 2 columns where there should be 5; {FIVE}"),
        ("# a\n\n治理\n", f"line 3: 1 column where there should be 5; {FIVE}"),
        ("治理\tx\ty\t\t\t\n", f"line 1: 6 columns where there should be 5; {FIVE}"),
        ("term\tgloss\n治理\n", "line 2: 1 column where there should be 2; part them by tabs: term, gloss"),
        (
            "term\tEnglish\n",
            "line 1: no column is called 'english'; known: term, gloss, category, aliases, boundary",
        ),
        ("\tx\ty\n", "line 1: the term is empty; write one, or delete the line"),
        ("治理\tx\ty\n风险\tx\ty\n治理\tx\ty\n", f"line 3: '治理' stands in line 1 too; {ONE_TERM}"),
        ("治理\tx\ty\t管治\n管治\tx\ty\n", f"line 2: '管治' stands in line 1 too; {ONE_TERM}"),
        ("管治\tx\ty\n治理\tx\ty\t管治\n", f"line 2: '管治' stands in line 1 too; {ONE_TERM}"),
        ("治理\tx\ty\tAI\n风险\tx\ty\tAI\n", f"line 2: 'AI' stands in line 1 too; {ONE_TERM}"),
        ("治理\tx\ty\t管治|治理\n", f"line 1: '治理' stands in this line too; {ONE_TERM}"),
        (
            "治理\tx\ty\t\tfree\n",
            "line 1: the boundary is 'free'; write strict, loose or off, or nothing",
        ),
        (
            "治理\tx\ty\t强\n",
            "line 1: '强' has one character; one character says too little to be matched; write a longer form",
        ),
        (
            "人 工智能\tx\ty\n",
            "line 1: no clean text holds '人 工智能'; cleaning makes '人工智能' of it: write that",
        ),
    ],
)
def test_a_faulty_term_list_is_refused_in_one_line(refusal: Refusal, text: str, said: str) -> None:
    assert refusal(read_entries, text) == said


def test_several_faults_are_counted_with_their_lines(refusal: Refusal) -> None:
    # Lines 2 (columns), 3 (empty term), 5 (boundary) are wrong; the first one is told, in order of the lines.
    text = "治理\tx\ty\n风险\n\tx\ty\n安全\tx\ty\n发展\tx\ty\t\tfree\n"
    assert refusal(read_entries, text) == (
        f"line 2: 1 column where there should be 5 (2 more faulty lines: 3, 5); {FIVE}"
    )
    # Seven are wrong: five of the other six are named.
    assert "(6 more faulty lines: 2, 3, 4, 5, 6 …)" in refusal(read_entries, "治理\n" * 7)


def test_a_file_that_is_no_lexicon(refusal: Refusal, entries: Read) -> None:
    prose = "人工智能治理很重要。\n各国应当加强合作。\n"
    assert refusal(read_entries, prose) == (f"line 1: 1 column where there should be 5 (1 more faulty line: 2); {FIVE}")
    assert refusal(read_words, prose).startswith("line 1: '人工智能治理很重要。' holds '。', and no term goes over")
    for data, what in ((b"%PDF-1.7\n", "a PDF"), (b"PK\x03\x04", "a ZIP container"), (b"\x00\x01", "a binary file")):
        with pytest.raises(GovtextError, match=what) as caught:
            entries(data)
        assert caught.value.exit_code == 3


def test_a_missing_file_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(GovtextError, match="no such file") as caught:
        read_entries(tmp_path / "terms.tsv")
    assert caught.value.exit_code == 3


# Forms that no text could match


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("人 工智能", "人工智能"),  # a blank inside Chinese
        ("人\u3000工智能", "人工智能"),  # an ideographic one
        ("ＡＩ治理", "AI治理"),  # full-width letters
        ("２０３０议程", "2030议程"),  # full-width digits
        ("安全,可靠", "安全，可靠"),  # a half-width comma between Chinese characters
        ("安全:可靠", "安全：可靠"),
        ("人\u200b工", "人工"),  # an invisible character
        ("治\u2f00理", "治一理"),  # a radical that looks like a character
    ],
)
def test_a_form_that_cleaning_rewrites(form: str, written: str) -> None:
    fault = fault_of(form)
    assert fault == (f"no clean text holds {form!r}", f"cleaning makes {written!r} of it: write that")
    assert fault_of(written) is None


@pytest.mark.parametrize("mark", list("。！？；!?;…"))
def test_no_form_goes_over_the_end_of_a_sentence(mark: str) -> None:
    form = f"安全{mark}发展"
    assert fault_of(form) == (
        f"{form!r} holds {mark!r}, and no term goes over the end of a sentence",
        "split it into two",
    )


def test_a_form_has_letters_and_at_most_sixty_characters() -> None:
    assert fault_of("——") == ("'——' holds no letter", "write a word")
    assert LONGEST == 60
    assert fault_of("治理" * 30) is None
    long = fault_of("治理" * 30 + "权")
    assert long == ("'治理治理治理治理治理治理'… has 61 characters", "a term has 60 at most")


GOOD_FORMS = (
    "大模型|AI|生成式AI|生成式 AI|GPT-4|ISO/IEC 42001|AI Act|C++|C#|R&D|人工智能+|Xi’an|2030议程|10|"
    "阿马蒂亚·森|安全、可靠|中心—边缘|发展，共享|原则——发展|办法（试行）|“星链”"
)


@pytest.mark.parametrize("form", GOOD_FORMS.split("|"))
def test_forms_that_stand_in_texts(form: str) -> None:
    assert fault_of(form) is None


def cleaned(text: str) -> str:
    """Return what the rules that rewrite characters make of running text."""
    cleaning = Cleaning(text)
    for name in REWRITING:
        cleaning.apply(name, RULES[name])
    return cleaning.text


@settings(max_examples=400, deadline=None)
@given(st.text("治理人工智能安全AIGpt420 \u3000、，,：:·—-+./&_*'’（）()《》“”ＡＩ１\u200b", min_size=1, max_size=9))
def test_a_form_without_fault_comes_through_cleaning(form: str) -> None:
    if fault_of(form.strip()) is None:
        assert form.strip() in cleaned(f"关于{form.strip()}的问题")


def test_an_address_is_no_form() -> None:
    assert "www.govtext.org" not in cleaned("关于www.govtext.org的问题")
    assert fault_of("www.govtext.org") is not None


def test_two_terms_that_only_a_blank_of_typesetting_tells_apart_are_one_form(refusal: Refusal) -> None:
    assert "line 2" in refusal(read_entries, "生成式AI\tx\ty\n生成式 AI\tx\ty\n")


# Word lists


def read(tmp_path: Path, text: str | bytes) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    path = tmp_path / "words.txt"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    found = read_words(path)
    return found.units, found.apart


def test_words_tags_comments_and_words_kept_apart(tmp_path: Path) -> None:
    text = "# mine\n大模型\n 小模型 # a comment\n\n云企\tn\n云服务\tvn # another\n一/是\n联合国/贸易/和/发展/会议\nC#\n"
    assert read(tmp_path, text) == (
        {"大模型": "", "小模型": "", "云企": "n", "云服务": "vn", "C#": ""},
        {"一是": ("一", "是"), "联合国贸易和发展会议": ("联合国", "贸易", "和", "发展", "会议")},
    )


def test_strokes_between_latin_words_are_their_own(tmp_path: Path) -> None:
    assert read(tmp_path, "ISO/IEC\n人工智能/AI\n") == ({"ISO/IEC": "", "人工智能/AI": ""}, {})


def test_word_lists_in_the_encodings_of_windows(tmp_path: Path) -> None:
    lines = "发展中国家\n人工智能的\n一/是\n"
    for data in (lines.encode("utf-8-sig"), lines.encode("gb18030"), lines.replace("\n", "\r\n").encode()):
        assert read(tmp_path, data) == ({"发展中国家": "", "人工智能的": ""}, {"一是": ("一", "是")})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("大模型\n大模型\n", "line 2: '大模型' is there already (line 1); delete one of the two lines"),
        ("一是\n一/是\n", "line 2: '一是' is kept whole and kept apart (line 1); delete one of the two lines"),
        ("一/是\n\n一是\n", "line 3: '一是' is kept whole and kept apart (line 1); delete one of the two lines"),
        ("一/是\n一/是\n", "line 2: '一是' is there already (line 1); delete one of the two lines"),
        (
            "强\n",
            "line 1: '强' has one character; one character says too little to be matched; write a longer form",
        ),
        ("\tn\n", "line 1: the term is empty; write one, or delete the line"),
        (
            "大模型\t5\n",
            "line 1: '5' is no part of speech; write a tag of jieba's after the tab, or nothing",
        ),
        (
            "大 模型\n",
            "line 1: no clean text holds '大 模型'; cleaning makes '大模型' of it: write that",
        ),
    ],
)
def test_a_faulty_word_list_is_refused_in_one_line(refusal: Refusal, text: str, said: str) -> None:
    assert refusal(read_words, text) == said


@pytest.mark.parametrize("line", ["大模型 5 n", "大模型 5", "大模型 n", "C++语言 100 nz"])
def test_the_format_of_jieba_is_known_and_named(refusal: Refusal, line: str) -> None:
    assert refusal(read_words, f"{line}\n") == (
        f"line 1: {line!r} is written as jieba's user dictionaries are; "
        f"write {line.split()[0]!r} alone, or with a tab before its part of speech"
    )


def test_several_faults_of_a_word_list(refusal: Refusal) -> None:
    # Wrong are 风险。 (2), ＡＩ (3), 人 (5); 大模型 and 好人 are in order.
    said = refusal(read_words, "大模型\n风险。\nＡＩ\n好人\n人\n")
    assert said.startswith("line 2: '风险。' holds '。'")
    assert "(2 more faulty lines: 3, 5)" in said


@pytest.mark.parametrize("line", ["一 / 是", "一/"])
def test_a_stroke_beside_blanks_or_nothing_is_a_slip(refusal: Refusal, line: str) -> None:
    assert "stroke" in refusal(read_words, f"{line}\n")


def test_the_later_word_list_goes_first() -> None:
    first = word_list({"一是": "", "大模型": "n", "云企": ""}, {"二是": ("二", "是")})
    second = word_list({"二是": "v", "大模型": ""}, {"一是": ("一", "是")})
    both = join([first, second])
    assert both.units == {"大模型": "n", "云企": "", "二是": "v"}  # a tag is kept where none is given
    assert both.apart == {"一是": ("一", "是")}
    assert len(both) == 4
    assert join([]).digest == ""
    assert not join([])


def test_the_digest_of_words_is_of_what_is_in_them_not_of_their_order() -> None:
    assert word_list({"大模型": "", "云企": ""}).digest == word_list({"云企": "", "大模型": ""}).digest
    different = [
        word_list({}),
        word_list({"一是": ""}),
        word_list({"一是": "n"}),
        word_list({}, {"一是": ("一", "是")}),
        word_list({"一是": "", "云企": ""}),
    ]
    assert len({words.digest for words in different}) == 5


# Glosses


def test_glosses_with_and_without_a_header(tmp_path: Path) -> None:
    path = tmp_path / "glosses.tsv"
    for head in ("", "word\tgloss\n", "# mine\n"):
        path.write_text(f"{head}治理\tgovernance\n\n不 \t not\n", encoding="utf-8")
        assert read_glosses(path) == {"治理": "governance", "不": "not"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("治理\ta\tb\n", "line 1: 3 columns where there should be 2; write a word, a tab and its English"),
        ("治理\ta\n风险\tb\n治理\tc\n", "line 3: '治理' stands twice; delete one of the two lines"),
    ],
)
def test_faulty_glosses(refusal: Refusal, text: str, said: str) -> None:
    assert refusal(read_glosses, text) == said


# Several lists


def test_a_later_entry_replaces_the_earlier_one_with_its_aliases() -> None:
    shipped = [Entry("治理", "governance", "mechanism", ("管治",)), Entry("风险", "risk")]
    own = [Entry("治理", "steering")]
    assert combine([shipped, own]) == [Entry("治理", "steering"), Entry("风险", "risk")]


def test_an_alias_that_is_claimed_moves() -> None:
    shipped = [Entry("治理", "", "", ("管治", "管理"))]
    # 管治 comes to be a term of its own, 管理 an alias of another: 治理 keeps neither.
    own = [Entry("管治"), Entry("经营", "", "", ("管理",))]
    assert combine([shipped, own]) == [Entry("治理"), Entry("管治"), Entry("经营", "", "", ("管理",))]


def test_an_entry_whose_name_is_claimed_gives_its_aliases_too() -> None:
    shipped = [Entry("管治", "", "", ("管理", "治理"))]
    own = [Entry("治理", "governance", "", ("管治",))]
    # 治理 is the claimer's own name, so of 管治's aliases 管理 alone comes over.
    assert combine([shipped, own]) == [Entry("治理", "governance", "", ("管治", "管理"))]


def test_off_takes_an_entry_out_and_the_other_way_round() -> None:
    shipped = [Entry("治理", "", "", ("管治",)), Entry("风险")]
    off = [Entry("治理", boundary="off")]
    assert combine([shipped, off]) == [Entry("风险")]
    assert combine([shipped, off, [Entry("治理", "again")]]) == [Entry("治理", "again"), Entry("风险")]
    assert combine([[], [Entry("没有", boundary="off")]]) == []


def test_one_list_alone_comes_in_order_of_its_terms() -> None:
    assert combine([[Entry("风险"), Entry("AI"), Entry("治理")]]) == [Entry("AI"), Entry("治理"), Entry("风险")]
    assert combine([]) == []


FORMS = st.sampled_from([f"治理{number}" for number in range(8)])


@st.composite
def own_lists(draw: st.DrawFn) -> list[Entry]:
    """A list as a file may hold it: no form stands twice."""
    forms = draw(st.lists(FORMS, unique=True, max_size=8))
    found = []
    while forms:
        size = draw(st.integers(1, len(forms)))
        term, *aliases = forms[:size]
        found.append(Entry(term, aliases=tuple(aliases), boundary=draw(st.sampled_from(["", "loose", "off"]))))
        forms = forms[size:]
    return found


@given(st.lists(own_lists(), max_size=4))
def test_put_together_a_form_still_belongs_to_one_term(lists: list[list[Entry]]) -> None:
    together = combine(lists)
    forms = [form for entry in together for form in entry.forms]
    assert len(forms) == len(set(forms))
    assert [entry.term for entry in together] == sorted(entry.term for entry in together)
    assert combine([together]) == together
    for entry in lists[-1] if lists else ():  # the last list has what it claims
        own = [found for found in together if found.term == entry.term]
        if entry.boundary == "off":
            assert own == []
        else:
            assert set(entry.forms) <= set(own[0].forms)
            assert own[0].boundary == entry.boundary


# Lexicons by name


@pytest.fixture
def study_folder(tmp_path: Path) -> Path:
    """Make the lexicon of a study: a term, a unit and a gloss; and beside it a folder and two files."""
    folder = tmp_path / "study" / "lexicon"
    folder.mkdir(parents=True)
    (folder / "terms.tsv").write_text("印度\tIndia (mine)\tactor\tIndia\n", encoding="utf-8")
    (folder / "words.txt").write_text("云企\n一/是\n", encoding="utf-8")
    (folder / "glosses.tsv").write_text("治理\tsteering\n印度\tunseen\n", encoding="utf-8")
    other = folder.parent / "other"
    other.mkdir()
    (other / "terms.tsv").write_text("治理\tx\ty\n", encoding="utf-8")
    (folder.parent / "mine.tsv").write_text("风险\trisk\trisk\n发展\tx\ty\n", encoding="utf-8")
    (folder.parent / "Mine.TXT").write_text("大模型\n", encoding="utf-8")
    return folder


def names(parts: tuple[Part, ...]) -> list[tuple[str, list[str]]]:
    return [(part.name, [path.name for path in part.files]) for part in parts]


ALL_FILES = ["terms.tsv", "words.txt", "glosses.tsv"]


def test_lexicons_by_name(study_folder: Path) -> None:
    assert DEFAULT == "govtext,study"
    assert names(load(DEFAULT, study_folder).parts) == [("govtext", ALL_FILES), ("study", ALL_FILES)]
    assert names(load(" study , govtext, study", study_folder).parts) == [("study", ALL_FILES), ("govtext", ALL_FILES)]
    for nothing in ("none", "", " , ", "none,none"):
        assert load(nothing, study_folder) == NONE
    assert names(load("none,study", study_folder).parts) == [("study", ALL_FILES)]


def test_lexicons_by_path(study_folder: Path) -> None:
    for where in ("other", str(study_folder.parent / "other")):  # beside the study's folder, or wherever it is
        assert names(load(where, study_folder).parts) == [("other", ["terms.tsv"])]
    terms = load("mine.tsv", study_folder)
    assert [entry.term for entry in terms.entries] == ["发展", "风险"]
    assert terms.term_lists == "mine.tsv (2)"
    assert terms.word_lists == "none"
    words = load("Mine.TXT", study_folder)
    assert words.words.units == {"大模型": ""}
    assert (words.term_lists, words.word_lists) == ("none", "Mine.TXT (1)")


def test_a_study_without_a_lexicon_has_none(tmp_path: Path) -> None:
    assert load("study") == load("study", tmp_path / "lexicon") == NONE


@pytest.mark.parametrize("name", ["hownet", "mine.csv", "missing.tsv", "govtext.txt"])
def test_an_unknown_lexicon_is_named_with_the_known_ones(study_folder: Path, name: str) -> None:
    (study_folder.parent / "mine.csv").write_text("治理,x,y\n", encoding="utf-8")
    with pytest.raises(UsageProblem) as caught:
        load(name, study_folder)
    assert caught.value.exit_code == 2
    assert str(caught.value) == (
        f"no lexicon {name!r}; choose govtext, study or none, or name a folder, a .tsv of terms or a .txt of words"
    )


def test_what_a_study_says_goes_before_what_is_shipped(study_folder: Path) -> None:
    own, both = load("study", study_folder), load(DEFAULT, study_folder)
    assert own.entries == [Entry("印度", "India (mine)", "actor", ("India",))]
    assert [entry for entry in both.entries if entry.term == "印度"] == own.entries
    assert both.words.apart["一是"] == ("一", "是")
    assert both.glosses["治理"] == "steering"
    assert own.term_lists == "study (1)"
    assert own.word_lists == "study (2)"
    assert both.term_lists == f"govtext + study ({len(both.entries):,})"


def test_a_term_s_own_gloss_goes_before_the_glosses_and_is_its_aliases_too(study_folder: Path) -> None:
    assert load("study", study_folder).glosses == {
        "治理": "steering",
        "印度": "India (mine)",
        "India": "India",
    }


def test_the_digest_is_of_forms_and_boundaries_not_of_glosses(study_folder: Path) -> None:
    path = study_folder / "terms.tsv"
    digests = []
    for line in ("印度\ta\tb", "印度\tc\td", "印度\ta\tb\tIndia", "印度\ta\tb\t\tloose", "印度国\ta\tb"):
        path.write_text(line, encoding="utf-8")
        digests.append(load("study", study_folder).digest)
    assert digests[0] == digests[1]
    assert len(set(digests)) == 4


def test_files_are_read_when_they_are_needed(study_folder: Path) -> None:
    (study_folder / "terms.tsv").write_text("wrong\n", encoding="utf-8")
    lexicon = load("study", study_folder)
    assert set(lexicon.words.units) == {"云企"}
    with pytest.raises(GovtextError, match="line 1"):
        _ = lexicon.entries


@pytest.mark.parametrize("what", ["lexicon", "lexicon/terms.tsv"])
def test_two_lexicons_of_one_name_both_count(tmp_path: Path, what: str) -> None:
    for owner, term in (("a", "治理"), ("b", "风险")):
        (tmp_path / owner / "lexicon").mkdir(parents=True)
        (tmp_path / owner / "lexicon" / "terms.tsv").write_text(f"{term}\tx\ty\n", encoding="utf-8")
    lexicon = load(f"{tmp_path / 'a' / what},{tmp_path / 'b' / what}")
    assert [entry.term for entry in lexicon.entries] == ["治理", "风险"]


def test_a_folder_without_a_lexicon_is_no_lexicon(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem):
        load(str(tmp_path))


def test_lists_of_two_hundred_thousand_lines(tmp_path: Path) -> None:
    (tmp_path / "terms.tsv").write_text(
        "".join(f"治理{number}\tgovernance {number}\tmechanism\n" for number in range(200_000)), encoding="utf-8"
    )
    (tmp_path / "words.txt").write_text("".join(f"大模型{number}\tn\n" for number in range(200_000)), encoding="utf-8")
    lexicon = load(str(tmp_path))
    assert len(lexicon.entries) == len(lexicon.words) == 200_000
    assert lexicon.term_lists == f"{tmp_path.name} (200,000)"
