"""govtext topics label"""

from __future__ import annotations

from pathlib import Path

import click

from ...errors import UsageProblem
from ...study import Study
from .. import App, options, present

SHOWN = 7  # words, by which a person sees that it is the topic meant

tables_of = click.option(
    "--from",
    "tables",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="Where the tables of the model are (default: outputs/topics/ of the study).",
)


@click.command("label", short_help="Name a topic.")
@click.argument("topic", required=False, metavar="[TOPIC]")
@click.argument("label", required=False, metavar="[LABEL]")
@click.option("--remove", is_flag=True, help="Take the label of TOPIC (its number, or the label itself) away.")
@tables_of
@options.form
@options.lang
@click.pass_obj
def command(
    app: App,
    /,
    topic: str | None,
    label: str | None,
    remove: bool,
    tables: str | None,
    form: str | None,
    lang: str | None,
) -> None:
    """Call a topic of the model last written by a name, which every later table and chart shows.

    The name is kept in lexicon/topics.tsv with the 20 leading words of the topic: another seed or K numbers topics
    otherwise, and the topic whose words agree best gets the name (Jaccard at least 0.4). Without arguments the names
    are listed.

    Columns: label, topic, agreement, words.
    """
    from ...study import topic_labels

    study = app.study()
    folder = model_folder(study, tables)
    if topic is None and not remove:
        present.print_table(app, topic_labels.listed(study, folder), form, lang or study.lang)
    elif remove:
        if topic is None or label is not None:
            raise UsageProblem("--remove takes one topic", remedy="name its number or its label, and nothing else")
        app.say(f"no topic is called {topic_labels.remove_label(study, topic, folder)} any more")
    elif topic is None or not topic.isdecimal():
        raise UsageProblem(f"{topic!r} is no number of a topic", remedy='write: govtext topics label 3 "…"')
    elif label is None:
        raise UsageProblem(f"topic {topic} is to be called what?", remedy="write the label behind it, or give --remove")
    else:
        done = topic_labels.set_label(study, int(topic), label, folder)
        instead = f" instead of {', '.join(done.before)}" if done.before else ""
        app.say(f"topic {int(topic)} ({' '.join(done.words[:SHOWN])} …) is called {done.label}{instead}")
    if topic is not None:
        app.say("the next govtext topics shows it; fits are kept, so that it takes seconds")


def model_folder(study: Study, tables: str | None) -> Path:
    """Return where the tables of the model are: the folder asked for, else that of the study's outputs."""
    if tables is not None:
        return Path(tables)
    return study.folder() / "outputs" / "topics"
