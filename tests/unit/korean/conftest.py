"""One moment and one small gazetteer for all tests of Korean text."""

from __future__ import annotations

from datetime import datetime

import pytest

from casework.korean.gazetteer import Gazetteer

NOW = datetime(2026, 11, 23, 10, 0)  # a Monday morning, Korean time
REGIONS = [
    ("경기도", "안산시 단원구"), ("경기도", "안산시 상록구"), ("경기도", "광주시"), ("광주광역시", "동구"), ("광주광역시", "광산구"),
    ("서울특별시", "중구"), ("부산광역시", "중구"), ("울산광역시", "동구"), ("서울특별시", "구로구"), ("강원특별자치도", "고성군"),
    ("경상남도", "고성군"), ("경기도", "화성시"), ("경기도", "시흥시"), ("인천광역시", "남동구"), ("경상남도", "창원시 성산구"),
    ("전라남도", "여수시"), ("전북특별자치도", "부안군"), ("경상북도", "고령군"), ("경상남도", "양산시"), ("세종특별자치시", ""),
    ("경기도", "수원시 팔달구"), ("경기도", "성남시 수정구"), ("충청북도", "음성군"), ("경기도", "이천시"), ("경기도", "안양시 동안구"),
    ("전북특별자치도", "전주시 완산구"), ("경기도", "평택시"), ("부산광역시", "연제구"), ("부산광역시", "사상구"), ("충청남도", "예산군"),
]  # fmt: skip


@pytest.fixture
def now() -> datetime:
    """Monday 2026-11-23, 10:00 in Korea."""
    return NOW


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """A few regions that share names or are ordinary words."""
    return Gazetteer.from_regions(REGIONS)
