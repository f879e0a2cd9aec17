"""Reviewed tables of terms, taken into a study's lexicon."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govtext.errors import GovtextError, NothingFound, UsageProblem
from govtext.study import Study, study_of_files
from govtext.study.accepting import Taken, accept

Run = Callable[..., Any]
HEADER = "term\tgloss\tcategory\taliases\tboundary\n"


class Desk:
    """A study without sources, its lexicon, and tables to be taken over."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.terms, self.words = root / "lexicon" / "terms.tsv", root / "lexicon" / "words.txt"

    def has(self, terms: str | None = None, words: str | None = None) -> Desk:
        self.terms.parent.mkdir(exist_ok=True)
        for path, text in ((self.terms, terms), (self.words, words)):
            if text is not None:
                path.write_text(text, encoding="utf-8")
        return self

    def takes(self, table: str, name: str = "reviewed.csv") -> Taken:
        path = self.root / name
        path.write_text(table, encoding="utf-8")
        return accept(self.study, path)

    def refuses(self, table: str, name: str = "reviewed.csv") -> str:
        """Return why a table is refused; nothing may have been written."""
        before = self.files()
        with pytest.raises(GovtextError) as caught:
            self.takes(table, name)
        assert caught.value.exit_code == 3
        assert self.files() == before
        return str(caught.value)

    @property
    def study(self) -> Study:
        return Study(self.root, [], lexicon="study")

    def files(self) -> dict[str, str]:
        return {path.name: path.read_text("utf-8") for path in (self.terms, self.words) if path.exists()}

    def sound(self) -> bool:
        """Read the lexicon, which raises where it is faulty."""
        lexicon = self.study.lexicons()
        return lexicon.entries is not None and lexicon.words is not None


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize("mark", ["x", "X", "1", "yes", "是", "ja"])
def test_a_marked_row_is_taken(desk: Desk, mark: str) -> None:
    taken = desk.takes(
        "rank,term,accept,gloss,category,aliases\n"
        f'1,云中鸿沟,{mark},AI  divide,risk,"雾中鸿沟|雾上鸿沟"\n'
        "2,数据鸿沟,,,,\n"
    )
    assert taken == Taken({desk.terms: 1}, [])
    assert desk.files() == {"terms.tsv": HEADER + "云中鸿沟\tAI divide\trisk\t雾中鸿沟|雾上鸿沟\t\n"}
    assert desk.sound()


@pytest.mark.parametrize("mark", ["", " ", "0", "n", "No", "false", "-", "否", "不"])
def test_a_row_without_a_mark_is_not(desk: Desk, mark: str) -> None:
    with pytest.raises(NothingFound, match="write x into the column accept") as caught:
        desk.takes(f"term,accept\n云中鸿沟,{mark}\n")
    assert caught.value.exit_code == 1
    assert desk.files() == {}


@pytest.mark.parametrize("mark", ["word", "W", "词"])
def test_a_word_goes_into_the_word_list(desk: Desk, mark: str) -> None:
    taken = desk.takes(f"term,accept\n云中鸿沟,{mark}\n数据鸿沟,x\n")
    assert taken.written == {desk.terms: 1, desk.words: 1}
    assert desk.files() == {"terms.tsv": HEADER + "数据鸿沟\t\t\t\t\n", "words.txt": "云中鸿沟\n"}
    assert desk.sound()


def test_a_tsv(desk: Desk) -> None:
    desk.takes("term\taccept\tcategory\tgloss\tboundary\n强云中治理\tx\ttechnology\tstrong AI\tloose\n", "r.tsv")
    assert desk.files() == {"terms.tsv": HEADER + "强云中治理\tstrong AI\ttechnology\t\tloose\n"}
    (entry,) = desk.study.lexicons().entries
    assert entry.boundary == "loose"


def test_without_a_column_accept_every_row_is_taken(desk: Desk) -> None:
    desk.takes("term,gloss\n云中鸿沟,AI divide\n数据鸿沟,\n")
    assert desk.files()["terms.tsv"].splitlines()[1:] == ["云中鸿沟\tAI divide\t\t\t", "数据鸿沟\t\t\t\t"]


