"""What the Rasa engine loads, on Python 3.10."""
