"""The class of an accident from its story."""

from __future__ import annotations

import pytest

from casework.korean import accident_types, injury_types

STORIES = """
지게차가 뒤로 오다가 발을 밟고 지나갔어요|crushed_under
프레스에 손가락이 끼어서|caught_in
사다리에서 떨어졌어요|fall_from_height
계단에서 미끄러져 넘어졌어요|fall_same_level
쇳덩이가 떨어져서 맞았어요|struck_by
허리 삐끗했어요|overexertion
어제 오후 3시쯤 안산 공장에서 프레스에 오른손 검지가 끼었어요|caught_in
위에서 자재가 떨어져서 발등을 찍혔어요|struck_by
파이프가 떨어지면서 머리를 맞았습니다|struck_by
발판이 부러져서 떨어졌어요|fall_from_height
지붕에서 작업하다가 추락했어요|fall_from_height
2층에서 떨어져서 허리를 다쳤어요|fall_from_height
물기 있는 바닥에서 미끄러졌어요|fall_same_level
빙판길에 넘어져서 손목이 부러졌어요|fall_same_level
전선에 걸려 넘어졌어요|fall_same_level
칼에 손가락을 베였어요|cut_stab
못을 밟았어요|cut_stab
그라인더에 손가락이 잘렸어요|cut_stab
주사바늘에 찔렸어요|cut_stab
전기에 감전됐어요|electric_shock
끓는 물에 데었어요|burn
용접하다가 화상을 입었어요|burn
가스가 폭발했어요|burn
염산이 눈에 튀었어요|exposure
맨홀 안에서 가스를 마시고 쓰러졌어요|exposure
출근하다가 차에 치였어요|traffic
배달하다가 오토바이가 미끄러졌어요|traffic
오토바이 타고 가다가 승용차랑 부딪혔어요|traffic
퇴근길에 교통사고가 났어요|traffic
지게차에 부딪혔어요|struck_against
머리를 철골에 박았어요|struck_against
문에 부딪쳐서 이마가 찢어졌어요|struck_against
손님한테 맞았어요|violence
취객이 주먹으로 때렸어요|violence
환자가 갑자기 때려서 다쳤어요|violence
무거운 박스를 들다가 허리를 다쳤어요|overexertion
발목을 접질렀어요|overexertion
짐 옮기다가 허리가 뚝 했어요|overexertion
비계가 무너졌어요|collapse
흙더미에 묻혔어요|collapse
쌓아둔 자재가 무너져서 깔렸어요|collapse
자재가 넘어지면서 다리를 덮쳤어요|crushed_under
기계가 넘어져서 다리를 다쳤어요|crushed_under
지게차가 뒤집혔어요|crushed_under
컨베이어에 팔이 말려 들어갔어요|caught_in
롤러에 손이 빨려들어갔어요|caught_in
장갑이 드릴에 감겨서 손가락이 꺾였어요|caught_in
문틈에 손이 꼈어요|caught_in
그라인더 날이 튀어서 얼굴에 맞았어요|struck_by
쇳가루가 튀어서 눈에 들어갔어요|struck_by
망치로 손가락을 찍었어요|struck_by
사다리가 넘어져서 떨어졌어요|fall_from_height
트럭 짐칸에서 내리다가 떨어졌어요|fall_from_height
벌에 쏘였어요|other
개한테 물렸어요|other
오늘 주사 맞았어요|None
엑스레이 찍었어요|None
네 맞아요|None
장갑을 끼고 일했어요|None
느껴졌어요|None
회사에서 짤렸어요|None
새끼손가락|None
베트남에서 왔어요|None
베어링 공장|None
절단기 기사예요|None
산재 신청하고 싶어요|None
남편이 과로로 쓰러졌어요|None
카트에 발뒤꿈치를 찧었어요|struck_against
환자분이 팔을 꺾어서 어깨가 빠졌어요|violence
체력이 떨어졌어요|None
데리러 갔는데|None
일하는데 회사가|None
넘어진 게 아니라 떨어졌어요|fall_from_height
넘어질 뻔했어요|None
프레스기에손가락이눌렸어요|caught_in
지게차가후진하다가발을밟고지나갔어요|crushed_under
벽돌에 맞았어요|struck_by
도로에서 트럭이 들이받았어요|traffic
계단에서 굴러 떨어졌어요|fall_same_level
철판에 손을 베었습니다|cut_stab
손가락이 절단됐어요|cut_stab
손목이 시큰거려요|None
미끄러지면서 칼에 베였어요|cut_stab
남편이 공사장에서 떨어져서 돌아가셨어요|fall_from_height
아버지가 3미터 높이에서 떨어지셨어요|fall_from_height
크레인에서 떨어진 철근에 어깨를 맞았어요|struck_by
기름이 튀어서 팔을 데었어요|burn
프레스가 내려와서 손가락이 절단됐어요|cut_stab
끼임|caught_in
깔림 사고|crushed_under
넘어짐|fall_same_level
떨어짐|fall_from_height
물체에 맞음|struck_by
부딪힘|struck_against
베임|cut_stab
감전|electric_shock
질식|exposure
무너짐|collapse
교통사고요|traffic
폭력|violence
쿵 하고 상자가 머리 위로 떨어졌어요|struck_by
박스가 쏟아져서 다쳤어요|struck_by
식당에서 뜨거운 국물을 쏟아서 발을 데었어요|burn
환자를 들다가 허리가 삐끗|overexertion
고객의 개에 물렸어요|other
토사가 쏟아졌어요|collapse
손이 롤러에 말렸어요|caught_in
병원비를 돌려받고 싶어요|None
휴업급여 얼마나 받나요|None
버스가 급정거해서 넘어졌어요|traffic
버스 운전하다가 승객한테 폭행당했어요|violence
엘리베이터 문에 끼였어요|caught_in
냉장고를 나르다가 발등에 떨어뜨렸어요|struck_by
기숙사에 화재가 나서|burn
호이스트에 매단 철판이 떨어져서 다리가 깔렸어요|crushed_under
작업대에서 내려오다가 발을 헛디뎌 발목을 접질렸어요|fall_same_level
유리가 깨져서 손을 베었어요|cut_stab
스팀에 손을 데였어요|burn
물건이 굴러와서 발을 찍었어요|struck_by
차가 와서 박았어요|traffic
동료가 밀어서 넘어졌어요|violence
화물차에서 뛰어내리다 무릎을 다쳤어요|fall_from_height
안녕하세요|None
프레스 작업하다가 손가락을 다쳤어요|None
"""