def test_a_plain_list(desk: Desk) -> None:
    taken = desk.takes("云中鸿沟\n\n  数据鸿沟  \n云中鸿沟\n", "list.txt")
    assert taken.written == {desk.terms: 2}
    assert desk.files() == {"terms.tsv": HEADER + "云中鸿沟\t\t\t\t\n数据鸿沟\t\t\t\t\n"}


def test_byte_order_mark_and_quotes(desk: Desk) -> None:
    desk.takes('\ufeffterm,accept,gloss\n云中鸿沟,x,"divide,\nof AI"\n')
    assert desk.files()["terms.tsv"].splitlines()[1:] == ["云中鸿沟\tdivide, of AI\t\t\t"]


def test_what_is_known_already_is_said_and_not_written(desk: Desk) -> None:
    own = HEADER + "数字云中鸿沟\tgap\trisk\t云中鸿沟\t\n"
    desk.has(own, "风险社会\n")
    taken = desk.takes("term,accept\n云中鸿沟,x\n风险社会,word\n数字云中鸿沟,x\n")
    assert taken == Taken({}, ["云中鸿沟", "风险社会", "数字云中鸿沟"])
    assert desk.files() == {"terms.tsv": own, "words.txt": "风险社会\n"}


def test_what_is_shipped_is_known(desk: Desk) -> None:
    assert "智能鸿沟" in {entry.term for entry in desk.study.lexicons("govtext").entries}
    assert desk.takes("term,accept\n智能鸿沟,x\n").known == ["智能鸿沟"]


def test_twice_changes_nothing_more(desk: Desk) -> None:
    table = "term,accept\n云上鸿沟,x\n云下鸿沟,word\n"
    desk.takes(table)
    before = desk.files()
    assert desk.takes(table) == Taken({}, ["云上鸿沟", "云下鸿沟"])
    assert desk.files() == before


def test_comments_columns_and_a_missing_line_end_are_kept(desk: Desk) -> None:
    desk.has("term\tcategory\tgloss\n# mine\n甲乙政策\tinstrument\tx", "# words\n风险社会")
    desk.takes("term,accept,gloss,category\n云上鸿沟,x,cloud gap,risk\n云下鸿沟,word,,\n")
    assert desk.files() == {
        "terms.tsv": "term\tcategory\tgloss\n# mine\n甲乙政策\tinstrument\tx\n云上鸿沟\trisk\tcloud gap\n",
        "words.txt": "# words\n风险社会\n云下鸿沟\n",
    }
    assert desk.sound()


def test_a_list_without_a_header_has_its_five_columns(desk: Desk) -> None:
    desk.has("甲乙政策\tx\tinstrument\n")
    desk.takes("term,accept,gloss\n云上鸿沟,x,cloud gap\n")
    assert desk.files()["terms.tsv"] == "甲乙政策\tx\tinstrument\n云上鸿沟\tcloud gap\t\t\t\n"
    assert desk.sound()


def test_columns_named_under_a_comment_are_kept(desk: Desk) -> None:
    desk.has("# mine\nterm\tcategory\tgloss\n甲乙政策\tinstrument\tx\n")
    desk.takes("term,accept,gloss,category\n云上鸿沟,x,cloud gap,risk\n")
    assert desk.sound()
    assert desk.files()["terms.tsv"].splitlines()[3:] == ["云上鸿沟\trisk\tcloud gap"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("云上 鸿沟,x,", "line 3: no clean text holds '云上 鸿沟'; cleaning makes '云上鸿沟' of it"),
        ("云,x,", "line 3: '云' has one character"),
        ("云上。鸿沟,x,", "line 3: '云上。鸿沟' holds '。'"),
        ("——,x,", "line 3: '——' holds no letter"),
        ("云下 鸿沟,word,", "line 3: no clean text holds"),
        ("云上鸿沟,x,云上鸿沟论|云", "line 3: '云' has one character"),
        (f"{'云' * 61},x,", "has 61 characters"),
    ],
)
def test_a_fault_is_named_with_its_line_and_nothing_is_written(desk: Desk, row: str, said: str) -> None:
    desk.has(HEADER, "风险社会\n")
    message = desk.refuses(f"term,accept,aliases\n智慧鸿沟,x,\n{row}\n")
    assert said in message
    assert "reviewed.csv" in message


