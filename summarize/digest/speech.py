"""Who speaks in an Arabic sentence: the verbs of news, and the name that stands behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from translate.arabic import fold, normalise_with_map
from translate.calendar_ar import WEEKDAYS
from translate.fidelity.tokens import listed

ACTS = ("said", "denied", "claimed", "warned", "urged", "condemned", "according to")

# In the singular: before its subject an Arabic verb has no plural.
_VERBS = {
    "said": "قال قالت صرح صرحت اضاف اضافت يضيف تابع تابعت اكد اكدت اوضح اوضحت اعلن اعلنت ذكر ذكرت"
    " شدد شددت افاد افادت يقول تقول راي رات اعتبر اعتبرت لفت لفتت نوه نوهت اشار اشارت",
    "denied": "نفي نفت ينفي تنفي انكر انكرت",
    "claimed": "زعم زعمت يزعم ادعي ادعت",
    "warned": "حذر حذرت يحذر",
    "urged": "دعا دعت طالب طالبت حث حثت ناشد ناشدت",
    "condemned": "ادان ادانت استنكر استنكرت ندد نددت",
}
_ACT_OF = {verb: act for act, verbs in _VERBS.items() for verb in verbs.split()}
_CONTINUES = frozenset(listed("اضاف اضافت يضيف تابع تابعت"))
_TAKES_OBJECT = ("warned", "urged")
_SPEAKING = re.compile(
    rf"(?<!\w)(?<!الذي )(?<!التي )(?:[وف]\s?|كما\s|كذلك\s)?(?P<verb>{'|'.join(_ACT_OF)})(?!\w)"
    r"|(?<!\w)و?(?:(?:ب?حسب|وفق|نقلا عن)\s(?!ما\b)|(?:وفقا|طبقا)\sل)"
)
# Where the name of a speaker ends: at what is said, to whom, when, where.
_ENDS = frozenset(
    listed(
        "ان انه انها انهم انهما انني بان بانه بانها في خلال قبل بعد عقب علي الي من عن مع"
        " ردا فيما حول اليوم امس غدا اول كما حيث ايضا للصحفيين للصحافيين مضيفا مضيفه موكدا"
        " مشيرا قايلا قايله بشده مجددا التي الذي الذين بموجب بينما اثر لدي عبر ضد بشان عقد"
        " اي رغم ما وجود صحه الاسبوع الشهر العام اواخر اوايل وقت هذا هذه ذلك تلك هو هي هم"
        " لم لا قد كل بعض عدد انباء تقارير"
    )
) | frozenset(WEEKDAYS)
# ``"كيربي"``: a name in quotation marks, three words at most, is a name and no quotation.
_QUOTED_NAME = re.compile(r'["“«]((?:\w+ ?){1,3})["”»]')
_WORD = re.compile(r"\w+(?:[-']\w+)*|[^\w\s]")
# "According to a report, an assessment, the law": nobody speaks.
_NOBODY = frozenset(listed("تقرير تقييم بيان قانون القانون اتفاق الاتفاق خطه الخطه جدول"))
_MARKS = re.compile('["“”«»]')
_MOST_WORDS = 10


class Speech(NamedTuple):
    """``words`` are the folded words of the speaker's name, ``printed`` the name as it stands;
    both are empty where the sentence goes on with the speaker before."""

    act: str
    words: tuple[str, ...]
    printed: str


def speeches(text: str) -> Iterator[Speech]:
    """Each act of speech in an Arabic sentence whose speaker is named, or is the one before."""
    normal, offsets = normalise_with_map(text)
    folded = _QUOTED_NAME.sub(r" \1 ", fold(normal))
    named = False
    for match in _SPEAKING.finditer(folded):
        act = _ACT_OF.get(match["verb"], "according to")
        span = _name_after(folded, match.end())
        # "and warned X": whom the speaker of the sentence warned, not who spoke.
        if named and act in _TAKES_OBJECT:
            yield Speech(act, (), "")
        elif span is not None:
            named = True
            printed = " ".join(_MARKS.sub("", text[offsets[span[0]] : offsets[span[1]]]).split())
            yield Speech(act, tuple(re.findall(r"\w+", folded[slice(*span)])), printed)
        elif match["verb"] in _CONTINUES:
            named = True
            yield Speech(act, (), "")


def _name_after(folded: str, start: int) -> tuple[int, int] | None:
    """The span of the name that begins at ``start``; ``None`` where none does, or where nothing
    ends it within ten words."""
    first = last = start
    for count, word in enumerate(_WORD.finditer(folded, start)):
        if not word.group()[0].isalnum() or word.group() in _ENDS:
            break
        if count == _MOST_WORDS:
            return None
        if count == 0 and word.group() in _NOBODY:
            return None
        first, last = (word.start() if count == 0 else first), word.end()
    return (first, last) if last > first else None
