# Stockbell: `make run` shows it, `make test` proves it. Both install what is missing (Debian packages, by name) and do nothing twice.

SWIFT_WANTED := 6.2
BUILD_PACKAGES := libcurl4-openssl-dev libsqlite3-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libjemalloc-dev pkg-config
TEST_PACKAGES := $(BUILD_PACKAGES) postfix dovecot-core kannel kannel-extras nginx-light openssl python3 procps
CHECKED := --explicit-target-dependency-import-check error
# What computes for long goes by itself, and so does what waits for servers: beside the one the other would wait too long.
HEAVY := AnyOrderTests|OneShelfTests|LawTests|BatchTests|ReadingBurstTests|SimulationTests|PowerLossTests|DiskFaultTests|RetentionTests|StoreEqualityTests|MonthsTests
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

BENCH_PACKAGES := gcc libcurl4-openssl-dev libsqlite3-dev python3 strace
BENCH_PROGRAMS := httpsink smtpsink load sender reference commits disk

# Judges and servers from PyPI that tests ask where they are there: 300 MB that only `make peers` fetches.
PEERS := matrix-synapse 'moto[server]' standardwebhooks dkimpy pynacl

.PHONY: help run test peers fuzz simulate crash lint build bench bench-tools bench-peers bench-postfix bench-alertmanager bench-apprise clean swift-present

help:
	@echo "make run    builds Stockbell and shows it with sample events on http://127.0.0.1:8081/catcher"
	@echo "make test   installs what the tests need and runs them all; HISTORIES=100000 plays more of events that are late, repeated and out of order"
	@echo "make peers  fetches further servers and judges from PyPI into .build/peers, which make test then asks as well"
	@echo "make simulate SEEDS=100000  so many histories under a virtual clock with faults; SEED=7 tells the story of one"
	@echo "make fuzz   damaged answers, receipts and bounces for a while: SECONDS=60 each, FUZZ_SEED=7 begins with that seed"
	@echo "make crash  kills it again and again under load, and settles the accounts: ROUNDS=50, and SEED=7 for the same chance again"
	@echo "make lint   formatting, layers, and what must not be in the code"
	@echo "make build  the release program for a server: .build/release/stockbell"
	@echo "make bench  how fast it is beside the limits of this machine and beside its peers; ONLY=webhook ROUNDS=3 SCALE=0.2"
	@echo "make clean  removes what was built"

# $(call install,PACKAGES): installs those that are missing, or says nothing.
define install
@missing=""; for package in $(1); do \
  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q '^install ok installed$$' || missing="$$missing $$package"; done; \
if [ -n "$$missing" ]; then \
  echo "Installing Debian packages:$$missing"; \
  $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null \
    || { echo "Could not install them. Do it by hand: apt-get install$$missing"; exit 1; }; \
fi
endef

swift-present:
	@command -v swift >/dev/null 2>&1 || { \
	  echo "Swift is missing: Stockbell needs Swift $(SWIFT_WANTED) or newer."; \
	  echo "Get it from https://www.swift.org/install/linux/ (the Debian 12 toolchain), or with swiftly:"; \
	  echo "  curl -O https://download.swift.org/swiftly/linux/swiftly-\$$(uname -m).tar.gz && tar zxf swiftly-*.tar.gz && ./swiftly init"; exit 1; }
	@version=$$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1); \
	  [ "$$(printf '%s\n%s\n' $(SWIFT_WANTED) "$$version" | sort -V | head -n 1)" = "$(SWIFT_WANTED)" ] || { \
	  echo "Swift $$version is too old: Stockbell needs Swift $(SWIFT_WANTED) or newer, from https://www.swift.org/install/linux/"; exit 1; }

run: swift-present
	$(call install,$(BUILD_PACKAGES))
	@echo "Building (the first time takes some minutes) ..."
	@swift build --product stockbell
	@.build/debug/stockbell demo

