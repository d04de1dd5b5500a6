"""How an answer to each kind of question is read."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from casework import branches
from casework.domain.intake.filling import fill
from casework.domain.intake.reading import Reading, read
from casework.domain.understanding import Understanding, from_engine
from casework.intake import definition
from casework.korean import visits
from casework.korean.entities import Entity, extract

NOW = dt.datetime(2026, 11, 23, 10, 0)  # Monday, in Korea


INJURY_BUTTONS = [o for o in definition().fields["injury.kinds"].options if o.button]


@cache
def understand(text: str) -> Understanding:
    """What the rules find; no topic."""
    return Understanding((), tuple(extract(text, NOW, branches.gazetteer())))


def answer(field: str, text: str) -> Reading | None:
    """`text` as the answer to `field`."""
    return read(definition().fields[field], text, understand(text), NOW.date())


VALUES = [
    ("reporter.relation", "저예요", "self"),
    ("reporter.relation", "본인이요", "self"),
    ("reporter.relation", "네", "self"),
    ("reporter.relation", "아내인데요", "family"),
    ("reporter.relation", "아니요 아들이에요", "family"),
    ("reporter.relation", "현장 동료입니다", "colleague"),
    ("reporter.relation", "사장인데요", "employer"),
    ("reporter.relation", "병원 원무과예요", "hospital"),
    ("reporter.relation", "노무사예요", "agent"),
    ("reporter.relation", "2", "family"),
    ("accident.type", "사다리에서 떨어졌어요", "fall_from_height"),
    ("accident.type", "미끄러졌어요", "fall_same_level"),
    ("accident.type", "기계에 끼였어요", "caught_in"),
    ("accident.type", "칼에 베였어요", "cut_stab"),
    ("accident.type", "가스를 마셨어요", "exposure"),
    ("accident.type", "무거운 거 들다가 삐끗", "overexertion"),
    ("accident.type", "높은 곳에서 떨어짐", "fall_from_height"),
    ("accident.type", "15", "other"),
    ("job.employment_form", "알바요", "part_time"),
    ("job.employment_form", "일당 받고 다녀요", "daily"),
    ("job.employment_form", "배민 라이더요", "platform"),
    ("job.employment_form", "정규직이요", "regular"),
    ("job.employment_form", "외국인 근로자", "foreign"),
    ("care.setting", "입원했어요", "inpatient"),
    ("care.setting", "통원 치료 중이에요", "outpatient"),
    ("care.surgery", "네 했어요", True),
    ("care.surgery", "어제 수술 받았어요", True),
    ("care.surgery", "안산병원에서 수술했어요", True),
    ("care.surgery", "아니요", False),
    ("care.surgery", "수술 안 했어요", False),
    ("worker.interpreter", "네 필요해요", True),
    ("reporter.relation", "제가 회사에서 다쳤어요", "self"),
    ("reporter.relation", "저 다쳤어요 병원이에요", "self"),
    ("reporter.relation", "제 남편이 다쳤어요", "family"),
    ("reporter.relation", "제가 대신 쓰는데요 남편이 다쳤어요", "family"),
    ("reporter.relation", "회사요", "employer"),
    ("reporter.relation", "같이 일하는 동료예요", "colleague"),
    ("accident.type", "기계에 부딪혔어요", "struck_against"),
    ("accident.type", "기계에서 떨어졌어요", "fall_from_height"),
    ("accident.type", "차에 부딪혔어요", "traffic"),
    ("accident.type", "기계에 깔렸어요", "crushed_under"),
    ("care.setting", "외래로 다녀요", "outpatient"),
    ("care.setting", "입원은 안 하고 다녀요", "outpatient"),
    ("care.setting", "입원 안 했어요", "outpatient"),
    ("care.setting", "집에서 왔다 갔다 해요", "outpatient"),
    ("care.setting", "병실에 누워 있어요", "inpatient"),
    ("care.setting", "아직 병원 안 갔어요", "none"),
    ("care.hospital", "회사는 안 갔고 한빛병원 다녔어요", "한빛병원"),
    ("care.first_visit_on", "회사는 안 갔고 병원은 어제 갔어요", "2026-11-22"),
    ("injury.parts", "오른손이요", [{"part": "hand", "side": "right"}]),
    ("injury.parts", "허리랑 왼쪽 무릎", [{"part": "waist", "side": None}, {"part": "knee", "side": "left"}]),
    ("injury.kinds", "골절이래요", ["fracture"]),
    ("injury.kinds", "찢어져서 꿰맸어요", ["laceration"]),
    ("accident.date", "어제요", "2026-11-22"),
    ("accident.date", "오늘 아침", "2026-11-23"),
    ("accident.date", "11월 3일", "2026-11-03"),
    ("accident.date", "지난주 금요일이요", "2026-11-20"),
    ("accident.time", "오후 3시쯤", "15:00"),
    ("accident.time", "3시요", "15:00"),
    ("accident.place", "2층 조립 라인이요", "2층 조립 라인"),
    ("accident.story", "프레스에 손이 끼었어요", "프레스에 손이 끼었어요"),
    ("workplace.name", "회사 이름은 한빛정밀이에요", "한빛정밀"),
    ("workplace.address", "안산 단원구요", "안산 단원구"),
    ("workplace.address", "경기도 안산시 단원구 원시동 12", "경기도 안산시 단원구 원시동 12"),
    ("workplace.registration_number", "123-45-67890", "123-45-67890"),
    ("care.hospital", "한빛병원이요", "한빛병원"),
    ("worker.name", "제 이름은 김하나예요", "김하나"),
    ("worker.name", "응우옌 반 남", "응우옌 반 남"),
    ("worker.name", "Nguyen Van Nam", "Nguyen Van Nam"),
    ("worker.birth_date", "1964년 5월 12일", "1964-05-12"),
    ("worker.birth_date", "19640512", "1964-05-12"),
    ("worker.birth_date", "640512", "1964-05-12"),
    ("worker.phone", "010-0000-0000", "010-0000-0000"),
    ("job.wage", "일당 15만원", {"won": 150000, "per": "day"}),
    ("job.wage", "하루에 15만 원 정도", {"won": 150000, "per": "day"}),
    ("job.wage", "월 250만원", {"won": 2500000, "per": "month"}),
    ("job.wage", "시급 10320원", {"won": 10320, "per": "hour"}),
    ("employer.attitude", "사장이 산재는 안 된대요", "사장이 산재는 안 된대요"),
    ("consent.personal", "네 동의해요", True),
    ("consent.personal", "네", True),
]
PROBLEMS = [
    ("accident.date", "모레", "future_date"),
    ("accident.date", "2027년 1월 3일", "future_date"),
    ("accident.date", "음력 10월 3일", "lunar_date"),
    ("accident.date", "2월 30일", "bad_date"),
    ("accident.date", "2026년 13월 3일", "bad_date"),
    ("worker.birth_date", "19640230", "bad_date"),
    ("worker.birth_date", "20301231", "future_date"),
    ("worker.birth_date", "18000101", "too_old"),
    ("worker.phone", "010", "bad_phone"),
    ("worker.registration_number", "640512", "bad_registration"),
    ("workplace.registration_number", "1234", "bad_business_number"),
    ("worker.name", "123", "bad_name"),
    ("accident.story", "가" * 20_001, "too_long"),
    ("consent.personal", "아니요", "consent_refused"),
    ("consent.personal", "동의 안 해요", "consent_refused"),
]
OPEN = [
    ("accident.date", "프레스요"),
    ("accident.time", "어제요"),
    ("accident.type", "16"),
    ("injury.parts", "그냥 다요"),
    ("worker.phone", "전화요"),
    ("consent.personal", "음"),
    ("care.surgery", "글세요 의사가요"),
    ("accident.story", "   "),
    ("workplace.name", " "),
]


@pytest.mark.parametrize(("field", "text", "value"), VALUES)
def test_an_answer_gives_its_value_and_keeps_the_words(field: str, text: str, value: object) -> None:
    reading = answer(field, text)
    assert reading is not None and reading.problem is None and reading.status == "given"
    assert reading.value == value and type(reading.value) is type(value)
    assert reading.words == text


@pytest.mark.parametrize(("field", "text", "problem"), PROBLEMS)
def test_an_impossible_answer_is_told_and_not_stored(field: str, text: str, problem: str) -> None:
    reading = answer(field, text)
    assert reading is not None and reading.problem == problem and reading.value is None


@pytest.mark.parametrize(("field", "text"), OPEN)
def test_what_does_not_answer_the_question_is_left_open(field: str, text: str) -> None:
    assert answer(field, text) is None


@pytest.mark.parametrize("field", sorted(definition().fields))
def test_not_knowing_and_later_answer_every_question(field: str) -> None:
    for text, status in (("모르겠어요", "unknown"), ("기억이 안 나요", "unknown"), ("나중에 할게요", "later")):
        reading = answer(field, text)
        assert reading is not None and (reading.status, reading.value) == (status, None)


@pytest.mark.parametrize("field", ["care.hospital", "care.first_visit_on"])
def test_not_having_seen_a_doctor_yet_is_an_answer(field: str) -> None:
    assert answer(field, "아직 안 갔어요").status == "later"


@pytest.mark.parametrize(
    "text",
    [
        "회사는 안 갔고 병원은 다녔어요",
        "출근은 못 갔지만 치료는 받았어요",
        "병원 갔다 왔어요 아직 아파요",
        "입원했고 아직 병원이에요",
    ],
)
def test_not_having_gone_to_work_is_not_having_seen_no_doctor(text: str) -> None:
    assert not visits.has_not_gone(text)


@pytest.mark.parametrize(
    "text", ["아직이요", "아직 못 갔어요", "병원은 안 갔어요", "병원에 갈 시간이 없어요", "가지 않았어요"]
)
def test_not_having_seen_a_doctor_is_heard_in_other_words(text: str) -> None:
    assert visits.has_not_gone(text)


def filled(text: str) -> dict[str, object]:
    """What a story fills by the way."""
    open_fields = {"accident.date", "care.first_visit_on", "accident.object"}
    return {name: reading.value for name, reading in fill(text, understand(text), open_fields).items()}


@pytest.mark.parametrize(
    ("text", "accident", "visit"),
    [
        ("금요일에 다쳤고 토요일에 병원 갔어요", "2026-11-20", "2026-11-21"),
        ("어제 다치고 바로 응급실 가서 꿰맸어요", "2026-11-22", "2026-11-22"),
        ("11월 3일에 넘어져서 그날 바로 병원 갔어요", "2026-11-03", "2026-11-03"),
        ("그저께 프레스에 끼어서 119 구급차로 응급실에 실려 갔어요", "2026-11-21", "2026-11-21"),
        ("어제 다쳤는데 오늘 병원 왔어요", "2026-11-22", "2026-11-23"),
        ("어제 프레스에 손이 끼었어요", "2026-11-22", None),
    ],
)
def test_a_story_tells_the_accident_and_the_first_visit_apart(text: str, accident: str, visit: str | None) -> None:
    found = filled(text)
    assert (found.get("accident.date"), found.get("care.first_visit_on")) == (accident, visit)


@pytest.mark.parametrize(
    ("text", "thing"), [("선반으로 쇠를 깎다가 다쳤어요", "선반"), ("칼질하다가 손가락을 베었어요", "칼")]
)
def test_tools_are_found_in_what_was_done_with_them(text: str, thing: str) -> None:
    assert str(filled(text)["accident.object"]).startswith(thing)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("그날 바로요", True),
        ("당일이요", True),
        ("다치자마자 갔어요", True),
        ("바로 갔어요", True),
        ("다음 날이요", False),
        ("3일 뒤에요", False),
        ("어제요", False),
    ],
)
def test_an_answer_says_that_it_was_the_day_itself(text: str, same: bool) -> None:
    assert visits.answers_same_day(text) is same


@pytest.mark.parametrize("option", definition().fields["accident.type"].options, ids=lambda o: o.value)
def test_pressing_a_button_gives_just_that_option(option) -> None:
    assert answer("accident.type", option.label).value == option.value


@pytest.mark.parametrize(
    ("field", "option"),
    [
        (f.id, o)
        for f in definition().fields.values()
        if f.type in ("choice", "relation") and f.id != "accident.type"
        for o in f.options
    ],
    ids=lambda value: getattr(value, "value", value),
)
def test_every_button_of_every_question_gives_its_own_value(field: str, option) -> None:
    assert answer(field, option.label).value == option.value


@pytest.mark.parametrize("option", INJURY_BUTTONS, ids=lambda o: o.value)
def test_every_button_for_the_injury_gives_its_own_kind(option) -> None:
    assert option.value in answer("injury.kinds", option.label).value


def test_a_guess_is_less_certain_than_a_statement() -> None:
    assert answer("accident.time", "3시요").confidence < answer("accident.time", "오후 3시요").confidence
    assert answer("accident.time", "새벽에요").confidence <= 0.5


@pytest.mark.parametrize("field", sorted(definition().fields))
@pytest.mark.parametrize(
    "text", ["", " ", "?", "🙂🙂", "<script>alert(1)</script>", "/restart", "x" * 5000, "1" * 500, "\u200b"]
)
def test_nothing_that_somebody_may_write_breaks_a_reader(field: str, text: str) -> None:
    reading = answer(field, text)
    assert reading is None or isinstance(reading, Reading)


def test_the_engine_s_parse_becomes_an_understanding() -> None:
    parsed = {
        "intent_ranking": [{"name": "report.accident", "confidence": 0.8}, {"name": "talk.greet", "confidence": 0.1}],
        "entities": [
            {"extractor": "KoreanEntityExtractor", "entity": "body_part", "value": "hand", "words": "오른손", "start": 0, "end": 3,
             "extra": {"side": "right"}},
            {"extractor": "Other", "entity": "body_part", "value": "foot", "start": 0, "end": 3},
        ],
    }  # fmt: skip
    understanding = from_engine(parsed)
    assert (understanding.topic, understanding.confidence) == ("report.accident", 0.8)
    assert (understanding.chance("talk.greet"), understanding.chance("talk.bye")) == (0.1, 0)
    assert understanding.of("body_part") == [Entity("body_part", "hand", "오른손", 0, 3, {"side": "right"})]
    assert (from_engine({}).topic, from_engine({}).confidence) == (None, 0.0)
