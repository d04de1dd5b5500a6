"""The accident class of stories, through the trained model as it stands."""

from __future__ import annotations

from casework.commands.parse import understand

STORIES = {
    "지게차가 뒤로 오다가 발을 밟고 지나갔어요": "crushed_under",
    "전선을 만지는데 팔이 찌릿하더니 튕겨 나갔습니다": "electric_shock",
    "튀김 바구니를 들다가 끓던 기름이 팔에 튀어서 물집이 잡혔어요": "burn",
    "이십 킬로 포대를 어깨에 메다가 허리에서 뚝 소리가 났어요": "overexertion",
    "술 취한 손님이 다짜고짜 제 멱살을 잡고 주먹으로 쳤어요": "violence",
    "선반 위에 있던 공구함이 머리로 쏟아졌습니다": "struck_by",
}
NO_STORIES = ("휴업급여는 얼마나 나와요?", "상담원 연결해 주세요", "정규직이에요", "다쳤어요", "일하다 손을 다쳤습니다")


def classes(texts: list[str]) -> list[list[str]]:
    """What accident classes each text is given."""
    found = understand([{"text": text} for text in texts])
    return [[e["value"] for e in row["entities"] if e["type"] == "accident_type"] for row in found]


def test_a_story_that_names_no_class_gets_one() -> None:
    assert dict(zip(STORIES, classes(list(STORIES)), strict=True)) == {text: [kind] for text, kind in STORIES.items()}


def test_what_is_no_story_gets_none() -> None:
    assert classes(list(NO_STORIES)) == [[]] * len(NO_STORIES)
