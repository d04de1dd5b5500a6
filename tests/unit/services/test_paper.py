"""What is printed, read back from the PDF itself."""

from __future__ import annotations

import datetime as dt
import re

import pypdfium2
import pytest
from sqlalchemy import select

from casework.intake import definition
from casework.services import paper
from casework.services.paper.layout import FORMS, layout
from casework.settings import ROOT
from casework.store.models import AuditRow

MORNING = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
CONSENTS = {"consent.personal": True, "consent.sensitive": True, "consent.truth": True}
# A value for every field that a form shows, and how it stands there.
PRESS = {
    "reporter.relation": "self",
    "accident.story": "프레스에서 자재를 꺼내다가 오른손 검지가 끼었어요.",
    "accident.date": "2026-11-22",
    "accident.time": "15:00",
    "accident.place": "2공장 프레스 라인",
    "accident.task": "자재 꺼내던 중",
    "accident.type": "caught_in",
    "accident.object": "유압프레스 3호기",
    "injury.parts": [{"part": "finger_index", "side": "right"}],
    "injury.kinds": ["crush"],
    "workplace.name": "대한프레스 주식회사",
    "workplace.address": "경기도 안산시 단원구 산단로 325",
    "workplace.representative": "박사장",
    "workplace.phone": "031-499-1234",
    "workplace.registration_number": "123-45-67890",
    "care.hospital": "안산한빛병원",
    "care.first_visit_on": "2026-11-21",
    "care.setting": "inpatient",
    "job.employment_form": "regular",
    "job.occupation": "프레스 작업",
    "job.hired_on": "2019년 3월",
    "job.hours": "아침 8시부터 저녁 7시까지",
    "worker.name": "홍길동",
    "worker.birth_date": "1964-05-12",
    "worker.phone": "010-1234-5678",
    "worker.registration_number": "6405121234567",
    "worker.address": "경기도 시흥시 정왕대로 233",
    "leave.days_off": "이틀째 쉬고 있어요",
    "leave.paid": "받은 돈 없어요",
    "settlement": "합의금 없음",
    "witness": "옆 라인 김 반장",
    "reported.ambulance": True,
    **CONSENTS,
}
PRESS_SHOWN = {
    "accident.date": "2026년 11월 22일",
    "accident.time": "오후 3시",
    "accident.type": "기계에 끼임",
    "injury.parts": "오른쪽 검지",
    "injury.kinds": "눌림·으스러짐",
    "care.first_visit_on": "2026년 11월 21일",
    "care.setting": "입원",
    "job.employment_form": "정규·계약 직원",
    "worker.birth_date": "1964년 5월 12일",
    "worker.registration_number": "640512-1234567",
}
FALL = {
    "reporter.relation": "family",
    "reporter.name": "이순자",
    "reporter.phone": "010-2222-3333",
    "accident.story": "남편이 비계를 해체하다가 떨어졌어요.",
    "accident.date": "2026-11-18",
    "accident.place": "비계 위",
    "accident.type": "fall_from_height",
    "death.date": "2026-11-19",
    "death.place": "인천 한림병원",
    "death.survivors": "저하고 고등학생 딸이 같이 살아요",
    "death.funeral_by": "제가 치렀어요",
    "workplace.name": "한빛건설 송도현장",
    "workplace.address": "인천 연수구 송도동",
    "job.employment_form": "daily",
    "worker.name": "김철수",
    "worker.birth_date": "1971-02-03",
    **CONSENTS,
}
FALL_SHOWN = {
    "accident.date": "2026년 11월 18일",
    "accident.type": "높은 곳에서 떨어짐",
    "death.date": "2026년 11월 19일",
    "job.employment_form": "일용직",
    "worker.birth_date": "1971년 2월 3일",
}


