"""Pure judgements about a sentence in a conversation."""
