"""The methods text: what it says of each command, in both languages, and that every number is the lock's."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.api import ANALYSES
from govtext.errors import GovtextError
from govtext.output.methods import methods, references
from govtext.output.methods.bibliography import catalogue, cited
from govtext.output.methods.cleaning import APART, CHANGED, REMOVED
from govtext.output.methods.grouping import MOST_GROUPS, MOST_OF_A_GROUP
from govtext.output.methods.steps import COMMANDS
from govtext.sources.rules import ALL_RULES

from .locks_by_hand import PARAMETERS, full, lock, source, step

LANGUAGES = ("en", "zh")


def said(found: str, start: str) -> str:
    """Return the paragraph that begins so."""
    return next(part for part in found.split("\n\n") if part.startswith(start))


def test_corpus_in_words_and_in_a_table() -> None:
    english, chinese = (methods(lock(step("freq")), lang) for lang in LANGUAGES)
    # two texts of 1,200 characters, 600 tokens, 40 sentences, 12 paragraphs and 3 sections each
    assert said(english, "The corpus") == (
        "The corpus consists of two texts in Chinese, dated 2024 to 2025 (Table 1). After cleaning it holds 2,400 "
        "characters, 1,200 tokens, 80 sentences, 24 paragraphs and 6 sections; tokens are words and numbers, "
        "punctuation is not counted. All files came as plain text."
    )
    assert said(chinese, "语料由") == (
        "语料由 2 篇中文文本组成，年份为 2024 至 2025 年（表 1）。清洗后共计 2,400 字符、1,200 词、80 句、24 段、6 节；"
        "词含数字，不含标点。文件格式均为纯文本。"
    )
    assert "| 报告a | 治理报告a [@source-a] | 2024 | 智库报告 | 1,200 | 600 | 40 |" in english
    assert "| 简称 | 题名 | 年份 | 体裁 | 字符 | 词 | 句 |" in chinese


def test_cleaning_names_the_rules_that_fired() -> None:
    english, chinese = (methods(lock(step("freq")), lang) for lang in LANGUAGES)
    # 2400 / 2650 = 90.6 %, 220 / 2650 = 8.3 %, 30 / 2650 = 1.1 %
    assert said(english, "The files") == (
        "The files were cleaned by named rules, every edit of which is recorded with its place, so that each character "
        "of a file is accounted for. Of 2,650 characters as read, 2,400 (90.6%) are the running text that was "
        "analysed, 220 (8.3%) were kept apart as no part of it, and 30 (1.1%) were removed; 1,500 characters of the "
        "text were exchanged for another form. In detail (in brackets the number of edits and of texts concerned), "
        "removed were page numbers (12; 2); kept apart were footnotes and endnotes (4; 1); brought to a common form or "
        "mended were half-width punctuation beside Chinese characters (1,500; 2)."
    )
    assert "删除页码（12；2）；单独保存脚注与尾注（4；1）；统一或修复汉字旁的半角标点（1,500；2）。" in chinese
    off = lock(step("freq"), cleaning={"without": ["boxes", "tables"], "rules": []})
    assert "The rules `boxes` and `tables` were switched off." in methods(off, "en")
    assert "规则 `boxes`、`tables` 未启用。" in methods(off, "zh")


def test_every_cleaning_rule_has_its_words() -> None:
    assert {*REMOVED, *APART, *CHANGED} == set(ALL_RULES)
    assert len(REMOVED) + len(APART) + len(CHANGED) == len(ALL_RULES)


def test_segmentation_word_list_and_stop_list() -> None:
    english, chinese = (methods(lock(step("freq")), lang) for lang in LANGUAGES)
    assert said(english, "The texts were") == (
        "The texts were segmented with the dictionary of jieba 0.42.1 [@jieba] and its hidden Markov model for words "
        "that the dictionary lacks, as executed by rjieba 0.2.2. Lexical units of the word list govtext (193 entries) "
        "were kept whole. Tokens that join Latin letters, digits and signs (GPT-4) were kept whole. Words of the stop "
        "list govtext (552 words) and numbers in digits were left out of what is listed or modelled, but remain in "
        "all token totals."
    )
    assert "停用词表 govtext（552 词）所收的词与阿拉伯数字不列入结果、不进入模型，但仍计入各项总词数。" in chinese


def test_numbers_go_only_with_govtexts_own_numerals() -> None:
    own = methods(lock(step("freq", stopwords="own (12)")), "en")
    assert "Words of the stop list own (12 words) were left out" in own
    assert "numbers in digits" not in own


def test_pre_segmented_text_has_no_word_list() -> None:
    text = methods(lock(step("freq", engine="whitespace", words=..., mixed=..., stopwords="none")), "en")
    assert "The texts were segmented beforehand and cut at white space as they are. No stop list was used." in text
    assert "jieba" not in text.split("## Software")[0]


def test_comparison() -> None:
    english, chinese = (methods(lock(step("compare")), lang) for lang in LANGUAGES)
    assert said(english, "**Comparison") == (
        "**Comparison of word frequencies.** The frequencies of words in each source (the target) were compared with "
        "those in all others together (the reference). Key words, positive and negative, were ranked by the "
        "log-likelihood statistic G² in its two-term form [@rayson2000]. p values are those of the test, adjusted by "
        "Holm's correction [@holm1979] over all tests (one a word and group, or one a word where two groups mirror "
        "each other), before any row was left out. The "
        "size of a difference is given as the log ratio of relative frequencies [@hardie2014] with its 95% confidence "
        "interval by the delta method [@katz1978], a count of zero being put at 0.5. Words with fewer than 5 "
        "occurrences in target and reference together were not tested. The test treats tokens as independent "
        "observations, which words of running text are not; p values therefore order the evidence and are no error "
        "rates."
    )
    assert "目标与参照合计频次不足 5 的词不予检验。" in chinese


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"measure": "chi2-yates"}, "χ² with Yates's correction for continuity [@yates1934]"),
        ({"measure": "simple-maths", "k": 100.0}, "[@kilgarriff2009] (k = 100)"),
        ({"measure": "log-odds", "prior": 500}, "the prior is worth 500 tokens"),
        ({"correction": "bh"}, "false discovery rate [@benjamini1995]"),
        ({"correction": "none"}, "were not adjusted for the number of tests"),
        ({"target": "a", "reference": ["b"]}, "words in a (the target) were compared with those in b (the reference)"),
        ({"by": None, "reference_corpus": "../news"}, "in the whole corpus (the target) were compared"),
        ({"terms": "lists/words.txt"}, "the words and terms of the list lists/words.txt in each source"),
        ({"by": "genre"}, "in each group of the metadata field `genre`"),
        ({"features": "merged", "terms": "govtext (3384)"}, "The longest term of the lexicon was counted in the place"),
    ],
)
def test_comparison_otherwise(options: dict[str, Any], sentence: str) -> None:
    assert sentence in methods(lock(step("compare", **options)), "en")


def test_effect_sizes_take_p_from_g2() -> None:
    text = methods(lock(step("compare", measure="percent-diff")), "en")
    assert "p values are those of the log-likelihood statistic G² in its two-term form [@rayson2000], adjusted" in text


def test_topic_model() -> None:
    text = said(methods(lock(step("freq"), step("topics")), "en"), "**Topic")
    for sentence in (
        "Topics were estimated on paragraphs (32), shorter ones being merged with the next of the same source until "
        "they hold at least 60 tokens.",
        "Words of at least 2 characters that occur in at least 4 units and in at most 30% of them were kept, which "
        "leaves 102 words and 1,640 tokens.",
        "The model is the average of 60 fits of latent Dirichlet allocation [@blei2003], fitted by collapsed Gibbs "
        "sampling [@griffiths2004] with tomotopy [@tomotopy] (150 sweeps each, the prior α of each topic learned from "
        "the data [@wallach2009a], η = 0.1).",
        "The number of topics was set to K = 6.",
        "the model was made 12 times more, alternately with another seed on all units and with another seed on a "
        "random 80% of them",
        "a percentile bootstrap (1,000 draws) [@efron1993]",
        "a permutation analysis of variance (1,999 permutations) [@phipson2010]",
        "All random draws follow from the seed 7.",
        "The stop lists of this analysis are govtext (552 words) and modals (75 words); numbers in digits were left "
        "out, too.",
    ):
        assert sentence in text


def test_topics_of_several_numbers_of_another_engine_and_applied() -> None:
    several = methods(lock(step("topics", k="2-15", tried=4)), "en")
    assert "Models with K in 2–15 were compared, each made again 4 times." in several
    assert "The model with K = 6, which this rule recommends, is the one reported." in several
    single = methods(lock(step("topics", model="gensim", runs=1, init="nmf", alpha=None, passes=50)), "en")
    assert "The model is a single fit of latent Dirichlet allocation" in single
    assert "with gensim [@rehurek2010] (50 passes, α = 1/K, η = 0.1)" in single
    assert "[@kuhn1955" not in single
    applied = methods(lock(step("topics", apply="model.npz", steps=100, k=..., rows={"prevalence": 12})), "en")
    assert "No model was fitted: the topics of a model fitted before (model.npz)" in applied
    assert "[@blei2003]" not in applied
    assert "was set to K" not in applied


def test_a_model_that_was_not_tried_or_has_no_groups_claims_nothing() -> None:
    rows = {"summary": 6, "prevalence": 6, "correlation": 15}
    text = methods(lock(step("topics", refits=0, rows=rows)), "en")
    assert "The robustness of the model was not tried." in text
    for absent in ("[@phipson2010]", "[@lin1991", "were not interpreted"):
        assert absent not in text


def test_frames_actors_citations_modality_agree() -> None:
    text = methods(full(), "en")
    assert "the codebooks `principles` (14 codes, counting all levels) and `entman` [@entman1993] (4 codes, co" in text
    assert "a percentile bootstrap of whole paragraphs (1,000 draws, seed 7) [@davison1997]" in text
    assert "the gazetteer govtext (331 entries with their aliases)" in text
    assert "the words within 5 tokens of a mention" in text
    assert "were matched with a catalogue of 150 governance instruments" in text
    assert (
        "The codes that the codebook `principles` gives to sentences were held against those given by two persons"
        in text
    )
    assert "95% percentiles of 1,000 draws of units, seed 7 [@efron1993]" in text
    one = methods(lock(step("frames", rows={"coverage": 2}), step("modality", rows={"strength": 1})), "en")
    assert "[@haberman1973]" not in one  # with a single group nothing is compared


def test_mutual_framing_and_sheets() -> None:
    mutual = methods(lock(step("frames", mutual=True, rows={"mutual": 4, "passages": 9})), "en")
    assert "Affinity is log₂ of observed over expected places" in mutual
    sheet = methods(lock(step("frames", sample=200, rows={"sheet": 180})), "en")
    assert "For coding by hand 180 sentences were drawn at random (seed 7)" in sheet


def test_patterns() -> None:
    text = methods(full(), "en")
    assert (
        "**Concordance.** A concordance was made of all places of `治理`, searched as whole tokens. The context is 8 "
        "tokens to either side. Kept were places with 全球 near them (within 5 words in the sentence). At most 50 of "
        "the places were drawn at random (seed 7); counts are of all."
    ) in text
    assert (
        "Collocates of `风险` were counted within 5 tokens to the left and 4 to the right, not beyond the sentence."
        in text
    )
    assert "Sequences of 2–4 words, adjacent and within one sentence" in text
    assert "Only sequences with at least 5 occurrences and in at least 3 sources were kept." in text


def test_two_steps_of_a_command_are_said_without_repetition() -> None:
    steps = (step("compare"), step("compare", "by-genre", by="genre", min_count=20))
    english, chinese = (methods(lock(*steps), lang) for lang in LANGUAGES)
    text = said(english, "**Comparison")
    assert text.count("Holm") == 1
    assert text.endswith(
        "(Step `by-genre`) The frequencies of words in each group of the metadata field `genre` (the target) were "
        "compared with those in all others together (the reference). Words with fewer than 20 occurrences in target "
        "and reference together were not tested. In all else this step is as step `compare`."
    )
    assert said(chinese, "**词频比较").endswith("目标与参照合计频次不足 20 的词不予检验。其余均同步骤 `compare`。")


def test_a_second_step_that_says_less_is_told_whole() -> None:
    steps = (step("compare"), step("compare", "all", min_count=0, min_range=0))
    text = said(methods(lock(*steps), "en"), "**Comparison")
    assert text.count("Holm") == 2  # the limit of the first does not hold: nothing may be taken over
    assert "In all else" not in text


def test_what_a_step_does_otherwise_than_most() -> None:
    steps = (step("freq"), step("keywords"), step("compare", stopwords="none", engine="character", sources=["a"]))
    text = said(methods(lock(*steps), "en"), "**Comparison")
    assert "This step has 1 text of the corpus: `报告a`." in text
    assert "Here: every Chinese character was counted as a token." in text
    assert "No stop list was applied here." in text


def test_every_analysis_has_its_text() -> None:
    assert set(COMMANDS) == {*ANALYSES, "agree"} == set(PARAMETERS)
    for command in COMMANDS:
        for lang in LANGUAGES:
            title = COMMANDS[command][0].get(lang)
            assert f"**{title}" in methods(lock(step(command)), lang)


def test_both_languages_cite_the_same_works_and_all_are_in_the_list() -> None:
    text = {lang: methods(full(), lang).split("\n## References\n")[0].split("\n## 参考文献\n")[0] for lang in LANGUAGES}
    assert cited(text["en"]) == cited(text["zh"])
    assert re.findall(r"^@\w+\{(.*),$", references(full()), re.MULTILINE) == cited(text["en"])
    for lang in LANGUAGES:
        listed = re.findall(r"^- `([^`]+)`", methods(full(), lang), re.MULTILINE)
        assert sorted(listed) == cited(text["en"])


def test_every_work_of_the_catalogue_can_be_cited() -> None:
    options: list[tuple[str, dict[str, Any]]] = [("compare", {"measure": name}) for name in _measures()]
    options += [("compare", {"correction": name}) for name in ("bh", "bonferroni")]
    options += [("keywords", {"method": "all"}), ("frames", {"mutual": True})]
    options += [("freq", {"factor": 0.72, "window": 500, "sample": 42}), ("ngrams", {"bundles": True})]
    options += [("topics", {"model": name, "init": "nmf"}) for name in ("gensim", "sklearn", "nmf")]
    options += [("topics", {"init": "seeded", "order": "relevance", "effect": "year", "k": "2-9"})]
    options += [("agree", {"codebook": ..., "level": "ordinal", "coders": 3})]
    rows = {"trends": 6, "effects": 6, "summary": 6, "prevalence": 6, "coefficients": 9}
    every = [step(command, str(place), **other) for place, (command, other) in enumerate(options)]
    every += [step("topics", "trends", effect="year", rows=rows), step("agree", level="nominal")]
    found = set(cited(methods(lock(*full()["steps"], *every), "en")))
    assert set(catalogue()) - found == set()


def _measures() -> tuple[str, ...]:
    from govtext.analyses.keyness.measures import MEASURES
    from govtext.output.methods.steps.comparing import MEASURES as WORDED

    assert set(WORDED) == set(MEASURES)
    return tuple(MEASURES)


@settings(deadline=None, max_examples=40)  # several texts are written for one example
@given(st.data())
def test_a_parameter_that_is_missing_or_odd_still_gives_text(data: st.DataObject) -> None:
    found = full()
    number = data.draw(st.integers(0, len(found["steps"]) - 1))
    parameters = found["steps"][number]["parameters"]
    name = data.draw(st.sampled_from(sorted(parameters)))
    odd = data.draw(st.sampled_from([..., None, "", "x", 0, 3, 1.5, True, [], ["a", "b"], {"a": 1}]))
    if odd is ...:
        del parameters[name]
    else:
        parameters[name]["value"] = odd
    for lang in LANGUAGES:
        text = methods(found, lang)
        assert "None" not in text
        assert not re.search(r"[（(] ?[)）]|  |, ?[.,]|，[。，]|\bundefined\b", text.split("## References")[0])
    references(found)


@pytest.mark.parametrize("part", ["versions", "study", "settings", "sources", "cleaning", "lexicon", "inputs", "steps"])
def test_a_broken_lock_is_refused(part: str) -> None:
    for broken in ("text", None, 3):
        found = full() | {part: broken}
        with pytest.raises(GovtextError, match=f"this lock is broken: its {part} are"):
            methods(found, "en")
        del found[part]
        with pytest.raises(GovtextError, match="govtext run --force"):
            references(found)


def test_broken_steps_are_refused() -> None:
    for broken in ({"command": "freq"}, {"name": "freq"}, {"name": "f", "command": "freq", "parameters": []}):
        with pytest.raises(GovtextError, match="this lock is broken"):
            methods(lock(broken), "en")


def test_a_lock_that_says_little_gives_a_short_text() -> None:
    bare = lock(cleaning={}, lexicon={}, sources=[{"id": "a"}])
    for lang in LANGUAGES:
        assert "govtext 0.1.0" in methods(bare, lang)
    assert "one text (Table 1)" in methods(bare, "en")
    assert "After cleaning" not in methods(bare, "en")


def test_many_sources_are_not_tabled_or_cited() -> None:
    found = lock(step("freq"), sources=[source(str(number)) for number in range(61)])
    text = methods(found, "en")
    assert "61 texts" in text
    assert "Table 1" not in text
    assert "source-" not in references(found)


def test_the_numbers_of_a_text_are_those_of_the_lock() -> None:
    found = lock(step("freq", min_count=9876, min_range=5432))
    assert "with at least 9,876 occurrences and in at least 5,432 sources" in methods(found, "en")
    assert "频次不低于 9,876、见于至少 5,432 篇文本" in methods(found, "zh") or "9,876" in methods(found, "zh")


def test_other_commands_need_a_sentence_or_none() -> None:
    audit = dict(step("segment"), name="audit", command="corpus audit", parameters={})
    known = dict(step("segment"), name="list", command="codebook list", parameters={})
    text = methods(lock(audit, known), "en")
    assert said(text, "The files").endswith("The record of cleaning was checked character by character.")
    assert "## Analyses" not in text
    assert "codebook list" not in text


def test_the_same_lock_gives_the_same_bytes_and_is_not_changed() -> None:
    found = full()
    before = copy.deepcopy(found)
    assert [methods(found, lang) for lang in LANGUAGES] == [methods(before, lang) for lang in LANGUAGES]
    assert references(found) == references(before)
    assert found == before


def test_groups_of_a_field_are_named_once() -> None:
    texts = [source("a", agenda="安全"), source("b", agenda="发展"), source("c", agenda="安全"), source("d")]
    steps = [step(name, by="agenda", sources=["a", "b", "c", "d"]) for name in ("compare", "frames", "keywords")]
    english, chinese = (methods(lock(*steps, sources=texts), lang) for lang in LANGUAGES)
    told = (
        "Grouped by the metadata field `agenda` the texts are – 安全: 报告a, 报告c; 发展: 报告b; "
        "without the field: 报告d."
    )
    assert said(english, "The corpus").endswith(told)
    assert english.count(told) == 1
    assert "按元数据字段 `agenda` 分组，各组文本为——安全：报告a、报告c；发展：报告b；无此字段：报告d。" in chinese
    assert "its share of the sentences of each group (by the metadata field `agenda`)" in english
    assert "占各组（按元数据字段 `agenda`）全部句子的比例" in chinese
    plain = methods(lock(step("compare", by="source"), step("ngrams", by="section")), "en")
    assert "Grouped by" not in plain


def test_groups_of_a_field_are_bounded_and_decades_follow_from_years() -> None:
    many = [source(f"s{number}", label=f"s{number}", year=1990 + number % 40) for number in range(200)]
    text = methods(lock(step("compare", by="decade", sources=[]), sources=many), "en")
    told = next(one for one in said(text, "The corpus").split(". ") if one.startswith("Grouped"))
    assert "– 1990s: s0, s1," in told
    assert told.count(f" and {50 - MOST_OF_A_GROUP} more") == 4
    years = methods(lock(step("compare", by="year", sources=[]), sources=many), "en")
    assert f"; and {40 - MOST_GROUPS} more." in years


def test_tests_are_counted_as_they_were_made() -> None:
    two = methods(lock(step("frames"), step("modality")), "en")  # coverage: two codebooks by two groups
    assert "over all tests (one for each code, as the two groups mirror each other)" in two
    assert "over all tests (one for each class, as the two groups mirror each other)" in two
    three = methods(lock(step("frames", rows={"coverage": 6}), step("modality", rows={"strength": 3})), "zh")
    assert "就全部检验（每一编码每组一次）作 Holm 校正" in three
    assert "就全部检验（每一类别每组一次）作 Holm 校正" in three
    unknown = methods(lock(step("frames", rows={"frames": 36})), "en")
    assert "or one for each code where there are two groups" in unknown
    assert "all cells" not in two + unknown


def test_limits_of_key_words_are_of_the_whole_corpus() -> None:
    english, chinese = (methods(lock(step("keywords")), lang) for lang in LANGUAGES)
    assert "Only words with at least 5 occurrences in the corpus as a whole were kept." in english
    assert "只保留在全部语料中频次不低于 5 的词。" in chinese
    assert "or one a word where there are two groups" in english


def test_robustness_and_permutations_as_they_were_done() -> None:
    once = methods(lock(step("topics", refits=2)), "en")
    assert "the lower of its two agreements, one of each kind, so that nothing tells how these vary" in once
    assert "mean agreements, one of each kind" in methods(lock(step("topics")), "en")
    assert "exchanges runs of neighbouring units, whose length follows from their correlation" in once
    field = [methods(lock(step("topics", by="genre")), lang) for lang in LANGUAGES]
    assert "exchanges whole sources or, unless there are two for each group" in field[0]
    assert "在组间交换的是整篇文本；" in field[1]


def test_intervals_and_hedges_where_the_lock_has_their_tables() -> None:
    shown = methods(lock(step("compare", rows={"compare": 9, "frequencies": 9}), step("modality")), "en")
    assert "Wilson's 95% intervals [@wilson1927]" in shown
    assert "the number of hedges for each demand" in shown
    bare = methods(lock(step("compare"), step("modality", rows={"modality": 24})), "en")
    assert "wilson1927" not in bare
    assert "hedges for each demand" not in bare
