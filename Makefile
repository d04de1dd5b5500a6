# PORT=8090 make run  chooses another port; every other setting stands in .env.example.
.DEFAULT_GOAL := help
.PHONY: help setup run test lint train speech clean

# The first Python from 3.11 on; PYTHON=… chooses another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
SETUP = @$(if $(PYTHON),,echo "Python 3.11 or newer is needed and was not found. Install it, or: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1;) \
	$(PYTHON) -m tools.setup

help:  ## what there is
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:  ## install what is missing, train the model if none fits
	$(SETUP)
	@echo "Ready. Start with: make run"

run:  ## set up, then start everything; PORT=8090 for another port
	$(SETUP)
	@exec ./ieum run

test:  ## set up, then run every test that this machine can run
	$(SETUP) --dev
	@exec .venv/bin/python -m pytest $(ARGS)

lint:  ## ruff: rules and format, changing nothing
	$(SETUP) --dev
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .

train:  ## train the model again
	$(SETUP) --train

speech:  ## the optional speech for trial, to talk with the bot at /call-me (docs/speech.md)
	$(SETUP) --speech

clean:  ## remove environments, model and caches; var/ (the data) stays
	rm -rf .venv .venv-engine .venv-speech node_modules models .rasa .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
