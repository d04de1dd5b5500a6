"""Names of things in stories, through the trained model as it stands."""

from __future__ import annotations

import pytest

from casework.commands.parse import understand

# Words that no list of ours has, and a place whose name is an ordinary word too.
STORIES = {
    "떡메에 손가락을 찧었습니다": ("object", "떡메"),
    "달무리랩이라는 회사에 다니는데 계단에서 굴렀습니다": ("workplace", "달무리랩"),
    "저는 도배공인데 우마에서 내려오다 발목을 접질렸어요": ("occupation", "도배공"),
    "양주에서 일하다가 손을 베였어요": ("place", "양주"),
}
ANSWERS = {
    "용접공이에요": ("occupation", "용접공"),
    "정규직이에요": ("employment_form", "정규직"),
    "동명정밀이에요": ("workplace", "동명정밀"),
    "경기도 화성시 팔탄면이요": ("place", "경기도 화성시"),
    "프레스요": ("object", "프레스"),
    "아들이에요": ("relation", "아들"),
    "뼈가 부러졌대요": ("injury_type", "부러졌"),
}


def found(text: str, kind: str) -> list[dict]:
    """Entities of one type."""
    (row,) = understand([{"text": text}])
    return [entity for entity in row["entities"] if entity["type"] == kind]


@pytest.fixture(scope="module")
def parsed() -> dict[str, list[dict]]:
    """Entities of all sentences, understood in one go."""
    texts = [*STORIES, *ANSWERS]
    return {text: row["entities"] for text, row in zip(texts, understand([{"text": t} for t in texts]), strict=True)}


@pytest.mark.parametrize("text", [*STORIES, *ANSWERS])
def test_it_is_found(parsed: dict[str, list[dict]], text: str) -> None:
    kind, words = (STORIES | ANSWERS)[text]
    overlapping = [e for e in parsed[text] if e["type"] == kind and (words in e["text"] or e["text"] in words)]
    assert overlapping, parsed[text]
    assert all(text[e["start"] : e["end"]] == e["text"] for e in parsed[text] if e["type"] != "accident_type")


def test_a_place_of_an_ordinary_name_gets_its_region(parsed: dict[str, list[dict]]) -> None:
    values = [e["value"] for e in parsed["양주에서 일하다가 손을 베였어요"] if e["type"] == "place"]
    assert values == ["경기 양주시"]


def test_a_name_stands_where_it_was_written_however_it_was_spaced() -> None:
    text = "ㅠㅠㅠㅠㅠ   어제   포크레인   버킷에  발을 찍혔어요"
    for entity in found(text, "object"):
        assert text[entity["start"] : entity["end"]] == entity["text"]


def test_a_question_has_no_names() -> None:
    assert found("휴업급여는 얼마나 나와요?", "workplace") == []
