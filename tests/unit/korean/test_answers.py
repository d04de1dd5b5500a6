"""Answers to a question that was asked."""

from __future__ import annotations

import pytest

from casework.korean import answers

YES = [
    "네",
    "네네",
    "넵",
    "예",
    "응",
    "어",
    "ㅇㅇ",
    "ok",
    "맞아요",
    "그럼요",
    "그래요",
    "당연하죠",
    "네 맞아요",
    "네, 어제 다쳤어요",
    "네 받았어요",
    "예 그렇습니다",
    "했어요",
    "있어요",
    "갔어요",
    "받았습니다",
    "수술했어요",
    "그런 것 같아요",
    "동의합니다",
    "아니요 있어요",
    "네!",
]
NO = [
    "아니요",
    "아니오",
    "아뇨",
    "아니",
    "아니에요",
    "아닙니다",
    "없어요",
    "없습니다",
    "안 했어요",
    "안했어요",
    "못 받았어요",
    "하지 않았어요",
    "아직이요",
    "아직 못 갔어요",
    "네 없어요",
    "네 안 했어요",
    "싫어요",
    "틀려요",
    "ㄴㄴ",
    "no",
    "아닌 것 같아요",
    "아니 왼손이요",
    "수술은 안 했어요",
    "안 돼요",
]
NEITHER = [
    "네명이요",
    "네시",
    "예전에",
    "어제",
    "그래서",
    "모르겠어요",
    "네?",
    "괜찮아요",
    "안산이요",
    "한빛정밀",
    "응급실이요",
    "제가요",
    "예정이에요",
    "",
    "어제 안산에서 다쳤는데 병원도 안 갔고 회사는 연락도 없어요",
]


@pytest.mark.parametrize("text", YES)
def test_yes_is_heard(text: str) -> None:
    assert answers.yes_no(text) is True


@pytest.mark.parametrize("text", NO)
def test_no_is_heard(text: str) -> None:
    assert answers.yes_no(text) is False


@pytest.mark.parametrize("text", NEITHER)
def test_what_is_neither_yes_nor_no_is_left_open(text: str) -> None:
    assert answers.yes_no(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "모르겠어요",
        "몰라요",
        "몰라",
        "모름",
        "잘 모르겠네요",
        "모르겠습니다 나중에 확인할게요",
        "기억이 안 나요",
        "기억 안나",
        "잘 기억이 안 나네요 죄송해요",
        "글쎄요",
        "잘...",
        "생각이 안 나요",
        "까먹었어요",
        "회사 이름은 모르겠어요",
    ],
)
def test_not_knowing_is_an_answer(text: str) -> None:
    assert answers.is_unknown(text)


@pytest.mark.parametrize(
    "text",
    [
        "잘 모르겠는데 3시쯤이요",
        "정확히는 모르겠고 오후였어요",
        "사장님이 모르는 척해요",
        "아무도 몰라요",
        "한빛정밀",
        "네",
        "몰래 찍었어요",
        "",
    ],
)
def test_knowing_something_is_not_not_knowing(text: str) -> None:
    assert not answers.is_unknown(text)


@pytest.mark.parametrize(
    "text",
    [
        "나중에",
        "나중에요",
        "나중에 할래요",
        "다음에 말할게요",
        "주소는 나중에 알려드릴게요",
        "이따가 할게요",
        "건너뛸게요",
        "넘어갈게요",
        "지금은 좀 곤란해요",
        "지금 말고요",
        "패스",
    ],
)
def test_later_is_heard(text: str) -> None:
    assert answers.is_later(text)


@pytest.mark.parametrize(
    "text", ["나중에 알게 됐어요", "넘어진 다음에 일어났어요", "넘어졌어요", "내일 병원 가요", "한빛정밀", "네", ""]
)
def test_what_came_later_in_the_story_is_not_putting_off(text: str) -> None:
    assert not answers.is_later(text)


@pytest.mark.parametrize(
    ("text", "value"),
    {
        "회사 이름은 한빛정밀이에요": "한빛정밀", "안산 한빛병원이요": "안산 한빛병원", "음 그게 한빛정밀이요": "한빛정밀", "음... 대한금속이요": "대한금속", "한빛정밀입니다": "한빛정밀", "한빛정밀": "한빛정밀", "한빛정밀이요.": "한빛정밀", "저희 회사는 삼원테크예요": "삼원테크", "삼원테크라고 해요": "삼원테크", "한빛정밀인 것 같아요": "한빛정밀",
        "제 이름은 홍길동입니다": "홍길동", "이름은 홍길동": "홍길동", "영수요": "영수", "길동이에요": "길동", "사장님 이름은 박사장이에요": "박사장", "네, 한빛병원이요": "한빛병원", "병원은 한빛병원이에요": "한빛병원", "그 병원이요": "그 병원", "경기도 안산시 단원구 1번지요": "경기도 안산시 단원구 1번지", "용접공이요": "용접공", "공장에서요": "공장에서",
        "프레스 작업하고 있었어요": "프레스 작업하고 있었어요", "동료가 봤어요": "동료가 봤어요", "한국어요": "한국어", "베트남어요": "베트남어", "프레스요": "프레스", "요": "요", "": "",
    }.items(),
)  # fmt: skip
def test_the_value_alone_is_left_in_the_workers_words(text: str, value: str) -> None:
    assert answers.strip_answer(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "아니 왼손이요",
        "아니요 왼쪽이에요",
        "아 아니 3시요",
        "어제 말고 그제요",
        "왼손이 아니라 오른손이에요",
        "아니 그게 아니라 어제요",
        "잘못 말했어요",
        "고쳐 주세요",
        "정정할게요",
        "수정할게요",
        "다시 말할게요",
        "틀렸어요",
        "이름이 틀렸어요",
    ],
)
def test_a_correction_is_recognised(text: str) -> None:
    assert answers.correction(text)


@pytest.mark.parametrize(
    "text",
    [
        "아니요",
        "아니요 없어요",
        "아니요, 회사가 안 해줬어요",
        "아니요 괜찮아요",
        "다시 아파요",
        "기계 고치다가 다쳤어요",
        "성남 수정구요",
        "병원을 바꿔 주세요",
        "안산이요",
        "네",
        "저 말고도 다친 사람이 있어요",
        "",
    ],
)
def test_a_plain_no_or_a_story_is_no_correction(text: str) -> None:
    assert not answers.correction(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("왼손 말고 오른손이요", "오른손이요"),
        ("아니 왼손이요", "왼손이요"),
        ("어제가 아니라 그제요", "그제요"),
        ("왼손이요", "왼손이요"),
        ("아니요", "아니요"),
        ("저 말고도 있어요", "저 말고도 있어요"),
    ],
)
def test_only_what_is_meant_is_kept(text: str, kept: str) -> None:
    assert answers.kept(text) == kept
