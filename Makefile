# `make` lists the targets.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

RINGER   := bin/ringer
# A module of its own: what ringer diff needs is large.
DIFF     := cmd/ringer-diff
FUZZTIME ?= 400x
RACE     ?=
ARGS     ?=

# The linters have their own module, so that the product does not require their dependencies.
TOOL := go tool -modfile=.ci/tools/go.mod
TOOL_BELOW := go tool -modfile=$(CURDIR)/.ci/tools/go.mod

export VERSION

PREFIX   ?= /usr/local
COMPLETIONS := bash-completion/completions zsh/site-functions fish/vendor_completions.d

.PHONY: help
help: ## list the targets (this text)
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: build ## build the command and start the mock (options: ARGS="--port 0")
	@exec ./$(RINGER) serve $(ARGS)

.PHONY: build
build: ## build bin/ringer and bin/ringer-diff
	@mkdir -p bin
	@go build -o $(RINGER) ./cmd/ringer
	@cd $(DIFF) && go build -o $(CURDIR)/bin/ringer-diff .

.PHONY: install
install: build ## install ringer, ringer-diff, man pages and shell completion (PREFIX=/usr/local DESTDIR=)
	@mkdir -p $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 $(COMPLETIONS:%=$(DESTDIR)$(PREFIX)/share/%)
	@cp bin/ringer bin/ringer-diff $(DESTDIR)$(PREFIX)/bin
	@bin/ringer completion bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/ringer
	@bin/ringer completion zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_ringer
	@bin/ringer completion fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/ringer.fish
	@bin/ringer man --folder $(DESTDIR)$(PREFIX)/share/man/man1

.PHONY: packages
packages: ## write the npm packages to dist/ (PLATFORMS="linux-x64 ..." VERSION=1.2.3)
	@scripts/make-packages $(PLATFORMS)

.PHONY: wheels
wheels: ## write the Python wheels to dist/ (PLATFORMS="linux-x64 ..." VERSION=1.2.3)
	@scripts/make-wheels $(PLATFORMS)

.PHONY: site
site: ## write the documentation as a site to dist/site
	@go run ./scripts/makesite

.PHONY: image
image: ## build the container image with buildah (VERSION=1.2.3)
	@scripts/make-image

.PHONY: test
test: setup ## install what the tests need, then run all tests (RACE=-race) and a short fuzzing
	@scripts/fuzz $(FUZZTIME)
	@set -x; cd contract && go test $(RACE) -timeout 30m
	@tags=$$(scripts/test-tags); set -x; go test $(RACE) -timeout 30m -tags "$$tags" $$(go list ./... | grep -vE '/(contract|examples)$$')
	@# Browsers would make the other tests wait, and the other tests them.
	@tags=$$(scripts/test-tags); set -x; go test $(RACE) -timeout 30m -tags "$$tags" ./examples
	@set -x; cd $(DIFF) && go test $(RACE) ./...
	@scripts/test-python
	@scripts/test-image

.PHONY: mutants
mutants: ## run every mutant, every correct variant and what else is long as a whole
	cd contract && go test -tags whole -timeout 30m
	cd mock && go test -tags whole -timeout 30m

.PHONY: setup
setup: ## install what the tests of the examples need (Debian packages)
	@scripts/setup-test

.PHONY: fuzz
fuzz: ## run every fuzz target for longer (FUZZTIME=1000000x)
	@scripts/fuzz $(if $(filter command\ line environment,$(origin FUZZTIME)),$(FUZZTIME),1000000x)

.PHONY: bench
bench: ## run the benchmarks
	go test -run '^$$' -bench . -benchmem ./...

.PHONY: update
update: ## rewrite the golden files; review the diff before you commit it
	@scripts/update-goldens

.PHONY: check
check: ## the linters, exactly as CI runs them
	@scripts/check-format
	go vet -tags node,whole ./...
	$(TOOL) golangci-lint run ./...
	go mod tidy -diff
	go mod verify
	scripts/check-deployment
	cd $(DIFF) && go vet ./... && $(TOOL_BELOW) golangci-lint run ./... && go mod tidy -diff && go mod verify

.PHONY: lint
lint: check ## the same as check

.PHONY: clean
clean: ## remove build output
	@rm -rf bin dist coverage.out
