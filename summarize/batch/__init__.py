"""Folders of a million articles: streamed, remembered, and taken up again where they were left.

``walk`` finds the files, ``manifest`` knows what is done, ``work`` makes the outputs of a few
articles at a time, ``outbox`` puts them in their places, ``runner`` joins these, on one machine or
(``cluster``) on many.
"""
