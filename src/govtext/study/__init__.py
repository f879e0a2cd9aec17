"""Study: the folder a scholar works in, with its settings and sources."""

from .folders import files_in, sources_in
from .ids import ID, RESERVED, can_be_id, check_id
from .opening import find_root, open_study, study_of_files
from .settings import CHOICES, FILE, KEYS, LANGUAGES, LISTS, OWN, from_environment, read_settings_text
from .sparing import spare
from .study import Study

__all__ = [
    "CHOICES",
    "FILE",
    "ID",
    "KEYS",
    "LANGUAGES",
    "LISTS",
    "OWN",
    "RESERVED",
    "Study",
    "can_be_id",
    "check_id",
    "files_in",
    "find_root",
    "from_environment",
    "open_study",
    "read_settings_text",
    "sources_in",
    "spare",
    "study_of_files",
]
