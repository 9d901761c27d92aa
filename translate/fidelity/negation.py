"""Whether a "not" was lost or made up."""

from __future__ import annotations

import re
from collections.abc import Iterable

from translate.arabic import fold
from translate.article import Flag


def _words(text: str) -> str:
    return "|".join(map(fold, text.split()))


_BEFORE = r"(?<!\w)[وف]?"
_IDIOMS = re.compile(
    _BEFORE
    + "(?:"
    + "|".join(
        map(
            fold,
            (
                r"لا سيما",
                r"لا (?:ي|ت|ن)?زال\w*",
                r"لم (?:ي|ت|ن)?زل\w*",
                r"لا بد",
                r"لا ريب",
                r"لا شك",
                r"لا (?:ي|ت)?قل \w+ عن",
                r"لا غنى",
                r"لا محالة",
                r"لا غير",
                r"لا (?:ي|ت)?كاد\w*",
                r"لم (?:ي|ت)?كد",
                r"ما لم",
                r"ليس فقط",
                r"ليس هذا فحسب",
                r"لا يقتصر",
                r"لم يقتصر",
                r"لا تقتصر",
                r"لم تقتصر",
                r"لا (?:ي|ت)?(?:تجاوز|تعدى|زيد)\w*",
                r"لا بأس",
                r"لم (?:ي|ت)?لبث\w*",
            ),
        )
    )
    + r")(?!\w)"
)
"""Phrases that hold a negative word and deny nothing, or are put positively in English."""
_ARABIC_STRONG = re.compile(
    _BEFORE + "(?:" + _words("لم لن ليس ليست ليسوا لست لسنا ليسا") + r")(?!\w)"
)
_ARABIC_ANY = re.compile(
    r"(?<!\w)\w{0,3}?(?:"
    + _words(
        "لا لم لن ما ليس ليست ليسوا لست لسنا ليسا غير دون بدون بلا عدم كلا الا سوي لولا انعدام فشل "
        "نفي رفض منع حظر نادر مستحيل استحال تعذر صعب قلما خال لات فقدان افتقار تفتقر يفتقر عجز تعجز "
        "يعجز نقص خلو حرم ابدا مطلقا انكر تجنب توقف اي احد قبل لئلا كيلا كي مجرد فقط اقل انما بل عكس "
        "خلاف"
    )
    + r")\w{0,3}(?!\w)"
)
_ENGLISH_STRONG = re.compile(
    r"\b(?:not|never|cannot|no one|nobody|nothing|none|\w+n['’]t)\b"
    r"(?! (?:only|just|merely|least|to mention))",
    re.IGNORECASE,
)
_ENGLISH_ANY = re.compile(
    r"\b(?:not?|nor|neither|none|never|nothing|nobody|nowhere|cannot|without|\w+n['’]t|"
    r"un\w+|in(?!to|g|cl|di|du|te|st|fo|cr|ve|ju|v|si)\w+|im(?:possible|proper|balance|mature|partial|material|moral|perfect)\w*|"
    r"ir(?:regular|rational|responsible|relevant|reversible)\w*|il(?:legal|legitimate|licit|legible)\w*|"
    r"dis\w+|non\w*|mis\w+|de(?:ny|nied|nies|nial|clin\w+|void|prived|spite)|"
    r"fail\w*|lack\w*|refus\w*|reject\w*|absen\w*|avoid\w*|prevent\w*|stop\w*|ban\w*|prohibit\w*|forbid\w*|"
    r"hardly|barely|scarcely|rarely|seldom|little|few\w*|only|except\w*|but|unless|until|till|less|least|free|"
    r"rather|instead|short|neglect\w*|remain\w*|yet|still|miss\w*|loss|lost|lose\w*|impossib\w+|unable|"
    r"ignor\w*|beyond|before|exclud\w*|omit\w*|zero|any\w*|ever|away|too|far|difficult|hard|\w+less\w*|contrary|oppos\w*|abstain\w*|"
    r"\w+-free|otherwise|out|never\w*|although|though|however|else|against|limit\w*|cease\w*|end\w*|kept|keep\w*|block\w*|"
    r"inability|incapab\w*|insufficien\w*|inadequa\w*|incomplet\w*|inconsisten\w*|independen\w*|indirect\w*|instab\w*|intoleran\w*|invalid\w*|invisib\w*|inexpensive|ineffective\w*|injustice|insecur\w*|indefinite\w*|incorrect\w*|inciden\w*)\b",
    re.IGNORECASE,
)

_NEXT_WORD = re.compile(r"\s+(?:(?:be|been|yet|to|have|has|the|a|any)\s+)*(\w+)")


def check(folded: str, target: str) -> list[Flag]:
    """Flags of kind ``negation`` between a folded Arabic sentence and its English.

    Both ways it takes a plain negation on one side and not a word on the other that could carry
    it: languages trade "did not succeed" for "failed" all the time.
    """
    flags = []
    denials = [
        m for m in _ARABIC_STRONG.finditer(folded) if not _within(m, _IDIOMS.finditer(folded))
    ]
    if denials and not _ENGLISH_ANY.search(target):
        flags.append(Flag("negation", "high", "a negation is missing", denials[0].span(), None))
    if not _ARABIC_ANY.search(folded):
        for match in list(_ENGLISH_STRONG.finditer(target))[:1]:
            note = f"“{match[0]}” is not in the Arabic"
            flags.append(Flag("negation", "high", note, None, match.span()))
    return flags


def check_english(source: str, target: str) -> list[Flag]:
    """Flags of kind ``negation`` between English and English that rests on it: a "not" that the
    source lacks, or a verb that the source denies and the target asserts."""
    denied = list(_ENGLISH_STRONG.finditer(source))
    if not _ENGLISH_ANY.search(source):
        for match in list(_ENGLISH_STRONG.finditer(target))[:1]:
            return [
                Flag("negation", "high", f"“{match[0]}” is not in the source", None, match.span())
            ]
    if denied and not _ENGLISH_ANY.search(target):
        for match in denied:
            after = _NEXT_WORD.match(source, match.end())
            stem = after[1][:5].lower() if after else ""
            if len(stem) > 2 and re.search(rf"\b{stem}", target, re.IGNORECASE):
                return [Flag("negation", "high", "a negation is missing", match.span(), None)]
    return []


def _within(match: re.Match[str], spans: Iterable[re.Match[str]]) -> bool:
    return any(s.start() < match.end() and match.start() < s.end() for s in spans)
