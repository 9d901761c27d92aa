"""Lines that every Arabic news site prints around its stories, by their words alone.

Patterns are written in ordinary spelling and matched against the whole line, both folded
(``translate.arabic.fold``), without its bullets and trailing punctuation.
"""

from __future__ import annotations

import re

from translate.arabic import LETTER, fold
from translate.calendar_ar import MONTHS, WEEKDAYS, find_dates

_ARABIC_RUN = re.compile(f"[{LETTER}\u064b-\u0652]+")


def folded_pattern(pattern: str) -> re.Pattern[str]:
    """A regular expression for folded text from one in ordinary Arabic spelling."""
    return re.compile(_ARABIC_RUN.sub(lambda match: fold(match[0]), pattern))


_NETWORK = (
    r"(?:facebook|فيس ?بوك|فايسبوك|twitter|تويتر|x|إكس|whats ?app|وات ?ساب|واتس ?[اآ]ب|telegram|"
    r"تلغرام|تيلي?[غجق]رام|linkedin|لينكد ?إن|e-?mail|البريد(?: الإلكتروني)?|بريد|messenger|ماسنجر|"
    r"instagram|[إا]نستغ?[رج]ام|pinterest|بينترست|reddit|viber|فايبر|youtube|يوتيوب|google news|"
    r"tiktok|تيك ?توك|snapchat|سناب ?شات|print|طباعة|نسخ الرابط|copy link)"
)
_SECTION = (
    r"(?:الرئيسية|أخبار|الأخبار|سياسة|السياسة|اقتصاد|الاقتصاد|رياضة|الرياضة|ثقافة|ثقافة وفن|فن|فنون|"
    r"منوعات|صحة|علوم|تكنولوجيا|علوم وتكنولوجيا|مقالات|رأي|آراء|تقارير|تحقيقات|حوادث|مجتمع|محليات|"
    r"محلي|عربي|دولي|عربي ودولي|عرب وعالم|العالم|العالم العربي|الشرق الأوسط|أسواق|مال وأعمال|فيديو|"
    r"صور|وسائط|بودكاست|كاريكاتير|سياحة|سيارات|طقس|عاجل|home|news|menu|search)"
)
_HERE = r"(?:تطبيق|قنا|صفح|منص|حساب|موقع|google|جوجل|غوغل|news|نبض|" + _NETWORK + ")"

