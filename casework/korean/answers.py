"""Reading the answer to a question that was asked: yes or no, not known, later, a correction, the bare value."""

from __future__ import annotations

import re

_END = r"(?=$|[\s,.!~?ㅎㅋㅠㅜ…;])"
_YES_WORD = re.compile(
    rf"\s*(?:네+|넵+|넹+|넴|녜|네네|넵넵|예|옙|예예|응+|웅+|엉|어|어어|ㅇㅇ|ㅇㅋ|ㅇ|yes|yeah|y|ok|okay|오케이|오키|그래요?|그럼요?|당연(?:하죠|히요?)?|물론(?:이죠|"
    rf"입니다|이에요)?"
    rf"|맞(?:아요?|습니다|음|네요?|죠|지요|어요|아여)|그렇(?:습니다|죠|지요|네요)|그래(?:요|여)|좋(?:아요?|습니다)|있(?:어요?|습니다|음|었어요|어여)|확인(?:했어요|했습니다|"
    rf"이요)?|동의(?:해요|합니다|함|할게요)?){_END}",
    re.IGNORECASE,
)
_NO_WORD = re.compile(
    rf"\s*(?:아니+|아니[요오여]|아뇨+|아녀|아뇽|아닙니다|아니에요|아니예요|아녜요|아님|아니야|아닌데요?|아닌\s*(?:거|것)\s*같\S*|ㄴㄴ|ㄴ|노+|no|nope|n|없(?:어요?|습니다|음|"
    rf"었어요|어여|는데요?)|싫(?:어요?|습니다)|틀[려렸]\S*|안\s?돼요?|아직(?:이요|이에요|요|은요)?){_END}",
    re.IGNORECASE,
)
_NO_PREDICATE = re.compile(
    r"(?:^|\s)(?:안|못)\s?(?:했|하|해|받|갔|가|됐|되|봤|보|먹|줬|주|냈|내(?!해|를|문|도)|썼|쓰|맞|그|돼|들|알[려렸]|말|찍|끝|다[쳤치])|[가-힣]지\s?(?:는|도|를)?\s?(?:않|못)|"
    r"없(?:어|습|었|음|는|다|네|대)|아니(?:에|예|야|라|었|고)|아닙|아닌\s?것|싫|틀렸|틀려|거절|거부"
)
_YES_PREDICATE = re.compile(
    r"(?:있|했|받았|갔|됐|봤|냈|썼|줬|들었|말했|맞|그렇|그런\s*(?:것|거)\s*같|알렸|찍었|다녀왔|입원했|다쳤|끝났|남았|할게|하겠|해\s?주세요|부탁|동의|좋)\S{0,6}$|(?:했|있|"
    r"받았|갔)(?:어|습|음|죠|지)"
)
_QUESTION = re.compile(r"^\s*(?:네|예|응|뭐|에)\s*\?+")
_FILLER = re.compile(
    r"^(?:(?:음+|어+|으음|흠+|저기요?|그게(?:요)?|그거는?|그건|그니까|그러니까|아마도?|뭐|그냥|아|저|에|글쎄요?|있잖아요|네|예|넵)(?:\.{2,}|"
    r"[\s,~…]+))+"
)
_TOPIC = re.compile(
    r"^(?:(?:저희|우리|제|내|다니는|일하는|근무하는|치료받는|지금|현재)\s*)*"
    r"(?:(?:회사|업체|사업장|직장|공장|병원|의원|가게|현장|대표|사장님?|동료|목격자|담당자|사람)\s?(?:의\s?)?)?(?:이름|성함|명칭|상호|주소|위치|장소|번호|연락처|전화번호|회사|"
    r"회사명|업체명|사업장명|상호명|병원|병원명|직장|직업|직종|업무|하는\s?일|사업장|업체|현장|시간|날짜|사고\s?장소|대표자?|사장님?)(?:은|는|이|가|요|"
    r":)\s*(?:,\s*)?(?=\S)"
)
_COPULA = re.compile(
    r"(?:(?:이었어요|이였어요|이었습니다|이였습니다)|(?P<i>이)?(?:에요|예요|에여|예여|여요|라고\s?(?:들었어요|들었습니다|들었는데요?|해요|합니다|해여|불러요|하는데요?|적어\s?주세요|써\s?주세요)|라고요|라구요|"
    r"고요|구요|인데요?|라는\s?(?:곳|데|회사|병원)(?:이에요|예요|입니다|요)?|란\s?(?:곳|데|회사)(?:이에요|예요|입니다)?)"
    r"|(?P<i2>이)?(?:요|여|야)|(?:입니다|임니다|입니당|이네요|이거든요|이죠|이지요|이구요|이고요|인데요|인데|인거\s?같아요|인\s?것\s?같아요|일\s?거예요|일걸요|같아요|"
    r"같습니다))\s*$"
)
_VERB_END = re.compile(
    r"(?:(?<![국남영본골])어|(?<!번)지|[아해여네까래돼대데게봐줘워와져려겨켜쳐쪄나가던는든께]|세|셔|텐데|으니까|니까|거든|잖아|습니다|겠|하고|되고|았|었|했|"
    r"밖에)$"
)
_UNKNOWN = re.compile(
    r"모르(?:겠|는데|ㅁ|는\s?상태|고요?|지만|네요?|거든|것|거)|모릅니다|몰라(?!서\s?그런)|몰겠|모름|모르게써|몰루|잘\s?모|기억(?:이|은|도|을)?\s*(?:잘\s*)?(?:안|못|없|"
    r"나지|가물|하지)|기억에\s?없|글쎄|생각(?:이|은|도)?\s*(?:잘\s*)?안\s?(?:나|떠)|가물가물|까먹|잊어(?:버|먹)|헷갈|확실(?:하지|치)(?:는|가)?\s?않|"
    r"알\s?수가?\s?없|(?:i\s)?don'?t know|^\s*(?:잘|글쎄|ㅁㄹ|모)\s*[.…~]*\s*$",
    re.IGNORECASE,
)
_NOT_UNKNOWN = re.compile(
    r"모르(?:는\s?척|는\s?(?:사람|번호|차)|게\s)|아무도\s?(?:모|몰)|몰래|모르면|(?:어떻게|뭘|무엇을|"
    r"어디로?)\s*\S{0,10}\s*(?:할지|하는지|해야|되는지|될지)"
)
_LATER = re.compile(
    r"(?:^|[은는건도]\s*|지금은?\s*\S{0,6}\s*)(?:제가\s*|좀\s*|그냥\s*|조금\s*)?(?:나중에?|다음에|담에|이따가?|있다가|추후에?|차차|천천히|다음번에|내일)(?:요|$|"
    r"\s*$|[.~!]*$|\s*(?:다시\s*)?\S{0,8}\s*(?:할|말|알[려릴]|낼|제출|올릴|올리|보낼|보내|드릴|드려|적을|쓸|확인|하면|해도|하고\s?싶|가져|입력|채우|"
    r"물어))"
)
_SKIP = re.compile(
    r"건너\s?[뛰뛸뛴]|넘어\s?(?:갈|가\s?(?:주|도)|가요|가자|가죠)|넘길|스킵|패스|지금은?\s*(?:안|못|말고|(?:좀\s*)?(?:그래|곤란))|생략|skip|"
    r"pass",
    re.IGNORECASE,
)
_LEADING_NO = re.compile(
    r"^\s*(?:아+\s*)?(?:아니[요오]?|아뇨|앗|어머|아차|잠깐만?요?)(?![가-힣])[\s,.!~]*(?P<rest>.*)$", re.DOTALL
)
_CORRECTS = re.compile(
    r"[가-힣0-9]\s*말고(?!도)|(?:이|가|은|는|게|건)?\s*아니(?:라|고|구)\s*\S|잘못\s*(?:말|썼|쓴|적|입력|눌|들|얘기|이야기|알았|알고)|고쳐\s*(?:주|줘|도|야)|"
    r"고쳐요|고치고\s?싶|고칠\s?(?:게|래|것|거|수)|정정|수정\s*(?:해|할|하|요|이요|부탁|$)|틀렸|틀리게|틀려요|잘못\s?(?:됐|됬|되)|바꿔\s?(?:주|줘)|"
    r"다시\s*(?:말|할게|쓸|적|고칠|입력|얘기|해\s?주)"
)
_NOT_CORRECTION = re.compile(
    r"(?:기계|차|설비|장비|라인|병원|의사|담당|직장|업무|주치의|마스크|장갑)\S{0,3}\s*(?:을|를)?\s*(?:고쳐|고치|바꿔|수정)|"
    r"것뿐만\s?아니라|뿐만?\s?아니라|뿐이?\s?아니"
)
_REPLACED = re.compile(
    r"^(?:.*[\s,])?\S+?\s*(?:말고(?!도)|(?:이|가)?\s*아니라|(?:이|가)?\s*아니고)\s*,?\s*(?P<kept>\S.*)$", re.DOTALL
)
_NOBODY = re.compile(r"^\s*(?:저\s*)?혼자|상대(?:방|차|편)?(?:은|는|이|가)?\s*없|없이\s|없음|해당\s*없")
_TO_HANDLER = re.compile(
    r"(?:담당자|상담원|상담사|사람|직원)(?:분|님)?(?:에게|한테|께)만|담당자(?:에게|한테|께)\s*(?:직접|따로)"
)
# Longer texts are stories, not answers; the patterns below are not meant for them.
_LONGEST = 2000
_PUNCTUATION = " \t\n.,!~?…ㅎㅋㅠㅜ^;"


