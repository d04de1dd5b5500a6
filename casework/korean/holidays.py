"""Days that people name instead of a date: 설날, 추석, 어린이날."""

from __future__ import annotations

from datetime import date

# Lunar holidays fall on another solar day each year; outside this table the caller asks for the date.
LUNAR: dict[str, dict[int, tuple[int, int]]] = {
    "seollal": {2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 7)},
    "daeboreum": {2023: (2, 5), 2024: (2, 24), 2025: (2, 12), 2026: (3, 3), 2027: (2, 21)},
    "buddha": {2023: (5, 27), 2024: (5, 15), 2025: (5, 5), 2026: (5, 24), 2027: (5, 13)},
    "chuseok": {2023: (9, 29), 2024: (9, 17), 2025: (10, 6), 2026: (9, 25), 2027: (9, 15)},
}
SOLAR: dict[str, tuple[int, int]] = {
    "new_year": (1, 1), "march_first": (3, 1), "labour": (5, 1), "children": (5, 5), "parents": (5, 8),
    "memorial": (6, 6), "constitution": (7, 17), "liberation": (8, 15), "foundation": (10, 3), "hangul": (10, 9),
    "christmas": (12, 25),
}  # fmt: skip
NAMES: dict[str, str] = {
    "설날": "seollal", "구정": "seollal", "설": "seollal", "정월대보름": "daeboreum", "대보름": "daeboreum",
    "부처님오신날": "buddha", "부처님 오신 날": "buddha", "석가탄신일": "buddha", "초파일": "buddha",
    "추석": "chuseok", "한가위": "chuseok", "신정": "new_year", "삼일절": "march_first", "3.1절": "march_first",
    "근로자의날": "labour", "근로자의 날": "labour", "노동절": "labour", "메이데이": "labour", "어린이날": "children",
    "어버이날": "parents", "현충일": "memorial", "제헌절": "constitution", "광복절": "liberation", "개천절": "foundation",
    "한글날": "hangul", "크리스마스": "christmas", "성탄절": "christmas",
}  # fmt: skip


def day_of(name: str, year: int) -> date | None:
    """The solar date of the named holiday in the year, or None when the table does not reach it."""
    if name in SOLAR:
        return date(year, *SOLAR[name])
    day = LUNAR[name].get(year)
    return date(year, *day) if day else None
