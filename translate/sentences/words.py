"""The words that decide whether a full stop ends a sentence."""

from __future__ import annotations

# Titles and abbreviations whose stop never ends a sentence, without their stops and prefixes.
TITLES = frozenset(
    "د أ م ا ش ج ع ص ق ط ت س ر ح خ ف ك ل ن ه ي ب ث ذ ز ض ظ غ و ء آ إ "
    "أد دم مد ام أم عم أح حج السيد".split()
) - {"السيد"}
ABBREVIATIONS = frozenset(
    "ص.ب ش.م ش.م.م ش.م.ع ذ.م.م ج.م.ع أ.د د.م م.د ا.د أ.م أ.م.د ق.ظ ط مج تح تر ت هامش".split()
)
# Stops that often do end one: the next word decides.
FINAL_ABBREVIATIONS = frozenset("هـ ه م ق.م ب.م إلخ الخ ق.ه إلى.آخره".split())
# One letter of the Latin alphabet spelt in Arabic, as in "سي. إن. إن" or "بي.بي.سي".
LETTER_NAMES = frozenset(
    "إيه ايه بي سي دي إي اي إف اف جي إتش اتش إيتش آي جيه كيه كي إل ال إم ام إن ان أو او كيو آر ار "
    "إس اس تي يو في دبليو إكس اكس واي زد زي".split()
)
# Nouns that a single letter follows: "فيتامين د.", "القسم ب.".
LETTERED_NOUNS = frozenset(
    "فيتامين القسم قسم الفئة فئة المجموعة مجموعة الفقرة فقرة الحرف حرف البند بند النوع نوع الفصيلة "
    "فصيلة الملحق ملحق الجناح جناح الكبد الصف صف المبنى مبنى القاعة قاعة".split()
)

_SPEECH = (
    "قال أضاف تابع أوضح ذكر أكد أشار صرح أعلن لفت شدد اعتبر نقل كشف أفاد نوه رأى دعا طالب حذر وصف "
    "علق رد سأل تساءل استطرد واصل ختم اختتم استدرك بين أبلغ كتب زعم نفى اتهم توقع أعرب عبر"
).split()
_PARTICLES = (
    "وكان وكانت وقد وفي ومن وعلى وبحسب ووفق ووفقا وخلال وكما كما ولدى وعن وبعد وقبل وحول وفيما "
    "ولكن لكن غير بيد ثم لذلك وهكذا وبذلك ومع وبدوره وبدورها بدوره بدورها ولم ولن وليس"
).split()


def _openers() -> frozenset[str]:
    from translate.arabic import fold

    spoken = [
        f"{conjunction}{verb}{ending}"
        for conjunction in "وف"
        for verb in _SPEECH
        for ending in ("", "ت", "وا", "ا")
    ]
    present = [
        f"و{prefix}{verb}"
        for prefix in "يت"
        for verb in "قول ضيف تابع وضح ذكر ؤكد شير صف رى عتقد توقع قدر".split()
    ]
    return frozenset(fold(word) for word in (*spoken, *present, *_PARTICLES))


OPENERS = _openers()
"""Folded words that a new sentence of news prose opens with."""

ENGLISH_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st gen col lt sgt capt maj cmdr adm rev hon sen rep gov pres jr sr vs etc "
    "inc ltd co corp no nos fig vol pp ed eds dept est approx jan feb mar apr jun jul aug sep sept "
    "oct nov dec e.g i.e cf al ca a.m p.m u.s u.k u.n ph.d".split()
)
ENGLISH_MAY_END = frozenset("etc inc ltd co corp jr sr a.m p.m u.s u.k u.n ph.d est al".split())