_PATTERNS: dict[str, str] = {
    "share": (
        r"(?:مشاركة|شارك|شاركها|شاركنا|شارك برأيك)|(?:مشاركة|شارك|شاركوا|انشر|أرسل) "
        r"(?:ال(?:خبر|مقال|مقالة|قصة|تقرير|صفحة)|هذا|هذه|عبر|على|مع|إلى صديق).{0,40}"
        rf"|(?:(?:مشاركة|شارك)\s?:?\s?)?{_NETWORK}(?:[\s,،|/•·]{{1,3}}{_NETWORK})*"
        r"|(?:تم )?نسخ الرابط|انسخ الرابط|طباعة|اطبع|حفظ|أرسل لصديق"
        r"|(?:عدد )?(?:ال)?(?:مشاهدات|تعليقات|مشاركات|إعجابات|قراءات)\s?:?\s?\(?\d*\)?"
        r"|\(?\d+\)?\s?(?:تعليق|تعليقات|تعليقا|مشاهدة|مشاهدات|مشاركة|مشاركات|إعجاب|قراءة)"
        r"|(?:أضف|اترك|اكتب) تعليق(?:ا|ك)?|لا (?:توجد|يوجد) تعليقات|حجم الخط.{0,20}|تكبير الخط|تصغير الخط"
        r"|(?:مدة|وقت|زمن) القراءة.{0,20}|\d+ (?:دقيقة|دقائق|دقيقتان)(?: (?:قراءة|للقراءة))"
        r"|(?:قراءة|تقرأ|القراءة) (?:في )?\d+ (?:دقيقة|دقائق)|استمع(?:وا)? (?:إلى|ل) ?ال?(?:خبر|مقال|مقالة|نص)|share"
    ),
    "subscribe": (
        rf"(?:تابع|تابعوا|تابعونا|تابعنا|لمتابعة|للمتابعة)\b.{{0,80}}(?:عبر|على|في)\s.{{0,20}}{_HERE}.{{0,30}}"
        r"|(?:تابع|تابعوا) (?:أحدث|آخر) الأخبار.{0,60}"
        rf"|(?:اشترك|اشتركوا|للاشتراك|سجل|سجلوا)\b.{{0,60}}(?:نشر|قنا|خدم|مجان|بريد|{_HERE}).{{0,40}}|اشترك|اشترك الآن"
        r"|(?:حمل|حملوا|نزل|نزلوا|لتحميل|لتنزيل|ثبت)\b.{0,30}تطبيق.{0,50}"
        r"|(?:انضم|انضموا|للانضمام)\b.{0,30}(?:قنا|مجموع|صفح).{0,50}"
        r"|(?:ال)?نشرة (?:ال)?(?:بريدية|إخبارية|يومية|أسبوعية)|النشرة الإخبارية.{0,30}|subscribe.{0,40}|newsletter"
    ),
    "podcast": (
        r"بودكاست(?: \w+){0,4}|(?:استمع|استمعوا|شاهد|شاهدوا) .{0,40}(?:بودكاست|حلقة|البث|نشرة).{0,30}|الحلقات"
        r"|تخط[يى] .{0,60}واصل القراءة|(?:\w+ ){0,5}نهاية|نهاية (?:بودكاست|podcast)|البث (?:المباشر|الحي)"
    ),
    "advert": (
        r"إعلان|إعلانات|مساحة إعلانية|محتوى (?:مدفوع|إعلاني|ترويجي|ممول|دعائي)|مادة إعلانية|برعاية .{1,30}"
        r"|advertisement|ads?|sponsored(?: content)?|أعلن معنا|تستمر القراءة بعد الإعلان|.{0,20}بعد (?:هذا )?الإعلان"
    ),
    "keywords": (
        r"(?:كلمات|الكلمات) (?:ال)?(?:دلالية|مفتاحية|دالة|بحث)\s?(?::.*)?|(?:ال)?(?:وسوم|أوسمة|تاغات|تاجات)\s?(?::.*)?"
        r"|(?:tags?|keywords?)\s?(?::.*)?|(?:ال)?(?:هاشتا[غجق]|علامات)\s?(?::.*)?|(?:مواضيع|موضوعات|الموضوعات)\s?:.*"
        r"|(?:#[\w_]+[\s،,]*)+"
    ),
    "source": r"(?:ال)?(?:مصدر|مصادر)(?: (?:ال)?خبر)?\s?[:/\-–|].*|source\s?:.*|via\s?:.*|نقلا عن\s?:.*|المصدر",
    "navigation": (
        rf"{_SECTION}|{_SECTION}(?:\s?[>»›/|\\←]\s?[\w ]{{2,30}}){{1,5}}|التصنيفات|(?:ال)?تصنيف(?:ات)?\s?(?::.*)?|(?:ال)?(?:قسم|أقسام)\s?:.*"
        r"|(?:ال)?أكثر (?:قراءة|مشاهدة|تداولا|شيوعا|تعليقا|بحثا).{0,15}|(?:آخر|أحدث|أهم) (?:الأخبار|المستجدات|المقالات)"
        r"|القائمة(?: الرئيسية)?|بحث|ابحث|تسجيل الدخول|(?:الخبر|المقال|المقالة|الموضوع)?\s?(?:التالي|السابق|التالية|السابقة)"
        r"|(?:العودة|عودة|رجوع) (?:إلى|ل).{1,25}|إلى الأعلى|عرض (?:المزيد|الكل)|تحميل المزيد|قصص قد تهمك|skip to content|انتقل إلى المحتوى"
    ),
    "site": (
        r"(?:جميع|كافة|كل) (?:ال)?حقوق (?:محفوظة|النشر).{0,60}|(?:©|\(c\)|copyright|حقوق (?:النشر|الطبع)).{0,80}"
        r"|سياسة الخصوصية.{0,60}|(?:شروط|اتفاقية) الاستخدام.{0,40}|من نحن|اتصل بنا|تواصل معنا|هيئة التحرير|عن الموقع"
        r"|(?:ال)?موقع (?:ال)?رسمي.{0,40}|(?:الآراء|المقالات|المقال) (?:الواردة|المنشورة|يعبر|تعبر|لا يعبر|لا تعبر).{0,140}"
        r"|(?:يستخدم|نستخدم) .{0,30}(?:ملفات|cookies|الكوكيز|ارتباط).{0,120}|.{0,30}cookies.{0,80}"
    ),
    "markup": (
        r"post[- ]?(?:title|content|image|thumbnail)|(?:featured )?image|img|null|undefined|none|loading\.*|read more|جار(?:ي|ٍ)? التحميل"
        r"|(?:</?[a-z][^<>]{0,200}>\s*)+|(?:&[a-z]{2,8};|&#\d{1,6};|\s)+"
        r"|\[/?(?:caption|gallery|embed|video|audio|vc_)[^\]]{0,200}\]"
    ),
    "link": r"(?:https?://|www\.)[^\s]+",
    "credit": (
        r"getty ?images?|(?:afp|reuters|ap|epa|upi|tass|shutterstock|i ?stock|unsplash|social media)(?:\s?[/\-–]\s?(?:getty ?images?|afp|ap|reuters))?"
        r"|(?:صورة )?أرشيفية|(?:من )?(?:ال)?أرشيف|صور(?:ة)? (?:أرشيفية|تعبيرية|توضيحية|متداولة|إرشيفية)(?: .{0,30})?"
        r"|(?:تصوير|عدسة|بعدسة|الصورة|صورة|حقوق الصورة)\s?[:/\-–|].{1,50}|(?:م?صدر|مصدر) الصورة\s?[،:,].{0,60}|photo\s?(?:by|:).{0,60}"
    ),
    "caption": r"(?:التعليق على الصورة|شرح الصورة|تعليق الصورة)\s?[،:,].*",
}
LABELS = {kind: folded_pattern(pattern) for kind, pattern in _PATTERNS.items()}

