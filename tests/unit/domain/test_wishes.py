import pytest

from casework.domain.dialogue.wishes import leaves_matter, wants_call


@pytest.mark.parametrize(
    "text",
    [
        "전화해 주세요",
        "전화 주세요",
        "내일 아침에 전화 좀 부탁드려요",
        "010으로 전화 걸어 주세요",
        "전화 받고 싶어요",
        "전화를 해 주실 수 있나요",
    ],
)
def test_who_wants_to_be_called(text):
    assert wants_call(text)


@pytest.mark.parametrize(
    "text",
    [
        "전화번호가 뭐예요",
        "전화했어요",
        "회사에서 전화 달라고 했어요",
        "전화해도 되나요?",
        "전화를 받다가 넘어졌어요",
        "사고 났을 때 전화하면 되죠",
    ],
)
def test_who_does_not(text):
    assert not wants_call(text)


def test_who_leaves_a_matter():
    assert leaves_matter("용건 남길게요")
    assert leaves_matter("메시지 남겨도 돼요")
    assert not leaves_matter("용건이 뭔지 모르겠어요")
