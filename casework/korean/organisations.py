"""Names of workplaces (한빛정밀, (주)대한금속) and hospitals (안산 한빛병원, 튼튼정형외과)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from casework.korean.spans import Entity, bounded, cut, longest

_NAME = r"[가-힣A-Za-z0-9&○●·]"
_INDUSTRY = (
    r"정밀|금속|산업|산업개발|건설|종합건설|건업|토건|기계|테크|텍|전자|전기|물산|화학|중공업|공업|철강|제강|제철|조선|조선해양|물류|통운|택배|로지스|로지스틱스|식품|푸드|유통|상사|무역|기업|개발|"
    r"엔지니어링|이엔지|시스템|시스템즈|환경|섬유|인쇄|플라스틱|"
    r"케미칼|바이오|제약|모터스|자동차|오토|하우징|토목|설비|조경|용역|호텔|리조트|요양원|어린이집|유치원|초등학교|중학교|고등학교|대학교|농장|목장|수산|정공|주물|주조|단조|열처리|도금|금형|목재|"
    r"가구|제지|포장|패키지|글로벌|코리아|그룹|홀딩스|솔루션|컴퍼니|스틸|메탈|"
    r"웍스|콘크리트|레미콘|아스콘|제과|제빵|베이커리|치킨|피자|김밥|식당|카페|마트|편의점|주유소|세탁|클리닝|렌탈|렌터카|여객|운수|고속|항공|해운|산기|하이텍|하이테크|ENG|eng|반도체|디스플레이|"
    r"케이블|텔레콤|쇼핑|백화점|뷔페|갈비|반점|가든|병원"
)
_LEGAL = r"(?:\(주\)|㈜|주식회사|\(유\)|유한회사|\(합\)|사단법인|재단법인|의료법인|사회복지법인)"
_TAIL = (
    r"(?=\s*(?:에서|에|의|소속|다니|직원|현장|공장|본사|지점|하청|협력|이라는|라는|이란|란|이에요|예요|이예요|에요|이요|요(?=$|[\s.])|입니다|이고|인데|이고요|은\s|는\s|이\s|"
    r"가\s|을\s|를\s|과\s|와\s|이랑|로\s|으로\s|도\s|[,.)!]|\s|$))"
)
_WITH_LEGAL = re.compile(
    rf"{_LEGAL}\s?(?P<after>{_NAME}{{2,20}}?){_TAIL}|(?P<before>(?<![가-힣A-Za-z0-9]){_NAME}{{2,20}}\s?(?:\(주\)|㈜|주식회사|"
    rf"\(유\)))"
)
_WITH_INDUSTRY = re.compile(
    rf"(?<![가-힣A-Za-z0-9○])(?P<name>{_NAME}{{1,12}}?(?:{_INDUSTRY}))(?=에서\s?(?:\S{{1,10}}\s){{0,4}}?\S{{0,8}}?(?:일|근무|"
    rf"작업|용접|다[쳤치]|떨어|끼|배달|운전|넘어|사고|청소|생산|조립|일용|알바|포장|\S+하다)"
    r"|\s?(?:소속|직원|현장|공장|물류|캠프|허브|지점|본사|하청)|에?\s?(?:다니|다녀|다녔|입사|근무|재직|출근|고용)|이?라는|이?란\s|이?라고|(?:이에요|예요|입니다|이요|이고요|인데요|"
    r"이고|인데)(?:$|[\s.,!]))"
)
_AFTER_CUE = re.compile(
    r"(?:회사|업체|사업장|직장|가게|공장|상호|원청|하청|협력\s?업체|현장)\s?(?:이름|명|명칭|상호)\s?(?:은|는|이|가|"
    r":)?\s*(?P<name>\S[^,.!?\n]{0,24}?)\s*(?:이에요|예요|이예요|에요|입니다|이고요?|이라고|라고|인데요?|이요|이구요|임|요)?\s*(?=$|[,.!?\n]|"
    r"이?고\s|(?<=요)\s|(?<=다)\s)"
)
_WEAK_CUE = re.compile(
    rf"(?:회사|업체|직장|원청|하청|소속|상호|일하는\s?곳)(?:은|는|이|가|:)\s*(?P<name>{_NAME}{{2,15}}?)(?:이에요|예요|입니다|이고요|이요|인데요?)(?=$|"
    rf"[\s.,!])"
)
_CALLED = re.compile(
    rf"(?<![가-힣A-Za-z0-9])(?P<name>{_NAME}{{2,15}}?)(?:이라는|라는|이란|란)\s*(?:회사|업체|공장|곳|데|가게|식당|현장|하청)"
)
_SITE_OF = re.compile(
    rf"(?<![가-힣A-Za-z0-9])(?P<name>{_NAME}{{2,10}})\s(?:물류\s?센터|풀필먼트|캠프|허브터미널)(?=에서|\s|$|이|에)"
)
_WORKING = re.compile(
    rf"(?<![가-힣A-Za-z0-9])(?P<name>{_NAME}{{2,12}}?)(?:에서\s*(?:(?:야간|주간|새벽|주말|단기|일용직?으?로?)\s*)?(?:\d+\s?년\s?(?:째|간|동안)?\s*|"
    rf"\S{{1,6}}(?:로|으로)\s*)?(?:일하|일한|일했|일합|일을|일해|근무|알바|재직)|에\s?(?:다니[는고며]|다녀|다녔|다닙|입사|재직))"
)
_GENERIC = re.compile(
    r"(?:현장|공장|회사|식당|주방|마트|사무실|창고|집|밖|위|아래|옥상|지하|야외|건물|도로|길|밭|바다|센터|조선소|아파트|곳|데|여기|거기|저기|한국|병원|의원|학교|학원|교회|헬스장?|기계|라인|"
    r"작업장|사업장|농장|편의점|카페|공사장|층|고소|직장|업체|가게|매장|혼자|둘이|밤|새벽|주간|야간|"
    r"앞|옆|뒤|안|속|근처|쪽|부서|팀|파트|베트남|중국|태국|네팔|몽골|미얀마|캄보디아|인도네시아|필리핀|우즈베키스탄|하청|원청|협력업체|대기업|중소기업|자회사|우리|저희|사다리|비계|지붕|크레인|"
    r"높은\s?데|상태|환경|조건|자세|이후|서울|부산|거래처|주유소|호텔|모텔|요양원|어린이집|물류|치료|입원|통원|"
    r"그만두고|계속|지금|현재|요즘|이곳|그곳|작업대|컨베이어|프레스|온도|소음|먼지|시간|분진|도중|중에|면서)$"
)
_NOT_NAME = re.compile(
    r"^(?:중소|대|하청|원청|우리|저희|다른|같은|그|이|저|어떤|작은|큰|동네|근처|전|새|옛|모|현)?(?:기업|건설|식당|마트|공장|회사|자동차|물류|병원|전자|"
    r"가구|카페|호텔|편의점|어린이집|유치원|요양원|농장|전기|기계|산업|포장|환경|설비|세탁|목재|용역|택배|유통|초등학교|중학교|고등학교|대학교|주유소|인쇄|개발|사업장|업체|상사|조경|시스템|"
    r"반도체|치킨|조선|철강|토목|도금|용접|섬유|플라스틱|고속|항공|해운)$"
)
_DROPPED_HEAD = re.compile(
    r"^(?:어제|오늘|그저께|작년에?|지난달에?|제가|저는|저희|우리|남편이|아빠가|아버지가|여기|거기|지금|현재|그때|회사는|이름은|회사이름은)\s*"
)

_CLINIC = r"정형외과|신경외과|신경과|통증의학과|마취통증의학과|재활의학과|정신건강의학과|정신과|이비인후과|성형외과|피부과|안과|치과|내과|외과|흉부외과|응급의학과"
_HOSPITAL_KIND = rf"대학교?병원|요양병원|한방병원|성모병원|의료원|의료센터|메디컬센터|메디칼센터|한의원|의원|병원|{_CLINIC}|보건소|보건지소|응급의료센터|클리닉"
_HOSPITAL = re.compile(
    rf"(?<![가-힣A-Za-z0-9])(?P<name>[가-힣A-Za-z0-9]{{1,14}}?(?:{_HOSPITAL_KIND}))(?:\s?(?:치과|응급실|{_CLINIC}|본원|분원))?(?!비|"
    rf"장(?!례)|생활|\S*면직|내\s?감염|은행)(?=\s|$|[,.!?)]|에|을|를|은|는|이|가|의|으로|로|과|와|도|까지|부터|이랑|하고|요|입니다|인데|갔|다|측|쪽)"
)
_BARE_CLINIC = re.compile(
    rf"(?<![가-힣])(?P<name>(?:동네|집\s?(?:앞|근처)|회사\s?(?:앞|근처)|근처)\s?(?:병원|의원)|한의원|한방병원|대학병원|종합병원|{_CLINIC}|응급실|보건소)(?=\s|$|[,.]|에|을|를|은|는|이|가|으로|로|요|"
    rf"갔|입니다|도)"
)
_PREFIX_TOKEN = re.compile(r"(?<![가-힣A-Za-z0-9])(?P<token>[가-힣A-Za-z0-9]{2,6})\s$")
_HOSPITAL_GENERIC = re.compile(
    r"^(?:산재|지정|산재지정|큰|다른|동네|근처|종합|대학|대학교|일반|개인|전문|해당|어느|무슨|어떤|그|이|저|가까운|시내|회사|원래|처음|첫|작은|같은|상급|상급종합|2차|3차|1차|국립|사립|"
    r"한방|요양|재활|협력|현재|지금|옮긴|수술|입원|관절|척추|화상전문|수지접합|공단|근로복지공단|우리|여러|유명한|국회|시|구|도|아무|타|본|양|각|담당|주치)?(?:병원|의원|요양병원|"
    r"한방병원|대학병원|종합병원|한의원|정형외과|치과|안과|내과|외과|보건소|의료원|클리닉)$"
)
_NO_PREFIX = re.compile(
    r"[에서로가이은는을를도고다면게한후때와과랑께데며]$|^(?:동네|근처|회사|다른|가까운|시내|아는|유명한|같은|어제|오늘|바로|지금|처음|큰|작은|그냥|아까|일단|먼저|"
    r"산재|지정|종합|대학|정형|전문|해당|현재|결국|아직|계속|혼자|급히|빨리|택시|구급차|진료|치료|수술|입원|통원|그저께|엊그제|이번|저번|집앞|집|앞|옆|새벽|아침|오전|오후|저녁|점심)$"
)


# "산재되나요 물류센터에서": the words before the cue were a sentence of their own.
_ENDS_A_SENTENCE = re.compile(r"(나요|까요|[어아해에]요|는데|다가|지만|니다|니까|고요|거든요)$")


@bounded
def workplaces(text: str, taken: Iterable[Entity] = ()) -> list[Entity]:
    """Names of workplaces, as entities of type `workplace`. None begins inside a span of `taken` (dates, times)."""
    ends = [e.end for e in taken]
    candidates: list[Entity] = []
    for pattern in (_WITH_LEGAL, _WITH_INDUSTRY, _AFTER_CUE, _WEAK_CUE, _CALLED, _SITE_OF, _WORKING):
        for match in pattern.finditer(text):
            group = next(name for name, value in match.groupdict().items() if value)
            start, end = match.span(group)
            if group == "after":
                start = match.start()
            start = max([start, *(e for e in ends if start < e < end)])
            head = _DROPPED_HEAD.match(text[start:end])
            start += head.end() if head else 0
            name = text[start:end].strip()
            if len(name) >= 2 and _is_name(name, pattern):
                candidates.append(cut("workplace", text, start, end, name.replace("㈜", "(주)")))
    return longest(candidates)


def _is_name(name: str, pattern: re.Pattern[str]) -> bool:
    if re.search(_LEGAL, name):
        return True
    if (
        _NOT_NAME.match(name)
        or re.fullmatch(r"[\d\s층]+", name)
        or _ENDS_A_SENTENCE.search(name)
        or name.endswith(" 말")
    ):
        return False
    if pattern in (_WITH_INDUSTRY, _AFTER_CUE):
        return not re.search(r"모르|기억|없", name) and not (
            pattern is _WITH_INDUSTRY and re.fullmatch(rf"(?:{_INDUSTRY})", name)
        )
    return not _GENERIC.search(name) and not re.search(
        r"(?:모르|어디|무엇|뭐|[은는을를도]$|(?:에서|에|의|으로|지만|다가|어서|아서|한|던)$)", name
    )


@bounded
def hospitals(text: str, places: Iterable[Entity] = (), taken: Iterable[Entity] = ()) -> list[Entity]:
    """Names of hospitals, as entities of type `hospital`, with the region before them (안산 한빛병원).

    A kind without a name (정형외과, 응급실) has value None and `generic`; 병원 alone is none.
    """
    regions = {e.end: e for e in places if e.value}
    ends = [e.end for e in taken]
    candidates: list[Entity] = []
    for match in _HOSPITAL.finditer(text):
        start, end = match.start(), match.end()
        start = max([start, *(e for e in ends if start < e < match.end("name"))])
        name = text[start : match.end("name")]
        clinic = re.fullmatch(_HOSPITAL_KIND, name)
        prefix = _PREFIX_TOKEN.search(text, max(0, start - 8), start)
        region = next((regions[e] for e in (start, start - 1) if e in regions), None)
        named_before = prefix and not _NO_PREFIX.search(prefix["token"]) and clinic and name not in ("병원", "의원")
        if region:
            start = region.start
        elif named_before:
            start = prefix.start("token")
        elif _HOSPITAL_GENERIC.match(name) or clinic:
            continue
        candidates.append(cut("hospital", text, start, end, text[start:end].strip()))
    candidates += [
        cut("hospital", text, m.start("name"), m.end("name"), None, {"generic": True})
        for m in _BARE_CLINIC.finditer(text)
    ]
    return longest(candidates)