@pytest.mark.parametrize(("story", "kind"), [line.split("|") for line in STORIES.strip().splitlines()])
def test_the_story_tells_the_class(story: str, kind: str) -> None:
    found = accident_types.find(story)

    assert [e.value for e in found] == ([] if kind == "None" else [kind])


def test_every_class_has_a_label_and_is_reached_by_a_story() -> None:
    kinds = {line.split("|")[1] for line in STORIES.strip().splitlines()} - {"None"}

    assert kinds == set(accident_types.LABELS)


@pytest.mark.parametrize(
    ("text", "kinds"),
    {
        "뼈가 부러졌어요": ["fracture"], "발목 골절": ["fracture"], "갈비뼈에 금이 갔어요": ["fracture"], "이마가 찢어져서 열 바늘 꿰맸어요": ["laceration"], "칼에 베였어요": ["laceration"], "손가락이 잘렸어요": ["amputation"], "절단됐어요": ["amputation"], "화상을 입었어요": ["burn"], "멍이 들었어요": ["contusion"], "타박상": ["contusion"], "발목을 삐었어요": ["sprain"], "염좌래요": ["sprain"],
        "인대가 파열됐어요": ["ligament"], "어깨가 빠졌어요": ["dislocation"], "뇌진탕이래요": ["concussion"], "허리디스크": ["disc"], "손이 으스러졌어요": ["crush"], "감전됐어요": ["electric"], "귀가 안 들려요": ["hearing"], "찰과상": ["abrasion"], "뼈는 괜찮대요": [], "골절은 아니에요": [],
        "절단기": [], "회사에서 잘렸어요": [], "디스크 그라인더": [], "베트남": [], "안녕하세요": [], "골절이랑 화상": ["fracture", "burn"],
    }.items(),
)  # fmt: skip
def test_kinds_of_injury_are_found(text: str, kinds: list[str]) -> None:
    assert [e.value for e in injury_types.find(text)] == kinds
