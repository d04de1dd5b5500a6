"""Keeps the product's processes alive: what must be there, what runs, what comes back after a crash."""