def test_several_faults_are_told_together(desk: Desk) -> None:
    message = desk.refuses("term,accept\n云,x\n雨,\n云上 鸿沟,x\n")
    assert "line 2: '云' has one character (1 more faulty line: 4)" in message


def test_a_row_that_is_not_taken_may_be_faulty(desk: Desk) -> None:
    desk.takes("term,accept\n云,\n云上鸿沟,x\n")
    assert "云上鸿沟" in desk.files()["terms.tsv"]


def test_lines_of_a_plain_list(desk: Desk) -> None:
    assert "line 2: '云' has one character" in desk.refuses("云上鸿沟\n云\n", "list.txt")


def test_lines_of_a_table_of_one_column(desk: Desk) -> None:
    assert "line 3: '云' has one character" in desk.refuses("term\n云上鸿沟\n云\n")


def test_no_column_of_terms(desk: Desk) -> None:
    message = desk.refuses("word,accept\n云中鸿沟,x\n")
    assert "there is no column 'term' (columns: word, accept)" in message


@pytest.mark.parametrize("faulty", [{"terms": "云上鸿沟\n"}, {"words": "云上 鸿沟\n", "terms": HEADER}])
def test_a_faulty_lexicon_is_not_added_to(desk: Desk, faulty: dict[str, str]) -> None:
    desk.has(**faulty)
    message = desk.refuses("term,accept\n云下鸿沟,word\n雨中鸿沟,x\n")
    assert "line 1: " in message


FAULTY_LATER = [
    pytest.param("云下鸿沟,x,云上鸿沟,", id="alias is a term of the list"),
    pytest.param("云下鸿沟,x,云下鸿沟,", id="alias is the term itself"),
    pytest.param("云下鸿沟,x,雨中鸿沟,\n雪中鸿沟,x,雨中鸿沟,", id="one alias for two"),
    pytest.param("云下鸿沟,x,,sometimes", id="no such boundary"),
    pytest.param("任地,word,,", id="kept apart and kept whole"),
]


@pytest.mark.parametrize("row", FAULTY_LATER)
def test_what_is_written_can_be_read(desk: Desk, row: str) -> None:
    desk.has(HEADER + "云上鸿沟\t\t\t\t\n", "任/地\n")
    before = desk.files()
    try:
        desk.takes(f"term,accept,aliases,boundary\n{row}\n")
    except GovtextError:
        assert desk.files() == before
    assert desk.sound()


def test_comments_of_a_plain_list(desk: Desk) -> None:
    taken = desk.takes("# mine\n云上鸿沟\n", "list.txt")
    assert taken.written == {desk.terms: 1}


