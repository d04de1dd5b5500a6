from datetime import date

import pytest

from casework import branches
from casework.domain.jurisdiction import Ambiguous, Match, Unknown, find

TODAY = date(2026, 11, 23)
TABLE = branches.load()


def branch_of(address, on=TODAY):
    found = find(address, TABLE, on)
    return found.branch.name if isinstance(found, Match) else found


def test_there_are_seven_headquarters_and_fifty_seven_branches():
    assert sum(branch.is_hq for branch in TABLE.branches) == 7
    assert sum(not branch.is_hq for branch in TABLE.branches) == 57


def test_the_table_of_may_2026_covers_all_229_counties_once():
    areas = [area for area in TABLE.areas(date(2026, 5, 1)) if not area.part]
    assert len(areas) == len(set(areas)) == 229
    counts = {sido: len(names) for sido, names in TABLE.regions(date(2026, 5, 1)).items()}
    assert counts == {
        "서울": 25, "부산": 16, "대구": 9, "인천": 10, "광주": 5, "대전": 5, "울산": 5, "세종": 1, "경기": 31,
        "강원": 18, "충북": 11, "충남": 15, "전북": 14, "전남": 22, "경북": 22, "경남": 18, "제주": 2,
    }  # fmt: skip


@pytest.mark.parametrize("on", [date(2026, 5, 1), TODAY])
def test_every_county_with_its_province_leads_to_exactly_one_branch(on):
    for sido, names in TABLE.regions(on).items():
        for name in names:
            found = find(f"{sido} {name}", TABLE, on)
            assert isinstance(found, Match), (sido, name, found)
            assert any((r.area.sido, r.area.sigungu) == (sido, name) for r in found.branch.regions)


def test_every_long_name_of_a_province_works_like_the_short_one():
    for sido, others in TABLE.provinces.items():
        name = TABLE.regions(TODAY)[sido][0]
        for other in others:
            assert branch_of(f"{other} {name}") == branch_of(f"{sido} {name}"), other


@pytest.mark.parametrize(
    ("address", "branch"),
    [
        ("인천 중구", "경인지역본부"),
        ("인천광역시 중구 신흥동", "경인지역본부"),
        ("부산 중구", "부산지역본부"),
        ("서울특별시 중구 을지로 100", "서울지역본부"),
        ("안산 반월공단", "안산지사"),
        ("안산이에요", "안산지사"),
        ("경기도 안산시 단원구 서울로 12", "안산지사"),
        ("칠곡군 석적읍 중리", "구미지사"),
        ("경상북도 칠곡군 석적읍 중리 구미국가산업단지", "구미지사"),
        ("칠곡 구미공단", "구미지사"),
        ("경북 칠곡군 왜관읍", "대구북부지사"),
        ("구미공단", "구미지사"),
        ("창원시 성산구", "창원지사"),
        ("경남 창원시 마산회원구 봉암동", "창원지사"),
        ("의창구", "창원지사"),
        ("진해", "창원지사"),
        ("광주 광산구", "광산지사"),
        ("광주시 광산구 하남산단", "광산지사"),
        ("광주광역시 북구", "광주지역본부"),
        ("전남광주통합특별시 동구", "광주지역본부"),
        ("경기 광주시", "성남지사"),
        ("경기도 광주시 오포읍", "성남지사"),
        ("대전 유성구", "대전서부지사"),
        ("대전광역시 동구", "대전동부지사"),
        ("대전 서구 둔산동", "대전지역본부"),
        ("세종", "대전서부지사"),
        ("세종특별자치시 한누리대로 2130", "대전서부지사"),
        ("제주", "제주지사"),
        ("제주특별자치도 서귀포시", "제주지사"),
        ("강원특별자치도 고성군", "강릉지사"),
        ("경상남도 고성군", "통영지사"),
        ("강원도 철원군", "의정부지사"),
        ("경기도 가평군", "춘천지사"),
        ("전라북도 전주시 덕진구", "전주지사"),
        ("전북특별자치도 익산시", "익산지사"),
        ("포항 남구", "포항지사"),
        ("대구광역시 군위군", "대구북부지사"),
        ("서울강서구 마곡동", "서울남부지사"),
        ("부산 강서구 녹산공단", "부산북부지사"),
        ("강남 테헤란로 1", "서울강남지사"),
        ("시화공단", "안산지사"),
        ("여수산단", "여수지사"),
        ("하남시", "성남지사"),
    ],
)
def test_an_address_as_people_say_it_leads_to_its_branch(address, branch):
    assert branch_of(address) == branch


@pytest.mark.parametrize(
    ("address", "branch"),
    [
        ("경북 군위군", "대구북부지사"),
        ("인천 남구", "경인지역본부"),
        ("경남 마산시", "창원지사"),
        ("충북 청원군", "청주지사"),
    ],
)
def test_names_of_earlier_times_still_work(address, branch):
    assert branch_of(address) == branch


def test_new_districts_of_incheon_count_from_july_2026():
    for name, branch in (("제물포구", "경인지역본부"), ("영종구", "경인지역본부"), ("검단구", "인천북부지사")):
        assert branch_of(f"인천 {name}") == branch
        assert branch_of(name, date(2026, 6, 30)) == Unknown()
        assert branch_of(name, date(2026, 7, 1)) == branch


@pytest.mark.parametrize(
    ("address", "candidates"),
    [
        ("중구", ["대구", "대전", "부산", "서울", "울산", "인천"]),
        ("강서구", ["부산", "서울"]),
        ("고성군", ["강원", "경남"]),
        ("고성", ["강원", "경남"]),
        ("광주", ["경기", "광주"]),
        ("광주시", ["경기", "광주"]),
        ("대전", ["대전"]),
        ("경기도", ["경기"]),
        ("주안공단", ["인천"]),
        ("서울 본사인데 현장은 안산", ["경기", "서울"]),
    ],
)
def test_a_name_that_fits_several_branches_is_asked_about(address, candidates):
    assert find(address, TABLE, TODAY) == Ambiguous(candidates)


@pytest.mark.parametrize("address", ["", "우리 회사", "부산은행 건물", "서울로 12", "그 동안 다녔어요", "모르겠어요"])
def test_what_names_no_place_is_unknown(address):
    assert find(address, TABLE, TODAY) == Unknown()


def test_a_day_before_the_table_is_unknown_not_the_nearest_one():
    assert find("안산시", TABLE, date(2026, 4, 30)) == Unknown()


def test_decomposed_hangul_is_read_too():
    import unicodedata

    assert branch_of(unicodedata.normalize("NFD", "경기 안산시")) == "안산지사"


def test_branches_are_found_by_code():
    assert branches.by_code("ansan").name == "안산지사"
    assert branches.by_code("nowhere") is branches.by_code(None) is None


def changed(tmp_path, old, new):
    path = tmp_path / "branches.yaml"
    text = branches.PATH.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("code: seoul_gangnam", "code: seoul_hq"),
        ("hq: seoul_hq", "hq: ansan"),
        ("sigungu: [강남구]", "sigungu: [강남구, 서초구]"),
        ("sido: 서울, sigungu: [강남구]", "sido: 한양, sigungu: [강남구]"),
        ("in: [경기 안산시]", "in: [경기 안산구]"),
        ("checked_on:", "seen_on:"),
        ("    fax:", "    telex:"),
    ],
)
def test_a_mistake_in_the_table_is_refused(tmp_path, old, new):
    with pytest.raises(branches.BranchTableError):
        branches.load(changed(tmp_path, old, new))
