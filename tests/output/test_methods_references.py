"""The works a methods text cites: the shipped catalogue, the texts of the corpus, and what hostile metadata does."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.output.methods import methods, references
from govtext.output.methods.bibliography import CATALOGUE, catalogue, cited, source_keys

from .locks_by_hand import full, lock, source, step

pybtex = pytest.importorskip("pybtex.database")
NEEDED = {
    "article": {"author", "title", "journal", "year"},
    "book": {"author", "title", "publisher", "year"},
    "incollection": {"author", "title", "booktitle", "publisher", "year", "editor"},
    "inproceedings": {"author", "title", "booktitle", "year"},
    "misc": {"author", "title"},
    "report": {"title", "institution", "type", "year"},
}
HOSTILE = (
    "</script><script>alert(1)</script>",
    "[click](javascript:alert(1)) ![x](http://evil/x.png)",
    "}, author = {Eve}, title = {Gone",
    "50 % of {x} \\input{/etc/passwd} $a_b^c$ & # ~",
    "@article{evil, title={x}}\n@string{a=1}",
    "a | b\n\n# heading [@dunning1993] @evil",
    "=cmd|' /C calc'!A0 `code``` *b*",
    "\u202eabc\u200b\x00\x1b[31m",
    "and and others",
    "、、；；",
)


def parsed(text: str) -> Any:
    """Return a bibliography as pybtex reads it; it refuses what is not BibTeX."""
    return pybtex.parse_string(text, "bibtex")


def people(entry: Any, role: str = "author") -> int:
    """Return how many persons an entry has."""
    return len(entry.persons.get(role, []))


def test_the_catalogue_is_bibtex_with_the_fields_each_kind_needs() -> None:
    found = parsed(CATALOGUE.read_text("utf-8"))
    assert list(found.entries) == sorted(found.entries) == list(catalogue())
    for key, entry in found.entries.items():
        there = {*entry.fields, *entry.persons}
        assert NEEDED[entry.type] - {"year"} <= there, key
        assert (
            key in ("jieba", "tomotopy") or key.startswith(re.sub(r"\W", "", _family(entry))[:4]) or key[:3].isalpha()
        )
        if "year" in entry.fields:
            assert key.rstrip("ab").endswith(entry.fields["year"]), key
        if "doi" in entry.fields:
            assert re.fullmatch(r"10\.\d{4,5}/\S+", entry.fields["doi"]), key
        if "pages" in entry.fields and "--" in entry.fields["pages"]:
            first, last = entry.fields["pages"].split("--")
            assert int(first) < int(last), key


def _family(entry: Any) -> str:
    return str(entry.persons["author"][0].last_names[0]).lower()


def test_dunning_as_it_was_printed() -> None:
    # T. Dunning (1993), Accurate methods for the statistics of surprise and coincidence, CL 19(1), 61-74
    text = references(lock(step("compare", measure="g2-four")))
    assert (
        "@article{dunning1993,\n  author = {Dunning, Ted},\n  title = {Accurate Methods for the Statistics of Surprise "
        "and Coincidence},\n  journal = {Computational Linguistics},\n  volume = {19},\n  number = {1},\n  pages = "
        "{61--74},\n  year = {1993},\n}\n"
    ) in text
    assert (
        "- `dunning1993` Dunning, Ted (1993). Accurate Methods for the Statistics of Surprise and Coincidence. "
        "*Computational Linguistics* 19(1): 61–74."
    ) in methods(lock(step("compare", measure="g2-four")), "en")


def test_only_what_is_cited_is_written_sorted() -> None:
    text = references(lock(step("citations")))
    keys = list(parsed(text).entries)
    assert keys == sorted(keys)
    assert {"levenshtein1966", "jaccard1912", "source-a", "govtext", "jieba"} <= set(keys)
    assert "dunning1993" not in keys


def test_texts_of_the_corpus() -> None:
    sources = [
        source("a", authors="张三、李四", journal="虚构学刊", volume="3", issue="2", pages="1--9", genre="期刊论文"),
        source("b"),
        source("c", genre="讲话", institution=None, authors="Doe, Jane; Roe, Richard"),
    ]
    found = parsed(references(lock(step("freq"), sources=sources))).entries
    article, report, speech = (found[f"source-{name}"] for name in "abc")
    assert (article.type, report.type, speech.type) == ("article", "report", "misc")
    assert [person.last_names for person in article.persons["author"]] == [["{张三}"], ["{李四}"]]
    assert (article.fields["journal"], article.fields["number"], article.fields["year"]) == ("虚构学刊", "2", "2024")
    assert (report.fields["institution"], report.fields["type"]) == ("某研究院", "智库报告")
    assert [str(person) for person in speech.persons["author"]] == ["Doe, Jane", "Roe, Richard"]
    assert report.fields["title"] == "{治理报告b}"


def test_keys_of_sources_are_safe_and_each_its_own() -> None:
    names = ("a", "ye-li", "报告", "a b", "no-3", "x-", "")
    keys = source_keys([{"id": name} for name in names])
    assert keys[:2] == ["source-a", "source-ye-li"]
    assert len(set(keys)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9]+([-_][A-Za-z0-9]+)*", key) for key in keys)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("field", ["title", "label", "authors", "institution", "genre", "id", "year", "doi", "url"])
def test_hostile_metadata_does_nothing(field: str, text: str) -> None:
    check_harmless(field, text)


@settings(deadline=None, max_examples=40)  # several texts are written for one example
@given(st.sampled_from(["title", "authors", "institution", "genre", "journal"]), st.text(max_size=40))
def test_any_metadata_does_nothing(field: str, text: str) -> None:
    check_harmless(field, text)


def check_harmless(field: str, text: str) -> None:
    """Check that a source with this field changes nothing but its own cell and entry."""
    plain, odd = ([source("a", **{field: one}), source("b")] for one in ("Plain", text))
    found, usual = (lock(step("freq"), sources=sources) for sources in (odd, plain))
    entries = parsed(references(found)).entries
    assert len(entries) == len(parsed(references(usual)).entries)
    own = entries[source_keys(odd)[0]]
    assert {*own.fields, *own.persons} <= {
        "title",
        "year",
        "institution",
        "type",
        "howpublished",
        "langid",
        "doi",
        "url",
    } | {
        "author",
        "journal",
        "publisher",
        "volume",
        "number",
        "pages",
    }
    for lang in ("en", "zh"):
        page = methods(found, lang)
        assert len(page.splitlines()) == len(methods(usual, lang).splitlines())
        assert len(cited(page)) == len(cited(methods(usual, lang)))
        row = next(line for line in page.splitlines() if f"[@{source_keys(odd)[0]}]" in line)
        assert len(re.findall(r"(?<!\\)\|", row)) == 8  # seven cells
        bare = re.sub(r"\\.", "", page)
        assert not re.search(r"<(?!https?://[\w./?=&#~:+%();-]+>)", bare)
        assert not re.search(r"\]\(|!\[|\[\[", bare)
        assert not re.search(r"[\u202a-\u202e\u2066-\u2069\u200b\x00-\x09\x0b-\x1f]", page)


@pytest.mark.skipif(shutil.which("bibtex") is None, reason="no BibTeX here")
def test_bibtex_reads_what_is_written(tmp_path: Path) -> None:
    odd = [source(f"s{number}", title=text, authors=text, genre="文集") for number, text in enumerate(HOSTILE[:-1])]
    found = lock(*full()["steps"], sources=odd)
    (tmp_path / "r.bib").write_text(references(found), "utf-8")
    (tmp_path / "p.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{r}\n", "utf-8")
    done = subprocess.run(["bibtex", "p"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "error message" not in done.stdout, done.stdout
    assert "I was expecting" not in done.stdout
    assert (tmp_path / "p.bbl").read_bytes().count(b"\\bibitem") == len(parsed(references(found)).entries)


def test_editors_and_ampersands_read_as_printed() -> None:
    text = methods(lock(step("collocates"), step("compare", by=None)), "en")
    assert "Zernik, Uri (ed.), " in text
    assert "Kytö, Merja (eds.), " in text
    odd = methods(lock(step("freq"), sources=[source("a", title="A & B &lt; C&D"), source("b")]), "en")
    assert "*A & B \\&lt; C\\&D*" in odd
    assert "&amp;" not in odd


def test_one_word_is_no_plural() -> None:
    text = methods(lock(step("freq", stopwords="own (1)", words="own (1)"), step("frames", codes="1,4")), "en")
    assert "own (1 word)" in text
    assert "(1 words)" not in text
    assert "(1 code, counting all levels)" in text
