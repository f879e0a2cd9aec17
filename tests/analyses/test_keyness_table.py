"""The table of keyness: every column against independent computation and published values, and what must hold."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas
import pytest
from association_measures.measures import score
from numpy.testing import assert_allclose
from scipy.stats import beta, chi2, chi2_contingency, false_discovery_control, fisher_exact, mannwhitneyu

from govtext.analyses.compare import compare
from govtext.analyses.keyness.measures import CORRECTIONS, MEASURES
from govtext.errors import UsageProblem
from govtext.table import Table, Tables
from govtext.tokens.index import TokenIndex

Build = Callable[..., TokenIndex]
WORDS = ["治理", "风险", "发展", "安全", "算法", "数据", "伦理", "标准"]
CONTRACT = [
    *("group", "term", "kind", "count", "reference_count", "expected", "g2", "p", "p_adjusted"),
    *("log_ratio", "log_ratio_low", "log_ratio_high", "dp"),
]


@pytest.fixture
def drawn(segmented: Build) -> TokenIndex:
    """Index twelve texts of 20 to 60 words drawn at random, six of genre x and six of genre y; 特有 is in x alone."""
    rng = np.random.default_rng(5)
    texts, fields = {}, {}
    for number in range(12):
        genre = "x" if number < 6 else "y"
        share = rng.dirichlet(np.linspace(1, 4, len(WORDS)) if genre == "x" else np.linspace(4, 1, len(WORDS)))
        words = list(rng.choice(WORDS, size=int(rng.integers(20, 60)), p=share))
        texts[f"t{number}"] = " ".join(words + ["特有"] * (number < 3))
        fields[f"t{number}"] = {"genre": genre}
    return segmented(fields, **texts)


def records(table: Table) -> list[dict[str, Any]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows()]


def note(tables: Tables) -> str:
    return "\n".join(one.en for one in tables["keyness"].notes)


def four(row: dict[str, Any]) -> tuple[float, float, float, float]:
    """Return counts and sizes of a row, the sizes from the rates."""
    a, b = row["count"], row["reference_count"]
    return a, b, SIZES[row["group"]], SIZES["y" if row["group"] == "x" else "x"]


SIZES: dict[str, float] = {}


@pytest.fixture
def rows(drawn: TokenIndex) -> list[dict[str, Any]]:
    divided = drawn.groups("genre")
    sizes = drawn.counts(divided).sum(axis=1).tolist()
    SIZES.update(zip(divided.names, sizes, strict=True))
    return records(compare(drawn, by="genre", min_count=1)["keyness"])


def test_the_published_columns_come_first_in_their_order(drawn: TokenIndex) -> None:
    table = compare(drawn, by="genre", min_count=1)["keyness"]
    assert list(table.columns)[: len(CONTRACT)] == CONTRACT
    assert {one.column for one in MEASURES.values()} <= set(table.columns)
    assert table.values("reference") == ["rest"] * len(table)
    assert table.trace == {"pattern": "{term}", "by": "genre", "group": "{group}"}
    assert len(table.reading) <= 11


def test_every_column_against_scipy_and_plain_formulas(rows: list[dict[str, Any]]) -> None:
    assert len(rows) == 2 * (len(WORDS) + 1)
    for row in rows:
        a, b, c, d = four(row)
        table = np.array([[a, b], [c - a, d - b]])
        plain, yates = (chi2_contingency(table, correction=one) for one in (False, True))
        assert row["chi2"] == pytest.approx(plain.statistic)
        assert row["chi2_yates"] == pytest.approx(yates.statistic)
        four_terms = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
        assert row["g2_four"] == pytest.approx(four_terms)
        assert row["fisher_p"] == pytest.approx(fisher_exact(table).pvalue)
        two_terms = 2 * sum(x * math.log(x / e) for x, e in ((a, row["expected"]), (b, a + b - row["expected"])) if x)
        assert row["g2"] == pytest.approx(two_terms)
        assert row["p"] == pytest.approx(chi2.sf(two_terms, 1))
        assert row["bic"] == pytest.approx(two_terms - math.log(c + d))
        assert row["per_10k"] == pytest.approx(a / c * 1e4)
        assert row["reference_per_10k"] == pytest.approx(b / d * 1e4)
        assert row["percent_diff"] == pytest.approx(100 * (a / c - (b / d)) / (b / d or 1e-18))
        assert row["simple_maths"] == pytest.approx((1e6 * a / c + 1) / (1e6 * b / d + 1))
        half = 0.5 if min(a, b, c - a, d - b) == 0 else 0
        cells = [a + half, b + half, c - a + half, d - b + half]
        odds = cells[0] * cells[3] / (cells[1] * cells[2])
        assert row["odds_ratio"] == pytest.approx(odds)
        width = 1.959963984540054 * math.sqrt(sum(1 / cell for cell in cells))
        assert row["odds_ratio_low"] == pytest.approx(math.exp(math.log(odds) - width))
        assert row["odds_ratio_high"] == pytest.approx(math.exp(math.log(odds) + width))


def test_log_odds_have_a_prior_from_both_sides_worth_as_many_tokens(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        a, b, c, d = four(row)
        alpha, alpha0 = a + b, c + d
        own, other = a + alpha, b + alpha
        delta = math.log(own / (c + alpha0 - own)) - math.log(other / (d + alpha0 - other))
        assert row["log_odds"] == pytest.approx(delta)
        assert row["log_odds_z"] == pytest.approx(delta / math.sqrt(1 / own + 1 / other))


def test_the_prior_can_be_given(drawn: TokenIndex, rows: list[dict[str, Any]]) -> None:
    tables = compare(drawn, by="genre", min_count=1, prior=50, k=100)
    assert "worth 50 tokens" in note(tables)
    assert "k = 100 per million" in note(tables)
    for row in records(tables["keyness"]):
        a, b, c, d = four(row)
        alpha = 50 * (a + b) / (c + d)
        own, other = a + alpha, b + alpha
        delta = math.log(own / (c + 50 - own)) - math.log(other / (d + 50 - other))
        assert row["log_odds"] == pytest.approx(delta)
        assert row["simple_maths"] == pytest.approx((1e6 * a / c + 100) / (1e6 * b / d + 100))


def test_the_conservative_log_ratio_is_that_of_another_package(rows: list[dict[str, Any]]) -> None:
    own = [row for row in rows if row["group"] == "x"]
    cells = np.array([four(row) for row in own])
    frame = pandas.DataFrame({"f1": cells[:, 0], "N1": cells[:, 2], "f2": cells[:, 1], "N2": cells[:, 3]})
    theirs = score(frame, measures=["conservative_log_ratio"], freq=False, alpha=0.05, digits=None)
    assert_allclose([row["log_ratio_conservative"] for row in own], theirs["conservative_log_ratio"], atol=1e-6)
    # Exactly: the nearer bound of Clopper and Pearson at 0.05 / 9 tests.
    for row in own:
        a, b, c, d = four(row)
        tail = 0.05 / 9 / 2
        low = beta.ppf(tail, a, b + 1) if a else 0
        high = beta.ppf(1 - tail, a + 1, b) if b else 1
        bounds = [math.log2(d / c * share / (1 - share)) for share in (low, high) if 0 < share < 1]
        near = min(bounds, key=abs) if all(bound > 0 for bound in bounds) or all(bound < 0 for bound in bounds) else 0
        if len(bounds) == 2 or not a or not b:
            expected = near if (a / c > b / d) == (near > 0) else 0
            assert row["log_ratio_conservative"] == pytest.approx(expected, abs=1e-9)


def test_ranges_and_tests_of_texts(drawn: TokenIndex, rows: list[dict[str, Any]]) -> None:
    counts = drawn.source_counts()
    sizes = counts.sum(axis=1)
    for row in rows:
        values = counts[:, drawn.vocabulary.index(row["term"])]
        sides = [slice(0, 6), slice(6, 12)]
        own, other = sides if row["group"] == "x" else sides[::-1]
        assert (row["range"], row["reference_range"]) == ((values[own] > 0).sum(), (values[other] > 0).sum())
        rates = values / sizes
        test = mannwhitneyu(rates[own], rates[other])
        assert row["mann_whitney_u"] == test.statistic
        assert row["mann_whitney_p"] == pytest.approx(test.pvalue)
        pairs = [np.sign(x - y) for x in rates[own] for y in rates[other]]
        assert row["cliffs_delta"] == pytest.approx(np.mean(pairs))
        with_word = np.array([[row["range"], row["reference_range"]], [6 - row["range"], 6 - row["reference_range"]]])
        found = 0.0
        if with_word[1].any():
            found = chi2_contingency(with_word, correction=False, lambda_="log-likelihood").statistic
        assert row["text_dispersion"] == pytest.approx(found, abs=1e-9)


def test_pairwise_contrasts_are_antisymmetric(drawn: TokenIndex) -> None:
    one = records(compare(drawn, by="genre", target="x", reference="y", min_count=1)["keyness"])
    other = records(compare(drawn, by="genre", target="y", reference="x", min_count=1)["keyness"])
    assert [row["term"] for row in one] == [row["term"] for row in other]
    for row, back in zip(one, other, strict=True):
        for key in ("g2", "g2_four", "chi2", "chi2_yates", "fisher_p", "p", "p_adjusted", "bic", "text_dispersion"):
            assert row[key] == pytest.approx(back[key])
        for key in ("log_ratio", "log_ratio_conservative", "log_odds", "log_odds_z", "cliffs_delta"):
            assert row[key] == pytest.approx(-back[key])
        assert row["log_ratio_low"] == pytest.approx(-back["log_ratio_high"])
        assert row["odds_ratio"] * back["odds_ratio"] == pytest.approx(1)
        assert row["simple_maths"] * back["simple_maths"] == pytest.approx(1)
        assert row["mann_whitney_u"] + back["mann_whitney_u"] == 36
        assert row["log_ratio_low"] <= row["log_ratio"] <= row["log_ratio_high"]
        assert abs(row["log_ratio_conservative"]) <= abs(row["log_ratio"])
        assert 0 <= row["p"] <= row["p_adjusted"] <= 1


OWN_P = {"g2-four": "g2_four", "chi2": "chi2", "chi2-yates": "chi2_yates", "text-dispersion": "text_dispersion"}


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_ranks_by_strength_and_gives_its_own_p(drawn: TokenIndex, name: str) -> None:
    tables = compare(drawn, by="genre", measure=name, min_count=1)
    found = records(tables["keyness"])
    column = MEASURES[name].column
    ratio = name in ("odds-ratio", "simple-maths")
    for group in "xy":
        own = [row for row in found if row["group"] == group]
        values = [row[column] for row in own]
        if ratio:
            strength = [abs(math.log(value)) for value in values]
        elif name == "percent-diff":
            strength = [abs(row["log_ratio"]) for row in own if row["count"] and row["reference_count"]]
        elif name == "fisher":
            strength = [-value for value in values]
        elif name == "mann-whitney":
            strength = [-row["mann_whitney_p"] for row in own]
        else:
            strength = values if name == "bic" else [abs(value) for value in values]
        assert strength == sorted(strength, reverse=True)
    for row in found:
        if name in OWN_P:
            assert row["p"] == pytest.approx(chi2.sf(row[column], 1))
        elif name in ("fisher", "mann-whitney"):
            assert row["p"] == pytest.approx(row["fisher_p" if name == "fisher" else "mann_whitney_p"])
        else:
            assert row["p"] == pytest.approx(chi2.sf(row["g2"], 1))
    said = MEASURES[name].name.en
    assert f"Rows by {said}" in note(tables)
    assert f"p is that of {said if MEASURES[name].test else 'G2'}" in note(tables)
    assert column in tables["keyness"].reading


def test_python_takes_underscores(drawn: TokenIndex) -> None:
    one, other = (compare(drawn, by="genre", measure=name)["keyness"].rows() for name in ("log_ratio", "log-ratio"))
    assert str(one) == str(other)


@pytest.mark.parametrize("name", CORRECTIONS)
def test_corrections_over_all_tests(drawn: TokenIndex, name: str) -> None:
    tables = compare(drawn, by="source", correction=name, min_count=1)
    p, adjusted = (np.array(tables["keyness"].values(key)) for key in ("p", "p_adjusted"))
    assert len(p) == 12 * 9
    expected = {
        "none": p,
        "bonferroni": np.minimum(1, p * len(p)),
        "bh": false_discovery_control(p, method="bh"),
        "holm": np.empty(len(p)),
    }
    largest = 0.0
    for step, place in enumerate(np.argsort(p, kind="stable")):
        largest = max(largest, min(1.0, (len(p) - step) * p[place]))
        expected["holm"][place] = largest
    assert_allclose(adjusted, expected[name], rtol=1e-9)
    assert "108 tests" in note(tables)
    assert tables["keyness"].labels["p_adjusted"] == CORRECTIONS[name].label


def test_min_range_counts_texts_of_both_sides(drawn: TokenIndex) -> None:
    # 特有 stands in three texts.
    for least, there in ((3, True), (4, False)):
        tables = compare(drawn, by="genre", min_count=1, min_range=least)
        assert ("特有" in tables.main.values("term")) is there
    assert "and in 4 or more texts" in note(tables)


def test_min_count_is_of_target_and_reference_together(segmented: Build) -> None:
    # 治理 3 + 1 in a and b, 2 in c: against b alone it occurs 4 times; 安全 is in c only.
    index = segmented(a="治理 治理 治理 风险", b="治理 发展 发展 发展", c="安全 安全 安全 安全 安全 安全 治理 治理")
    tables = compare(index, target="a", reference="b", min_count=4)
    assert tables["keyness"].values("term") == tables.main.values("term") == ["治理"]
    assert list(tables.main.columns)[3::4] == ["a", "b"]  # the groups involved
    assert tables.main.values("total") == [4]
    pooled = records(compare(index, target="a", reference=["b", "c"], min_count=1)["keyness"])
    rest = records(compare(index, target="a", min_count=1)["keyness"])
    assert pooled[0]["reference"] == "b + c"
    for one, other in zip(pooled, rest, strict=True):
        assert {**one, "reference": ""} == pytest.approx({**other, "reference": ""}, nan_ok=True)


def test_several_targets(segmented: Build) -> None:
    index = segmented(a="治理 治理 风险", b="治理 发展 发展", c="安全 安全 治理")
    found = records(compare(index, target=["a", "b"], reference="c", min_count=1)["keyness"])
    assert [(row["group"], row["term"]) for row in found if row["term"] == "治理"] == [("a", "治理"), ("b", "治理")]
    # 发展 is neither in a nor in c, so it is not tested there; nor 风险 in b.
    assert {(row["group"], row["term"]) for row in found} == {
        *(("a", term) for term in ("治理", "风险", "安全")),
        *(("b", term) for term in ("治理", "发展", "安全")),
    }
    others = compare(index, reference="c", min_count=1)["keyness"]
    assert list(dict.fromkeys(others.values("group"))) == ["a", "b"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"target": "z"}, "no group 'z'; groups: a, b"),
        ({"target": "a", "reference": "a"}, "'a' is target and reference"),
        ({"measure": "g3"}, "no measure 'g3'"),
        ({"correction": "sidak"}, "no correction 'sidak'"),
        ({"k": 0}, "--k is 0"),
        ({"k": math.inf}, "--k is inf"),
        ({"prior": -1}, "--prior is -1"),
        ({"measure": "mann-whitney"}, "needs 5 texts on each side; 'a' has 1 and its reference 1"),
        ({"measure": "text_dispersion"}, "needs 2 texts on each side; 'a' has 1 and its reference 1"),
        ({"reference_size": 9}, "--reference-size has no list"),
    ],
)
def test_what_cannot_be_compared(segmented: Build, options: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageProblem, match=said):
        compare(segmented(a="治理 治理", b="治理 风险"), min_count=1, **options)


def test_an_empty_group_can_be_left_out(segmented: Build) -> None:
    index = segmented(a="治理 治理", b="治理 风险", c="。 ，")
    assert len(compare(index, target="a", reference="b", min_count=1)["keyness"]) == 2
    with pytest.raises(UsageProblem, match="'c' has no words"):
        compare(index, target="a", reference="c", min_count=1)


def test_single_texts_have_no_tests_of_texts(segmented: Build) -> None:
    tables = compare(segmented(a="治理 治理", b="治理 风险"), min_count=1)
    for key in ("mann_whitney_u", "mann_whitney_p", "cliffs_delta", "text_dispersion"):
        assert np.isnan(tables["keyness"].values(key)).all()
    assert "Here no contrast has so many" in note(tables)


def test_parts_of_one_source_are_its_texts(volume: TokenIndex) -> None:
    # One source, three authors: each author's part is a text, the reference has two.
    row = next(row for row in records(compare(volume, by="author", min_count=1)["keyness"]) if row["term"] == "治理")
    assert (row["group"], row["range"], row["reference_range"]) == ("张三", 1, 1)  # 李四 has none, (none) one


# Published values through the command line


def two_files(folder: Path, a: int, c: int, b: int, d: int) -> list[str]:
    """Write a target and a reference in which 词 occurs a times in c tokens and b times in d; return their paths."""
    for name, count, size in (("target", a, c), ("others", b, d)):
        (folder / f"{name}.txt").write_text("词 " * count + "余 " * (size - count) + "\n", encoding="utf-8")
    return [str(folder / "target.txt"), str(folder / "others.txt")]


@pytest.mark.parametrize(
    ("a", "c", "b", "d", "column", "published"),
    [
        # Rayson's wizard (ucrel.lancs.ac.uk/llwizard.html), as collected in the tests of CLiC.
        (7, 10_000, 0, 100_000, "g2", 33.57),
        (10, 150, 10, 150, "g2", 0.0),
        # Dunning (1993), table 1: k(AB) 110 of 2,552, k(~AB) 111 of 29,225; and 29 of 42, 123 of 31,735.
        (110, 2_552, 111, 29_225, "g2_four", 270.72),
        (29, 42, 123, 31_735, "g2_four", 263.90),
        # Physicians' Health Study (Agresti 2002, section 3.1): odds ratio, its interval, Pearson's chi-square.
        (189, 11_034, 104, 11_037, "chi2", 25.01),
        (189, 11_034, 104, 11_037, "odds_ratio", 1.83),
        (189, 11_034, 104, 11_037, "odds_ratio_low", 1.44),
        (189, 11_034, 104, 11_037, "odds_ratio_high", 2.33),
    ],
)
def test_published_values_through_the_command(
    tmp_path: Path, govtext: Any, a: int, c: int, b: int, d: int, column: str, published: float
) -> None:
    files = two_files(tmp_path, a, c, b, d)
    plain = ["--engine", "whitespace", "--stopwords", "none", "--min-count", "1", "--table", "keyness"]
    outcome = govtext("compare", *files, *plain, "--format", "csv", "--target", "target", "--reference", "others")
    assert outcome.code == 0, outcome.err
    row = next(row for row in csv.DictReader(io.StringIO(outcome.out)) if row["term"] == "词")
    assert (row["count"], row["reference_count"]) == (str(a), str(b))
    assert round(float(row[column]), 2) == published
    assert (row["group"], row["reference"]) == ("target", "others")


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_can_be_chosen_on_the_command_line(study: Path, govtext: Any, name: str) -> None:
    asked = ["--measure", name, "--min-count", "1", "--table", "keyness", "--format", "csv"]
    if MEASURES[name].texts > 1:
        outcome = govtext("compare", *asked)
        assert outcome.code == 2
        assert "on each side; 'a' has 1 and its reference 1" in outcome.err
        assert not (study / "outputs").exists()
        return
    outcome = govtext("compare", *asked, "--no-save")
    assert outcome.code == 0
    assert outcome.out.startswith(",".join(CONTRACT) + ",")
