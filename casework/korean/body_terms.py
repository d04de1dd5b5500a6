"""Names of body parts: one table of ids and labels, and the words people use for each."""

from __future__ import annotations

# Every id with the label that people read.
LABELS: dict[str, str] = {
    "head": "머리", "face": "얼굴", "eye": "눈", "ear": "귀", "nose": "코", "mouth": "입", "tooth": "치아", "jaw": "턱",
    "neck": "목", "collarbone": "쇄골", "shoulder": "어깨", "arm": "팔", "upper_arm": "위팔", "elbow": "팔꿈치",
    "forearm": "아래팔", "wrist": "손목", "hand": "손", "finger": "손가락", "finger_thumb": "엄지손가락",
    "finger_index": "검지(둘째손가락)", "finger_middle": "중지(가운뎃손가락)", "finger_ring": "약지(넷째손가락)",
    "finger_little": "새끼손가락", "chest": "가슴", "rib": "갈비뼈", "flank": "옆구리", "abdomen": "배", "back": "등",
    "spine": "척추", "waist": "허리", "pelvis": "골반", "hip": "엉덩이·고관절", "groin": "사타구니", "thigh": "허벅지",
    "leg": "다리", "knee": "무릎", "shin": "정강이·종아리", "ankle": "발목", "foot": "발", "heel": "발뒤꿈치",
    "toe": "발가락", "lung": "폐", "heart": "심장", "whole_body": "전신",
}  # fmt: skip

# Parts that a person has one of: a side said before them is not about them.
MIDLINE = frozenset(
    [
        "head",
        "nose",
        "mouth",
        "tooth",
        "jaw",
        "neck",
        "chest",
        "abdomen",
        "back",
        "spine",
        "waist",
        "pelvis",
        "groin",
        "lung",
        "heart",
        "whole_body",
    ]
)

# Words that stand for the part wherever they are read, however they are joined to their neighbours.
SAFE: dict[str, str] = {
    "head": "머리통|뒤통수|정수리|두개골|두피|두부(?=\\s*(?:손상|외상|타박|열상))|대가리|안전모\\s*위",
    "face": "얼굴|안면|광대뼈|이마(?!트)|뺨|눈썹|눈두덩이?",
    "eye": "눈알|눈동자|안구|각막|망막|눈꺼풀|눈가(?!루)",
    "ear": "고막|귓바퀴|귓볼|귓불|달팽이관",
    "nose": "콧등|콧대|코뼈|콧구멍|비골(?=\\s*골절)",
    "mouth": "입술|입안|혓바닥",
    "tooth": "치아|이빨|앞니|어금니|송곳니|잇몸|틀니",
    "jaw": "턱뼈|턱관절|아래턱|하악|상악",
    "neck": "목덜미|뒷목|모가지|경추|목뼈|목\\s?디스크|목구멍|경부(?=\\s*(?:염좌|통증))",
    "collarbone": "쇄골|빗장뼈",
    "shoulder": "어깨(?!너머|걸이)|견관절|회전근개|견갑골|날갯죽지|어깻죽지|오십견|어께",
    "upper_arm": "위팔|상완|윗팔|이두근|삼두근",
    "elbow": "팔꿈치|팔굽|팔꿈|주관절|테니스\\s?엘보",
    "forearm": "아래팔|전완부?|팔뚝|요골|척골",
    "wrist": "손목(?!시계|보호|밴드)|팔목|완관절|수근관|손모가지",
    "hand": "손등|손바닥|손날|수부",
    "finger_thumb": "(?<!발)(?:엄지|첫\\s?번?째)\\s?손가락|손엄지|제?\\s?1\\s?수지|엄지(?!척|\\s?발|공주)",
    "finger_index": "(?:검지|집게|둘\\s?째|두\\s?번\\s?째|2번째|인지)\\s?손가락|제?\\s?2\\s?수지|검지|식지",
    "finger_middle": "(?:중지|가운데|가운뎃|셋\\s?째|세\\s?번\\s?째|3번째|중간|장지)\\s?손가락|제?\\s?3\\s?수지",
    "finger_ring": "(?:약지|약|넷\\s?째|네\\s?번\\s?째|4번째|무명지)\\s?손가락|제?\\s?4\\s?수지|약지|무명지",
    "finger_little": "(?:새끼|소지|다섯\\s?번?\\s?째|5번째|막내)\\s?손가락|제?\\s?5\\s?수지|새끼\\s손",
    "finger": "손가락|손톱|손끝|손꾸락|손까락",
    "chest": "가슴(?!\\s*(?:아픈\\s*(?:사연|일)|앓이))|흉부|가슴팍|명치|흉골",
    "rib": "갈비뼈|갈빗대|갈비(?!탕|찜|집)|늑골",
    "flank": "옆구리",
    "abdomen": "복부|아랫배|뱃속|배꼽|복근|윗배|내장(?=이|을|\\s*파열)",
    "back": "등짝|등뼈|등허리|등판|등쪽|흉추|등근육",
    "spine": "척추|척수|추간판|꼬리뼈|미추|천추",
    "waist": "허리(?!케인|띠|벨트|춤|둘레|\\s?디스크\\s?형)|요추|요부(?=\\s*(?:염좌|통증))|요천추",
    "pelvis": "골반|치골",
    "hip": "엉덩이|궁둥이|고관절|엉치|둔부|엉뎅이",
    "groin": "사타구니|고환|성기(?=를|에|가)|서혜부|음낭",
    "thigh": "허벅지|대퇴부?|넓적다리|허벅다리|햄스트링",
    "knee": "무릎(?!\\s*꿇)|무릅|무르팍|슬관절|슬부|슬개골|반월상|십자인대|반월판|무릎팍",
    "shin": "정강이|종아리|장딴지|하퇴부?|비골|경골|정갱이",
    "ankle": "발목(?!\\s?잡|양말|보호)|족관절|아킬레스\\s?건?|복숭아\\s?뼈|복사뼈",
    "foot": "발등|발바닥|족부|족저|발날|평발",
    "heel": "발뒤꿈치|발꿈치|뒤꿈치|뒷꿈치|종골|발뒷꿈치",
    "toe": "(?:(?:엄지|검지|중지|약지|새끼|둘\\s?째|셋\\s?째|넷\\s?째|첫째|두번째|가운데)\\s?)?(?:발가락|발까락|발꾸락)|발톱|족지|발끝",
    "whole_body": "온몸|전신(?!주|거울)|몸\\s?전체",
}  # fmt: skip

