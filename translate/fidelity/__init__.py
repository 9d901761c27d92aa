"""Checks on the English of an Arabic sentence, and on English that rests on English.

| kind | flagged when | severity |
|---|---|---|
| ``number`` | a number was changed, lost or added, or a time left its half of the day | high [1] |
| ``date`` | a month (any region's, Hijri) or a weekday was changed, lost or added | high [2] |
| ``negation`` | a plain "not" of one side has nothing on the other that could carry it | high [3] |
| ``name`` | a name is neither spelt by the Arabic nor known to render it | high [4] |
| ``word`` | nothing renders a word that news turns on (to condemn, deterrence, Hamas) | high |
| ``untranslated`` | Arabic is left in the English | high |
| ``length`` | the English is empty, or far too short or long for its source | high |
| ``loop`` | words are said over and over | high |

[1] medium for number words alone. [2] medium for a date that is lost. [3] medium where the Arabic
has no more than لا. [4] medium for a doubtful spelling or a single word that opens a sentence, low
for an acronym.

Every check looks for what is plainly wrong on its face; none understands the sentences. What they
find and what they miss is measured by ``python -m benchmarks.studies.fidelity DATA``; of ``word``
only how often it is wrong.
"""

from translate.fidelity.checks import check, check_english

KINDS = ("number", "date", "negation", "name", "word", "untranslated", "length", "loop")

__all__ = ["KINDS", "check", "check_english"]
