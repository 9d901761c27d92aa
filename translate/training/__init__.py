"""Fine-tuning: the adapters of the bundled base, or any seq2seq checkpoint (extra ``[train]``)."""
