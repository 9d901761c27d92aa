"""The prompts of the bundled model: what follows the source text, and what the model then writes.

A prompt is ``<bos> + encode(text) + encode(TRANSLATE)``; the answer is `` " " + text + <eos>``.
Training and decoding must agree to the byte, hence one file.
"""

TRANSLATE = "\nEnglish:"
SUMMARY = "\nSummary:"
TITLE = "\nTitle:"

TASKS = {"translate": TRANSLATE, "summary": SUMMARY, "title": TITLE}
"""Task name, as training data and options spell it, to prompt."""
