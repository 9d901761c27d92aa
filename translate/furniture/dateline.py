"""Agency tags, datelines, bylines and picture credits: who printed a line, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass

from translate.arabic import LETTER, fold, normalise
from translate.article import Span
from translate.calendar_ar import MONTHS, WEEKDAYS
from translate.furniture.gazetteer import AGENCIES, PLACES
from translate.furniture.labels import folded_pattern

_SEPARATOR = re.compile(
    r"\s*(?:[/،,()|•+«»]|[-–—ـ](?=\s|/|\(|$)|(?<=\s)[-–—ـ]|(?<=\w)[-–—](?=\w)|:)\s*|\s+و(?=\s)"
)
_PREFIX_END = re.compile(r"\s*(?:/\s?[-–—ـ]|[-–—ـ/:]\s?[-–—ـ]?|\))\s*(?=[\s\"“«]|[^\W\d_])")
_SPEECH = folded_pattern(
    (
        r"و?(?:قال|أعلن|أكد|ذكر|كشف|أفاد|بدأ|شهد|دعا|حذر|نفى|وصل|أجر|بحث|التق|اتهم|أدان|انتقد|وقع|افتتح|يواصل|تواصل|استقبل|طالب|أوضح|صرح)\w{0,4}"
    )
)
_DAY = re.compile(
    rf"\d{{1,2}}(?: (?:{'|'.join(MONTHS)}))?(?: \d{{4}})?م?|{'|'.join(WEEKDAYS)}|\d{{1,2}} (?:{'|'.join(MONTHS)})(?: \d{{4}})?"
)
_BYLINE = folded_pattern(
    (
        r"(?:كتب(?:ت|ه|ها)?|بقلم|إعداد|أعد(?:ه|ها|ته|تها)?|تحرير|ترجمة|تقرير|حوار|متابعة|تحقيق|مراسل(?:ة|نا|تنا)?|by|written by|author|الكاتب|المؤلف|المحرر|رسالة)"
        r"(?: وتصوير| وتحرير| وإعداد)?\s?(?P<mark>[:\-–—/|]?)\s?(?P<name>.+)"
    )
)
_NAME = re.compile(
    rf"[{LETTER}A-Za-z.'’\u064b-\u0652]+(?:[\s\-][{LETTER}A-Za-z.'’\u064b-\u0652]+){{1,4}}"
)
_INITIALS = re.compile(
    rf"\(?[{LETTER}]{{1,2}}(?:[. ]{{1,2}}[{LETTER}]{{1,2}}){{0,2}}\.?\s?(?:[/،,]\s?[{LETTER}]{{1,2}}(?:[. ]{{1,2}}[{LETTER}]{{1,2}}){{0,2}}\.?\s?)+(?:\([^()]{{1,40}}\))?\)?"
)
_SIGN_OFF = folded_pattern((r"(?:\(?انتهى\)?|النهاية)(?:\s?[/\-]?\s?\w{0,4}){0,2}"))

_CREDIT_TAIL = re.compile(
    r"[(\[]\s*(?P<inner>[^()\[\]]{2,45})\s*[)\]]$|\s[-–—|/]\s?(?P<dash>[^-–—|/]{2,40})$"
)
_PICTURE = folded_pattern(
    (
        r"(?<!\w)(?:أرشيف(?:ية)?|إرشيفية|الأرشيف|تعبيرية|توضيحية|مواقع التواصل(?: الاجتماعي)?|وسائل التواصل(?: الاجتماعي)?|"
        r"فيس ?بوك|تويتر|إكس|إنستغرام|متداولة|صورة|صور|تصوير|getty|غيتي|جيتي|الصحافة الفرنسية|الفرنسية|الأوروبية|الألمانية|"
        r"shutterstock|شاترستوك|social media|[a-z0-9\-]+\.(?:com|net|org|kr|co|ae|sa|eg|ru|cn|ps|iq))(?!\w)"
    )
)
_POSED = folded_pattern(
    (
        r"\((?:ال)?(?:يمين|يسار|وسط|أعلى|أسفل|على اليمين|على اليسار|إلى اليمين|إلى اليسار|في الوسط)\)|(?<!\w)من (?:اليمين|اليسار)(?: إلى (?:اليسار|اليمين))?(?!\w)"
        r"|^(?:صورة|صور|لقطة|مشهد|لقطات) (?:أرشيفية|تعبيرية|توضيحية|من|ل|تظهر|متداولة|جوية|عامة)|^جانب من(?! المحتجين)|أرشيفية$|^لقاء سابق"
    )
)


@dataclass(frozen=True)
class Dateline:
    """An agency tag in front of a story's first sentence: its span, and the place if one is named."""

    span: Span
    place: str | None


def _segments(folded: str) -> list[str]:
    return [
        part.strip(" .-–—ـ") for part in _SEPARATOR.split(folded) if part and part.strip(" .-–—ـ")
    ]


