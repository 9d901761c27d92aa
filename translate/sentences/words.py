"""The words that decide whether a full stop ends a sentence."""

from __future__ import annotations

from translate.arabic import fold


def _words(*rows: str) -> frozenset[str]:
    return frozenset(word for row in rows for word in row.split())


def _folded(*rows: str) -> frozenset[str]:
    return frozenset(map(fold, _words(*rows)))


ABBREVIATIONS = _words(
    "ص.ب ش.م ش.م.م ش.م.ع ذ.م.م ج.م.ع أ.د ا.د د.م م.د أ.م أ.م.د ق.ظ ب.ظ",
    "ط مج تح تر هامش",
)
"""Titles and abbreviations that more always follows. Single letters need no list."""

DATING = _words("ق.م ب.م ق.هـ م ه هـ")
"""Eras and units after a number, with a stop of their own or of the sentence."""

LETTER_NAMES = _folded(
    "إيه ايه بي سي دي إي اي إف اف جي إتش اتش إيتش آي جيه كيه كي إل ال إم ام إن ان أن أو او كيو",
    "آر ار إس اس تي يو في دبليو إكس اكس واي زد زي آند اند",
)
"""Latin letters spelt in Arabic, as in "سي. إن. إن", folded."""

LETTERED_NOUNS = _words(
    "فيتامين القسم قسم الفئة فئة المجموعة مجموعة الفقرة فقرة الحرف حرف البند بند النوع نوع",
    "الفصيلة فصيلة الملحق ملحق الجناح جناح الكبد الصف صف المبنى مبنى القاعة قاعة المدرج مدرج",
    "البوابة بوابة الطابق طابق",
)
"""Nouns that a single letter follows, so that its stop may end the sentence: "فيتامين د."."""

_SPEECH = _words(
    "قال أضاف تابع أوضح ذكر أكد أشار صرح أعلن لفت شدد اعتبر نقل كشف أفاد نوه رأى دعا طالب حذر وصف",
    "علق رد سأل تساءل استطرد واصل ختم اختتم استدرك بين أبلغ كتب زعم نفى اتهم توقع أعرب عبر",
)
_PRESENT = _words("قول ضيف تابع وضح ذكر ؤكد شير صف رى عتقد توقع قدر")
SPEECH_OPENERS = _folded(
    *(f"{joint}{verb}{end}" for joint in "وف" for verb in _SPEECH for end in ("", "ت", "وا", "ا")),
    *(f"و{person}{verb}" for person in "يت" for verb in _PRESENT),
)
"""Verbs of saying with their conjunction, which start a new sentence even after a quotation."""

OPENERS = SPEECH_OPENERS | _folded(
    "وكان وكانت وقد وفي ومن وعلى وبحسب ووفق ووفقا وخلال وكما كما ولدى وعن وبعد وقبل وحول وفيما",
    "ولكن لكن غير بيد ثم لذلك وهكذا وبذلك ومع وبدوره وبدورها بدوره بدورها ولم ولن وليس",
)
"""Words that a new sentence of news prose opens with."""

CONTINUERS = _folded("وأن وأنه وأنها وأنهم وأنهما وأننا وإنه وإنها")
"""Words that carry a reported clause on after a quotation."""

CARRIES_ON = CONTINUERS | _folded(
    "في من إلى على عن أمام قبل بعد حين عندما بينما فيما ثم لكن ولكن وهو وهي وهم خلال أثناء ردا",
    "بحسب وفق حسب كما منذ حتى مع عبر ضد لدى دون مشيرا مضيفا موضحا متسائلا وسط",
)
"""Words that carry a sentence on after a quoted question that a colon brought in."""

DOMAINS = _folded("كوم نت أورغ نيت")
"""Ends of site names spelt in Arabic, as in "أمازون.كوم"."""

ENGLISH_ABBREVIATIONS = _words(
    "mr mrs ms dr prof st gen col lt sgt capt maj cmdr adm rev hon sen rep gov pres vs no nos fig",
    "vol pp ed eds dept est approx jan feb mar apr jun jul aug sep sept oct nov dec e.g i.e cf ca",
)
ENGLISH_MAY_END = _words("etc inc ltd co corp jr sr a.m p.m u.s u.k u.n ph.d al")
"""English abbreviations that may also end a sentence, by the word that follows."""

ENGLISH_OPENERS = _words(
    "The A An He She It They We I You But And In On At This That These Those However Meanwhile Its",
    "His Her Their If When While As For After Before There No Not Nor So Yet Who What How Why",
)
