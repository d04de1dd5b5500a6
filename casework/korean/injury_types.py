"""Kinds of injury: 골절, 찢어짐, 절단, 화상 … as class ids."""

from __future__ import annotations

import re

from casework.korean import scope
from casework.korean.spans import Entity, bounded, found, longest

LABELS: dict[str, str] = {
    "fracture": "골절", "laceration": "베임·찢어짐", "amputation": "절단", "burn": "화상", "contusion": "타박상·멍",
    "abrasion": "찰과상", "sprain": "염좌(삠)", "strain": "근육통·근육 손상", "crush": "압궤(으스러짐)", "dislocation": "탈구",
    "concussion": "뇌진탕", "head_injury": "머리 속 손상", "ligament": "인대·힘줄·연골 손상", "disc": "디스크(추간판)",
    "nerve": "신경 손상", "paralysis": "마비", "vision": "시력 손상", "hearing": "청력 손상", "tooth": "치아 손상",
    "internal": "장기 손상", "hernia": "탈장", "foreign_body": "이물질 박힘", "poisoning": "중독·질식", "electric": "감전 손상",
    "other": "기타",
}  # fmt: skip

_RULES: dict[str, str] = {
    "fracture": r"골절|(?:두개골|광대뼈|턱뼈|코뼈|머리뼈)\S{0,1}\s*(?:깨|금이?\s*(?:갔|가|간))|부러(?:졌|져|지|진|짐|뜨)|(?:뼈|갈비|손목|발목|발|손|팔|다리|척추|허리)\S{0,2}\s*(?:\S{1,6}\s)?금이?\s*(?:갔|가|간)|"
    r"(?<![가-힣])금이\s*(?:갔|갔대|간)|실금|뼈가?\s*(?:나갔|깨|으스|박살)|뿌러",
    "laceration": r"찢(?:어|겨|겼|긴|김|기)|열상|자상|창상|베(?:임|였|여(?=서|요)|인(?!트)|었|어(?=서|요|졌))|(?<![가-힣])벴|찔(?:렸|려|린|림)|꿰[맸매맨]|"
    r"봉합|\d+\s*바늘|[한두세네다섯여섯일곱여덟열]+\s?바늘",
    "amputation": r"절단(?!기|면|작업|하[는던다고]|공|실|용|반)|잘(?:렸|려|린|림|라졌)(?!\S{0,2}\s*(?:회사))|짤렸|절단상|(?:손가락|발가락|마디|"
    r"손목)\S{0,2}\s*(?:날아갔|떨어져\s*나|없어졌|나갔)",
    "burn": r"화상|(?:에|을|를|은|이)\s*(?:많이\s*|좀\s*)?데(?:었|였|여|어(?!다|리)|인)|(?<![가-힣])(?:데였|데었|데여|데어서)|뎄|물집이?\s*(?:잡|생)",
    "contusion": r"타박|멍(?:이|만|들|울|도|\s)|(?<![가-힣])(?:퉁퉁\s*)?부(?:었|어서|어요|어\s*올|은\s*상태)|붓(?:고|기|네|는|습)|부기|퉁퉁|혹이\s*(?:났|나)",
    "abrasion": r"찰과상|까(?:졌|져|진)(?!\s*안)|쓸(?:렸|려|린)|긁(?:혔|혀|힌)|벗겨[졌져]",
    "sprain": r"염좌|삐(?:끗|긋|었|어서|어요|었고|ㄴ)|삔\s|접질|접찔|접지(?:르|른)|인대\S{0,2}\s*(?:\S{1,4}\s)?늘어|발목\S{0,2}\s*(?:꺾|돌아)",
    "strain": r"근육통|담이?\s*(?:걸|결|왔)|근육\S{0,2}\s*(?:\S{1,4}\s)?(?:뭉|놀|늘어)|결[려렸린]",
    "crush": r"으스러|으깨|짓[이눌뭉]|압궤|뭉개|박살|압착\s?(?:손상|상)|짜부|찌부",
    "dislocation": r"탈구|(?:어깨|팔|턱|고관절|무릎|손가락)\S{0,2}\s*(?:\S{1,4}\s)?(?:빠[졌져지진])|빠졌대|탈골",
    "concussion": r"뇌진탕|기절|의식(?:을|이)?\s*(?:잃|없)|정신(?:을|이)?\s*(?:잃)",
    "head_injury": r"외상성\s*뇌|뇌출혈|뇌손상|경막하|경막외|지주막하|두개골\s*골절|뇌좌상|두부\s*손상|(?:머리\s*(?:속|안)|뇌)\S{0,2}\s*(?:\S{1,4}\s)?(?:피가|출혈|부었|부종)",
    "ligament": r"(?:십자)?인대\S{0,2}\s*(?:\S{1,6}\s)?(?:파열|끊|나갔|찢|손상|터)|(?:힘줄|회전근개|건|아킬레스\s?건?|연골|반월상\S{0,4}|반월판|근육|"
    r"햄스트링)(?:이|가|은|도)?\s*(?:\S{1,6}\s)?(?:파열|끊|찢|손상|나갔|터)|인대",
    "disc": r"디스크(?!\s*(?:그라인더|샌더|연마))|추간판|탈출증",
    "nerve": r"신경\S{0,2}\s*(?:\S{1,4}\s)?(?:손상|끊|눌|다쳤|죽)|저림|저려|저리|감각(?:이)?\s*없",
    "paralysis": r"마비",
    "vision": r"실명|시력\S{0,2}\s*(?:\S{1,4}\s)?(?:떨어|잃|저하|손상)|(?:눈이?)\s*(?:안|잘\s*안)\s*보|각막\s*(?:손상|찰과|화상|궤양)|망막\s*박리",
    "hearing": r"난청|이명|귀가?\s*(?:\S{1,4}\s)?(?:안|잘\s*안)\s*들|청력|고막\S{0,2}\s*(?:파열|터|찢|나갔)",
    "tooth": r"(?:치아|이빨|앞니|어금니|(?<![가-힣])이가|이가)\s*(?:\S{1,3}\s?개\s*)?(?:부러|깨|빠[졌져]|나갔|흔들)|치아\s*파절",
    "internal": r"(?:장|비장|간|신장|콩팥|폐|창자|내장|방광)(?:이|가)?\s*파열|내출혈|기흉|혈흉|장기\s*손상|장파열",
    "hernia": r"탈장",
    "foreign_body": r"(?:못|바늘|파편|가시|쇳가루|쇠|유리|철사|이물질|이물)\S{0,2}(?:이|가|도)?\s*(?:\S{1,6}\s){0,2}(?:박[혔혀힌]|들어[가갔])",
    "poisoning": r"중독(?!성)|질식",
    "electric": r"감전|전기\s*화상",
}
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _RULES.items())
_NOT_INJURY = re.compile(
    r"(?:회사|일자리|직장)에서\s*(?:짤|잘)[렸려]|계약이?\s*부러|알코올\s*중독|게임\s*중독|(?:월급|임금|지급)\S{0,2}\s*(?:마비)|업무\s*마비"
    r"|연락(?:이)?\s*끊|절단\s*(?:작업|기계)|부러워|부럽"
)


@bounded
def find(text: str) -> list[Entity]:
    """Every kind of injury that the text says there is, as entities of type `injury_type`, each kind once."""
    blocked = [found("injury_type", m, None) for m in _NOT_INJURY.finditer(text)]
    candidates = [found("injury_type", m, kind) for kind, pattern in _COMPILED for m in pattern.finditer(text)]
    clear = [e for e in candidates if not any(b.start < e.end and e.start < b.end for b in blocked)]
    standing = scope.kept(text, longest(clear))
    first = {e.value: e for e in reversed(standing)}
    return [e for e in standing if first[e.value] is e]
