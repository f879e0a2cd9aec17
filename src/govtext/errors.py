"""What can go wrong, with the exit code the command line gives it."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from pathlib import Path

MOST_SHOWN = 60  # characters of a text that is refused
CAUSES = {
    errno.ENOSPC: ("the disk is full", "free some space and run it again"),
    errno.EDQUOT: ("the disk quota is used up", "free some space and run it again"),
    errno.EFBIG: ("the file would be larger than this system allows", "free some space or raise the limit"),
    errno.EROFS: ("the file system is read-only", "choose another folder with -o"),
    errno.EACCES: ("permission denied", "check who owns it, or choose another place"),
    errno.EPERM: ("permission denied", "check who owns it, or choose another place"),
    errno.ENOENT: ("no such file or folder", "check the path"),
    errno.ENOTDIR: ("part of the path is a file, not a folder", "move that file away or choose another folder with -o"),
    errno.EEXIST: ("a file is in the way", "move that file away or choose another folder with -o"),
    errno.EISDIR: ("is a folder, not a file", "name the files in it"),
    errno.ENAMETOOLONG: ("the name is too long for this file system", "choose a shorter name"),
}


class GovtextError(Exception):
    """Bad input: one line that says where, what and what to do about it.

    Attributes:
        exit_code: what the process ends with (3: bad input).
    """

    exit_code = 3

    def __init__(self, what: str, *, where: str | Path = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, str(where), remedy
        head = f"{self.where}: {what}" if self.where else what
        super().__init__(f"{head}; {remedy}" if remedy else head)


class UsageProblem(GovtextError):
    """A wrong option, key or name given by the person (exit code 2)."""

    exit_code = 2


class NothingFound(GovtextError):
    """Everything was in order but there is no row to show (exit code 1)."""

    exit_code = 1


def shortened(text: str) -> str:
    """Return a text as messages show it: its first 60 characters."""
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]} …"


def from_os_error(error: OSError, path: str | Path) -> GovtextError:
    """Turn an operating-system error on `path` into one clear line."""
    fallback = (error.strerror or str(error), "check the path and try again")
    what, remedy = CAUSES.get(error.errno or 0, fallback)
    return GovtextError(what, where=path, remedy=remedy)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the question whether the most similar of the known names is meant, empty where none is similar."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), 1)
    return f"did you mean {near[0]!r}?" if near else ""
