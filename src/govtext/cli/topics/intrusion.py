"""govtext topics intrusion"""

from __future__ import annotations

from pathlib import Path

import click

from ...analyses.modelling.intrusion import LEAST_SHARE, TOPICS
from ...analyses.options import check_numbers
from ...errors import GovtextError, UsageProblem
from ...study import Study
from .. import App, options, present
from .label import model_folder, tables_of

KEY = "intrusion_key.csv"


@click.command("intrusion", short_help="Test topics by readers.")
@click.argument("files", nargs=-1, metavar="[SOURCE|FILE]...")
@click.option("--score", is_flag=True, help="Score the filled-in tests named, one or several files a reader.")
@click.option(
    "--key",
    metavar="FILE",
    help="--score: the key (default: the one beside the first FILE, else the one last written).",
)
@click.option("--items", type=int, help="Items of each topic in the test of words (default: 1; at most 4).")
@click.option("--sample", type=int, metavar="N", help="Texts in the test of topics (default: 20).")
@options.seed
@tables_of
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="Write the tests here (default: intrusion/ in the folder of the tables).",
)
@options.form
@options.lang
@click.pass_obj
def command(
    app: App,
    /,
    files: tuple[str, ...],
    score: bool,
    key: str | None,
    items: int | None,
    sample: int | None,
    seed: int | None,
    tables: str | None,
    folder: str | None,
    form: str | None,
    lang: str | None,
) -> None:
    """Write tests of the model last written in which readers look for what does not belong, and score them.

    word_intrusion.csv: six words, of which one is of another topic. topic_intrusion.csv: a text and four topics, of
    which one is hardly in it. Readers write the word, or its number, into the column answer. intrusion_key.csv tells
    who is right; keep it. They are written into outputs/topics/intrusion/, or where -o says.

    --score FILE... prints test, topic, label, items, readers, answers, precision, low, high, chance, tlo, agreement.
    """
    study = app.study(needed=not score and tables is None)
    if score:
        from ...analyses.modelling.intrusion_scores import scored

        if not files:
            raise UsageProblem("there is nothing to score", remedy="name the tests that readers filled in")
        if items is not None or sample is not None:
            raise UsageProblem("--score draws nothing", remedy="leave --items and --sample out")
        if folders := [name for name in files if Path(name).is_dir()]:
            where = folders[0] or "'' (here)"
            raise GovtextError("is a folder, not a file", where=where, remedy="name the tests that readers filled in")
        beside = Path(files[0]).parent / KEY
        given = Path(key) if key else beside if beside.is_file() else _place(study, tables, folder) / KEY
        present.print_table(app, scored(given, [Path(name) for name in files]), form, lang or study.lang)
        return
    if key is not None:
        raise UsageProblem("--key is for scoring", remedy="write: govtext topics intrusion --score --key FILE FILE...")
    from ...pipeline.intrusion import write_tests

    check_numbers(items=items, sample=sample, seed=seed)
    done = write_tests(
        study,
        model_folder(study, tables),
        _place(study, tables, folder),
        sources=files,
        items=1 if items is None else items,
        sample=20 if sample is None else sample,
        seed=study.seed if seed is None else seed,
    )
    app.say(f"{', '.join(path.name for path in done.files)} in {present.short(done.files[0].parent)}")
    fit = f"in which three topics have a share of {LEAST_SHARE} or more"
    if done.texts:
        app.say(f"{done.texts} texts in the test of topics, of those {fit}")
    elif done.topics <= TOPICS:
        app.say(f"no test of topics: it needs at least four, and the model has {done.topics}")
    else:
        app.say(f"no test of topics: no text {fit}")
    app.say("give readers the tests without the key; then: govtext topics intrusion --score FILE...")


def _place(study: Study, tables: str | None, folder: str | None) -> Path:
    """Return where tests are written, and their key is looked for."""
    return present.named_folder(study, folder) or model_folder(study, tables) / "intrusion"