def _is_agency(segment: str) -> bool:
    """One agency, or two whose separator was lost ("رويترزالشرق")."""
    if segment in AGENCIES or segment.replace(".", " ").replace("  ", " ").strip() in AGENCIES:
        return True
    return len(segment) > 6 and any(
        segment[:cut] in AGENCIES and segment[cut:].strip() in AGENCIES
        for cut in range(3, len(segment) - 2)
    )


def _kinds(folded: str) -> set[str]:
    """What the segments of a tag are; ``unknown`` where one is none of them."""
    kinds = set()
    for segment in _segments(folded):
        if _is_agency(segment):
            kinds.add("agency")
        elif segment in PLACES:
            kinds.add("place")
        elif _DAY.fullmatch(segment):
            kinds.add("day")
        else:
            kinds.add("unknown")
    return kinds


def is_agency_line(line: str) -> bool:
    """A line of agencies, places and days alone ("سول/دبي - رويترز"), or a desk's sign-off."""
    if len(line) > 90:
        return False
    folded = fold(line)
    kinds = _kinds(folded)
    if (
        "unknown" not in kinds
        and kinds & {"agency", "place"}
        and (len(kinds) > 1 or "agency" in kinds)
    ):
        return True
    return bool(_INITIALS.fullmatch(folded) or _SIGN_OFF.fullmatch(folded))


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """The tag that opens a paragraph: "القاهرة (رويترز) - ", "المستقلة/- ", "عمان 5 أيار (بترا) - "."""
    head = text[start : min(end, start + 80)]
    for match in reversed(list(_PREFIX_END.finditer(head, 2))):
        if match.end() >= end - start:
            continue
        folded = fold(
            head[: match.start() + 1] if match[0].strip() == ")" else head[: match.start()]
        )
        if len(folded.split()) > 10:
            continue
        mark = match[0].strip()
        kinds = _kinds(folded)
        place = next(
            (part for part in _segments(fold(head[: match.start()])) if part in PLACES), None
        )
        known = "unknown" not in kinds and kinds & {"agency", "place"}
        if mark == ":" and kinds - {"day"} != {"agency", "place"}:
            continue
        if mark == ")" and "agency" not in kinds:
            continue
        if mark == "/" and (not known or len(kinds) == 1 and "agency" not in kinds):
            continue
        follows = fold(head[match.end() : match.end() + 20]).split()
        spaced = match[0][0].isspace() or match[0][-1].isspace() or mark.startswith("/")
        named = (
            bool(kinds)
            and len(folded.split()) <= 2
            and set(mark) <= set("-–—ـ")
            and spaced
            and follows
            and _SPEECH.fullmatch(follows[0])
            and re.fullmatch(rf"[{LETTER} ]+", folded)
        )
        if (known and (spaced or mark in ":)")) or named:
            return Dateline(
                (start, start + match.end()),
                _printed_place(head[: match.start()], place, bool(named)),
            )
    return None


def _printed_place(tag: str, folded_place: str | None, whole: bool) -> str | None:
    """The place as the page spells it."""
    if whole and not folded_place:
        return tag.strip()
    for part in _SEPARATOR.split(tag):
        if part and fold(part).strip(" .-–—ـ") == folded_place:
            return part.strip(" .-–—ـ")
    return None


def line_place(line: str) -> str | None:
    """The place an agency line names."""
    folded = next((part for part in _segments(fold(line)) if part in PLACES), None)
    return _printed_place(line, folded, False)


def byline_name(line: str) -> str | None:
    """Who wrote it, where a line says so ("كتب: …", "القاهرة الإخبارية - محمود غراب")."""
    if len(line) > 90:
        return None
    line = normalise(line)
    match = _BYLINE.fullmatch(fold(line))
    if match and (match["mark"] or len(match["name"].split()) <= 4):
        name = line[slice(*match.span("name"))].strip(" :-–—/|")
        if _NAME.fullmatch(name) or (match["mark"] and len(name.split()) <= 9):
            return name
    parts = [
        part.strip() for part in re.split(r"\s+[-–—|/]\s*|\s*[-–—|/]\s+", line) if part.strip()
    ]
    if len(parts) in (2, 3):
        outlets = [part for part in parts if (tag := fold(part)) in AGENCIES or tag in PLACES]
        names = [part for part in parts if part not in outlets]
        if outlets and len(names) == 1 and _NAME.fullmatch(names[0]) and len(names[0].split()) <= 4:
            return names[0]
    return None


def has_credit(line: str) -> bool:
    """Whether a line ends in a picture credit: "(Getty)", " - أرشيفية", "- yna.co.kr"."""
    match = _CREDIT_TAIL.search(line[-60:])
    if not match:
        return False
    inner = fold(match["inner"] or match["dash"])
    return bool(_PICTURE.search(inner)) or _kinds(inner) <= {"agency"}


def is_posed(line: str) -> bool:
    """Whether a line speaks as a caption does: "(يمين)", "صورة أرشيفية ل…", "جانب من…"."""
    return bool(_POSED.search(fold(line)))


def is_name(line: str) -> bool:
    """Whether a line has the shape of a person's name."""
    return bool(_NAME.fullmatch(line.strip()))
