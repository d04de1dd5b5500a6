"""The intake: what is asked, in which order, and how an answer is read. Pure."""
