"""What the outside speaks to: one package a channel, one gateway application."""
