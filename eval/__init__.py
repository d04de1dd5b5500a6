"""Held-out sets and the measures taken on them. Nothing here is trained on; nothing of the product imports it."""
