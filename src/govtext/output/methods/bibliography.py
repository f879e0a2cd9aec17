"""The works a methods text cites: from the shipped catalogue, and the sources of the corpus from their metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...files import DATA
from ...table import Text
from .wording import one_line, plain

CATALOGUE = DATA / "references.bib"
CITED = re.compile(r"(?<!\\)@([A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?)")
IN_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
SOURCE = "source-"  # begins the keys of the corpus's own texts
ENTRY = re.compile(r"@(\w+)\{([^,\s]+),\n(.*?)\n\}", re.DOTALL)
FIELD = re.compile(r"  (\w+) = \{(.*)\},?")
SAFE_KEY = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "%": r"\%",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
}
LONE_AND = re.compile(r"\\&(?=\s|$)")
MOST_PEOPLE = 6  # more are shortened in the list; the .bib has all
CHINESE = re.compile(r"[\u3400-\u9fff]")
PEOPLE = re.compile(r"\s*[、；;，\n]\s*")
REPORT = re.compile(r"报告|白皮书|report|white paper", re.IGNORECASE)
LANGUAGES = {"zh": "chinese", "en": "english"}
FIELDS = (
    *("author", "title", "journal", "institution", "publisher", "type", "year", "volume", "number", "pages"),
    *("howpublished", "version", "doi", "url", "langid"),
)


@dataclass(frozen=True)
class Work:
    """An entry: its kind (`article`), key and fields, as BibTeX writes them."""

    kind: str
    key: str
    fields: Mapping[str, str]

    def bibtex(self) -> str:
        """Return the entry, a field a line."""
        lines = [f"  {name} = {{{value}}}," for name, value in self.fields.items()]
        return "\n".join([f"@{self.kind}{{{self.key},", *lines, "}"])


@cache
def catalogue() -> dict[str, Work]:
    """Return the works of the shipped catalogue by key."""
    text = CATALOGUE.read_text("utf-8")
    works = [Work(kind, key, dict(FIELD.findall(body))) for kind, key, body in ENTRY.findall(text)]
    return {work.key: work for work in works}


def cited(markdown: str) -> list[str]:
    r"""Return the keys that a text cites, sorted, each once.

    Example:
        >>> cited("a [@b2; @a1], @b2 `@c` and \\@d")
        ['a1', 'b2']
    """
    return sorted(set(CITED.findall(IN_CODE.sub("", markdown))))


def source_keys(sources: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the key of each source: its id where BibTeX and Pandoc can read it, else its number."""
    named = [str(source.get("id", "")) for source in sources]
    taken = {f"{SOURCE}{name}" for name in named if SAFE_KEY.fullmatch(name)}
    keys: list[str] = []
    for place, name in enumerate(named, 1):
        key = f"{SOURCE}{name}" if SAFE_KEY.fullmatch(name) else f"{SOURCE}no-{place}"
        while not SAFE_KEY.fullmatch(name) and key in taken:
            key += "-x"
        taken.add(key)
        keys.append(key)
    return keys


def source_works(sources: Sequence[Mapping[str, Any]]) -> dict[str, Work]:
    """Return the sources of a corpus as works by key."""
    keys = source_keys(sources)
    return {key: _work_of(source, key) for source, key in zip(sources, keys, strict=True)}


def _work_of(source: Mapping[str, Any], key: str) -> Work:
    """Return a source as a report, an article or, where neither is known, a work of any kind."""
    genre, journal = _field(source, "genre"), _field(source, "journal", "periodical", "newspaper", "期刊", "报刊")
    institution = _field(source, "institution")
    kind = "article" if journal else "report" if institution and REPORT.search(genre) else "misc"
    fields = {"author": _authors(source) or (f"{{{tex(institution)}}}" if institution else "")}
    fields["title"] = f"{{{tex(_field(source, 'title', 'label', 'id'))}}}"
    fields["year"] = tex(_field(source, "year"))
    if kind == "article":
        fields["journal"] = tex(journal)
        fields |= {name: tex(_field(source, name)) for name in ("volume", "number", "pages")}
        fields["number"] = fields["number"] or tex(_field(source, "issue"))
    elif kind == "report":
        fields |= {"institution": tex(institution), "type": tex(genre)}
    else:
        fields["howpublished"] = tex(genre)
    fields["publisher"] = tex(_field(source, "publisher")) if kind != "report" else ""
    fields |= {name: _address(_field(source, name)) for name in ("doi", "url")}
    fields["langid"] = LANGUAGES.get(_field(source, "language"), "")
    return Work(kind, key, {name: fields[name] for name in FIELDS if fields.get(name)})


def _field(source: Mapping[str, Any], *names: str) -> str:
    """Return the first of these fields that is set."""
    found = (one_line(str(source[name])) for name in names if source.get(name) not in (None, ""))
    return next(found, "")


def _authors(source: Mapping[str, Any]) -> str:
    """Return persons as BibTeX parts them; Chinese names, which have no comma, in braces."""
    given = source.get("authors") or source.get("author") or ""
    names = given if isinstance(given, list) else PEOPLE.split(str(given))
    shown = [one_line(str(name)) for name in names if one_line(str(name))]
    return " and ".join(f"{{{tex(name)}}}" if _whole(name) else tex(name) for name in shown)


def _whole(name: str) -> bool:
    """Return whether a name is to stay as it is: Chinese, or with what BibTeX would take for its own."""
    return bool(CHINESE.search(name)) or re.search(r"\band\b|[{}\\%]|,.*,.*,", name) is not None