def test_without_a_study(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("治理。\n", encoding="utf-8")
    (tmp_path / "r.csv").write_text("term\n云上鸿沟\n", encoding="utf-8")
    with pytest.raises(UsageProblem, match="there is no study here"):
        accept(study_of_files([tmp_path / "a.txt"]), tmp_path / "r.csv")


# The command line: found, marked, taken over, counted.


@pytest.fixture
def by_jieba(study: Path) -> Path:
    """Return the study with two texts that have 云上鸿沟 four times, cut by jieba."""
    (study / "corpus" / "a.txt").write_text("我们要跨越云上鸿沟。\n各国面对云上鸿沟的挑战。\n", encoding="utf-8")
    (study / "corpus" / "b.txt").write_text("弥合云上鸿沟，任重道远。\n云上鸿沟正在扩大。\n", encoding="utf-8")
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8").replace('"whitespace"', '"jieba"'), encoding="utf-8")
    return study


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_what_terms_wrote_marked_and_taken_is_counted(by_jieba: Path, govtext: Run, form: str) -> None:
    outcome = govtext("terms", "--format", form)
    assert outcome.code == 0, outcome.err
    head, *rows = outcome.out.splitlines()
    sign = "," if form == "csv" else "\t"
    marked = [head]
    for row in rows:
        cells = row.split(sign)
        if cells[1] == "云上鸿沟":
            cells[head.split(sign).index("accept")] = "x"
            cells[head.split(sign).index("gloss")] = "cloud gap"
        marked.append(sign.join(cells))
    assert "x" in marked[1].split(sign)
    (by_jieba / f"reviewed.{form}").write_text("\n".join(marked) + "\n", encoding="utf-8")
    outcome = govtext("terms", "--accept", f"reviewed.{form}")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == "1 entry added to lexicon/terms.tsv\n"
    counted = govtext("freq", "--features", "terms", "--gloss", "--no-save", "--lexicon", "study")
    # 我们 要 跨越 云上 鸿沟 | 各国 面对 云上 鸿沟 的 挑战 | 弥合 云上 鸿沟 任重道远 | 云上 鸿沟 正在 扩大: 19 words
    assert counted.out.splitlines()[0].startswith("term,gloss,kind,count,per_10k,range,per_million,rank,")
    (row,) = csv.DictReader(io.StringIO(counted.out))
    assert [row[key] for key in ("term", "gloss", "kind", "count")] == ["云上鸿沟", "cloud gap", "term", "4"]
    assert float(row["per_10k"]) == pytest.approx(4 / 19 * 1e4)
    assert row["range"] == "2"
    assert "云上鸿沟" not in [line.split(",")[1] for line in govtext("terms", "--no-save").out.splitlines()[1:]]


def test_the_saved_table_can_be_taken_as_it_is(by_jieba: Path, govtext: Run) -> None:
    assert govtext("terms").code == 0
    path = by_jieba / "outputs" / "terms" / "terms.csv"
    assert path.exists()
    outcome = govtext("terms", "--accept", path)
    assert outcome.code == 1
    assert "no row of" in outcome.err
    assert not (by_jieba / "lexicon" / "terms.tsv").exists()


def test_in_segmented_text_accepted_terms_are_counted_too(study: Path, govtext: Run) -> None:
    # a: 治理 治理 风险 。 — the term 治理风险 once.
    (study / "list.txt").write_text("治理风险\n", encoding="utf-8")
    assert govtext("terms", "--accept", "list.txt").code == 0
    rows = govtext("freq", "--features", "terms", "--no-save", "--lexicon", "study").out.splitlines()[1:]
    assert [row.split(",")[:3] for row in rows] == [["治理风险", "term", "1"]]


def test_known_ones_are_named(study: Path, govtext: Run) -> None:
    (study / "list.txt").write_text("智能鸿沟\n治理风险\n", encoding="utf-8")
    outcome = govtext("terms", "--accept", "list.txt")
    assert outcome.err == "1 entry added to lexicon/terms.tsv\n1 in the lexicon already: 智能鸿沟\n"


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("term,accept\n治理风险,\n", 1, "no row of r.csv is accepted"),
        ("term,accept\n治 理,x\n", 3, "govtext: r.csv: line 2: "),
        ("a,b\n1,2\n", 3, "there is no column 'term'"),
    ],
)
def test_exit_codes(study: Path, govtext: Run, text: str, code: int, said: str) -> None:
    (study / "r.csv").write_text(text, encoding="utf-8")
    outcome = govtext("terms", "--accept", "r.csv")
    assert outcome.code == code
    assert said in outcome.err
    assert outcome.err.count("\n") == 1
    assert not (study / "lexicon").exists()


def test_no_study_is_exit_code_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, govtext: Run) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.csv").write_text("term\n治理风险\n", encoding="utf-8")
    outcome = govtext("terms", "--accept", "r.csv")
    assert outcome.code == 2
    assert "there is no study here" in outcome.err


def test_a_missing_table_is_refused(study: Path, govtext: Run) -> None:
    outcome = govtext("terms", "--accept", "nowhere.csv")
    assert outcome.code == 3
    assert "nowhere.csv: no such file" in outcome.err
