"""Whether a message asks something, rather than answers. Pure.

Many people write no question mark and end a question like a statement ("휴업급여 얼마나 나와요"), and the words of a question
also stand in answers ("누가 밀었어요", "언제인지 모르겠어요"). What the last sentence asks is what the message asks.
"""

from __future__ import annotations

import re

_END = r"[\s.~!,…ㅠㅜㅋㅎ^;]*$"
_LAST = 300  # characters of the end that are looked at
_TAIL = 120
_SENTENCES = re.compile(r"(?<=[.!?？\n])\s+|\n")
_COURTESY = re.compile(
    r"^\s*(?:감사합니다|감사해요|고맙습니다|고마워요|부탁\s*(?:드려요|드립니다|드릴게요|합니다|해요)|수고하세요|답변\s*\S{0,8}|제발요?|죄송\S*)?"
    + _END
)
_MARK = re.compile(r"[?？]" + _END)
_UNKNOWN = re.compile(r"모르|몰라|모름|기억\S?\s*(?:안|못|없)|생각\S?\s*안\s*나")
_REPORTED = re.compile(
    r"(?:[가-힣]대요|래요|다네요|라네요|자네요|다고\s*해요|라고\s*해요|다던데요?|나\s*봐요?|가\s*봐요?)" + _END
)
_PAST = re.compile(
    r"[가-힣]*(?:았|었|했|됐|왔|갔|렸|졌|쳤|났|였|봤|겼|켰|꼈|췄|셨|웠|렀|냈|뒀|줬|썼|탔|샀)(?:어요?|어여|습니다|음|다|죠|지요?|대요|네요)"
    + _END
)

_ASKS_OPENLY = re.compile(
    r"궁금|알려\s*(?:줘(?!서|야|도)|주세요|주십|줄\s|달라|주실)|가르쳐\s*(?:줘(?!서)|주)|알고\s*싶(?!지)|여쭤|여쭙|문의\s*(?:드|합|해)|설명해\s*(?:줘(?!서)|주)"
)
_VERB_NA = (
    *[
        "안",
        "못",
        "잘",
        "겁",
        "화",
        "끝",
        "만",
        "열",
        "피",
        "혼",
        "땀",
        "빛",
        "불",
        "새",
        "신",
        "병",
        "티",
        "탈",
        "덧",
        "동",
        "이",
    ],
    "어긋",
    "일어",
    "깨어",
    "늘어",
    "고장",
    "소리",
    "냄새",
    "생각",
    "기억",
    "벗어",
    "태어",
    "떠",
    "지",
)
_YES_NO = re.compile(
    r"(?:(?P<stem>[가-힣]{1,2})나[요여유예]|[는은인건한운던린된난긴진른]가[요여유예]?|(?:는|은|던|능|인)[교겨감]|나[예유]"
    r"|(?:야\s*하|되|돼|있|없|받|주|나오|걸리|맞|싶|았|었|했|겠)나|(?:되|돼|있|없|나오|맞|받|야\s*하|주|가능하)(?:죠|지요|쥬)"
    r"|(?:[는은인한된할될운을건][지][요여]?(?:가|도)?)|(?:되|하|나오|있|없|주|받|맞)(?:냐|니|노)[요]?"
    r"|(?:도|산재|신청|처리|인정|접수|지원|적용|청구)(?:가|이)?\s*(?:돼|되|됨)(?:요|여|유)?|(?:급여|[가-힣]비|돈|연금|보상|수당|합의금|월급)(?:도|은|는|이|가)?\s*(?:나와|줘|나옴|줌)(?:요|여|유)?)"
    + _END
)
_FINAL = re.compile(r"(?P<last>[가-힣])(?:니(?:까|꺼|껴)|(?P<kka>[까꺼]))[요여유예]?" + _END)
# A question that something is added to: "합산하나요 산정할 때", "보상이 돼요? 무서워요".
_BEFORE_MORE = re.compile(
    r"(?:(?:되|있|없|하|받|나오|주|내|맞|걸리|드리)(?:나요|나여|니까)|[될할을갈줄올낼]까요|(?:인|한|은|는|건)가요|습니까|[?？])[\s,.]+(?!\S{0,6}\s*(?:물어|했더니|라고|하니까|그랬|하길래))\S"
)
_NEED_NOT = re.compile(r"(?:안\s*\S{1,3}도|괜찮|빼도|말아도|않아도|없어도)\s*(?:돼|되)[요여]" + _END)
_WORD = re.compile(
    r"얼마(?!\s*(?:안|전|간|못|있다|뒤|후))|언제(?!\s*부턴?가|나\s|든|인가)|어디(?!선가|든|에나|까지나|가\s*아픈)|어떻게(?!든)|어떡|어케|우[예야짜째]|워[쩐째짠]|무엇|무신|무슨|어느|뭐(?!\s*(?:그냥|좀|별)|고|랄|라고\s*해야)|뭘|뭔(?!가\s)|(?<![가-힣])모[예에]요"
    r"|(?<![가-힣])(?:먼|머)(?:데|가|지|에요|예요|야|요)|왜(?!냐)|누가|누구|누굴|며칠(?=\S{0,4}\s*(?:걸|이|까지|안|줘|나|부터|분|치))|몇\s*(?:일|년|달|개월|주|급|퍼|프|세|살|시|명|번|원|만|%)\S{0,3}\s*(?:걸|나오|나와|받|까지|이|예요|인|줘|부터|돼|되|안에)"
)
_CONNECTED = re.compile(r"지(?:랑|도|와|하고)?\s*$")  # 나오는지랑 …
_NEAR_END = 25
_ENDS_CLAUSE = re.compile(r"[는은인한던운픈린]지(?!\S{0,2}\s*(?:궁금|알|여쭤|문의))|때문|라서|없어[요서]|없습")