def tex(text: str) -> str:
    r"""Return text that BibTeX and LaTeX show as it is, braces balanced.

    Example:
        >>> tex("5 % of {x}")
        '5 \\% of \\textbraceleft{}x\\textbraceright{}'
    """
    return "".join(ESCAPES.get(char, char) for char in one_line(text))


def _address(text: str) -> str:
    """Return a DOI or URL, which is set as it is; nothing where it would break an entry."""
    return text if re.fullmatch(r"[^\s{}\\%\"<>^`|]+", text) else ""


def govtext_work(versions: Mapping[str, Any]) -> Work:
    """Return govtext itself, in the version that ran."""
    fields = {"author": "{The govtext developers}", "title": "{govtext: How Policy Reports Frame a Problem}"}
    version = versions.get("govtext")
    return Work("misc", "govtext", fields | ({"version": tex(str(version))} if version else {}))


def readable(work: Work, lang: str) -> str:
    """Return a work as a line of Markdown: authors, year, title, where it stands."""
    fields = {name: _read(value) for name, value in work.fields.items()}
    people = _people(work.fields.get("author", ""), lang)
    year = f" ({fields['year']})" if "year" in fields else ""
    title = f"*{fields.get('title', '')}*" if work.kind in ("book", "report", "misc") else fields.get("title", "")
    head = f"{people}{year}. {title}" if people else f"{title}{year}"
    return ". ".join(part.rstrip(".") for part in (head, *_where(work.kind, fields, work.fields, lang)) if part) + "."


def _where(kind: str, fields: Mapping[str, str], raw: Mapping[str, str], lang: str) -> list[str]:
    """Return journal, volume and pages, or book, editors and publisher, then edition, version and address."""
    pages = fields.get("pages", "")
    found = []
    if kind == "article":
        issue = f"({fields['number']})" if "number" in fields else ""
        volume = f" {fields['volume']}{issue}" if "volume" in fields else (f" {issue}" if issue else "")
        found.append(f"*{fields.get('journal', '')}*{volume}" + (f": {pages}" if pages else ""))
    elif "booktitle" in fields:
        editors = f"{_people(raw['editor'], lang)} ({_eds(raw['editor'])}), " if "editor" in raw else ""
        found.append(f"In: {editors}*{fields['booktitle']}*" + (f", {pages}" if pages else ""))
    if "edition" in fields:
        found.append(f"{fields['edition']}th ed" if lang == "en" else f"第 {fields['edition']} 版")
    if "version" in fields:
        found.append(Text(f"Version {fields['version']}", f"版本 {fields['version']}").get(lang))
    found += [fields[name] for name in ("type", "howpublished") if name in fields]
    own = fields.get("institution", "")
    found += [
        name for name in (own, fields.get("publisher", "")) if name and name != _people(raw.get("author", ""), lang)
    ]
    if "doi" in raw:
        found.append(f"<https://doi.org/{raw['doi']}>" if _link(raw["doi"]) else f"doi\\:{plain(raw['doi'])}")
    elif "url" in raw:
        found.append(f"<{raw['url']}>" if _web(raw["url"]) else plain(raw["url"]))
    return found


def _eds(editors: str) -> str:
    """Return `ed.` for one editor, `eds.` for several."""
    return "eds." if " and " in editors else "ed."


def _link(doi: str) -> bool:
    return re.fullmatch(r"10\.\d+/[\w./:;()_-]+", doi) is not None


def _web(url: str) -> bool:
    return re.fullmatch(r"https?://[\w./?=&#~:+%-]+", url) is not None


def _people(authors: str, lang: str) -> str:
    """Return authors as a list: `A, B and C`, family names first; Chinese names as they are."""
    names = [_read(name) for name in authors.split(" and ") if name]
    others = names[-1:] == ["others"]
    names = names[:-1] if others else names
    if all(CHINESE.search(name) for name in names):
        return "、".join(names)
    if others or len(names) > MOST_PEOPLE:
        return f"{names[0]}{Text(' et al.', ' 等').get(lang)}"
    if lang == "zh" or len(names) == 1:
        return "; ".join(names)
    return f"{'; '.join(names[:-1])} and {names[-1]}"


def _read(value: str) -> str:
    """Return the value of a field for reading: without braces, its commands spelled out, Markdown escaped."""
    for char, command in ESCAPES.items():
        value = value.replace(command, {"{": "\ue000", "}": "\ue001", "\\": "\ue002"}.get(char, char))
    value = value.replace("{", "").replace("}", "").replace("``", "“").replace("''", "”").replace("--", "–")
    return plain_of(value.replace("\ue000", "{").replace("\ue001", "}").replace("\ue002", "\\"))


def plain_of(text: str) -> str:
    """Return text of a bibliography for Markdown; apostrophes stay, and so does `&` where no entity can begin."""
    return LONE_AND.sub("&", plain(text).replace("\\'", "'"))


def references_list(markdown: str, works: Mapping[str, Work], lang: str) -> str:
    """Return the works that a text cites, each with its key, as a list."""
    keys = [key for key in cited(markdown) if key in works]
    texts = [key for key in keys if key.startswith(SOURCE)]
    lists = [[key for key in keys if key not in texts], texts]
    return "\n\n".join("\n".join(f"- `{key}` {readable(works[key], lang)}" for key in one) for one in lists if one)
