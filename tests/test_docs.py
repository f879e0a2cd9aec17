"""The documentation is true: pages are complete, links lead somewhere, and what the README shows runs."""

from __future__ import annotations

import os
import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from govtext import corpus
from govtext.__main__ import main
from govtext.cli import COMMANDS, group
from govtext.cli.topics import TABLES as TOPIC_TABLES
from govtext.cli.topics import VERBS
from govtext.sources.formats import FORMATS
from govtext.sources.records import ENDINGS
from govtext.sources.rules import ALL_RULES
from govtext.sources.source import PLACES
from govtext.sources.tables import PART_NAMES, PARTS
from govtext.study import KEYS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
README = ROOT / "README.md"
README_ZH = ROOT / "README.zh-CN.md"
PAGES = [README, README_ZH, ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUN_ONCE = '\n[[step]]\ncommand = "keywords"\n'  # topics are fitted by lines of their own
FEWER_FITS = ["--runs", "2", "--refits", "2", "--passes", "20"]  # than the pages show, so that topics take a second


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path, language: str) -> list[str]:
    return [text for kind, text in FENCE.findall(read(path)) if kind == language]


def commands_within(command: click.Command) -> Iterator[click.Command]:
    """Yield a command and the commands under it."""
    yield command
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            below = command.get_command(click.Context(command), name)
            assert below is not None
            yield from commands_within(below)
    elif command.name == "topics":
        yield from (import_module(f"govtext.cli.topics.{verb}").command for verb in VERBS)


def options_of(command: click.Command) -> list[click.Option]:
    return [p for one in commands_within(command) for p in one.params if isinstance(p, click.Option)]


def load(name: str) -> click.Command:
    command: click.Command = import_module(f"govtext.cli.{name}").command
    return command


