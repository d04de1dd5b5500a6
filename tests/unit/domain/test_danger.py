"""Danger first: what must never be missed, and what must never frighten somebody who is in no danger."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from casework.domain.dialogue.danger import asks_for_person, sign

EMERGENCIES = [
    "지금 사람이 쓰러졌는데 의식이 없어요",
    "동료가 프레스에 끼여서 못 나오고 있어요",
    "피가 안 멈춰요 어떡해요",
    "피가 계속 나요 빨리요",
    "숨을 안 쉬어요",
    "숨을 못 쉬겠어요 살려주세요",
    "아저씨가 흙에 깔려 있어요",
    "맨홀에 사람 갇혔어요",
    "탱크 안에 두 명이 갇혀 있어요 도와주세요",
    "공장에 불이 났어요 지금",
    "가스가 새고 있어요",
    "심장이 멈췄어요 어떻게 해요",
    "의식이 안 돌아와요",
    "119 좀 불러주세요",
    "살려줘",
    "피를 너무 많이 흘려요 지금",
    "손가락이 잘렸는데 피가 철철 나요",
    "방금 비계에서 떨어졌는데 움직이질 않아요",
    "사람이 기계에 빨려 들어가고 있어요 멈추질 않아요",
    "감전됐는데 의식이 없어요",
    "흔들어도 안 일어나요 얼굴이 파래요",
    "지붕이 무너져서 세 명이 매몰됐어요",
    "숨이 안 쉬어져요",
    "의식을 잃었어요 지금",
    "경련을 하고 있어요 어떡하죠",
    "작업자가 크레인에 깔렸어요 아직 못 꺼냈어요",
    "엘리베이터에 갇혔어요 도와주세요",
    "동료 숨이 멎었어요",
    "질식한 것 같아요 반응이 없어요",
    "친구 기계에 손 끼었어요 안 빠져요 도와주세요",
    "호흡이 없어요",
    "사람이쓰러졌어요 의식없어요",
    "팔이 롤러에 말려 있어요 기계를 못 멈추겠어요",
]

CRISES = [
    "남편이 일하다 그렇게 갔어요 저도 따라가고 싶어요",
    "그 사람 따라 가고 싶은 마음뿐이에요",
    "죽고 싶어요",
    "다죽고싶어요제발",
    "그냥 사라지고 싶어요",
    "더 이상 살고 싶지 않아요",
    "살기 싫어요",
    "자살하고 싶어요",
    "자살 생각이 나요",
    "자해를 했어요",
    "목숨을 끊으려고요",
    "목매고 싶다",
    "옥상에서 뛰어내리고 싶어요",
    "유서를 썼어요",
    "차라리 죽는 게 낫겠어요",
    "죽을 생각까지 했어요 지금도요",
    "약을 모아 두었어요 한꺼번에 먹으려고",
    "생을 마감하려고 합니다",
    "그만 살고 싶다",
    "산재도 안 되고 죽어버리고 싶네요",
    "이대로 죽어버릴까 싶어요",
    "죽으려고 한강 왔어요",
    "나 죽을 거예요",
    "나 죽고 싶다 힘들다",
    "세상에서 없어지고 싶어요",
    "살아갈 이유가 없어요",
    "극단적인 선택을 하고 싶어요",
    "손목을 그었어요",
    "팔에 자꾸 상처를 내요 그래야 숨이 쉬어져요",
    "빚도 있고 몸도 이래서 확 죽어버리려고요",
    "아이들 두고 먼저 가려고 해요",
    "죽을 것 같은 게 아니라 죽고 싶은 거예요",
    "남편이 자살했는데 저도 따라 죽고 싶어요",
    "번개탄을 샀어요",
]

CALM = [
    "주치의 선생님이 다음 달 개원하신다고 해요. 그 선생님을 따라가고 싶은데 병원을 바꿔도 괜찮은가요",
    "장인어른이 심장이 멎어 스텐트를 세 개 넣으셨어요. 두 군데 시간을 합쳐서 과로로 보나요",
    "언니가 지주막하출혈로 의식이 없습니다. 밤 근무는 더 쳐주나요",
    "아파 죽겠어요",
    "배고파 죽겠다",
    "허리가 아파서 죽을 것 같아요",
    "힘들어 죽겠네요 서류가 너무 많아요",
    "바빠 죽겠는데 병원은 언제 가요",
    "답답해 죽겠어요 언제 결과 나와요",
    "어제 프레스에 끼여서 손가락을 다쳤어요",
    "작년에 사고로 의식을 잃었었는데 지금은 회복했어요",
    "지난달에 불이 나서 화상을 입었어요",
    "그때 피가 많이 나서 열 바늘 꿰맸어요",
    "세 달 전에 흙더미에 깔려서 다리가 부러졌어요",
    "남편이 자살했는데 유족급여 받을 수 있나요",
    "괴롭힘으로 자살한 경우 산재 인정되나요",
    "아들이 회사 일로 극단적 선택을 했습니다 신청하고 싶어요",
    "아버지가 유서를 남기고 가셨어요 과로 때문이었어요",
    "자살도 산재가 되나요",
    "동료가 자살해서 충격으로 잠을 못 자요 산재 되나요",
    "우울증으로 자해한 것도 산재로 치료되나요",
    "아버지가 현장에서 돌아가셨어요",
    "남편이 지난주에 추락해서 죽었어요",
    "사장이 미워 죽겠어요",
    "더워 죽을 뻔했어요 열사병 산재 되나요",
    "사고 나서 죽을 뻔했습니다",
    "엘리베이터에 갇혔다가 나왔는데 그날 이후 불안해요",
    "119 타고 병원에 실려 갔어요",
    "구급차로 이송돼서 수술 받았어요",
    "의식이 돌아왔어요",
    "화재로 다쳤는데 치료비는 얼마까지 나오나요",
    "피부가 벗겨져서 병원 다녀왔어요",
    "괜찮아요 위급한 건 아니에요",
    "지금은 위급하지 않아요 계속할게요",
    "가스 배달하다가 넘어졌어요",
    "불이익이 났어요 회사에서",
    "손이 끼었다가 빠졌어요 멍만 들었어요",
    "회사에서 살려고 그런 건데 억울해요",
    "공장에서 기계에 오른손이 끼어서 병원 왔어요",
    "숨이 차서 병원에 갔더니 폐가 안 좋대요",
    "살기 힘들어요 생활비 지원 있나요",
    "피가 안 멈춰서 어제 응급실 갔었어요",
    "어제 기절해서 의식이 없었는데 지금은 괜찮아요",
    "목을 매일 주물러야 해요",
    "목을 매만지다가 담이 왔어요",
    "죽은 조직을 긁어내는 수술을 했어요",
    "자살골 같은 소리 하지 마세요",
    "사다리에서 뛰어내리다가 발목을 접질렸어요",
    "2층에서 뛰어내려서 발뒤꿈치가 부러졌어요",
    "이유서를 언제까지 내야 하나요",
    "경유서류가 필요한가요",
]


@pytest.mark.parametrize("text", EMERGENCIES)
def test_a_present_emergency_is_seen(text: str) -> None:
    assert sign(text) == "emergency"


@pytest.mark.parametrize("text", CRISES)
def test_a_crisis_is_seen(text: str) -> None:
    assert sign(text) == "crisis"


@pytest.mark.parametrize("text", CALM)
def test_figures_of_speech_past_stories_and_questions_about_others_are_no_danger(text: str) -> None:
    assert sign(text) is None


def test_a_crisis_counts_before_an_emergency() -> None:
    assert sign("손목을 그었는데 피가 안 멈춰요 죽고 싶어요") == "crisis"


def test_words_about_the_claim_do_not_hide_a_cry_for_help() -> None:
    assert sign("산재 신청하려는데 지금 동료가 기계에 끼여 있어요 도와주세요") == "emergency"


def test_somebody_near_who_says_so_now_needs_the_same_number() -> None:
    for text in (
        "남편이 죽겠다고 베란다에 나가 있어요",
        "아들이 자살하겠다고 문자를 남기고 연락이 안 됩니다",
        "방금 유서를 봤어요 어떡해요",
    ):
        assert sign(text) == "crisis"
    assert sign("아내가 아파 죽겠다고 해요") is None


def test_no_training_line_of_another_topic_frightens_anybody() -> None:
    """Four thousand lines as people write them; emergency and crisis have topics of their own."""
    root = Path(__file__).resolve().parents[3]
    frightening = []
    for path in sorted((root / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if block.get("intent") not in (None, "emergency", "crisis"):
                lines = [line.removeprefix("- ") for line in block["examples"].splitlines()]
                frightening += [(block["intent"], line) for line in lines if sign(line)]
    assert frightening == []


def test_a_long_text_is_judged_quickly() -> None:
    assert sign("의식이 " * 20_000) is None
    assert sign("가" * 100_000) is None


WANTS_PERSON = [
    "상담원", "상담원 연결", "상담원 연결해 주세요", "상담원이랑 통화하고 싶어요", "사람", "사람 바꿔 주세요", "사람이랑 얘기할래요",
    "직원 바꿔줘", "담당자 연결 부탁드려요", "0", "상담사 연결", "사람하고 말하고 싶어요", "상담원 바꿔", "진짜 사람이랑 얘기하고 싶어요",
    "상담원요", "사람 연결해줘요", "직원이랑 이야기하고 싶습니다", "상담원 불러 주세요", "담당자와 통화할게요", "사람 불러줘",
    "상담원좀 연결해줘", "상담원이요!", "사람과 상담하고 싶어요", "상담원하고 얘기할게요",
]  # fmt: skip
NOT_PERSON = [
    "사람이 다쳤어요", "담당자가 누구예요", "직원 열두 명 회사예요", "같이 일하던 사람이 봤어요", "상담원이 어제 안 된다고 했어요", "직원이에요",
    "사람 셋이 일해요", "담당자 이름이 뭐예요", "사람이에요 로봇이에요?", "10", "상담 시간 알려주세요", "사람 말고 기계가 다쳤어요", "직원한테 말했어요",
    "회사 담당자한테 말했더니 안 된대요", "사람 구하기 힘들어요", "직원과 이야기하다가 다쳤어요", "담당자한테 이야기했어요",
    "사람한테 맞았어요", "직원하고 말다툼하다가 맞았어요", "직원이요", "직원", "직원하고 말하고 싶지 않아요",
]  # fmt: skip


@pytest.mark.parametrize("text", WANTS_PERSON)
def test_plain_words_for_a_person_always_work(text: str) -> None:
    assert asks_for_person(text)


@pytest.mark.parametrize("text", NOT_PERSON)
def test_a_person_in_a_story_is_no_wish_for_one(text: str) -> None:
    assert not asks_for_person(text)
