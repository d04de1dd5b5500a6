"""How work was done, and what is said of an illness."""

from __future__ import annotations

import pytest

from casework.korean import diseases, exposure, illness
from casework.korean.entities import extract
from tests.unit.korean.conftest import NOW


def lengths(text: str) -> list:
    """Lengths of time in the text."""
    return [e for e in extract(text, NOW) if e.type == "duration"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("용접 15년 했고 하루 8시간 서서 일했어요", "15년"),
        ("조선소에서 20년 넘게 그라인더 소리 들으면서 일했어요", "20년"),
        ("3개월째 허리가 아파서 치료받아요 급식실에서 10년 일했어요", "10년"),
        ("도배 25년", "25년"),
        ("3년 전부터 허리가 아파요", None),
        ("한 5년쯤 됐어요", None),
        ("2주 동안 쉬었어요", None),
    ],
)
def test_years_of_work_are_told_from_years_of_pain(text: str, years: str | None) -> None:
    assert exposure.years(text, lengths(text)) == years


@pytest.mark.parametrize(
    ("tell", "text", "value"),
    [
        (exposure.daily_hours, "하루 여덟 시간씩 20년 넘게", "여덟 시간"),
        (exposure.daily_hours, "일주일에 70시간쯤 일했어요", None),
        (exposure.weekly_hours, "일주일에 70시간쯤 일했어요", "70시간"),
        (exposure.weekly_hours, "주 60시간", "60시간"),
        (exposure.weight, "20kg 자재를 들었어요", "20kg"),
        (exposure.weight, "20~25키로 되는 박스요", "20~25키로"),
        (exposure.posture, "허리 숙여서 쪼그리고 앉아서 했어요", "허리 숙여서, 쪼그리고 앉아서"),
        (exposure.posture, "팔을 위로 들고 천장에 칠해요", "팔을 위로 들고"),
        (exposure.repetition, "하루에 300번 들었어요", "하루에 300번"),
        (exposure.shifts, "3교대 야간 근무예요", "3교대, 야간 근무"),
        (exposure.noise, "프레스 소리 때문에요", "프레스 소리"),
        (exposure.noise, "소음성 난청이래요", None),
        (exposure.substances, "석면이랑 시너를 썼어요", "석면, 시너"),
        (exposure.substances, "납 중독이래요", "납"),
        (exposure.protection, "귀마개는 안 줬어요", "귀마개는 안 줬어요"),
    ],
)
def test_what_is_told_of_the_work_is_found(tell, text: str, value: str | None) -> None:
    assert tell(text) == value


@pytest.mark.parametrize("tell", [exposure.weight, exposure.posture, exposure.noise, exposure.substances])
@pytest.mark.parametrize("text", ["", "네", "가" * 50_000, "1" * 10_000, "소리 " * 5_000])
def test_nothing_breaks_or_slows_a_reader(tell, text: str) -> None:
    tell(text)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("허리디스크래요", "musculoskeletal"),
        ("회전근개가 파열됐대요", "musculoskeletal"),
        ("어깨가 아파요", "musculoskeletal"),
        ("뇌출혈로 쓰러졌어요", "cardio"),
        ("팀장이 괴롭혀서 잠을 못 자요", "mental"),
        ("귀가 잘 안 들려요", "hearing"),
        ("숨이 차요", "lung"),
        ("백혈병이에요", "cancer"),
        ("벤젠 중독이래요", "cancer"),
        ("안녕하세요", None),
    ],
)
def test_the_group_of_an_illness_by_its_name_or_how_it_hurts(text: str, group: str | None) -> None:
    found = illness.group(text, diseases.find(text))
    assert (found[0] if found else None) == group


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("아파트 경비 일하다가 지난달 새벽에 쓰러졌어요 뇌경색이래요", True),
        ("프레스 공장에서 22년 일했는데 귀가 잘 안 들려요", True),
        ("넘어져서 허리디스크가 터졌어요", False),
        ("프레스에 손가락이 끼었어요", False),
        ("허리가 아파요", False),
    ],
)
def test_a_story_of_an_illness_is_told_from_one_of_an_accident(text: str, told: bool) -> None:
    assert illness.is_told(text, extract(text, NOW)) is told