# Words of one syllable, or words with other everyday meanings: read only where the text around them allows it.
# Each has what may follow it; `{hurt}` stands for an injury within reach.
_PARTICLE = (
    r"(?:이|가|을|를|은|는|도|에|의|만|쪽|까지|부터|이랑|랑|하고|과|와|(?=[\s,./·]|$)|(?=골절|절단|화상|부상|통증|염좌|마비|수술|저림|찰과|타박|끼|베[이여였])|"
    r"(?=(?:이[에예]요|예요|에요|이요|요|입니다)(?![가-힣])))"
)
HURT = (
    r"다쳤|다치|다친|다쳐|아프|아파|아팠|통증|쑤시|결리|저리|저려|찔|찍|맞|부딪|박|베[이여였어]|벴|데[이여었]|뎄|끼[이어여였인임]|낀|껴|꼈|눌|깔|밟|"
    r"부러|골절|절단|잘[렸리려린]|찢|터[져졌]|멍|붓|부었|부어|삐|접질|꺾|화상|튀|튄|들어[가갔왔]|파편|이물|수술|마비|굳|꿰매|까[졌져]|긁|깨[졌져]|"
    r"나갔|뒤틀|틀어|멀[었어]|안\s*보|침침|실명|충혈|따갑|시력|빠[졌져]|흔들|먹먹|안\s*들|울[려리]|돌아[갔가]|닿|타[버박]|차[였이여]|채였|걷어|으스|뭉개|빨려|말려|감[겨겼]|"
    r"물[렸려린]|떨어[졌져]|날아|치[였이여]"
)
_DIGIT = r"(?:엄지|검지|집게|중지|가운데|약지|소지|새끼|둘째|셋째|넷째|다섯째|첫째)"
GUARDED: dict[str, tuple[str, str]] = {
    "머리": ("head", r"머리(?!카락|맡|띠|핀|수건|\s*(?:를|도)?\s*(?:쓰|써|굴|감|자르|깎))"),
    "눈": ("eye", (rf"눈(?!이?\s*(?:와서|와|오|내리|내려|쌓|많이|녹|온|왔)|에\s*(?:미끄|띄|빠)|길|치|물|썹|높|을\s*(?:치우|쓸|뜨)|\s*(?:때문|오는|온|치우|쌓)|"
        rf"\s?깜짝|앞|\s?밑에)(?:(?={_PARTICLE}\s*(?:\S{{1,20}}\s{{1,3}}){{0,4}}?\S{{0,6}}?(?:{HURT}))|(?=이요|요|이에요|입니다|"
        rf"\s*(?:부상|수술|화상|다침)))")),
    "귀": ("ear", (rf"귀(?!가\s*(?:중|하|길|시)|사|하|책|국|농)(?={_PARTICLE}\s*(?:\S{{1,20}}\s{{1,3}}){{0,3}}?\S{{0,4}}?(?:{HURT})|"
        rf"요|에요)")),
    "쪽 눈": ("eye", rf"(?:(?<=쪽)|(?<=쪽\s))눈(?={_PARTICLE})"),
    "쪽 귀": ("ear", rf"(?:(?<=쪽)|(?<=쪽\s))귀(?={_PARTICLE})"),
    "코": ("nose", rf"코(?!로나|일|드|너|치|를\s*골|끼리|스)(?={_PARTICLE})"),
    "입": ("mouth", r"입(?=(?:이|에|을|안이)\s*(?:\S{1,20}\s{1,3}){0,2}?(?:찢|터|마비|돌아|맞|다[쳤치]|부딪|찔|거품))"),
    "이": ("tooth", r"이(?=(?:가|를|도)?\s*(?:\S{1,3}\s*개\s*)?(?:부러|깨|나갔|빠[졌져]|흔들))"),
    "턱": ("jaw", rf"턱(?!에\s*걸|이\s*(?:있|높)|걸이|없|밑|을\s*넘)(?={_PARTICLE})"),
    "목": ("neck", rf"목(?!이\s*(?:마르|말라|메|쉬)|을\s*(?:매|맸|빼|축)|에\s*걸|이\s*빠지게)(?={_PARTICLE})"),
    "팔": ("arm", rf"팔(?!아|고|리|려|십|월|백|천|만|자|순|이\s*안으로|\s?(?:개|명|번|년|시|일))(?:(?={_PARTICLE})|(?=다리)|(?=이랑|이나))"),
    "손": ("hand", (rf"손(?!이?\s*(?:모자|부족|달[려리]|많이\s*가)|을\s*(?:뗐|떼|대|댔|댈|놓|놨|쓰|씻|잡|빌|벌|들)|에\s*(?:들|쥐|쥔|잡|익|안\s*잡)|"
        rf"을?\s*(?:씻|놓고|놓다|대지|댈|벌리|떼)|이\s*큰|\s*소독|도[끼장구]|만두)(?:(?={_PARTICLE})|(?=발(?:이|을|도|에|\s|$))|(?={_DIGIT}))")),
    "발": ("foot", (rf"발(?!을\s*(?:헛|잘못|디디|디뎌|딛|내디|빼|떼|들)|이\s*(?:미끄|걸려|꼬여|엉|안\s*떨|닿지)|에\s*(?:걸려|차이는)|을\s*못|\s*(?:밑|아래|디딜|"
        rf"빠른|헛)|이\s*넓)(?={_PARTICLE}|{_DIGIT})")),
    "다리": ("leg", rf"다리(?!미|\s*(?:위|밑|건너|공사|난간)|를\s*(?:건너|놓)|에서)(?={_PARTICLE})"),
    "배": ("abdomen", (rf"배(?!에서|를\s*(?:타|몰|대|띄)|가\s*(?:뒤집|침몰|흔들|들어|출항|고프|부르|불러)|\s*(?:위|"
        rf"안))(?={_PARTICLE}\s*(?:\S{{1,20}}\s{{1,3}}){{0,2}}?\S{{0,3}}?(?:아프|아파|맞|찔|다[쳤치]|부딪|눌|베|차[였여]|채였|통증|수술|"
        rf"박[혔아]|찢|땡[기겨]))")),
    "등": ("back", (r"등(?=(?:이|을|에|도|은|과|하고)?\s*(?:\S{1,20}\s{1,3}){0,2}?\S{0,3}?(?:아프|아파|다[쳤치]|부딪|찔|데[었여]|맞|화상|"
        r"통증|쑤|결[려리]|찍|긁|베|눌|박))")),
    "볼": ("face", r"볼(?=(?:이|을|에)\s*(?:\S{1,20}\s{1,3}){0,1}?(?:찢|맞|베|다[쳤치]|데|부딪|긁))"),
    "폐": ("lung", r"폐(?=가\s|에\s|를\s*(?:다|절제)|\s?기능)"),
    "심장": ("heart", r"심장(?=이|에|을|\s)"),
    "중지": ("finger_middle", (rf"중지(?=(?:가|를|랑|와|하고|도|\s*끝|\s*마디|"
        rf"에)?\s*(?:\S{{1,20}}\s{{1,3}}){{0,2}}?\S{{0,3}}?(?:{HURT}))")),
    "소지": ("finger_little", rf"소지(?=(?:가|를|랑|와|하고|도|\s*끝)\s*(?:\S{{1,20}}\s{{1,3}}){{0,1}}?(?:{HURT}))"),
}  # fmt: skip

