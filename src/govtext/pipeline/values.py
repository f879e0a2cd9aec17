"""What the options of a step would be refused for, found out before anything runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..api import check_files_named, named_files
from ..errors import UsageProblem
from ..figures.fonts import check_font, is_file
from ..figures.look import Look, look_of
from ..output.formats import BYTES, FORMATS
from ..study import LANGUAGES, Study
from ..tokens.queries import check
from .tasks import TASKS

Options = dict[str, Any]


def check_values(command: str, options: Options, study: Study) -> None:
    """Refuse a value that the analysis itself would refuse.

    Raises:
        UsageProblem: a value is out of range or unknown, or what the step is to look for is missing or broken.
    """
    if command in TASKS:
        return
    check_files_named(command, options)
    if options.get("by") == "":
        raise UsageProblem("by names no field", remedy="name one, or leave it out")
    if options.get("kind") is not None:
        _kinds(command, options["kind"], study)
    if command in CHECKS:
        CHECKS[command](options)


def check_showing(study: Study, showing: Options) -> None:
    """Refuse a language, a format or a look of charts that there is not.

    Raises:
        UsageProblem: its value is none of those there are.
    """
    if showing.get("lang", "en") not in LANGUAGES:
        raise UsageProblem(f"there is no language {showing['lang']!r}", remedy=f"choose one of {', '.join(LANGUAGES)}")
    for name in formats_of(showing):
        if name not in (*FORMATS, *BYTES):
            raise UsageProblem(f"there is no format {name!r}", remedy=f"choose one of {', '.join((*FORMATS, *BYTES))}")
    look = look_for(study, showing)
    if look.charts:
        check_font(look.font)


def formats_of(showing: Options) -> list[str]:
    """Return the formats in which a step's tables are written beside CSV."""
    return [name.strip() for name in str(showing.get("format", "")).split(",") if name.strip()]


def look_for(study: Study, showing: Options) -> Look:
    """Return how the charts of a step look: as it says, else as the study does; fonts as seen from the study's folder.

    Raises:
        UsageProblem: a value is none of those there are.
    """
    chosen = {key: value for key, value in showing.items() if key in ("charts", "column", "palette", "font")}
    if chosen.get("font") and is_file(chosen["font"]):
        chosen["font"] = str(*named_files(study, chosen["font"]))
    return look_of(study.look, **chosen)


def _kinds(command: str, kind: str, study: Study) -> None:
    """Refuse a kind of actors or of instruments that there is not."""
    if command == "actors":
        from ..analyses.actors import kinds_named

        kinds_named(kind)
    elif command == "citations":
        from ..analyses.citations import kinds_named as of_instruments
        from ..study.instruments import instruments

        of_instruments(kind, instruments(study))


def _compare(options: Options) -> None:
    from ..analyses.keyness.checks import positive
    from ..analyses.keyness.measures import correction_named, measure_named

    measure_named(options.get("measure", "g2"))
    correction_named(options.get("correction", "holm"))
    for name in ("k", "prior"):
        if options.get(name) is not None:
            positive(name, options[name])


def _kwic(options: Options) -> None:
    from ..analyses.concordance.finding import sides

    if not (options.get("pattern") or options.get("patterns")):
        raise UsageProblem("there is no pattern", remedy='name a word or a phrase: pattern = "治理"')
    how = {name: bool(options.get(name)) for name in ("regex", "substring")}
    if options.get("pattern"):
        check(options["pattern"], **how)
    sides(options.get("within", "5"))


def _collocates(options: Options) -> None:
    from ..analyses.collocation.tables import SORTS
    from ..analyses.collocation.windows import sides

    if not options.get("node"):
        raise UsageProblem("there is no node", remedy='name the word: node = "治理"')
    for name in ("node", "against"):
        if options.get(name):
            check(options[name])
    sides(options.get("window", 5), options.get("left"), options.get("right"))
    if options.get("sort", SORTS[0]) not in SORTS:
        raise UsageProblem(f"sort is {options['sort']!r}", remedy=f"choose one of {', '.join(SORTS)}")


def _ngrams(options: Options) -> None:
    from ..analyses.ngrams import check_options

    bundles = bool(options.get("bundles"))
    sort, per_million = options.get("sort", "count"), options.get("per_million")
    check_options(options.get("n"), options.get("skip", 0), sort, bundles, per_million)


def _dispersion(options: Options) -> None:
    parts = options.get("parts")
    if parts is not None and parts < 2:
        raise UsageProblem(f"parts is {parts}", remedy="it must be a whole number of at least 2")
    terms = options.get("term") or ()
    for term in [terms] if isinstance(terms, str) else terms:
        check(term)


def _topics(options: Options) -> None:
    from ..analyses.modelling.applying import check_alone
    from ..analyses.modelling.options import numbers_of_topics

    if options.get("k") is not None:
        numbers_of_topics(options["k"])
    if options.get("apply"):
        check_alone(name for name, value in options.items() if value is not None)


CHECKS: dict[str, Callable[[Options], None]] = {
    "compare": _compare,
    "kwic": _kwic,
    "collocates": _collocates,
    "ngrams": _ngrams,
    "dispersion": _dispersion,
    "topics": _topics,
}
