"""Arabic text: what to take out before translation, what to fold before matching, which language.

Two strengths, never to be mixed up. ``normalise`` keeps every letter a translator needs (alef with
hamza, teh marbuta, alef maksura) and only removes what makes tokenizers stumble: diacritised text
is tokenised almost letter by letter. ``fold`` also merges the spellings that one word is seen in,
and is for matching and scoring only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

LETTER = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5"
    "\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
)
"""Arabic-script letters, for use inside a regular expression's brackets."""

# Harakat, Quranic marks and tatweel; soft hyphen, zero-widths, bidi controls, variation selectors.
_MARKS = (
    "\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
_INVISIBLE = (
    "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
)
_COMPOSING = "\u0300-\u034e\u0350-\u036f\u0653-\u0655"  # hamza and madda compose with alef
_PLAIN = "!-~\u00a1-\u00ac\u060c\u061b\u061f\u0621-\u063a\u0641-\u064a\u0660-\u066d\u2010-\u2027"

_HANGING = f"[{_MARKS}{_INVISIBLE}{_COMPOSING}]"
# What has to be rewritten: a base with the marks that hang on it, or a character of another form.
_CLUSTER = re.compile(rf"[{_PLAIN}]{_HANGING}+|[^{_PLAIN}\s]{_HANGING}*|(?<=\s){_HANGING}+")
_DROP = re.compile(f"[{_MARKS}{_INVISIBLE}]+")
_LOOSE_HAMZA = re.compile("[\u0653-\u0655]+")
_PRESENTATION = re.compile("[\ufb50-\ufd3d\ufd40-\ufdff\ufe70-\ufefc]")
# Persian keyboards leave these in Arabic pages ("کوریا الشمالیة").
_KEYBOARD = str.maketrans({"ک": "ك", "ی": "ي", "ہ": "ه", "ە": "ه", "ۀ": "ه"})
# "و قال" is one word in Arabic; some sites print the conjunction apart.
_DETACHED_WAW = re.compile(rf"(?<!\w)و (?=[{LETTER}])")
_SPACES = re.compile(r"\s+")

_FOLD = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳ", "ا"),
        **dict.fromkeys("ىئ", "ي"),
        "ؤ": "و",
        "ة": "ه",
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
        **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
        "٫": ".",
        "٬": ",",
        "٪": "%",
    }
)

_ARABIC = re.compile(f"[{LETTER}\ufb50-\ufdff\ufe70-\ufefc]")
_NOT_ARABIC_LANGUAGE = re.compile("[پچژگٹڈڑںےۓڭۆۇېۋ]")
_ALPHABETIC = re.compile(r"[^\W\d_]")
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|is|was|that|for|with|on|by|has|said|are|an?)\b", re.I)
_LATIN_WORD = re.compile(r"[A-Za-z]+")


def _rewrite(cluster: re.Match[str]) -> str:
    """NFC of a base and its marks, without tashkeel, in base letters."""
    text = unicodedata.normalize("NFC", _DROP.sub("", cluster[0]))
    text = _PRESENTATION.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = _LOOSE_HAMZA.sub("", _DROP.sub("", text)).translate(_KEYBOARD)
    return unicodedata.normalize("NFC", text)


def normalise(text: str) -> str:
    """Arabic ready for a translator: NFC, base letters for presentation forms and Persian
    keyboards, no tashkeel, tatweel, bidi controls or zero-widths, one space between words, the
    conjunction و joined to its word. Idempotent; letters are never folded.
    """
    return _DETACHED_WAW.sub("و", " ".join(_CLUSTER.sub(_rewrite, text).split()))


def normalise_with_map(text: str) -> tuple[str, list[int]]:
    """``normalise(text)`` and, for each of its characters, the offset it comes from.

    The list has one more entry, ``len(text)``, so that the span ``[a, b)`` of the result covers
    ``text[offsets[a]:offsets[b]]``, dropped marks included.
    """
    out, offsets = _substitute(text, list(range(len(text) + 1)), _CLUSTER, _rewrite)
    out, offsets = _substitute(out, offsets, _SPACES, lambda match: " ")
    lead, tail = out.startswith(" "), out.endswith(" ")
    out, offsets = out.strip(" "), offsets[lead : len(out) - (tail and len(out) > 1)]
    offsets = [*offsets[: len(out)], len(text)]
    return _substitute(out, offsets, _DETACHED_WAW, lambda match: "و")


def _substitute(
    text: str, offsets: list[int], pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]
) -> tuple[str, list[int]]:
    """``pattern.sub(new, text)`` that carries the offsets along; what is put in for a match comes
    from where the match begins."""
    pieces: list[str] = []
    kept: list[int] = []
    position = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        inserted = new(match)
        pieces += (text[position:start], inserted)
        kept += offsets[position:start]
        kept += [offsets[start]] * len(inserted)
        position = end
    return "".join(pieces) + text[position:], kept + offsets[position:]


def fold(text: str) -> str:
    """For matching and scoring only: ``normalise``, then alef, yeh, waw and teh marbuta variants
    merged, ASCII digits, lower case. Keeps the length of a text that is already normalised, so
    that offsets into one are offsets into the other.
    """
    folded = normalise(text).translate(_FOLD)
    lowered = folded.lower()
    if len(lowered) == len(folded):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in folded)


def arabic_ratio(text: str) -> float:
    """Arabic-script letters among all letters, 0.0 where there are none."""
    letters = len(_ALPHABETIC.findall(text))
    return len(_ARABIC.findall(text)) / letters if letters else 0.0


def language(text: str) -> str:
    """``"ar"``, ``"en"`` or ``"und"``: by script, then by what only Persian or Urdu writes, and
    by the function words that only English has."""
    arabic = len(_ARABIC.findall(text))
    latin = _LATIN_WORD.findall(text)
    if arabic and arabic_ratio(text) >= 0.5:
        foreign = len(_NOT_ARABIC_LANGUAGE.findall(text))
        return "ar" if foreign <= 0.02 * arabic or foreign <= 1 else "und"
    if not latin or arabic_ratio(text) > 0.2:
        return "und"
    function_words = len(_ENGLISH.findall(text))
    return "en" if len(latin) < 8 or function_words >= 0.1 * len(latin) else "und"