def yes_no(text: str) -> bool | None:
    """True for yes, False for no, None where the text says neither. What is said counts for more than a leading 네."""
    if len(text) > _LONGEST or _QUESTION.match(text) or is_unknown(text):
        return None
    says_yes, says_no = bool(_YES_WORD.match(text)), bool(_NO_WORD.match(text))
    lead = _NO_WORD.match(text) if says_no else _YES_WORD.match(text) if says_yes else None
    rest = text[lead.end() :].strip(_PUNCTUATION) if lead else text.strip(_PUNCTUATION)
    if lead is None and len(rest) > 24:
        return None
    if rest and len(rest) <= 24:
        if _NO_WORD.match(rest) or _NO_PREDICATE.search(rest):
            return False
        if _YES_WORD.match(rest) or _YES_PREDICATE.search(rest):
            return not (says_no and not re.match(r"있|했|받|갔|됐|봤", rest))
    if lead is None:
        return None
    return says_yes and not says_no


def is_unknown(text: str) -> bool:
    """Whether the worker says that they do not know or remember. 모르겠는데 3시쯤이요 has an answer and is not that."""
    text = text.strip()
    match = _UNKNOWN.search(text) if len(text) <= 40 else None
    if not match or _NOT_UNKNOWN.search(text):
        return False
    after = re.sub(r"^\S*", "", text[match.end() :])
    after = re.sub(
        r"(?:죄송\S*|지금\S*|나중\S*|다음\S*|확인\S*|잘|그래서|아직|정확히?|알아\S*|볼게\S*|물어\S*|요)", "", after
    )
    return len(re.findall(r"[가-힣0-9A-Za-z]", after)) < 3


