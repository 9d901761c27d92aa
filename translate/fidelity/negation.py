"""Whether a "not" was lost or made up.

Languages trade "did not succeed" for "failed" all the time, so a flag takes a plain negation on one
side and too little on the other that could carry it: particles, negative prefixes, verbs and
adjectives of failing, refusing, lacking, excepting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.arabic import fold
from translate.article import Flag, Severity
from translate.fidelity.tokens import listed


def _any(words: str) -> str:
    return "|".join(map(fold, listed(words)))


_START, _END = r"(?<!\w)[وف]?", r"(?!\w)"
_IDIOMS = re.compile(
    _START
    + "(?:"
    + "|".join(
        map(
            fold,
            (
                r"لا سيما|لا [يتن]?زال\w*|لم [يتن]زل\w*|لا بد|لا ريب|لا شك|لا غنى|لا محالة|لا غير",
                r"لا بأس|لا [يت]قل \w+ عن|لا [يت]كاد\w*|لم [يت]كد\w*|لم [يت]لبث\w*|ما لم",
                r"لا [يت]تجاوز\w*|لا [يت]تعدى\w*|لا [يت]زيد\w*|(?:لا|لم|لن) [يت]قتصر\w*",
                r"لا [يت]عدو\w*|لا [يت]خفى",
                r"ليس \w+ فحسب|ليست? فقط|ليس هذا فحسب|ليست? مجرد|لا \w+ إلا|لم \w+ (?:\w+ )?إلا",
                r"لم تعد|لم يعد",
            ),
        )
    )
    + ")"
    + _END
)
"""Phrases that hold a negative word and deny nothing, or that English puts positively."""
_WHY = r"(?!لم\b[^؟]*؟)"  # the same letters ask "why"
_ARABIC_PLAIN = re.compile(
    _START
    + "(?:"
    + _WHY
    + _any("لم لن ليس ليست ليسوا لست لسنا ليسا")
    + r"|لا(?= [يتنا]\w{3,}))"
    + _END
)
_ARABIC_ANY = re.compile(
    r"(?<!\w)(?:[وفبلا]{0,2}(?:"
    + _any(
        "لا لم لن ما ليس ليست ليسوا لست لسنا ليسا غير دون بدون بلا عدم كلا إلا سوى لولا قط أبدا "
        "لئلا كيلا إنما بل أيا"
    )
    + r")|\w{0,3}(?:"
    + _any(
        "رفض فشل أخفق نفى نفت ينف تنف أنكر منع حظر تعذر مستحيل استحال عجز عاجز نقص فقد فاقد افتقر "
        "تفتقر يفتقر انعدام منعدم خال خلو تخل حرم محروم تجنب امتن مستبعد استبعد نادر قلما صعب "
        "معارض عارض ضد توقف غياب غائب تغيب خلاف لغي ألغ مجرد فقط أقل قليل سلب حرام ممنوع متعذر"
    )
    + r")\w{0,4})(?!\w)"
)
_ENGLISH_PLAIN = re.compile(
    r"\b(?:(?<!or )not|never|cannot|no one|nobody|nothing|none|\w+n['’]t(?! \w+\?))\b"
    r"(?! (?:only|just|merely|simply|least|to mention|necessarily|solely|so much))",
    re.IGNORECASE,
)
_ENGLISH_ANY = re.compile(
    r"\b(?:"
    + "|".join(
        (
            r"no|not|nor|neither|none|never|nothing|nobody|nowhere|cannot|without|\w+n['’]t",
            r"un(?!i|der|til\b|to\b)\w+|non\w*|dis\w+|mis\w+|ir(?=r)\w+|il(?=l[aoie])\w+",
            r"in(?=a[bcdptu]|ca|co[mnr]|e[fqrlv]|fre|fin|hum|op|si[gn]|suf|val|vis|sta[bn]|tol)\w+",
            r"im(?=po[st]|pe|mo|ma[tn]|pr[oa])\w+|anti\w+|\w+less(?:ly|ness)?|\w+-free|de(?=ni|ny)\w+",
            r"fail\w*|lack\w*|refus\w*|reject\w*|absen\w*|avoid\w*|prevent\w*|stop\w*|bann?\w*",
            r"prohibit\w*|forb\w*|hardly|barely|scarcely|rarely|seldom|little|few|fewer|only",
            r"except\w*|unless|until|less|neglect\w*|unable",
            r"miss\w*|loss|lost|lose\w*|ignor\w*|exclud\w*|omit\w*|zero|devoid|decline[sd]?|abstain\w*",
            r"cease\w*|block\w*",
        )
    )
    + r")\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s)[^.!?]+)*")
_SHARED = 0.6
"""Share of a target's words that a sentence must have to be what the target says again."""
_NEXT_WORD = re.compile(r"\s+(?:(?:be|been|yet|to|have|has|the|a|any)\s+)*(\w+)")


def check(folded: str, target: str) -> list[Flag]:
    """Flags of kind ``negation`` between a folded Arabic sentence and its English."""
    flags = []
    denials = list(_denials(folded))
    if len(denials) > len(_ENGLISH_ANY.findall(target)):
        # لا is the one that English puts positively most often.
        severity: Severity = "medium" if all("لا" in m[0] for m in denials) else "high"
        flags.append(Flag("negation", severity, "a negation is missing", denials[0].span(), None))
    added = list(_ENGLISH_PLAIN.finditer(target))
    if len(added) > len(_ARABIC_ANY.findall(folded)):
        note = f"“{added[0][0]}” is not in the Arabic"
        flags.append(Flag("negation", "high", note, None, added[0].span()))
    return flags


def _denials(folded: str) -> Iterator[re.Match[str]]:
    idioms = [idiom.span() for idiom in _IDIOMS.finditer(folded)]
    for match in _ARABIC_PLAIN.finditer(folded):
        if not any(start < match.end() and match.start() < end for start, end in idioms):
            yield match


def check_english(source: str, target: str) -> list[Flag]:
    """Flags of kind ``negation`` between English and English that rests on it: a "not" that the
    source lacks, or a word that the source denies and the target asserts."""
    added = _ENGLISH_PLAIN.search(target)
    if added is not None and not _ENGLISH_ANY.search(source):
        note = f"“{added[0]}” is not in the source"
        return [Flag("negation", "high", note, None, added.span())]
    if _ENGLISH_ANY.search(target):
        return []
    said = _long_words(target)
    for sentence in _SENTENCE.finditer(source):
        if len(said & _long_words(sentence[0])) <= _SHARED * len(said):
            continue
        for match in _ENGLISH_PLAIN.finditer(source, *sentence.span()):
            after = _NEXT_WORD.match(source, match.end())
            stem = after[1][:5].lower() if after else ""
            if len(stem) > 2 and any(word.startswith(stem) for word in said):
                return [Flag("negation", "high", "a negation is missing", match.span(), None)]
    return []


def _long_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 2}
