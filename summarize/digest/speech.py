"""Who said what: speakers and their statements, matched across outlets by their Arabic names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from summarize.digest.corpus import Piece
from summarize.digest.model import Point, Speaker, Statement
from translate.arabic import fold, normalise_with_map
from translate.calendar_ar import WEEKDAYS

ACTS = ("said", "denied", "claimed", "warned", "urged", "condemned", "according to")

_VERBS = {
    "said": "قال قالت قالوا صرح صرحت اضاف اضافت يضيف تابع تابعت اكد اكدت اكدوا اوضح اوضحت اعلن"
    " اعلنت ذكر ذكرت شدد شددت افاد افادت يقول تقول راي رات اعتبر اعتبرت لفت لفتت نوه نوهت",
    "denied": "نفي نفت نفوا ينفي تنفي انكر انكرت",
    "claimed": "زعم زعمت زعموا يزعم ادعي ادعت",
    "warned": "حذر حذرت حذروا يحذر",
    "urged": "دعا دعت دعوا طالب طالبت حث حثت ناشد ناشدت",
    "condemned": "ادان ادانت ادانوا استنكر استنكرت ندد نددت",
}
_ACT_OF = {verb: act for act, verbs in _VERBS.items() for verb in verbs.split()}
_CONTINUES = frozenset("اضاف اضافت تابع تابعت يضيف".split())
_SPEAKING = re.compile(
    rf"(?<!\w)(?:[وف]\s?|كما\s|وكما\s|كذلك\s|وكذلك\s)?(?P<verb>{'|'.join(_ACT_OF)})(?!\w)"
    r"|(?<!\w)و?(?:بحسب|حسب|(?P<per>وفقا ل|طبقا ل|نقلا عن\s))\s?(?!ما)"
)
# Where the name of a speaker ends: at what is said, to whom, when, where.
_ENDS = frozenset(
    "ان انه انها انهم انهما انني بان بانه بانها في خلال قبل بعد عقب علي الي من عن مع ردا فيما حول اليوم"
    " امس غدا اول كما حيث ايضا للصحفيين للصحافيين مضيفا موكدا مشيرا قايلا بشده مجددا لوسايل"
    " التي الذي الذين تاييد بموجب بينما اثر لدي عبر ضد بشان الذي تقارير وقف".split()
) | frozenset(WEEKDAYS)
_WORD = re.compile(r"\w+(?:[-']\w+)*|[^\w\s]")
_MOST_WORDS = 10
_NO_SPEAKER = frozenset("هذا هذه ذلك تلك هو هي هم ما لم لا قد كل بعض عدد".split())
_IS_SPELLING = 0.72
"""Likeness of an English name and an Arabic one above which it may stand for the speaker."""


class _Heard(NamedTuple):
    """``words`` are the folded words of the speaker, ``printed`` as they stand."""

    act: str
    words: tuple[str, ...]
    printed: str
    point: Point


@dataclass
class _Voice:
    words: frozenset[str]
    heard: list[_Heard] = field(default_factory=list)


def speakers(pieces: Sequence[Piece]) -> tuple[Speaker, ...]:
    """Those heard by most articles first, then by the number of their statements. "He added" goes
    to the speaker before; a sentence counts once a speaker."""
    voices: list[_Voice] = []
    everything = [heard for piece in pieces for heard in _heard(piece)]
    # Longest first: a bare surname then finds the full name that it belongs to.
    for heard in sorted(everything, key=lambda one: -len(one.words)):
        words = frozenset(heard.words)
        voice = _same(voices, words, heard) or _Voice(words)
        if voice not in voices:
            voices.append(voice)
        voice.heard.append(heard)
    found = [_speaker(voice) for voice in voices]
    return tuple(sorted(found, key=_standing))


def _same(voices: Iterable[_Voice], words: frozenset[str], heard: _Heard) -> _Voice | None:
    """The voice that is named by all of ``words``, one of the same article before another."""
    if _joint(heard.words):
        return next((voice for voice in voices if voice.words == words), None)
    article = heard.point.cites[0].article
    fitting = [v for v in voices if words <= v.words and not _joint(v.heard[0].words)]
    here = [v for v in fitting if any(h.point.cites[0].article == article for h in v.heard)]
    # A title alone ("the minister") names someone only within its article.
    return (here or (fitting if _is_name(words) else [None]) or [None])[0]


def _joint(words: Sequence[str]) -> bool:
    """Two speakers at once."""
    return any(word == "و" or (word[0] == "و" and len(word) > 4) for word in words[1:])


def _is_name(words: Iterable[str]) -> bool:
    """Whether some word lacks the article that every word of a mere title has."""
    return any(not word.startswith("ال") for word in words)


def _standing(speaker: Speaker) -> tuple[int, int, tuple[int, int]]:
    cites = [statement.point.cites[0] for statement in speaker.statements]
    return -len({cite.article for cite in cites}), -len(cites), cites[0]


def _heard(piece: Piece) -> Iterator[_Heard]:
    before: _Heard | None = None
    for row in piece.rows:
        text = row.sentence.text
        normal, offsets = normalise_with_map(text)
        folded = fold(normal)
        told: set[tuple[str, ...]] = set()
        for match in _SPEAKING.finditer(folded):
            verb = match["verb"]
            span = _name_after(folded, match.end())
            if span is not None:
                printed = " ".join(text[offsets[span[0]] : offsets[span[1]]].split()).strip('"“”«»')
                words = tuple(re.findall(r"\w+", folded[slice(*span)]))
                one = _Heard(_ACT_OF.get(verb, "according to"), words, printed, piece.point(row))
            elif verb in _CONTINUES and before is not None:
                one = before._replace(act="said", point=piece.point(row))
            else:
                continue
            if one.words not in told:
                told.add(one.words)
                yield one
            if verb:
                before = one


def _name_after(folded: str, start: int) -> tuple[int, int] | None:
    """The span of the speaker's name that follows, ``None`` where none does."""
    first = last = None
    quoted = False
    for count, word in enumerate(_WORD.finditer(folded, start)):
        text = word.group()
        if text in '"“”«»':
            if first is not None and not quoted:
                break
            if quoted and first is not None:
                return first, last  # type: ignore[return-value]
            quoted = True
            continue
        ends = not text[0].isalnum() and text != "."
        if count >= _MOST_WORDS or ends or text in _ENDS or (first is None and text in _NO_SPEAKER):
            break
        if text == ".":
            continue
        first = word.start() if first is None else first
        last = word.end()
    else:
        count = 0
    if first is None or quoted or last is None or count >= _MOST_WORDS:
        return None
    return first, last


def _speaker(voice: _Voice) -> Speaker:
    order = sorted(voice.heard, key=lambda heard: heard.point.cites[0])
    statements: list[Statement] = []
    for heard in order:
        if not any(heard.point.cites == told.point.cites for told in statements):
            statements.append(Statement(heard.act, heard.point))
    longest = max(voice.heard, key=lambda heard: len(heard.words))
    return Speaker(_spelling(voice), longest.printed, tuple(statements))


def _spelling(voice: _Voice) -> str | None:
    """The run of English names, in any statement, that is most like a run of the Arabic words."""
    from translate.fidelity.names import candidates
    from translate.fidelity.tokens import scan
    from translate.transliteration import similarity

    best: tuple[int, float, str] | None = None
    for heard in voice.heard:
        if not heard.point.translated:
            continue
        named: list[str] = []
        scores: list[float] = []
        for name in candidates(scan(heard.point.text)):
            score = max((similarity(word, name.text) for word in voice.words), default=0.0)
            if score >= _IS_SPELLING and name.text not in named:
                named.append(name.text)
                scores.append(score)
        if named:
            found = (len(named), sum(scores) / len(scores), " ".join(named))
            best = max(best or found, found)
    return best[2] if best else None