def tells_of_none(text: str) -> bool:
    """Whether an answer says that there was nobody or nothing: 없어요, 혼자 넘어졌어요."""
    return yes_no(text) is False or bool(_NOBODY.search(text[:_LONGEST]))


def only_to_handler(text: str) -> bool:
    """Whether somebody wants to tell this to a person alone: 담당자에게만 말할게요."""
    return len(text) <= _LONGEST and bool(_TO_HANDLER.search(text))


def is_later(text: str) -> bool:
    """Whether the worker wants to answer later or to leave the question out for now."""
    text = text.strip()
    if len(text) > 40 or re.search(r"나중에\s*(?:알게|알았|보니)|(?:았|었|했|졌|됐)(?:어요|습니다|는데)\s*$", text):
        return False
    return bool(_LATER.search(text) or _SKIP.search(text))


def strip_answer(text: str) -> str:
    """The value alone: 회사 이름은 한빛정밀이에요 gives 한빛정밀. What is left is in the worker's own words."""
    text = text.strip()
    if len(text) > _LONGEST:
        return text
    value = _FILLER.sub("", text).strip()
    value = _TOPIC.sub("", value, count=1)
    value = value.rstrip(_PUNCTUATION)
    match = _COPULA.search(value)
    if match and match.start() > 0:
        shorter = _without_copula(value, match)
        if shorter.strip():
            value = shorter
    return value.strip(_PUNCTUATION)


def _without_copula(value: str, match: re.Match[str]) -> str:
    bare = value[: match.start()]
    said_i = match.group("i") or match.group("i2")
    if said_i and not _ends_in_consonant(bare):
        return bare + "이"  # the 이 belongs to the word: 어린이예요
    ending = match.group().strip()
    short = not said_i and ending in ("요", "여", "야", "고요", "구요")
    if short and (ending in ("여", "야") or _VERB_END.search(bare.rstrip())):
        return value
    if ending in ("같아요", "같습니다"):
        return re.sub(r"(?:인|일)?\s*(?:것|거)?\s*$", "", bare)
    return bare.rstrip()


def _ends_in_consonant(word: str) -> bool:
    last = word.rstrip()[-1:]
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28 != 0
    return bool(last)


def correction(text: str) -> bool:
    """Whether the worker takes back or changes something said before: 아니 왼손이요, 잘못 말했어요, 어제 말고 그제요."""
    text = text.strip()
    if len(text) > _LONGEST or _NOT_CORRECTION.search(text):
        return False
    if _CORRECTS.search(text):
        return True
    lead = _LEADING_NO.match(text)
    if not lead:
        return False
    rest = lead["rest"].strip(_PUNCTUATION)
    if not rest or is_unknown(rest) or is_later(rest):
        return False
    return not (
        _NO_PREDICATE.search(rest)
        or _YES_WORD.match(rest)
        or _NO_WORD.match(rest)
        or re.match(r"괜찮|됐|필요|그(?:게|런|냥)|모르", rest)
    )


def kept(text: str) -> str:
    """The text without what it takes back: 왼손 말고 오른손이요 gives 오른손이요."""
    text = text.strip()
    if len(text) > _LONGEST:
        return text
    lead = _LEADING_NO.match(text)
    if lead and lead["rest"].strip(_PUNCTUATION):
        text = lead["rest"].strip()
    match = _REPLACED.match(text)
    return match["kept"].strip() if match else text