@pytest.fixture
def make(store, whole_kit):
    """A case with these values; submitted it has a handler and a receipt number."""

    def make_(kind: str, values: dict, *, submitted: bool = True, unsure: tuple[str, ...] = ()):
        with store.write() as uow:
            case = uow.cases.create(kind, "1234-5678", MORNING)
            for name, value in values.items():
                uow.fields.put(
                    case, name, value=value, words=None, message_id=None, channel="web", now=MORNING,
                    sealed=whole_kit.definition.fields[name].sealed, confidence=0.5 if name in unsure else 1.0,
                )  # fmt: skip
            if submitted:
                person = uow.staff.create(
                    "kim", "김하늘", "handler", "x", MORNING, branch_code="ansan", team="accident_counselling",
                    phone="031-481-4100",
                )  # fmt: skip
                uow.cases.set_receipt(case, "261123-00042")
                uow.cases.set_state(case, "submitted", MORNING)
                uow.cases.set_assignment(
                    case, branch_code="ansan", team="accident_counselling", handler_id=person.id, reason="by_address"
                )
            return case.id

    return make_


@pytest.fixture
def printed(store, whole_kit):
    """The pages of a paper as text without spaces."""

    def print_(case_id: int, name: str) -> list[str]:
        with store.write() as uow:
            sheet = paper.print_(uow, whole_kit, MORNING, uow.cases.get(case_id), name, "worker")
        document = pypdfium2.PdfDocument(sheet.as_pdf(ROOT))
        return [squeeze(page.get_textpage().get_text_range()) for page in document]

    return print_


def squeeze(text: str) -> str:
    """Where a line ends says nothing of the words."""
    return re.sub(r"\s+", "", text)


def shown_on(form: str, kind: str) -> set[str]:
    """The fields whose values a form shows in words for a claim of this kind; ticks are seen elsewhere."""
    parts = [part for box in layout(form).boxes() for part in box.parts if part.belongs(kind)]
    fields = definition().fields
    names = {name for part in parts for name in part.fields if fields[name].type != "yes_no"}
    for box in layout(form).boxes():
        names |= set(box.table.first.values()) if box.table else set()
    return names


@pytest.mark.parametrize("form", ["medical_care", "sick_leave"])
def test_every_value_stands_on_the_form(make, printed, form):
    text = "".join(printed(make("accident", PRESS), form))
    fields = shown_on(form, "accident")

    # What is asked only of another kind of claim, or on a condition, need not be told.
    asked = {name for name in fields if definition().fields[name].need("accident") != "-"}
    assert {name for name in asked - set(PRESS) if definition().fields[name].only_if is None} == set()
    for name in fields & set(PRESS):
        assert squeeze(PRESS_SHOWN.get(name, PRESS[name])) in text, name


def test_a_way_to_work_stands_on_the_form(make, printed):
    way = {
        "accident.type": "traffic",
        "third_party": "승용차 운전자",
        "commute.other_party": "상대 차 보험사 한빛손해보험",
        "commute.route": "집에서 공장 가던 길",
        "commute.means": "오토바이",
    }
    text = "".join(printed(make("commute", PRESS | way), "medical_care"))

    for name in ("commute.other_party", "commute.route", "commute.means"):
        assert squeeze(way[name]) in text, name


def test_every_value_stands_on_the_survivors_form(make, printed):
    text = "".join(printed(make("death", FALL), "survivors"))

    for name in shown_on("survivors", "death") & set(FALL):
        assert squeeze(FALL_SHOWN.get(name, FALL[name])) in text, name


def test_every_field_with_a_box_of_the_form_is_in_that_box(whole_kit):
    boxes = {box.number: box for box in layout("medical_care").boxes()}
    signature = layout("medical_care").signature
    for field in whole_kit.definition.fields.values():
        if field.form_box is None:
            continue
        if field.form_box == signature["number"]:
            assert field.id in signature["consents"]
            continue
        box = boxes[field.form_box]
        assert field.id in {name for part in box.parts for name in part.fields} | set(box.consent or ()), field.id


@pytest.mark.parametrize("form", FORMS)
def test_a_form_names_only_fields_and_values_that_the_intake_has(whole_kit, form):
    fields = whole_kit.definition.fields
    for box in layout(form).boxes():
        for name in [name for part in box.parts for name in part.fields] + list(box.consent or ()):
            assert name in fields
        for choice in box.choices if box.choices != "yes_no" else ():
            for name, values in choice.when.items():
                if name != "case.kind":
                    assert set(values) <= {option.value for option in fields[name].options}
    for name in layout(form).signature["consents"]:
        assert fields[name].type == "consent"


def test_the_numbers_of_the_official_boxes_are_all_there():
    assert [box.number for box in layout("medical_care").boxes()] == list(range(1, 29))


