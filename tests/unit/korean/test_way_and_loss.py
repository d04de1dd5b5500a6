"""The way to work, who was called, and what the bereaved tell."""

from __future__ import annotations

import pytest

from casework.korean import answers, bereavement, commuting, reported
from casework.korean.entities import extract
from tests.unit.korean.conftest import NOW


@pytest.mark.parametrize(
    ("text", "direction", "means"),
    [
        ("퇴근하다가 횡단보도에서 차에 치였어요", "from_work", "walk"),
        ("집에서 회사로 걸어가다가 빙판에 미끄러졌어요", "to_work", "walk"),
        ("오토바이 타고 출근하다가 버스랑 부딪혔어요", "to_work", "motorcycle"),
        ("통근버스 타고 가다가 사고 났어요", None, "company"),
        ("자전거 타고 집에 오다가 넘어졌어요", "from_work", "bicycle"),
        ("어제 오토바이에 치였어요", None, None),
        ("출근해서 일하다가 다쳤어요", None, None),
    ],
)
def test_direction_and_means(text: str, direction: str | None, means: str | None) -> None:
    assert (commuting.direction(text), commuting.means(text)) == (direction, means)


def test_route_stop_and_other_party() -> None:
    text = "집에서 회사로 가다가 어린이집에 들렀다가 트럭이 박았어요"
    assert commuting.route(text) == "집에서 회사로"
    assert "어린이집" in (commuting.detour(text) or "")
    assert (commuting.hit_by(text) or "").startswith("트럭")
    assert commuting.hit_by("빙판에 혼자 미끄러졌어요") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("119 불러서 갔어요 경찰은 안 불렀어요", {"ambulance": True, "police": False}),
        ("경찰에 신고했고 보험 접수도 했어요", {"police": True, "insurer": True}),
        ("구급차에 실려 갔어요", {"ambulance": True}),
        ("병원 갔어요", {}),
    ],
)
def test_who_was_called(text: str, told: dict[str, bool]) -> None:
    assert reported.told(text) == told


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("남편이 지붕에서 떨어져서 돌아가셨어요", "accident"),
        ("아버지가 심근경색으로 돌아가셨어요", "disease"),
        ("과로로 쓰러져서 돌아가셨어요", "disease"),
        ("우리 아들이 죽었어요", None),
        ("네, 맞아요. 접수해 주세요", None),
    ],
)
def test_how_somebody_died(text: str, cause: str | None) -> None:
    assert bereavement.cause(text, extract(text, NOW), on_the_way=False) == cause


def test_an_accident_on_the_way_is_one_of_commuting() -> None:
    text = "퇴근길 교통사고로 돌아가셨어요"
    assert bereavement.cause(text, extract(text, NOW), on_the_way=True) == "commute"


def test_what_one_answer_tells_of_the_family() -> None:
    text = "어머니 61세 같이 사셨고요 저는 34살 따로 살아요 동생이 장애가 있어요"
    assert "61세" in (bereavement.ages(text) or "") and "34살" in (bereavement.ages(text) or "")
    assert "같이 사" in (bereavement.together(text) or "")
    assert "장애" in (bereavement.disabled(text) or "")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("사흘 전에 병원에서 돌아가셨어요", "병원"),
        ("아산 한빛병원에서 숨을 거뒀어요", "아산 한빛병원"),
        ("병원에서 치료받아요", None),
    ],
)
def test_where_somebody_died(text: str, place: str | None) -> None:
    assert bereavement.place(text) == place


@pytest.mark.parametrize(
    ("text", "none"),
    [("없어요", True), ("아니요 혼자 넘어졌어요", True), ("승용차 운전자요", False), ("트럭이요", False)],
)
def test_nobody_is_told_from_somebody(text: str, none: bool) -> None:
    assert answers.tells_of_none(text) is none


@pytest.mark.parametrize(
    ("text", "alone"),
    [("그건 담당자에게만 말할게요", True), ("담당자가 누구예요", False), ("사람한테만 말할래요", True)],
)
def test_the_wish_to_tell_it_to_a_person_alone(text: str, alone: bool) -> None:
    assert answers.only_to_handler(text) is alone


def test_an_offer_to_be_guided_is_accepted() -> None:
    assert answers.yes_no("네 안내해 주세요") is True
