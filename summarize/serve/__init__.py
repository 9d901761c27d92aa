"""Translation, summaries and briefs over HTTP, for other programs (extra ``[serve]``).

FastAPI rather than Gradio's own application: other programs want a typed, documented interface
with status codes, and not the session protocol of a page.
"""
