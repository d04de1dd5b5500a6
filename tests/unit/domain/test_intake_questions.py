"""Whether a message in the middle of the form asks something, or answers."""

from __future__ import annotations

import pytest

from casework.domain.dialogue.going_on import wants_to_go_on
from casework.domain.dialogue.questions import is_question

QUESTIONS = [
    "휴업급여는 얼마나 나와요?", "휴업급여 얼마나 나와요", "언제까지 신청해야 하나요", "이거 신청하면 회사에서 알게 되나요", "병원비는 누가 내요",
    "산재 되나요", "산재 되나여", "이런 것도 될까요", "얼마 받을 수 있나요", "어디로 가야 해요", "어떻게 신청해요", "뭐가 필요해요", "서류 뭐 내야돼요",
    "왜 그걸 물어봐요", "누가 신청할 수 있어요", "며칠 걸려요", "몇 급 나오나요", "장해등급이 뭐예요", "돈은 언제 들어와요", "회사가 안 해주면 어떡해요",
    "사장님이 도장을 안 찍어주면 어떻게 하죠", "치료비 먼저 내야 됩니까", "산재 됩니꺼", "이것도 되는가요", "월급은 나오는지 궁금합니다",
    "교통비도 주는지요", "외국인도 돼요?", "불법체류자도 가능한가요", "이거 꼭 적어야 하나요", "주민번호는 왜 필요한가요", "노무사 써야 되는 건지",
    "휴업급여 알려주세요", "간병비도 나와요?", "지금 퇴사해도 괜찮을까요", "회사 그만둬도 받을 수 있는지 알고 싶어요", "이게 뭔가요", "얼마 줘요",
    "산재가 뭐야", "개인정보는 어디에 써요", "제가 잘못해도 되나요", "병원 옮겨도 돼요", "결과는 언제 나와", "그게 먼데요", "돈 얼마 나오는교",
    "받을수있나요", "언제나와요ㅠㅠ", "산재 신청하면 짤리나요", "보험료는 누가 내는 거예요", "담당자가 누구예요", "이거 되는 거 맞죠?",
    "이전 회사 급여도 합산하나요 산정할 때", "이런 것도 보상이 돼요? 무서워요", "휴업급여는 언제 나와요. 감사합니다", "어제 다쳤어요. 산재 되나요",
]  # fmt: skip

ANSWERS = [
    "어제요", "오른손이요", "프레스에 손가락이 끼었어요", "한빛정밀이요", "안산시 단원구요", "네", "아니요", "모르겠어요", "나중에 할게요", "오후 3시쯤이요",
    "병원에서 골절이래요", "의사가 수술해야 된대요", "사장님이 산재 안 된대요", "네 맞아요", "월급 250만원이요", "일당 15만원 받아요", "혼자였어요",
    "같이 일하던 형이 봤어요", "정규직이요", "어떻게 다쳤는지 기억이 안 나요", "언제인지 모르겠어요", "입원했어요", "통원하고 있어요", "계단에서 굴렀어요",
    "회사에는 말 안 했어요", "반장님한테 바로 말했어요", "뭐에 맞았는지 모르겠어요", "누가 밀었어요", "몇 시인지 기억 안 나요", "얼마 안 됐어요",
    "이사 나르다가 다쳤어요", "짐을 나르다 허리를 삐끗했어요", "3년 넘게 일했어요", "12월 3일", "왼쪽 무릎이랑 허리요", "공장 2층 조립 라인", "그라인더",
    "제가 본인이에요", "남편이 다쳤어요", "아직 안 갔어요", "김하나", "이하나", "나주시 빛가람동", "어제 병원에 갔죠", "그때 비가 왔었죠",
    "아파서 잠을 못 자요", "어디서 떨어졌는지는 몰라요", "괜찮아요", "다쳤어요", "수술했대요", "회사에서 공상으로 하자네요", "일용직으로 나가요", "하나",
    "남원에 있는 공장이에요", "시급으로 받아요 얼마인지는 몰라요", "누나", "엄지 하나", "사다리에서 떨어졌나 봐요", "그런가 봐요", "나머지는 맞아요", "아프니까요", "안 해도 돼요", "뭐 그냥 아파요",
    "언제부턴가 아파요", "얼마 전에 다쳤어요", "산재 되나요 물어봤더니 안 된대요", "생활이 안 돼요", "냄새나요", "피가 나요", "당연하죠", "인대가 나갔다나 봐요",
]  # fmt: skip


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_is_seen_as_one(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", ANSWERS)
def test_an_answer_is_not_taken_for_a_question(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "계속할게요",
        "이어서 쓸게요",
        "신고 계속할게요",
        "산재 신고 계속할게요",
        "지금은 위급하지 않아요 계속할게요",
        "네 이어서 할게요",
    ],
)
def test_the_wish_to_go_on_is_seen(text: str) -> None:
    assert wants_to_go_on(text)


@pytest.mark.parametrize(
    "text", ["계속 아파요", "계속 치료받고 있어요", "이어서 일했어요", "3일 계속 일했어요", "계속할 수 있나요"]
)
def test_something_that_continues_in_the_story_is_not_that_wish(text: str) -> None:
    assert not wants_to_go_on(text)


def test_nothing_and_very_much_are_no_questions() -> None:
    assert not is_question("")
    assert not is_question("가" * 100_000)
    assert not is_question(" " * 50_000 + "네")
