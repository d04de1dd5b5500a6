"""The agent console: a caller's claim is filled in by an agent, with the services that the bot's claim uses."""
