"""RO-Crate metadata of a run: read by `rocrate`, and valid by the validator of the community where it is installed."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any, ClassVar

import pytest

from govtext.errors import UsageProblem
from govtext.pipeline.crate import FILE, crate

from .locks import write_outputs

EPOCH = "1700000000"  # 2023-11-14 22:13:20 UTC
RECORD = {"git": {"commit": "c0ffee", "branch": "main"}}
# The terms of RO-Crate 1.1 that the metadata use. They are those of schema.org, but for two.
TERMS = (
    *("CreateAction", "CreativeWork", "Dataset", "Person", "SoftwareApplication", "about", "author", "contentSize"),
    *("datePublished", "description", "encodingFormat", "genre", "hasPart", "inLanguage", "instrument", "license"),
    *("mentions", "name", "object", "result", "softwareRequirements", "softwareVersion", "sourceOrganization"),
)
CONTEXT = {
    **{term: f"http://schema.org/{term}" for term in TERMS},
    "File": "http://schema.org/MediaObject",
    "conformsTo": "http://purl.org/dc/terms/conformsTo",
}


@pytest.fixture
def lock(study: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return a lock: a file name that a URI cannot hold, a source with a title, a list from elsewhere."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    made = write_outputs(study, {"freq/freq.csv": "term\n治理\n", "freq/词频 一.md": "# 词频\n", "freq/freq.png": "x"})
    made["sources"][0] |= {"title": "治理报告", "institution": "某院", "year": 2023, "language": "zh"}
    made["steps"][0]["tables"] = {"freq": {"file": "freq/freq.csv", "rows": 1}}
    made["inputs"].append({"file": "../other/a.txt", "of": "elsewhere", "bytes": 3, "sha256": "a" * 64})
    for name in ("run.json", "METHODS.md"):
        (study / "outputs" / name).write_text("{}\n", encoding="utf-8")
    return made


@pytest.fixture
def made(study: Path, lock: dict[str, Any]) -> dict[str, Any]:
    """Return the metadata, written into the outputs."""
    metadata = crate(lock, RECORD, study / "outputs")
    (study / "outputs" / FILE).write_text(json.dumps(metadata, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return metadata


def entities(metadata: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {entity["@id"]: entity for entity in metadata["@graph"]}


def test_the_root_says_what_it_must(made: dict[str, Any]) -> None:
    found = entities(made)
    assert found[FILE] == {
        "@id": FILE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    root = found["./"]
    assert (root["@type"], root["name"]) == ("Dataset", "t: outputs of govtext")
    assert root["datePublished"] == "2023-11-14"
    assert "No author is stated. No licence is stated." in root["description"]
    assert found[root["license"]["@id"]]["name"] == "No licence is stated"
    assert "author" not in root


def test_files_have_their_hash_size_and_kind(study: Path, made: dict[str, Any]) -> None:
    found = entities(made)
    table = found["freq/freq.csv"]
    data = (study / "outputs/freq/freq.csv").read_bytes()
    assert table == {
        "@id": "freq/freq.csv",
        "@type": "File",
        "name": "freq.csv",
        "contentSize": str(len(data)),
        "encodingFormat": "text/csv",
        "sha256": hashlib.sha256(data).hexdigest(),
        "description": "Table of 1 rows, by govtext freq",
    }
    assert found["freq/freq.png"]["encodingFormat"] == "image/png"
    assert (
        found["run.lock.json"]["sha256"] == hashlib.sha256((study / "outputs/run.lock.json").read_bytes()).hexdigest()
    )
    assert found["METHODS.md"]["contentSize"] == "3"
    assert "sha256" not in found["run.json"]  # it differs from run to run
    assert {"sha256": "http://schema.org/sha256"} in made["@context"]


def test_all_files_are_parts_of_the_root_and_every_reference_leads_somewhere(made: dict[str, Any]) -> None:
    found = entities(made)
    assert len(found) == len(made["@graph"])
    files = {name for name, entity in found.items() if entity["@type"] == "File"}
    assert {part["@id"] for part in found["./"]["hasPart"]} == files
    assert "freq/%E8%AF%8D%E9%A2%91%20%E4%B8%80.md" in files
    for reference in re.findall(r'\{"@id": "([^"]+)"\}', json.dumps(made)):
        assert reference in found or reference.startswith("https://w3id.org/"), reference


def test_the_run_was_made_with_govtext_from_sources_and_lists(lock: dict[str, Any], made: dict[str, Any]) -> None:
    found = entities(made)
    run, step = found["#run"], found["#step-freq"]
    software = found[run["instrument"]["@id"]]
    assert (software["@type"], software["softwareVersion"]) == ("SoftwareApplication", lock["versions"]["govtext"])
    assert {"#source-a", "#source-b", "inputs/study/govtext.toml"} < {one["@id"] for one in run["object"]}
    assert len(run["result"]) == 3
    assert run["description"] == "All steps, with seed 7, of the study at commit c0ffee"
    assert step["name"] == "govtext freq"
    assert [one["@id"] for one in step["object"]] == ["#source-a", "#source-b", "inputs/study/govtext.toml"]
    assert {one["@id"] for one in found["./"]["mentions"]} == {"#run", "#step-freq"}


def test_sources_are_named_by_title_and_hash_without_wording_or_place(study: Path, made: dict[str, Any]) -> None:
    source = entities(made)["#source-a"]
    assert source["name"] == "治理报告"
    assert source["sha256"] == hashlib.sha256((study / "corpus/a.txt").read_bytes()).hexdigest()
    assert (source["datePublished"], source["inLanguage"], source["encodingFormat"]) == ("2023", "zh", "text/plain")
    text = json.dumps(made, ensure_ascii=False)
    assert "治理 治理 风险" not in text
    assert "corpus/a.txt" not in text
    assert "../other" not in text
    assert study.as_posix() not in text


def test_it_is_said_where_outputs_hold_the_text_of_the_sources(study: Path, lock: dict[str, Any]) -> None:
    words = "The files of the sources are not part of it, but tables quote from them"
    assert f"{words}. " in entities(crate(lock, {}, study / "outputs"))["./"]["description"]
    lock["steps"][0] |= {"command": "segment", "name": "segmented"}
    described = entities(crate(lock, {}, study / "outputs"))["./"]["description"]
    assert f"{words}, and segmented/ holds their whole text. " in described


def test_the_same_lock_gives_the_same_bytes(study: Path, lock: dict[str, Any], made: dict[str, Any]) -> None:
    again = crate(json.loads(json.dumps(lock)), RECORD, study / "outputs")
    assert json.dumps(again) == json.dumps(made)


def test_what_the_study_states_is_said(study: Path, lock: dict[str, Any]) -> None:
    lock["study"] |= {"published": "2025-09-30", "license": "https://spdx.org/licenses/CC-BY-4.0", "authors": "甲、乙"}
    found = entities(crate(lock, {}, study / "outputs"))
    root = found["./"]
    assert root["datePublished"] == "2025-09-30"
    assert found[root["license"]["@id"]]["@type"] == "CreativeWork"
    assert [found[author["@id"]]["name"] for author in root["author"]] == ["甲", "乙"]
    assert "stated" not in root["description"]


@pytest.mark.parametrize("given", ["2025", "30.9.2025", "2025-02-30", "soon"])
def test_a_date_that_is_none_is_refused(given: str, study: Path, lock: dict[str, Any]) -> None:
    with pytest.raises(UsageProblem, match="published is"):
        crate(lock | {"study": {"title": "t", "published": given}}, {}, study / "outputs")


def test_without_any_date_it_is_the_day_on_which_it_is_made(
    study: Path, lock: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    root = entities(crate(lock, {}, study / "outputs"))["./"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", root["datePublished"])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(UsageProblem, match="SOURCE_DATE_EPOCH"):
        crate(lock, {}, study / "outputs")


def test_rocrate_reads_it(study: Path, made: dict[str, Any]) -> None:
    rocrate = pytest.importorskip("rocrate.rocrate")
    found = rocrate.ROCrate(study / "outputs")
    assert found.name == "t: outputs of govtext"
    files = {entity.id for entity in found.data_entities}
    assert files == {part["@id"] for part in entities(made)["./"]["hasPart"]}
    (software,) = [one for one in found.contextual_entities if one.id == "#govtext"]
    assert found.dereference("#run")["instrument"] is software
    found.write(study.parent / "copied")
    assert (study.parent / "copied/freq/词频 一.md").read_text("utf-8") == "# 词频\n"


@pytest.mark.parametrize("severity", ["REQUIRED", "RECOMMENDED"])
def test_the_validator_finds_no_fault(
    severity: str, study: Path, lock: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    validator = pytest.importorskip("rocrate_validator.services")
    from rocrate_validator.models import Severity
    from rocrate_validator.utils import http

    class Answer:
        """What the address of the context gives, without a network."""

        status_code, text, from_cache = 200, json.dumps({"@context": CONTEXT}), True
        headers: ClassVar = {"Content-Type": "application/ld+json"}

        def json(self) -> Any:
            return json.loads(self.text)

    def get(self: Any, url: str, *more: Any, **options: Any) -> Answer:
        assert url == "https://w3id.org/ro/crate/1.1/context"
        return Answer()

    monkeypatch.setattr(http.HttpRequester, "get", get, raising=False)
    if severity == "RECOMMENDED":  # what a study states, so that nothing that is recommended is missing
        lock["study"] |= {"license": "https://spdx.org/licenses/CC-BY-4.0", "authors": "甲"}
    folder = study / "outputs"
    (folder / FILE).write_text(json.dumps(crate(lock, RECORD, folder)), encoding="utf-8")
    settings = {
        "rocrate_uri": str(folder),
        "profile_identifier": "ro-crate-1.1",
        "requirement_severity": Severity[severity],
        "cache_path": str(study.parent / "cache"),
    }
    result = validator.validate(validator.ValidationSettings(**settings))
    faults = [f"{issue.check.identifier}: {issue.message}" for issue in result.get_issues(Severity[severity])]
    unknown = ("publisher", "affiliation")  # a study states neither
    assert [fault for fault in faults if not any(word in fault for word in unknown)] == []


def test_the_terms_are_those_of_the_context(made: dict[str, Any]) -> None:
    used = {key for entity in made["@graph"] for key in entity if not key.startswith("@")}
    used |= {entity["@type"] for entity in made["@graph"]}
    assert used <= {*CONTEXT, "sha256"}
