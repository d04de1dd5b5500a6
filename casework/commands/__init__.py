"""One module per `ieum` command."""
