"""The model that works with no hub: Gemma 3 270M from PyPI plus this project's own adapters,
merged once into a CTranslate2 int8 model in the user's cache.
"""