def is_question(text: str) -> bool:
    """Whether the last sentence of `text` asks something; a trailing "감사합니다" is not looked at."""
    end = text.strip()[-_LAST:]
    sentences = [s for s in _SENTENCES.split(end) if s and not _COURTESY.fullmatch(s)]
    return bool(sentences) and (_asks(sentences[-1].strip()) or bool(_BEFORE_MORE.search(end[-_TAIL:])))


def asks_inside(clause: str) -> bool:
    """Whether the first half of a longer sentence asks: "서류는 뭐가 필요하고", "언제 나오는지랑", or a question of its own."""
    clause = re.sub(r"(?:,|그리고|또|혹시)\s*$", "", clause.strip()).strip()
    return is_question(clause) or bool(_CONNECTED.search(clause)) or bool(_WORD.search(clause[-_NEAR_END:]))


def _asks(sentence: str) -> bool:
    if _MARK.search(sentence):
        return True
    unknown = [match.end() for match in _UNKNOWN.finditer(sentence)]
    words = [match for match in _WORD.finditer(sentence)]
    if _ASKS_OPENLY.search(sentence):
        return True
    if unknown and not any(match.start() > unknown[-1] for match in words):
        return False
    if _REPORTED.search(sentence) or _NEED_NOT.search(sentence):
        return False
    if _asks_yes_or_no(sentence):
        return True
    return bool(words) and not _PAST.search(sentence) and not _ENDS_CLAUSE.search(sentence[words[-1].start() :])


def _asks_yes_or_no(sentence: str) -> bool:
    """Endings of a question, where they are not part of a verb or a name: 기억 안 나요, 나가요, 김하나, 아프니까."""
    match = _YES_NO.search(sentence)
    if match:
        stem = match["stem"]
        return not (stem and stem.endswith(_VERB_NA) and not stem.endswith(("하지", "되지", "이지")))
    if re.search(r"(?<![가-힣])(?:[가-힣]{1,3}[이가]\s+)?나[요여]" + _END, sentence):
        return False
    final = _FINAL.search(sentence)
    if not final:
        return False
    closing = (ord(final["last"]) - ord("가")) % 28
    return closing == 8 if final["kka"] else closing == 17  # ㄹ before 까, ㅂ before 니까
