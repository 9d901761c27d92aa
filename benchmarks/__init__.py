"""Comparing models, summarisers and orders of work; studies of single questions."""
