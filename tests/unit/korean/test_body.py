"""Body parts with their sides, and the many words that only contain one."""

from __future__ import annotations

import pytest

from casework.korean import body, sides


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "오른손 검지": ["finger_index right"], "오른손검지가": ["finger_index right"], "오른손의 새끼손가락": ["finger_little right"], "오른쪽 손 검지": ["finger_index right"], "오른쪽 약지": ["finger_ring right"], "엄지손가락이 잘렸어요": ["finger_thumb"], "왼손 가운데 손가락": ["finger_middle left"], "넷째 손가락": ["finger_ring"], "두번째 손가락": ["finger_index"], "손가락 두 개": ["finger"], "두 손가락": ["finger"], "왼손 네 손가락이": ["finger left"],
        "중지가 잘렸어요": ["finger_middle"], "오른손 중지 절단": ["finger_middle right"], "오른손 검지랑 중지": ["finger_index right", "finger_middle right"], "검지, 중지를 다쳤어요": ["finger_index", "finger_middle"],
        "양 무릎": ["knee both"], "양손": ["hand both"], "두 손": ["hand both"], "왼쪽 어깨랑 허리": ["shoulder left", "waist"], "오른쪽 무릎, 왼쪽 발목": ["knee right", "ankle left"], "오른쪽 무릎이랑 발목": ["knee right", "ankle right"], "왼쪽 다리랑 왼팔이": ["leg left", "arm left"],
        "새끼발가락": ["toe"], "왼발 엄지": ["toe left"], "오른팔 팔꿈치": ["elbow right"], "왼다리 무릎": ["knee left"], "오른손목": ["wrist right"], "왼 손목": ["wrist left"], "우측 견관절": ["shoulder right"], "좌 족관절 염좌": ["ankle left"], "오른쪽 어깨 회전근개": ["shoulder right"],
        "손을 다쳤어요": ["hand"], "기계에손이끼어서": ["hand"], "손발이 저려요": ["hand", "foot"], "팔다리가 부러졌어요": ["arm", "leg"], "발을 밟고 지나갔어요": ["foot"], "팔을 다쳐서": ["arm"], "등을 다쳤어요": ["back"], "배를 맞았어요": ["abdomen"], "배가 아파요": ["abdomen"], "목이 삐끗했어요": ["neck"], "목 디스크": ["neck"],
        "눈에 쇳가루가 들어갔어요": ["eye"], "왼쪽 눈": ["eye left"], "눈이요": ["eye"], "한쪽 눈 실명": ["eye"], "귀가 안 들려요": ["ear"], "양쪽 귀": ["ear both"], "이가 부러졌어요": ["tooth"], "이마가 찢어졌어요": ["face"], "다리가 부러졌어요": ["leg"], "갈비뼈 두 대": ["rib"], "등이요": ["back"], "배": ["abdomen"],
        "머리를 다쳤어요": ["head"], "턱이 부러졌어요": ["jaw"], "허리를 삐끗": ["waist"], "발등을 찍었어요": ["foot"], "뒤꿈치": ["heel"], "옆구리가 결려요": ["flank"],
    }.items(),
)  # fmt: skip
def test_parts_are_found_with_the_side_they_were_said_with(text: str, expected: list[str]) -> None:
    assert [f"{p.id} {p.side}" if p.side else p.id for p in body.parts(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "손해", "손님", "손실", "손수레", "손목시계", "일손이 부족해요", "손이 모자라서", "발생", "출발", "폭발", "발판", "신발", "발을 헛디뎌서", "허리케인", "허리띠", "배달하다가", "배에서 일하다가", "배를 타고", "배상", "목요일", "제목", "목수", "이백", "이마트", "팔십", "팔아서", "사다리에서", "기다리다가", "다리 위에서",
        "눈이 와서 미끄러졌어요", "눈길에", "귀가하다가", "입원", "부상을 입은", "코로나", "작업 중지", "소지하고", "인지하고", "새끼", "턱에 걸려", "갈비탕", "머리카락", "전신주", "태양", "자재 등을 옮기다가", "안전벨트", "무릎 꿇고", "등록", "고등학교", "손도끼", "오른쪽으로",
    ],
)  # fmt: skip
def test_words_that_only_contain_a_part_are_none(text: str) -> None:
    assert body.parts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("왼손 말고 오른손", [("hand", "right")]), ("오른손 말고 왼손이요", [("hand", "left")]), ("왼손이 아니라 오른손", [("hand", "right")]), ("오른손 검지 말고 중지요", [("finger_middle", "right")]), ("허리는 괜찮아요", []), ("손가락이 아니라 발가락", [("toe", None)])],
)  # fmt: skip
def test_what_is_taken_back_is_left_out(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(p.id, p.side) for p in body.parts(text)] == expected


def test_the_span_covers_the_side_and_the_part() -> None:
    (part,) = body.parts("프레스에 오른손 검지가 끼었어요")

    assert (part.text, part.start, part.end) == ("오른손 검지", 5, 11)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("오른쪽으로", ["right"]),
        ("왼쪽이요", ["left"]),
        ("양쪽 다", ["both"]),
        ("우측", ["right"]),
        ("양산", []),
        ("태양", []),
        ("고양이", []),
        ("두 명", []),
        ("우리", []),
    ],
)
def test_a_side_stands_alone(text: str, values: list[str]) -> None:
    assert [e.value for e in sides.find(text)] == values


@pytest.mark.parametrize("text", ["왼쪽이요", "아니 왼쪽이요", "오른쪽이에요", "양쪽이요."])
def test_a_side_with_its_ending_is_no_tooth(text: str) -> None:
    assert body.parts(text) == []


def test_every_part_that_can_be_found_has_a_label() -> None:
    from casework.korean import body_terms

    ids = {
        *body_terms.SAFE,
        *(i for i, _ in body_terms.GUARDED.values()),
        *body_terms.AFTER_HAND.values(),
        *body_terms.ALONE.values(),
    }

    assert ids <= set(body.LABELS)
