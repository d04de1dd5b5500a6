"""Signs of danger, and the plain words for a person, that no model may miss. Pure."""

from __future__ import annotations

import re

CONFIDENT = 0.45
CONFIDENT_IN_FORM = 0.65  # of an answer to a question: "파스 붙이고 누워 있어요" is no emergency

_CRISIS = re.compile(
    r"죽고\s*싶|죽어\s*버리고|죽어버릴|자살|자해|목숨을?\s*끊|목을?\s*매|뛰어내리고\s*싶|뛰어내릴|살고\s*싶지\s*않|살기\s*싫|"
    r"그만\s*살|생을?\s*마감|사라지고\s*싶|유서|죽는\s*게\s*(낫|나)|죽을\s*생각|죽으려고"
)
# Somebody's death or a question about it is no crisis of the one who writes.
_NOT_OWN = re.compile(r"(자살|극단적).{0,12}(했|하셨|하신|산재|인정|되나|유족|한\s)|(남편|아내|아버지|어머니|아들|딸|동료|동생|오빠|형)[이가은는]?.{0,12}(자살|유서)")
_NOW = r"(지금|방금|아직|어떡|어떻게\s*해|도와|살려|빨리|급해|!|요$|ㅠ|$)"
_EMERGENCY = re.compile(
    rf"(의식이?\s*(없|안\s*돌아)|숨을?\s*(안|못)\s*쉬|심장이?\s*(안|멈)|피가?\s*(안\s*멈|멈추(지|질)|계속\s*나|철철|너무\s*많이)|"
    rf"(사람|동료|형|친구|아저씨).{{0,12}}(깔려|끼여|갇혀|매몰).{{0,6}}(있|못|안\s*나)|갇혔|갇혀\s*있|매몰됐|살려\s*주세요|살려줘|119\s*좀|불이?\s*났|가스가?\s*새).{{0,20}}{_NOW}"
)
_PAST = re.compile(r"(어제|그제|지난|작년|전에|달\s*전|주\s*전|일\s*전|년\s*전|그때|당시|실려\s*갔|실려\s*가|입원|수술(했|받)|깨어났|회복)")
_PERSON = re.compile(
    r"^\s*(0|사람|상담원|상담사|직원|담당자|상담원\s*연결|사람\s*연결|상담원\s*바꿔\s*(줘|주세요)|"
    r"(사람|상담원|상담사|직원|담당자)(이랑|하고|과|와|을|를|한테)?\s*(좀\s*)?(바꿔|연결|통화|말|얘기|이야기|상담).{0,14})[\s.!~요]*$"
)


def sign(text: str) -> str | None:
    """`crisis` or `emergency` where the words leave no doubt, else None."""
    if _CRISIS.search(text) and not _NOT_OWN.search(text):
        return "crisis"
    if _EMERGENCY.search(text) and not _PAST.search(text):
        return "emergency"
    return None


def asks_for_person(text: str) -> bool:
    """Whether a short message is nothing but the wish for a person."""
    return bool(_PERSON.match(text))
