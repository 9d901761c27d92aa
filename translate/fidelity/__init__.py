"""Checks on the English of an Arabic sentence, and on English that rests on English.

| kind | flagged when | severity |
|---|---|---|
| ``number`` | a figure or number word was changed, lost or added (scales, percent, ordinals, times) | high; medium for number words |
| ``date`` | a month (Gregorian of any region, Hijri) or weekday was changed, lost or added | high; medium for lost |
| ``negation`` | a plain "not" of one side has nothing on the other that could carry it | high |
| ``name`` | a name of the English is neither spelt by the Arabic nor known to render it | high; medium for a doubtful spelling or one word that opens a sentence; low for an acronym |
| ``untranslated`` | Arabic is left in the English | high |
| ``length`` | the English is empty, or far too short or long for its source | high |
| ``loop`` | words are said over and over | high |

Every check looks for what is plainly wrong on its face; none understands the sentences. What they
find and what they miss is measured by ``python -m benchmarks.fidelity``.
"""

from translate.fidelity.checks import check, check_english

KINDS = ("number", "date", "negation", "name", "untranslated", "length", "loop")

__all__ = ["KINDS", "check", "check_english"]