# A guarded word that is the whole answer needs no cue.
ALONE: dict[str, str] = {
    "눈": "eye", "귀": "ear", "입": "mouth", "배": "abdomen", "등": "back", "폐": "lung", "이": "tooth", "볼": "face",
    "중지": "finger_middle", "심장": "heart",
}  # fmt: skip

# Read as a finger or toe only when a hand or foot, a side or another finger stands directly before.
AFTER_HAND: dict[str, str] = {
    "엄지": "finger_thumb", "검지": "finger_index", "인지": "finger_index", "집게": "finger_index", "중지": "finger_middle",
    "장지": "finger_middle", "가운데": "finger_middle", "약지": "finger_ring", "소지": "finger_little", "새끼": "finger_little",
}  # fmt: skip

# What lies in what: 오른손 검지 is one part, and the side said of the larger one is the side of the smaller.
FINGERS = frozenset({"finger", "finger_thumb", "finger_index", "finger_middle", "finger_ring", "finger_little"})
CONTAINS: dict[str, frozenset[str]] = {
    "hand": FINGERS | {"wrist", "hand"},
    "arm": FINGERS | {"upper_arm", "elbow", "forearm", "wrist", "hand", "arm"},
    "foot": frozenset({"toe", "heel", "ankle", "foot"}),
    "leg": frozenset({"thigh", "knee", "shin", "ankle", "foot", "heel", "toe", "leg"}),
}
