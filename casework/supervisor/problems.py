"""Why nothing was started, in one line that says what to do."""


class CannotStart(Exception):
    """The message is for the person at the terminal."""
