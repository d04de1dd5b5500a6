"""Rasa graph components: thin wrappers over Kiwi, scikit-learn and casework.korean."""
