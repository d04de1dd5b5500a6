"""Rasa's action server: from a parsed message to a casework service."""
