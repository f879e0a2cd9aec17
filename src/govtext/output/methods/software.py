"""With what everything was done, and how it is done again."""

from __future__ import annotations

from .reading import Run
from .wording import Said, listed, listed_zh, plain, said

CITES = {
    "numpy": "harris2020",
    "scipy": "virtanen2020",
    "scikit-learn": "pedregosa2011",
    "gensim": "rehurek2010",
    "tomotopy": "tomotopy",
    "jieba": "jieba",
}
NUMERIC = ("numpy", "scipy")
ENGINES = {"gibbs": ("tomotopy",), "gensim": ("gensim",), "sklearn": ("scikit-learn",), "nmf": ("scikit-learn",)}
OF_TOPICS = ("gensim", "scikit-learn")  # coherence, and the start from a factorisation
CUTTING = {"jieba": ("jieba", "rjieba"), "jieba-python": ("jieba",)}


def software_text(run: Run) -> list[Said]:
    """Return the programs with their versions, and how to make it all again."""
    found = []
    own, python = _version(run, "govtext"), _version(run, "python")
    on, on_zh = (f" on Python {python}", f"（Python {python}）") if python else ("", "")
    with_ = [name for name in _used(run) if _version(run, name)]
    english = [f"{name} {_version(run, name)}{_cite(name, ' ')}" for name in with_]
    chinese = [f"{name} {_version(run, name)}{_cite(name, '')}" for name in with_]
    more, more_zh = (f", with {listed(english)}", f"，并用到 {listed_zh(chinese)}") if english else ("", "")
    found.append(
        said(
            "software",
            f"All analyses were made with govtext{f' {own}' if own else ''} [@govtext]{on}{more}.",
            f"全部分析用 govtext{f' {own}' if own else ''}[@govtext]完成{on_zh}{more_zh}。",
        )
    )
    found.append(_again())
    return found


def _again() -> Said:
    return said(
        "again",
        "Every parameter, and the SHA-256 of every input and output, stand in `run.lock.json`; with the texts, the "
        "lists and codebooks in `inputs/` and `govtext.toml`, `govtext run` makes the results anew, and `govtext "
        "verify --rerun` checks that they agree with that record byte for byte.",
        "全部参数及各输入、输出文件的 SHA-256 均载于 `run.lock.json`；凭文本、`inputs/` 中所存词表与编码表以及 "
        "`govtext.toml`，运行 `govtext run` 即可重现结果，`govtext verify --rerun` 则逐字节核对其与记录是否一致。",
    )


def _used(run: Run) -> list[str]:
    """Return the packages that the results of these steps depend on, as far as the lock tells."""
    names: list[str] = []
    for step in run.steps:
        names += CUTTING.get(str(step.get("engine")), ())
        if step.command == "topics" and step.get("model"):
            names += [*ENGINES.get(str(step.get("model")), ()), *OF_TOPICS]
    if run.steps:
        names += NUMERIC
    order = ("jieba", "rjieba", *NUMERIC, "scikit-learn", "gensim", "tomotopy")
    return [name for name in order if name in names]


def _version(run: Run, name: str) -> str:
    """Return a version; nothing where the lock has none, or the package was not installed."""
    version = run.versions.get(name)
    return plain(version) if isinstance(version, str) and version[:1].isdigit() else ""


def _cite(name: str, gap: str) -> str:
    return f"{gap}[@{CITES[name]}]" if name in CITES else ""
