"""Files that people send: looked into, made anew where they are pictures, scanned, sealed."""

from casework.services.files.inspecting import Inspected, inspect
from casework.services.files.refusal import LARGEST, BadFile
from casework.services.files.scanning import Scanner, Verdict, clamd
from casework.services.files.storing import UNSCANNED_TOO_LONG, attach, held, judge, notice, tell_overdue

__all__ = [
    "LARGEST",
    "UNSCANNED_TOO_LONG",
    "BadFile",
    "Inspected",
    "Scanner",
    "Verdict",
    "attach",
    "clamd",
    "held",
    "inspect",
    "judge",
    "notice",
    "tell_overdue",
]
