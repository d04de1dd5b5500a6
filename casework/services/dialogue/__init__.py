"""The conversation: one worker's message in, the bot's messages and the changed claim out."""
