"""Whether a sentence asks something, rather than answers. Pure."""

from __future__ import annotations

import re

_MARK = re.compile(r"[?？]\s*$")
_ENDING = re.compile(
    r"(나요|까요|가요|는지요?|은지요?|ㄹ까|을까|할까|될까|되나|하나|있나|없나|돼요|되요|되여|나여|까여|뭐예요|뭐에요|뭔가요|뭐죠|뭐지|"
    r"얼마예요|얼마에요|얼마|언제예요|어디예요|어떡해요?|어떡하죠|어떻게\s*(해요?|하죠|해야|되|돼).{0,8}|궁금(해요|합니다|한데요?)|알려\s*(줘|주세요)|"
    r"인가|인지|죠|습니까|ㅂ니까|니까|대요|나|냐|노)[\s.~!ㅠㅜ]*$"
)
_WORD = re.compile(r"(얼마|언제|어디|어떻게|어떡|무엇|뭐가|뭐를|뭘|왜|누가|몇\s*(일|년|개월|급|퍼|프)|가능(한|해|할)|받을\s*수|해도\s*(되|돼))")


def is_question(text: str) -> bool:
    """True for anything that ends like a question, or holds a question word and ends politely."""
    text = text.strip()
    if _MARK.search(text):
        return True
    if _ENDING.search(text):
        return bool(_WORD.search(text)) or not _plain_statement(text)
    return False


def _plain_statement(text: str) -> bool:
    """Endings such as "됐대요", "맞죠" or a bare "이사나" that only look like questions."""
    return bool(re.search(r"(했|됐|왔|갔|였|었|았)(대요|죠|나)[\s.~!]*$", text)) or len(text) <= 3
