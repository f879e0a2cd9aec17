"""The study itself: its settings, sources, token index and stop list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import GovtextError, UsageProblem
from ..figures.look import Look, look_of
from ..files import read_bytes, sha256
from ..progress import Progress
from ..sources.source import Source
from ..tokens.build import load_index
from ..tokens.features import with_features
from ..tokens.index import TokenIndex
from ..tokens.lexicon import DEFAULT as DEFAULT_LEXICON
from ..tokens.lexicon import Lexicon
from ..tokens.lexicon import load as load_lexicon
from ..tokens.stopwords import DEFAULT, StopList
from ..tokens.stopwords import load as load_stopwords
from . import changes
from .choosing import distinct, named
from .settings import FILE


@dataclass
class Study:
    """A study, or some files that stand for one.

    Attributes:
        root: its folder; None for files without a study.
        sources: its sources, in the order of `govtext.toml`.
        title, authors, license, published: what it is called, whose it is, under which licence, since when (a date).
        seed, lang, engine, lexicon, features, mixed, stopwords: its settings; `stopwords` is None where none
            is set.
        without: cleaning rules that are not to run, parted by commas.
        charts, column, palette, font: how charts look; see `look`.
        steps: the `[[step]]` tables as written.
        warn: told what a careful reader should know.
        progress: told how far long work is.
        workers: processes that segment a large corpus; see `load_index`.
        outputs_at, cache_at: where results and indexes go; None is its own outputs/ and .govtext/.
    """

    root: Path | None
    sources: list[Source]
    title: str = ""
    authors: str = ""
    license: str = ""
    published: str = ""
    seed: int = 1
    lang: str = "en"
    engine: str = "jieba"
    lexicon: str = DEFAULT_LEXICON
    features: str = "words"
    mixed: str = "whole"
    stopwords: str | None = None
    without: str = ""
    charts: str = "png,svg"
    column: str = "two"
    palette: str = "colour"
    font: str | None = None
    steps: list[dict[str, Any]] = field(default_factory=list)
    warn: Callable[[str], None] = lambda message: None
    progress: Progress | None = None
    workers: int = 1
    outputs_at: Path | None = None
    cache_at: Path | None = None

    @property
    def outputs(self) -> Path | None:
        """Where results are written; None without a study."""
        return self.outputs_at or (self.root / "outputs" if self.root else None)

    @property
    def cache(self) -> Path | None:
        """Where token indexes are kept; None without a study."""
        return self.cache_at or (self.root / ".govtext" if self.root else None)

    @property
    def look(self) -> Look:
        """How charts look, by its settings."""
        return look_of(charts=self.charts, column=self.column, palette=self.palette, font=self.font)

    def folder(self) -> Path:
        """Return its folder.

        Raises:
            UsageProblem: these are files without a study.
        """
        if self.root is None:
            raise UsageProblem("there is no study here", remedy="make one: govtext init DIR")
        return self.root

    def choose(self, names: Sequence[str] = ()) -> list[Source]:
        """Return the sources named by id or by file; all of the study where none is named.

        Raises:
            UsageProblem: a name is neither, or comes twice.
            GovtextError: the study has no sources.
        """
        if not names:
            if not self.sources:
                where = self.root / FILE if self.root else ""
                raise GovtextError("the study has no sources", where=where, remedy="add some: govtext corpus add FILE…")
            return distinct(self.sources)
        return distinct(named(names, self.sources))

    def choose_one(self, name: str) -> Source:
        """Return the source named by id or by file.

        Raises:
            UsageProblem: the name is neither, or stands for several texts.
        """
        chosen = self.choose([name])
        if len(chosen) > 1:
            some = ", ".join(source.id for source in chosen[:3])
            what = f"{name} holds {len(chosen):,} texts ({some} …)"
            raise UsageProblem(what, remedy="name a single one; rows of a table have ids once it is added to a study")
        return chosen[0]

    def index(
        self,
        names: Sequence[str] = (),
        engine: str | None = None,
        without: str | None = None,
        lexicon: str | None = None,
        features: str | None = None,
        mixed: str | None = None,
    ) -> TokenIndex:
        """Return the token index of the named sources (all, where none is named); None takes the study's setting.

        Args:
            names: ids or files.
            engine: the segmentation.
            without: cleaning rules that are not to run, parted by commas.
            lexicon: lexicons by name, parted by commas.
            features: what its tokens are to be: words, terms, all or merged.
            mixed: the policy for Latin and mixed tokens.
        """
        chosen = self.choose(names)
        digests = self.digests(chosen)
        first: dict[tuple[str, str], str] = {}
        for source, digest in zip(chosen, digests, strict=True):
            twin = first.setdefault((digest, source.place), source.id)
            if twin != source.id:
                self.warn(f"{twin} and {source.id} are the same bytes, so every word of theirs counts twice")
        self.notice_changes(chosen, digests)
        rules = self.rules_left_out(without)
        index = load_index(
            chosen,
            engine or self.engine,
            self.cache,
            digests,
            without=rules,
            lexicon=self.lexicons(lexicon),
            mixed=mixed or self.mixed,
            workers=self.workers,
            progress=self.progress,
            warn=self.warn,
        )
        return with_features(index, features or self.features, self.warn)

    def lexicons(self, names: str | None = None) -> Lexicon:
        """Return the lexicons by name: those asked for, else the study's, else the shipped one and the study's own."""
        folder = self.root / "lexicon" if self.root else None
        return load_lexicon(self.lexicon if names is None else names, folder)

    def rules_left_out(self, without: str | None = None) -> tuple[str, ...]:
        """Return the cleaning rules that are not to run: those asked for, else the study's.

        Raises:
            UsageProblem: there is no such rule.
        """
        wanted = self.without if without is None else without
        if not wanted:
            return ()
        from ..sources.read import check_rules

        return check_rules(wanted)

    def digests(self, chosen: Sequence[Source]) -> list[str]:
        """Return the SHA-256 of each source's file, each file read once.

        Raises:
            GovtextError: a file is gone.
        """
        own = {source.path for source in self.sources}
        for source in chosen:
            if not source.path.exists() and source.path in own:
                raise GovtextError(
                    f"the file of source {source.id!r} is gone",
                    where=source.path,
                    remedy=f"put it back, or take the source out: govtext corpus remove {source.id}",
                )
        of_file = {path: sha256(read_bytes(path)) for path in dict.fromkeys(source.path for source in chosen)}
        return [of_file[source.path] for source in chosen]

    def notice_changes(self, chosen: Sequence[Source], digests: Sequence[str]) -> None:
        """Warn of each source whose file is not as it was last read, and remember it as it is."""
        if self.cache is not None:
            own = {source.path for source in self.sources}
            pairs = zip(chosen, digests, strict=True)
            now = {str(source.path): digest for source, digest in pairs if source.path in own}
            changes.notice(self.cache / "seen.tsv", now, self.warn)

    @property
    def stopwords_folder(self) -> Path | None:
        """Where its stop lists are; None without a study."""
        return self.root / "stopwords" if self.root else None

    def stopwords_named(self, names: str | None = None, default: str = DEFAULT) -> str:
        """Return the names of stop lists: those asked for, else the study's, else `default`."""
        return names or self.stopwords or default

    def stop_list(self, names: str | None = None, default: str = DEFAULT) -> StopList:
        """Return the stop list by name: the one asked for, else the study's, else `default`."""
        return load_stopwords(self.stopwords_named(names, default), self.stopwords_folder)
