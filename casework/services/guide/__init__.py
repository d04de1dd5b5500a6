"""The public help centre: the same answers, figures and calculators as the chat, to read and to search."""
