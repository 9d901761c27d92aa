"""Attribution: what someone said, claimed or denied must not turn into a fact.

The source of a sentence is searched for reporting verbs and phrases (قال، زعم، نفى، بحسب; said,
claimed, denied, according to); where the English written from it holds none of the same kind, the
sentence is flagged. Words are counted, not parsed: of two speakers in one sentence the loss of one
is not seen.

| lost | severity | because |
|---|---|---|
| denial | high | "X denied Y" without the denial says Y |
| claim (زعم, alleged) | high; low where it became a plain "said" | the source keeps its distance |
| report (قال, بحسب, said) | medium | a speaker's words read as the desk's own |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarize.extractive.terms import terms
from translate.arabic import fold, normalise_with_map
from translate.article import Flag, Severity, Span

KIND = "attribution"
_SPEAKER_TERMS = 3
"""Content words that may follow a closing "…, said": they name the speaker."""


class _Frame(NamedTuple):
    """How one way of attributing is written, in folded Arabic and in English, and what renders
    it. ``source_english`` is narrower than ``rendered``: a summary may say "the head of the bank"
    for "he described himself as the head of the bank"."""

    name: str
    severity: Severity
    arabic: re.Pattern[str]
    source_english: re.Pattern[str]
    rendered: re.Pattern[str]


def _arabic(words: str) -> re.Pattern[str]:
    """Space between alternatives; ``_`` is a space inside one."""
    forms = "|".join(words.split()).replace("_", r"\s")
    return re.compile(rf"(?<!\w)[وف]?(?:{forms})(?!\w)")


def _english(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


_DENIED = (
    r"den(?:y|ied|ies|ying|ials?)",
    r"(?:refut|repudiat|negat|rebutt?|disput|disavow|disown|reject|dismiss|contradict|disclaim)\w*",
    r"(?:brush|shrug)\w* off|play\w* down|ruled? out",
)
_CLAIMED = (
    r"(?:alleg|purport|suppos|pretend|profess|contend)\w*",
    r"claim(?:s|ed|ing)?|so-called|self-styled|accus\w+|assert\w*|insist\w*|maintain(?:s|ed|ing)",
)
_SAID = (
    r"sa(?:y|ys|id|ying)|t(?:old|ells|elling)|add(?:ed|s|ing)|stated|stating|states that",
    r"according to|reported(?:ly)?|reports? (?:that|said)|quot(?:ed|es|ing)|cit(?:ed|es|ing)",
)
_RENDERED = (
    *_SAID,
    *_CLAIMED,
    *_DENIED,
    r"tell|add|quote|cite|report(?:s|ing)?|statement|comment(?:s|ed|ing)?|not(?:e|es|ed|ing)",
    r"(?:announc|declar|confirm|affirm|stress|emphasi[sz]|underlin|underscor|reiterat|reaffirm)\w*",
    r"(?:explain|clarif|elaborat|indicat|mention|remark|reveal|disclos|warn|caution|argu)\w*",
    r"(?:suggest|acknowledg|admit|conced|conclu|recall|observ|testif|assur|proclaim|convey)\w*",
    r"(?:express|describ|consider|believ|recommend|highlight|voic)\w*",
    r"point\w* (?:out|to)|(?:dr[ae]w|call)\w* attention|refer(?:s|red|ring|ence)?",
    r"repl(?:y|ied|ies)|respon\w+|answer\w*|ask\w*|urg(?:e|ed|es|ing)|thought|thinks?|opinion",
    r"in the (?:view|words) of|in (?:his|her|its|their) (?:view|words)|sp(?:oke|eak|eaking)",
    r"estimat\w+|predict\w+|forecast\w*|foretold|alert\w*|remember\w*|pledg\w+|vow\w*",
    r"held that|went on|depending on",
)
# وفقا ل is what the law says as often as what a person says.
_BY_RULE = (
    r"in (?:accordance|line|conformity|keeping|compliance) with|pursuant|under|as? per",
    r"consistent|based on|depend\w*|follow\w*|show\w*|found|finds?|by (?:type|age|country|region)",
)
# Speech may also be marked by a colon or comma beside a quotation.
_QUOTED = re.compile(r"""[:,]\s*["“«]|,["”»]""")

_FRAMES = (
    _Frame(
        "denial",
        "high",
        _arabic(
            "نفي نفت نفوا نفيا ينفي تنفي ينفون نافيا نافيه نافين انكر انكرت انكروا ينكر تنكر منكرا"
        ),
        _english(_DENIED[0], r"refut(?:ed|es|ing)|repudiat(?:ed|es|ing)"),
        _english(*_DENIED, r"no|not|never|none|nor|neither|cannot|without|\w+n[’']t"),
    ),
    _Frame(
        "claim",
        "high",
        _arabic(
            "زعم زعمت زعموا يزعم تزعم يزعمون زاعما زاعمه زاعمين ادعي ادعت ادعوا مدعيا مدعيه"
            " (?:ال)?مزعوم(?:ه|ين)? (?:ال)?مزاعم بزعم"
        ),
        _english(r"alleg(?:ed|es|ing|edly)|claim(?:ed|s that|ing)|purported(?:ly)?"),
        _english(*_CLAIMED),
    ),
    _Frame(
        "report",
        "medium",
        _arabic(
            "قال قالت قالوا قالا يقول تقول يقولون قايلا قايله قايلين صرح صرحت صرحوا"
            " اضاف اضافت اضافوا (?:مضيفا|مضيفه)(?=_ان|:) اوضح اوضحت اوضحوا موضحا موضحه"
            " اكد اكدت اكدوا موكدا موكدين شدد شددت مشددا"
            " (?:اشار|اشارت|مشيرا|مشيره)_الي افاد افادت افادوا (?:ذكر|ذكرت|ذكروا)_ان"
            " اعلن اعلنت اعلنوا معلنا حذر حذرت محذرا"
            " بحسب حسبما نقلا_عن علي_حد_(?:قول|تعبير|وصف)\\w*"
        ),
        _english(r"says?|said|saying|told|added|stated|stating|reportedly"),
        _english(*_RENDERED),
    ),
    _Frame(
        "source",
        "medium",
        _arabic("وفقا_ل\\w+ وفق طبقا_ل\\w+"),
        _english(r"according to"),
        _english(*_RENDERED, *_BY_RULE),
    ),
)


def lost(source_ar: str, english: str) -> tuple[Flag, ...]:
    """What the Arabic attributes and its English rendering does not, at most one flag a kind of
    attribution. ``source_span`` is that of the Arabic word."""
    text, offsets = normalise_with_map(source_ar)
    folded = fold(text)
    flags: list[Flag] = []
    for frame in _FRAMES:
        if found := frame.arabic.search(folded):
            start, end = offsets[found.start()], offsets[found.end()]
            word = source_ar[start:end].rstrip()
            flags += _missing(frame, word, (start, start + len(word)), english)
    return tuple(flags)


def lost_english(source: str, english: str) -> tuple[Flag, ...]:
    """The same between an English source and a summary sentence written from it, where the
    summary holds some of what the source attributes."""
    flags: list[Flag] = []
    for frame in _FRAMES:
        for found in frame.source_english.finditer(source):
            if _tells(english, _attributed(source, found.span(), frame)):
                flags += _missing(frame, found[0], found.span(), english)
                break
    return tuple(flags)


def _attributed(source: str, span: Span, frame: _Frame) -> set[str]:
    """Terms of the clause that a reporting word governs: what follows "said" unless that is only
    the speaker of what precedes, what precedes "according to" unless the sentence opens with it."""
    before, after = source[: span[0]], source[span[1] :]
    after_terms = terms(after, "en")
    closing = not after_terms or ("," in before and len(after_terms) <= _SPEAKER_TERMS)
    if frame.name == "source":
        closing = bool(before.strip())
    return set(terms(before, "en") if closing else after_terms)


def _tells(english: str, attributed: set[str]) -> bool:
    shared = attributed & set(terms(english, "en"))
    return len(shared) >= min(2, len(attributed))


def _missing(frame: _Frame, word: str, span: Span, english: str) -> Sequence[Flag]:
    if frame.rendered.search(english) or (frame.name == "report" and _QUOTED.search(english)):
        return ()
    if frame.name == "claim" and _english(*_SAID).search(english):
        return (Flag(KIND, "low", f"the source only claims ({word}); the English says", span),)
    note = f"{frame.name} lost: the source has {word}, the English states it as fact"
    return (Flag(KIND, frame.severity, note, span),)