RELATED = folded_pattern(
    r"(?:[\W_]{0,4})(?:(?:و?ا?قر[أا]|[إا]قرؤوا|اقراوا|اقرئي|شاهد|شاهدوا|طالع|طالعوا|تصفح|انظر) (?:أيضا|المزيد|كذلك)(?: على \w+)?"
    r"|(?:لل)?مزيد(?: من (?:ال)?(?:أخبار|التفاصيل|قصص))?|المزيد(?: من (?:ال)?(?:أخبار|قصص))?"
    r"|(?:مواضيع|موضوعات|أخبار|مقالات|قصص|تقارير|مواد) (?:ذات صلة|متعلقة|مرتبطة|مشابهة|مقترحة|قد تهمك|أخرى)(?: \w+)?|ذات صلة"
    r"|(?:قد|ربما) (?:يهمك|يعجبك|تهمك|يهمكم)(?: أيضا)?|لا يفوتك|اخترنا ل(?:ك|كم)|مقترح لك|read (?:also|more)|related(?: (?:news|articles|posts|stories))?)"
    r"\s?(?:(?P<mark>[:|\-–—…]|\.{2,})\s?(?P<headline>.*))?"
)
"""A heading over other stories; ``headline`` where it stands on the same line."""

_DATE_WORDS = fold(
    r"تاريخ|النشر|نشر|نشرت|تم|في|آخر|تحديث|اخر|التحديث|محدث|محدثة|الساعة|الساعه|بتوقيت|توقيت|غرينتش|"
    r"جرينتش|مكة|المكرمة|القاهرة|أبوظبي|بيروت|الرياض|الدوحة|بغداد|المحلي|صباحا|مساء|ظهرا|ص|م|هـ|ه|"
    r"الموافق|يوم|منذ|قبل|ساعة|ساعات|دقيقة|دقائق|يومين|أيام|بتاريخ|أضيف|كتب|عام|published|updated|last|"
    r"on|at|gmt|utc|am|pm|posted|date|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"mon|tue|wed|thu|fri|sat|sun"
)
_DATE_NOISE = re.compile(
    rf"(?<!\w)(?:{_DATE_WORDS}|{'|'.join(WEEKDAYS)})(?!\w)|\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?:\s?[صم](?!\w))?|[^\w]+"
)
_RELATIVE_DATE = folded_pattern(
    (r"(?:منذ|قبل) (?:\d+ )?(?:دقيقة|دقائق|ساعة|ساعات|ساعتين|يوم|يومين|أيام|أسبوع|أسابيع|شهر)")
)
_SHORT_DATE = re.compile(rf"\d{{1,2}} (?:{'|'.join(MONTHS)})")
_BULLETS = re.compile(r"^[\s•·▪■●◄►▶«»|*#_\-–—ـ]+(?=\w)|[\s•·▪■●◄►:|*\-–—ـ…]+$")
_NO_WORD = re.compile(r"[\W_]+")


def folded_label(line: str) -> str:
    """The line as patterns see it."""
    folded = fold(line)
    return _BULLETS.sub("", folded) if len(folded) < 300 else folded


def is_date(line: str) -> bool:
    """Whether a line holds a date and nothing else ("آخر تحديث: 9 نوفمبر 2023، 10:30 م")."""
    if len(line) > 160:
        return False
    dates = find_dates(line)
    rest = line
    for found in reversed(dates):
        rest = rest[: found.start] + " " + rest[found.end :]
    folded = fold(rest)
    dated = bool(dates)
    for pattern in (_RELATIVE_DATE, _SHORT_DATE):
        folded, count = pattern.subn(" ", folded)
        dated = dated or bool(count)
    return dated and not _DATE_NOISE.sub("", folded)


def label_kind(line: str) -> str | None:
    """The kind of a line that is furniture by its own words, else ``None``."""
    if len(line) > 400:
        return None
    if _NO_WORD.fullmatch(line):
        return "markup"
    if is_date(line):
        return "date"
    folded = folded_label(line)
    for kind, pattern in LABELS.items():
        if pattern.fullmatch(folded):
            return kind
    return None
