"""A scripted worker who talks to the web chat as a browser would: for tests, demonstrations and measurements."""
