"""Use cases. Each takes an open unit of work; the caller owns the transaction."""
