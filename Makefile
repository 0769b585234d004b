# One door of commands. Everything else is in portal/core/setup, on the standard library alone.
PYTHON ?= python3
SETUP = @$(PYTHON) -m portal.core.setup

.DEFAULT_GOAL := help
.PHONY: help run test check fix bench images lock packages

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## bring up the portal at http://localhost:8000 (PORTAL_PORT names another port)
	$(SETUP) run

test: ## run all tests, browser tests included where there is a Chromium (ARGS="-k words" chooses)
	$(SETUP) test $(ARGS)

check: ## ruff, djhtml, mypy, import contracts, system checks, migrations, locks
	$(SETUP) check

fix: ## format the code and mend what can be mended by itself
	$(SETUP) fix

bench: ## measure loading, figures and pages against the bare minimum
	$(SETUP) bench

images: ## make the screenshots in docs/images
	$(SETUP) images

lock: ## lock requirements/*.in again, with hashes
	$(SETUP) lock

packages: ## fetch the front-end and reference packages only
	$(SETUP) packages