def test_what_is_missing_is_marked_and_listed_first(make, printed):
    first, *_ = printed(make("accident", {"reporter.relation": "self", "accident.story": "다쳤어요"}), "medical_care")

    assert "서명하기전에이칸을봐주세요(17곳)" in first
    assert "1성명" in first and "13사업장" in first
    assert first.count("비어있어요·적어주세요") >= 6
    assert first.count("골라주세요") >= 5


def test_a_whole_form_says_so_only_when_nothing_is_missing(make, printed):
    first, *_ = printed(make("accident", PRESS), "medical_care")

    assert (
        "서명하기전에이칸을봐주세요(5곳)9사업주여부10사업주와친인척여부17경찰신고19자동차보험사신고24다른보상·배상"
        in first
    )
    assert "비어있어요" not in first


def test_half_of_a_box_is_not_the_whole(make, printed):
    values = {name: value for name, value in PRESS.items() if name != "accident.time"}
    first, *_ = printed(make("accident", values), "medical_care")

    assert "2026년11월22일모자란것을적어주세요" in first


def test_what_the_machine_was_not_sure_of_is_marked(make, printed):
    first, *_ = printed(make("accident", PRESS, unsure=("accident.place",)), "medical_care")

    assert "2공장프레스라인맞는지봐주세요" in first


def test_a_value_that_nobody_knows_is_missing(store, make, printed):
    case_id = make("accident", PRESS)
    with store.write() as uow:
        uow.fields.put(
            uow.cases.get(case_id), "worker.address", value=None, status="unknown", words=None, message_id=None,
            channel="web", sealed=True, now=MORNING,
        )  # fmt: skip

    assert "3주소비어있어요·적어주세요" in "".join(printed(case_id, "medical_care"))


def test_long_words_wrap_and_nothing_is_cut(make, printed):
    story = "".join(f"{number}번째로 " + "아주길고도끊어지지않는말" * 6 + ". " for number in range(120))
    values = PRESS | {"accident.story": story, "workplace.name": "가나다라마바사" * 40, "care.hospital": "병원" * 120}
    pages = printed(make("accident", values), "medical_care")
    text = "".join(pages)

    assert len(pages) > 2
    for number in range(120):
        assert f"{number}번째로" in text
    assert "가나다라마바사" * 40 in text and "병원" * 120 in text


@pytest.mark.parametrize(
    ("name", "on_paper"),
    [
        ("Nguyễn Văn Ẩn", "NGUYỄN VĂN ẨN"),
        ("Ali bin Hassan O'Neil-Żółć", "ALI BIN HASSAN O'NEIL-ŻÓŁĆ"),
        ("Иванов Пётр", "ИВАНОВ ПЁТР"),
        ("李明", "李明"),
        ("김 알렉산더", "김 알렉산더"),
        ("#set text(red) $x$ <b> \\ *", "#SET TEXT(RED) $X$ <B> \\ *"),
    ],
)
def test_foreign_names_stand_in_capitals_and_nothing_is_markup(make, printed, name, on_paper):
    text = "".join(printed(make("accident", PRESS | {"worker.name": name}), "medical_care"))

    assert text.count(squeeze(on_paper)) == 2  # box and signature


@pytest.mark.parametrize(("value", "ticks"), [(True, [True, False]), (False, [False, True]), (None, [False, False])])
def test_yes_and_no_are_ticked_as_said_and_not_said_twice(store, whole_kit, make, value, ticks):
    values = {name: one for name, one in PRESS.items() if name != "reported.ambulance"}
    case_id = make("accident", values if value is None else values | {"reported.ambulance": value})
    with store.write() as uow:
        data = paper.form(uow, whole_kit, MORNING, uow.cases.get(case_id), "medical_care", "worker").data
    box = next(b for section in data["sections"] for row in section["rows"] for b in row if b["number"] == 18)

    assert [choice["ticked"] for choice in box["choices"]] == ticks
    assert box["parts"] == [] and box["unticked"] == (value is None)


def test_what_a_disease_adds_to_the_intake_stands_in_the_box_of_the_story(make, printed):
    values = PRESS | {"disease.group": "musculoskeletal", "disease.posture": "허리를 굽히고"}
    text = "".join(printed(make("disease", values), "medical_care"))

    assert "일한자세허리를굽히고" in text


