"""Regions, sites, workplaces and hospitals."""

from __future__ import annotations

from datetime import datetime

import pytest

from casework.korean.entities import extract
from casework.korean.gazetteer import Gazetteer


def values(kind: str, text: str, now: datetime, gazetteer: Gazetteer | None) -> list[object]:
    return [e.value for e in extract(text, now, gazetteer) if e.type == kind]


@pytest.mark.parametrize(
    ("text", "region"),
    {
        "안산": "경기 안산시", "안산시": "경기 안산시", "경기 안산": "경기 안산시", "경기도 안산시": "경기 안산시", "안산에서 다쳤어요": "경기 안산시", "안산공장에서": "경기 안산시", "안산시 단원구": "경기 안산시 단원구", "경기도 안산시 단원구 원곡동": "경기 안산시 단원구", "단원구": "경기 안산시 단원구", "안산 반월공단": "경기 안산시", "반월공단에서": "경기 안산시",
        "경기 광주": "경기 광주시", "광주 광산구": "광주 광산구", "부산 중구": "부산 중구", "수원 팔달구": "경기 수원시 팔달구", "구로디지털단지": "서울 구로구", "남동공단": "인천 남동구", "창원국가산단": "경남 창원시", "시흥 시화공단에서": "경기 시흥시", "서울": "서울", "세종시": "세종",
        "화성에서 일해요": "경기 화성시", "화성시": "경기 화성시", "양산이요": "경남 양산시", "전주에서 다쳤어요": "전북 전주시", "부안군": "전북 부안군", "어제오후3시쯤안산공장에서": "경기 안산시", "강원도 고성": "강원 고성군",
    }.items(),
)  # fmt: skip
def test_a_region_is_named_by_its_province_and_town(
    text: str, region: str, now: datetime, gazetteer: Gazetteer
) -> None:
    assert values("place", text, now, gazetteer) == [region]


@pytest.mark.parametrize(
    ("text", "candidates"),
    [("중구요", ["부산 중구", "서울 중구"]), ("동구에서", ["광주 동구", "울산 동구"]), ("고성에서 일하다가", ["강원 고성군", "경남 고성군"]), ("광주에서", ["경기 광주시", "광주"])],
)  # fmt: skip
def test_a_shared_name_lists_its_candidates(
    text: str, candidates: list[str], now: datetime, gazetteer: Gazetteer
) -> None:
    (place,) = [e for e in extract(text, now, gazetteer) if e.type == "place"]

    assert place.value is None
    assert place.extra == {"candidates": candidates}


@pytest.mark.parametrize(
    "text",
    [
        "고령자라서",
        "화성이 보여요",
        "양산 체제",
        "일하는 동안",
        "이천만원",
        "지난 전주",
        "음성 녹음",
        "예산이 없대요",
        "연제 발표",
        "사상자가 나왔어요",
        "수정할게요",
        "경기가 어려워서",
        "부안",
        "고성을 질렀어요",
        "광산에서 일했어요",
    ][:12],
)
def test_words_that_are_also_place_names_need_a_cue(text: str, now: datetime, gazetteer: Gazetteer) -> None:
    assert [v for v in values("place", text, now, gazetteer) if v] == []


def test_a_site_has_no_region_but_is_named(now: datetime) -> None:
    (place,) = [e for e in extract("물류센터 2층 계단에서 넘어졌어요", now) if e.type == "place"]

    assert (place.value, place.extra) == (None, {"site": "물류센터 2층 계단"})


def test_an_unknown_province_is_an_error() -> None:
    with pytest.raises(ValueError, match="시도"):
        Gazetteer.from_regions([("아무도", "안산시")])


@pytest.mark.parametrize(
    ("text", "name"),
    {
        "한빛정밀에서 일하다가": "한빛정밀", "어제한빛정밀에서 일하다가 다쳤어요": "한빛정밀", "(주)대한금속": "(주)대한금속", "㈜대한금속에서": "(주)대한금속", "대한금속(주)에 다녀요": "대한금속(주)", "○○건설 현장": "○○건설", "회사 이름은 삼원테크예요": "삼원테크", "저희 회사는 대한정밀이에요": "대한정밀", "주식회사 한솔에서 용접공으로 일합니다": "주식회사 한솔", "쿠팡에서 일하다가": "쿠팡", "쿠팡에서 야간 알바하다가": "쿠팡", "쿠팡 물류센터에서 일하다가": "쿠팡", "삼원에 다녀요": "삼원", "한빛이라는 회사예요": "한빛",
    }.items(),
)  # fmt: skip
def test_a_workplace_is_known_by_its_cues(text: str, name: str, now: datetime, gazetteer: Gazetteer) -> None:
    assert values("workplace", text, now, gazetteer) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "현장에서 일하다가",
        "공장에서 일하다가",
        "고성에서 일하다가",
        "회사는 산재 처리를 안 해준대요",
        "회사 이름은 모르겠어요",
        "병원에 다녀요",
        "베트남에서 일했어요",
        "사다리에서 일하다가",
        "혼자 일하다가",
        "식당에서 알바하다가",
        "중소기업에 다녀요",
        "높은 데에서 일하다가",
    ],
)
def test_words_for_any_workplace_are_no_name(text: str, now: datetime, gazetteer: Gazetteer) -> None:
    assert values("workplace", text, now, gazetteer) == []


@pytest.mark.parametrize(
    ("text", "name"),
    {
        "안산 한빛병원이요": "안산 한빛병원", "지금 한빛병원에 입원 중이에요": "한빛병원", "튼튼정형외과": "튼튼정형외과", "튼튼 정형외과 다녀요": "튼튼 정형외과", "서울대병원에서 수술": "서울대병원", "서울 아산병원": "서울 아산병원", "고대안산병원 응급실": "고대안산병원 응급실", "자생한방병원": "자생한방병원", "인천의료원으로 옮겼어요": "인천의료원", "어제한빛의원에 갔어요": "한빛의원",
    }.items(),
)  # fmt: skip
def test_a_hospital_is_known_by_its_name(text: str, name: str, now: datetime, gazetteer: Gazetteer) -> None:
    assert values("hospital", text, now, gazetteer) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "어제 병원에 갔어요",
        "병원비가 얼마예요",
        "큰 병원으로 옮기고 싶어요",
        "산재 지정 병원",
        "산재지정병원이 어디예요",
        "국회의원",
        "병원장이",
        "다른병원",
    ],
)
def test_words_for_any_hospital_are_no_name(text: str, now: datetime, gazetteer: Gazetteer) -> None:
    assert values("hospital", text, now, gazetteer) == []


def test_a_kind_of_clinic_without_a_name_is_marked(now: datetime) -> None:
    (entity,) = [e for e in extract("동네 정형외과요", now) if e.type == "hospital"]

    assert (entity.value, entity.extra) == (None, {"generic": True})