def anchors(path: Path) -> set[str]:
    """Return the anchors that a Markdown page gives its headings."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", read(path)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(str(corpus.init(tmp_path_factory.mktemp("shown") / "study").root))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_page(name: str) -> None:
    page = read(DOCS / "commands" / f"{name}.md")
    assert page.startswith(f"# govtext {name}\n")
    for section in ("Example", "Options", "Python", "How to read it"):
        assert f"\n## {section}\n" in page, section
    assert "Exit codes:" in page


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_on_the_page_of_its_command(name: str) -> None:
    page = read(DOCS / "commands" / f"{name}.md")
    for option in options_of(load(name)):
        for word in (*option.opts, *option.secondary_opts):
            assert f"`{word}`" in page, f"{word} is not on the page of {name}"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_page_names_no_option_that_is_not_there(name: str) -> None:
    page = read(DOCS / "commands" / f"{name}.md")
    options = options_of(load(name))
    there = {word for option in options for word in (*option.opts, *option.secondary_opts)} | {"--help", "-h"}
    listed = re.findall(r"^\|(?: `?[\w`, ]+\|)? (`-[^|]*)\|", page, re.MULTILINE)
    assert {word for cell in listed for word in re.findall(r"`(-[\w-]+)`", cell)} <= there


@pytest.mark.parametrize("name", ["codebook", "corpus", "stopwords", "topics"])
def test_every_subcommand_is_on_the_page_of_its_command(name: str) -> None:
    page = read(DOCS / "commands" / f"{name}.md")
    for command in list(commands_within(load(name)))[1:]:
        assert f"    govtext {name} {command.name} " in page


def test_the_switches_before_the_command_are_documented() -> None:
    page = read(DOCS / "study.md")
    for option in (p for p in group.params if isinstance(p, click.Option)):
        for word in option.opts:
            assert word in page


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_relative_link_leads_to_a_file(path: Path) -> None:
    for target in LINK.findall(FENCE.sub("", read(path))):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.is_file(), f"{target} in {path.name}"
        if anchor:
            assert anchor in anchors(there), f"{target} in {path.name}"


def test_every_rule_is_documented_in_its_order() -> None:
    page = read(DOCS / "cleaning.md")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(ALL_RULES)


def test_every_part_that_is_kept_apart_is_documented() -> None:
    listed = re.findall(r"^\| [^|`]+ \| `(\w+)` \|", read(DOCS / "cleaning.md"), re.MULTILINE)
    assert sorted(listed) == sorted(set(PART_NAMES) - {"abstract"})  # an abstract stays in the text


def test_every_format_is_documented() -> None:
    page = read(DOCS / "readers.md")
    for ending in {*FORMATS, *ENDINGS} - {""}:
        assert f"`{ending}`" in page


def test_every_part_of_corpus_show_is_documented_with_its_columns(demonstration: Path) -> None:
    from govtext import open_study

    page = read(DOCS / "commands" / "corpus.md")
    ((_, document),) = corpus.documents(open_study(demonstration), ["lunli"])
    for part in PARTS:
        (described,) = re.findall(rf"^- `show --part {part}`(.*?)(?=^- |\n\n)", page, re.MULTILINE | re.DOTALL)
        for column in PARTS[part](document).columns:
            assert f"`{column}`" in described, f"{column} of {part}"


def test_every_table_of_topics_is_on_its_page_with_its_columns(tmp_path: Path) -> None:
    import govtext

    page = read(DOCS / "commands" / "topics.md").partition("## Tables")[2].partition("\n## ")[0]
    described = dict(re.findall(r"^\| `(\w+)`[^|]*\| (.*) \|$", page, re.MULTILINE))
    assert list(described) == list(TOPIC_TABLES)
    settings = corpus.init(tmp_path / "study").folder() / "govtext.toml"
    years = iter(range(2020, 2026))
    text = re.sub("^year = 2026$", lambda _: f"year = {next(years)}", read(settings), flags=re.MULTILINE)
    settings.write_text(text, encoding="utf-8")
    tables = govtext.topics(tmp_path / "study", k="3,4", effect="year", runs=2, refits=2, passes=20)
    assert set(tables) == set(TOPIC_TABLES)
    for name, table in tables.items():
        for column in table.columns:
            assert column.isdecimal() or f"`{column}`" in described[name], f"{column} of {name}"


def test_every_setting_is_documented() -> None:
    page = read(DOCS / "study.md")
    for key in (key for keys in KEYS.values() for key in keys):
        assert f"| `{key}` |" in page
    for key in PLACES:
        assert f"`{key}`" in page


def test_the_variables_documented_are_those_that_exist() -> None:
    options = [p for p in group.params if isinstance(p, click.Option)]
    options += [option for name in COMMANDS for option in options_of(load(name))]
    declared = {str(option.envvar) for option in options if option.envvar}
    assert set(re.findall(r"GOVTEXT_[A-Z_]+", read(DOCS / "study.md"))) == declared


def test_the_steps_shown_on_the_page_of_run_are_right(tmp_path: Path) -> None:
    from govtext.pipeline.steps import read_steps

    study = corpus.init(tmp_path / "study")
    (shown,) = blocks(DOCS / "commands" / "run.md", "toml")
    study.steps = tomllib.loads(shown)["step"]
    steps = read_steps(study)
    assert [step.name for step in steps] == ["by-frame", "duties", "topics", "applied", "corpus-audit", "report"]
    assert [len(step.needs) for step in steps] == [0, 0, 0, 1, 0, 5]  # the model that is applied; all before the report


# The README, run as it stands


def govtext_lines(block: str) -> list[list[str]]:
    """Return the arguments of each govtext command of a console block; pipes, make and cd fall away."""
    found = []
    for line in block.splitlines():
        if not line.startswith("$ "):
            continue
        words = shlex.split(line[2:], comments=True)
        at = 0
        while at < len(words):
            stop = next((n for n in range(at, len(words)) if words[n] in ("&&", "|", ">")), len(words))
            if words[at].rpartition("/")[2] == "govtext":
                found.append(words[at + 1 : stop])
            at = stop + 1
    return found


def write_reports(folder: Path) -> list[Path]:
    """Write two reports of ten paragraphs each, and beside them a web page with a note."""
    folder.mkdir()
    sentence = "公平意味着分享技术的成果，也意味着参与规则的制定"
    text = "".join(f"<p>第{n}段：{sentence}<sup>[{n}]</sup>。</p>" for n in range(1, 9))
    notes = "".join(f"<p>[{n}] 参见某书第{n}页。</p>" for n in range(1, 9))
    article = f"<article><h1>关于公平的报告</h1>{text}{notes}</article>"
    page = f"<html><body><nav><a href='/'>首页</a></nav>{article}</body></html>"
    (folder / "page.html").write_text(page, encoding="utf-8")
    subjects = {"one": ("安全", "风险", "评测"), "two": ("产业", "企业", "算力")}
    paths = []
    for name, (first, second, third) in subjects.items():
        lines = [f"关于{first}与{second}的报告"]
        lines += [f"第{n}段讨论{first}、{second}和{third}，并说明人工智能治理应当如何安排。" for n in range(10)]
        paths.append(folder / f"{name}.txt")
        paths[-1].write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return paths


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go into an empty folder, with no GOVTEXT_ variable set."""
    for name in [name for name in os.environ if name.startswith("GOVTEXT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_line(line: list[str], reports: list[Path], capsys: pytest.CaptureFixture[str]) -> str:
    """Run one line of the README; return what it wrote to standard output."""
    arguments: list[str] = []
    for word in line:
        if word.startswith("~/reports"):
            arguments += [str(path) for path in reports] if word.endswith(".txt") else [str(reports[0].parent)]
        else:
            arguments.append(word)
    capsys.readouterr()
    code = main(arguments)
    captured = capsys.readouterr()
    assert code == 0, f"govtext {' '.join(line)}: {captured.err}"
    return captured.out


def with_id(line: list[str]) -> list[str]:
    """Put the id of a source that is there in the place of ID."""
    from govtext import open_study

    return [open_study().sources[0].id if word == "ID" else word for word in line]


def test_the_two_readmes_show_the_same_commands() -> None:
    english, chinese = ([govtext_lines(b) for b in blocks(path, "console")] for path in (README, README_ZH))
    assert english == chinese
    code = [
        [line.split("#")[0].strip() for b in blocks(path, "python") for line in b.splitlines()] for path in PAGES[:2]
    ]
    assert code[0] == code[1]


def test_every_command_of_the_readme_runs(alone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reports = write_reports(alone / "reports")
    blocks_that_run = [lines for block in blocks(README, "console") if (lines := govtext_lines(block))]
    assert len(blocks_that_run) == 7
    start, words, places, topics, framing, paper, filters = blocks_that_run

    for line in start:
        if line == ["run"]:
            with Path("govtext.toml").open("a", encoding="utf-8") as settings:
                settings.write(RUN_ONCE)
        run_line(with_id(line), reports, capsys)
        if line[0] == "init":
            os.chdir(line[-1])
    assert Path("outputs/run.json").is_file()
    assert "参见某书" in read(Path("audit.html"))
    for line in paper:
        run_line(line, reports, capsys)
    assert Path("outputs/report.html").is_file()

    # The filters stand in a study with sources of more than one genre.
    os.chdir(alone)
    corpus.init(alone / "filters")
    os.chdir(alone / "filters")
    run_line(["corpus", "add", "~/reports/*.txt", "--genre", "think-tank report"], reports, capsys)
    Path("report.txt").write_text(read(reports[0]), encoding="utf-8")
    for line in words + places + [[*line, *FEWER_FITS] for line in topics] + framing + filters:
        assert run_line(line, reports, capsys).strip()


def test_the_python_of_the_readme_runs(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govtext.analyses.modelling.options.RUNS", 2)  # fits, so that topics take a second
    monkeypatch.setattr("govtext.analyses.modelling.options.FEWEST_RUNS", 2)
    corpus.init(alone / "my-study")
    for name, path in zip(("a.txt", "b.txt"), write_reports(alone / "reports"), strict=True):
        path.rename(alone / name)
    (block,) = blocks(README, "python")
    names: dict[str, object] = {}
    exec(compile(block, str(README), "exec"), names)
    assert len(names["tables"]["keyness"]) > 0  # type: ignore[index]


def test_what_the_chinese_readme_says_of_freq_is_what_comes_out(alone: Path) -> None:
    import govtext

    corpus.init(alone / "my-study")
    term, kind, count, rate, spread, *_ = govtext.freq("my-study", top=20).main.rows()[0]
    (shown,) = re.findall(r"freq\(.*# \[\('(\w+)', '(\w+)', (\d+), ([\d.]+)…, (\d+), …\)", read(README_ZH))
    assert (term, kind, str(count), str(rate)[: len(shown[3])], str(spread)) == shown


# What the pages show is what comes out


def shown_tables() -> list[tuple[str, list[str], list[str]]]:
    """Return (page, arguments, lines shown) of the commands whose table a page shows.

    Shown are whole tables, the first lines (`| head -6`), or lines cut at a column, which end in ` …`.
    """
    found = []
    for path in (README, README_ZH, *sorted(DOCS.rglob("*.md"))):
        for block in blocks(path, "console"):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                head, *rest = part.rstrip("\n").split("\n")
                words = shlex.split(head, comments=True)
                lines = [line for line in rest if line]
                if lines and ("table" in words or "csv" in words):
                    assert "|" not in words or words[words.index("|") :] == ["|", "head", f"-{len(lines)}"], head
                    found.append((path.stem, words[1:], lines))
    return found


def as_shown(came: list[str], lines: list[str]) -> list[str]:
    """Return the lines that came out, each cut where the page cuts it."""
    if len(came) != len(lines):
        return came
    pairs = zip(came, lines, strict=True)
    return [page if page.endswith(CUT) and line.startswith(page.removesuffix(CUT)) else line for line, page in pairs]


CUT = " …"
TABLES = shown_tables()


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [(words, lines) for _, words, lines in TABLES if words[0] != "topics" and words[:2] != ["corpus", "list"]],
    ids=[" ".join(words) for _, words, _ in TABLES if words[0] != "topics" and words[:2] != ["corpus", "list"]],
)
def test_the_tables_shown_are_what_comes_out(
    arguments: list[str],
    lines: list[str],
    demonstration: Path,
    govtext: Callable[..., tuple[int, str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in [name for name in os.environ if name.startswith("GOVTEXT_")]:
        monkeypatch.delenv(name)
    saving = [] if arguments[0] in ("codebook", "corpus", "stopwords") else ["--no-save"]
    end = arguments.index("|") if "|" in arguments else len(arguments)
    code, out, _ = govtext("--study", demonstration, *arguments[:end], *saving)
    assert code == 0
    came = [line.rstrip() for line in out.splitlines() if line.strip()]
    assert as_shown(came[: len(lines)] if end < len(arguments) else came, lines) == lines


def test_the_list_shown_is_what_comes_out(demonstration: Path) -> None:
    from govtext import open_study

    table = corpus.listing(open_study(demonstration))
    shown = next(lines for stem, words, lines in TABLES if stem == "corpus" and words[:2] == ["corpus", "list"])
    keys, *rows = [re.split(r" {2,}", line.strip()) for line in shown if not line.startswith("--")]
    assert rows == [[str(cell) for cell in row] for row in zip(*(table.values(key) for key in keys), strict=True)]
