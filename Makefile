# run · test · check · bench · resilience · zones · walks · fuzz
SHELL := /bin/sh
RELEASE := .build/release/mufakat
# What the release program is made of. When none of it is newer, `make run` starts without asking the package manager.
SOURCES := Package.swift $(shell find Sources -type f)
ARGUMENTS ?=

.PHONY: run test test-swift test-web test-browser check bench profile resilience resilience-simulated resilience-browser zones walks fuzz fuzz-short release setup-run setup-test clean

## The demo summit, ready for a browser. ARGUMENTS="--listen 0.0.0.0:9443 --data DIR" to change it.
run: setup-run $(RELEASE)
	@exec $(RELEASE) demo $(ARGUMENTS)

release: $(RELEASE)

$(RELEASE): $(SOURCES)
	@echo "Building mufakat in release; the first time takes some minutes." >&2
	swift build -c release --product mufakat
	@touch $@

## Everything: Swift, web, real browsers and foreign clients, a short fuzz run.
test: setup-test
	$(MAKE) test-web
	$(MAKE) test-swift
	$(MAKE) fuzz-short
	$(MAKE) test-browser

## The solver's tests come by themselves: they fill every core, and others need theirs for their time limits.
test-swift: setup-test
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test --skip-build --skip WeekSolverTests
	swift test --skip-build --filter WeekSolverTests

test-web: setup-test
	tools/web-check

## Two files at a time: a test waits more than it works.
test-browser: setup-test $(RELEASE)
	.venv/bin/python -m pytest -n 2 --dist loadfile Tests-Browser

## Form: formatting, names, imports, types, documents.
check: setup-test
	tools/check

## Numbers: a table of medians with a peer in the same run (Benchmarks/README.md).
bench:
	@tools/setup bench
	Benchmarks/run $(ARGUMENTS)

## Where the media thread's time goes: writes docs/media/performance.md and its flame graph.
profile:
	@tools/setup bench
	Benchmarks/run profile

## What is heard and seen over bad lines, in virtual time and in Chromium: writes docs/media/resilience.md.
resilience:
	$(MAKE) resilience-simulated
	$(MAKE) resilience-browser

resilience-simulated:
	SWIFT_DETERMINISTIC_HASHING=1 swift run -c release resilience docs/media/resilience.md

resilience-browser: setup-test $(RELEASE)
	.venv/bin/python Tests-Browser/resilience.py docs/media/resilience.md

## Every time zone at every quarter of an hour, 2019 to 2031, against Python's zoneinfo. `make test` does it near changes.
zones: setup-test $(RELEASE)
	.venv/bin/python Tests-Browser/zones.py $(ARGUMENTS)

## Anybody asking for anything, of a text, of a meeting and of a library, so many steps each, and every rule after each (docs/text-states.md).
STEPS ?= 1000000
walks:
	swift run -c release walk text $(STEPS)
	swift run -c release walk meeting $(STEPS)
	swift run -c release walk library $(STEPS)

## Everything that takes in what strangers send, under libFuzzer, SECONDS each.
SECONDS_EACH ?= 60
fuzz: setup-test
	Fuzz/run $(SECONDS_EACH)

fuzz-short: setup-test
	Fuzz/run 2

setup-run:
	@tools/setup run

setup-test:
	@tools/setup test

clean:
	rm -rf .build .venv Fuzz/.build Benchmarks/.build
