"""Why a file is not taken, and the limits that decide it."""

from __future__ import annotations

LARGEST = 10 * 1024 * 1024  # bytes as sent
LARGEST_UNPACKED = 100 * 1024 * 1024  # bytes of everything inside a document


class BadFile(ValueError):
    """`problem` names the response utter_error_<problem>.

    file_empty, file_too_large, file_kind, file_broken, file_locked (a password), file_bomb (unpacks to too much),
    file_mixed (two kinds in one), file_macro.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem
