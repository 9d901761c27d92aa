"""The prompts of the bundled model: what follows the source text, and what the model then writes.

A prompt is ``<bos> + encode(text) + newlines + encode(TRANSLATE)``; the answer is
`` " " + text + <eos>``. Training and decoding must agree to the token, hence one file.

``filler(length)`` newline tokens (each the single token ``"\\n"``) bring every prompt to a multiple
of ``MULTIPLE`` tokens. So sentences of about one length are of exactly one length, and fill a batch
without padding: int8 decoding is then the same to the last bit whatever shares the batch, which
padded prompts are not.
"""

TRANSLATE = "\nEnglish:"
SUMMARY = "\nSummary:"
SUMMARY_3 = "\nSummary in three sentences:"
TITLE = "\nTitle:"

TASKS = {"translate": TRANSLATE, "summary": SUMMARY, "summary-3": SUMMARY_3, "title": TITLE}
"""Task name, as training data and options spell it, to prompt."""

FILLER = "\n"
MULTIPLE = 16
SETTINGS = "khulasa.json"
"""In an adapter's folder: ``{"multiple": 16, "tasks": ["translate"]}``, what it was trained with.
An adapter without the file is asked to translate, without filler."""


def filler(length: int, multiple: int = MULTIPLE) -> int:
    """How many filler tokens a prompt of ``length`` tokens lacks."""
    return -length % multiple
