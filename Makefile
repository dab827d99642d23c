# A thin front on the CMake presets. `make` prints what there is.
PREFIX ?= /usr/local
JOBS ?= $(shell nproc)
FUZZ_SECONDS ?= 60
BENCH_FILTER ?= .
FILES ?=

.DEFAULT_GOAL := help
.PHONY: help run build test pages bench fuzz format lint coverage golden install clean

example := build/example
konsequenz := build/release/konsequenz

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

build: ## build/release/konsequenz
	@tools/install-deps
	@cmake --preset release
	@cmake --build --preset release -j $(JOBS)

run: build ## decide the contacts of the example company and show the report
	@mkdir -p $(example)
	$(konsequenz) decide standards/fair-and-firm --in examples/electric-cars/records.jsonl --log $(example)/k.db --out $(example)/rulings.jsonl
	$(konsequenz) report --log $(example)/k.db --standard standards/fair-and-firm --out $(example)/report.html
	@echo "The rulings: $(CURDIR)/$(example)/rulings.jsonl"
	@echo "The report:  $(CURDIR)/$(example)/report.html"
	@if [ -n "$${DISPLAY-}$${WAYLAND_DISPLAY-}" ] && command -v xdg-open >/dev/null; then xdg-open $(example)/report.html >/dev/null 2>&1 & fi

test: ## build with address and undefined-behaviour sanitizers and run every test
	@tools/install-deps --test
	@cmake --preset test
	@cmake --build --preset test -j $(JOBS)
	ctest --preset test -j $(JOBS)

pages: build ## the pages in a browser: accessibility, width, pictures in build/pages
	@tools/install-deps --pages
	@npm ci --prefix tests/pages --no-fund --no-audit --silent
	@tests/pages/make_pages.sh $(konsequenz) build/pages
	@node tests/pages/check_pages.mjs build/pages

bench: ## the benchmarks, in Release; BENCH_FILTER=number for some
	@tools/install-deps --bench
	@cmake --preset bench
	@cmake --build --preset bench -j $(JOBS)
	@found=no; for program in $$(find build/bench/bench -maxdepth 1 -name '*_bench' -type f -perm -u+x | sort); do \
	  found=yes; $$program --benchmark_filter='$(BENCH_FILTER)' || exit 1; done; \
	if [ $$found = no ]; then echo "bench: no benchmark was built" >&2; exit 1; fi

fuzz: ## each fuzz target for FUZZ_SECONDS=60
	@tools/install-deps --dev
	@cmake --preset fuzz
	@cmake --build --preset fuzz -j $(JOBS)
	@FUZZ_SECONDS=$(FUZZ_SECONDS) tools/fuzz

format: ## clang-format on every C++ file
	@tools/install-deps --dev
	@git ls-files --cached --others --exclude-standard -- '*.cpp' '*.h' | xargs -r clang-format-19 -i

lint: ## format, clang-tidy and cppcheck on what changed; FILES=--all for everything
	@tools/install-deps --dev
	@tools/lint $(FILES)

coverage: ## how many lines the tests reach
	@tools/install-deps --dev
	@JOBS=$(JOBS) tools/coverage

golden: ## rewrite the golden files by what the code says now; read the difference before you commit it
	@tools/install-deps --test
	@cmake --preset test
	@cmake --build --preset test -j $(JOBS)
	KONSEQUENZ_GOLDEN=rewrite ctest --preset test -j $(JOBS) --label-exclude slow
	@git --no-pager diff --stat -- golden

install: build ## program, libraries, headers, standards, man page, completions to PREFIX=/usr/local
	cmake --install build/release --prefix $(PREFIX)

clean: ## remove build/
	rm -rf build
