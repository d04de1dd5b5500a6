"""Speech for trial: a recogniser and a voice, each in a process of its own. Optional; see docs/speech.md."""