def test_consent_stands_as_it_was_given(make, printed):
    text = "".join(printed(make("accident", PRESS), "medical_care"))

    assert "“건강정보(민감정보)처리에동의해요”2026년11월23일오전10시,산재이음에서(안내문2026-11)" in text
    assert text.count("여쭤보지않았어요") == 3
    assert "대신알려주신분" not in text


def test_consent_that_was_not_given_is_missing(make, printed):
    values = {name: value for name, value in PRESS.items() if name != "consent.sensitive"}
    text = "".join(printed(make("accident", values), "medical_care"))

    assert "25민감정보수집·이용(필수)" in text.split("재해를당하신분")[0]


def test_consent_by_somebody_else_is_to_be_looked_at_by_the_worker(make, printed):
    values = PRESS | {"reporter.relation": "colleague", "reporter.name": "최동료", "reporter.phone": "010-9999-0000"}

    assert "대신알려주신분이동의하셨어요" in "".join(printed(make("accident", values), "medical_care"))


def test_somebody_who_reports_for_oneself_is_no_claimant(make, printed):
    values = FALL | {"reporter.relation": "employer"}
    text = "".join(printed(make("death", values), "survivors"))

    assert "이순자" not in text and "010-2222-3333" not in text


def test_the_receipt_is_one_page_with_number_time_handler_and_what_comes_next(make, printed):
    (page,) = printed(make("accident", PRESS | {"worker.name": "가" * 60}), "receipt")

    for words in (
        "261123-00042",
        "2026년11월23일오전10시접수",
        "김하늘",
        "안산지사재해상담팀",
        "031-481-4100",
        "1234-5678",
    ):
        assert words in page
    assert "담당자가말씀하신내용을확인하고먼저연락드려요" in page
    assert "아직필요한것" in page
    assert "010-1234-5678" not in page and "640512" not in page


def test_a_family_reads_nothing_on_the_receipt_that_hurts(make, printed):
    (page,) = printed(make("death", FALL), "receipt")

    assert "삼가고인의명복을빌어요" in page
    assert "일터로돌아가실" not in page and "치료" not in page and "휴대전화" not in page


def test_there_is_no_receipt_before_the_claim_is_handed_in(store, whole_kit, make):
    case_id = make("accident", PRESS, submitted=False)
    with store.read() as uow:
        case = uow.cases.get(case_id)
        assert [one["name"] for one in paper.available(case)] == ["medical_care", "sick_leave"]
        with pytest.raises(paper.NotYet):
            paper.receipt(uow, whole_kit, MORNING, case, "worker")


@pytest.mark.parametrize(("kind", "name"), [("death", "medical_care"), ("accident", "survivors"), ("accident", "x")])
def test_a_paper_of_another_kind_does_not_exist(store, whole_kit, make, kind, name):
    case_id = make(kind, {})
    with store.read() as uow, pytest.raises(paper.UnknownPaper):
        paper.print_(uow, whole_kit, MORNING, uow.cases.get(case_id), name, "worker")


def test_printing_is_in_the_audit_with_the_sealed_fields_that_it_opened(store, make, printed):
    case_id = make("accident", PRESS)
    printed(case_id, "sick_leave")
    with store.read() as uow:
        (row,) = uow.session.scalars(select(AuditRow).where(AuditRow.action == "paper.printed"))

    assert (row.actor, row.case_id, row.details["paper"]) == ("worker", case_id, "sick_leave")
    assert row.details["opened"] == ["worker.birth_date", "worker.name", "worker.phone"]
    assert "홍길동" not in str(row.details)


def test_a_file_has_no_personal_name(store, make):
    case_id = make("accident", PRESS)
    with store.read() as uow:
        files = [one["file"] for one in paper.available(uow.cases.get(case_id))]

    assert files == ["접수증-261123-00042.pdf", "요양급여신청서-261123-00042.pdf", "휴업급여청구서-261123-00042.pdf"]


def test_every_form_says_that_it_is_no_original(make, printed):
    case_id = make("accident", PRESS)
    for name in ("medical_care", "sick_leave"):
        first, *_ = printed(case_id, name)
        assert "작성도움본" in first and "항목이같아요" in first and "서식원본은아니에요" in first