test: swift-present
	$(call install,$(TEST_PACKAGES))
	swift build --build-tests $(CHECKED)
	swift test --skip-build --parallel --skip '$(HEAVY)|EndToEndTests'
	swift test --skip-build --parallel --filter EndToEndTests --skip '$(HEAVY)'
	swift test --skip-build --parallel --filter '$(HEAVY)'

peers:
	$(call install,python3-venv)
	@[ -x .build/peers/bin/python ] || python3 -m venv .build/peers
	@.build/peers/bin/python -m pip install --quiet --disable-pip-version-check $(PEERS)

# Without a seed each run has chance of its own, and prints its seed.
simulate: swift-present
	$(call install,$(BUILD_PACKAGES))
	@swift build --build-tests
	@SEEDS=$(or $(SEEDS),10000) SEED=$(SEED) FIRST=$(FIRST) swift test --skip-build --filter SimulationTests

# Bounded: each target takes so many seconds. The last seed that is printed before a trap is the one to begin with.
fuzz: swift-present
	$(call install,$(BUILD_PACKAGES))
	@swift build --build-tests
	@FUZZ_SECONDS=$(or $(SECONDS),20) FUZZ_SEED=$(FUZZ_SEED) swift test --skip-build --parallel --filter FuzzTests

crash: swift-present
	$(call install,$(BUILD_PACKAGES))
	@swift build --build-tests
	@CRASH_ROUNDS=$(or $(ROUNDS),50) CRASH_SEED=$(SEED) swift test --skip-build --filter EndToEndTests.CrashTests/nothingIsLost

lint: swift-present
	swift format lint --strict --recursive --parallel Package.swift Sources Tests
	python3 -m py_compile Benchmarks/*.py
	@! grep -rnE '@unchecked Sendable|nonisolated\(unsafe\)|try!|as!|fatalError\(' Sources --include=*.swift | grep -v '//' \
	  || { echo "Each of these needs its reason on the line."; exit 1; }
	@! grep -rnE '\b(TODO|FIXME|XXX)\b' Sources Tests templates Benchmarks README.md || { echo "Nothing is left for later in the code."; exit 1; }

build: swift-present
	$(call install,$(BUILD_PACKAGES))
	swift build -c release --product stockbell --static-swift-stdlib
	@ls -lh .build/release/stockbell

# A peer that cannot be had is left out of the table.
bench: build bench-tools
	@$(MAKE) --silent --keep-going bench-peers || echo "Some peers are missing; the table will say so."
	@Benchmarks/bench.py $(if $(ONLY),--only "$(ONLY)") $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(SCALE),--scale $(SCALE)) $(if $(N),--events $(N))

bench-tools: $(BENCH_PROGRAMS:%=.build/bench/%)

.build/bench/%: Benchmarks/c/%.c Benchmarks/c/common.h Benchmarks/c/delivery.h
	$(call install,$(BENCH_PACKAGES))
	@mkdir -p .build/bench
	gcc -O2 -std=gnu17 -Wall -Wextra -Werror -o $@ $< -lcurl -lsqlite3

bench-peers: bench-postfix bench-alertmanager bench-apprise

bench-postfix:
	$(call install,postfix)

# Unpacked and not installed: its package would start it as a service.
bench-alertmanager:
	@command -v prometheus-alertmanager >/dev/null || [ -x .build/bench/alertmanager/usr/bin/prometheus-alertmanager ] || { \
	  mkdir -p .build/bench/alertmanager && cd .build/bench/alertmanager && \
	  apt-get download -qq prometheus-alertmanager && dpkg-deb -x prometheus-alertmanager_*.deb .; }

bench-apprise:
	$(call install,python3-venv)
	@[ -x .build/bench/apprise/bin/apprise ] || { \
	  python3 -m venv .build/bench/apprise && .build/bench/apprise/bin/pip install --quiet --disable-pip-version-check apprise; }

clean:
	rm -rf .build
