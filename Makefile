# gwr: filters for government work reports. GNU make.
#   make            the programs, in build/
#   make demo       installs what is missing, builds, runs the pipeline on examples/
#   make test       installs what is missing, builds, runs all tests
#   make install DESTDIR= PREFIX=/usr/local
# Packagers: GWR_NO_INSTALL=1 switches the installing of missing packages off.

VERSION  = 0.1
PREFIX   = /usr/local
BINDIR   = $(PREFIX)/bin
DATADIR  = $(PREFIX)/share/gwr
MANDIR   = $(PREFIX)/share/man
# where shells look for completions: bash, fish, zsh; %% is the program
COMPLETE = bash:$(PREFIX)/share/bash-completion/completions/%% fish:$(PREFIX)/share/fish/vendor_completions.d/%%.fish \
	zsh:$(PREFIX)/share/zsh/site-functions/_%%
BUILD    = build
SAN      =

CC      ?= cc
CFLAGS  ?= -O2 -g
WARN     = -Wall -Wextra -Wconversion -Wshadow
PKGS     = libpcre2-8 yaml-0.1 jansson
PROGRAMS := $(patsubst cmd/%.c,%,$(sort $(wildcard cmd/*.c)))

LIB_SRC := $(sort $(wildcard lib/*/*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/obj/%.o)
# A program is cmd/NAME.c and what helpers it has in cmd/NAME/.
CMD_SRC := $(sort $(wildcard cmd/*.c cmd/*/*.c))
CMD_OBJ := $(CMD_SRC:%.c=$(BUILD)/obj/%.o)
BIN     := $(PROGRAMS:%=$(BUILD)/gwr-%)
UNIT    := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(sort $(wildcard tests/unit/*.c)))

# An empty array is NULL here, and qsort(NULL, 0, ...) does nothing on every system (C2y says so, too): not looked for.
SAN_FLAGS   = $(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=all -fno-sanitize=nonnull-attribute)
ALL_CFLAGS  = -std=c11 -D_POSIX_C_SOURCE=200809L -DGWR_VERSION='"$(VERSION)"' -DGWR_RULES_DIR='"$(DATADIR)/rules"' \
	-Ilib -Icmd $(WARN) $(CFLAGS) $(CPPFLAGS) $(SAN_FLAGS) \
	$(shell cat $(BUILD)/probe.cflags 2>/dev/null)
ALL_LIBS    = $(LDFLAGS) $(if $(SAN),-fsanitize=$(SAN)) $(shell cat $(BUILD)/probe.libs 2>/dev/null) -lm

# A line a file; `make V=1` shows the whole commands.
Q = $(if $(V),,@echo "  $(1) $@";)

all: $(BUILD)/probe.libs
	@$(MAKE) --no-print-directory programs
programs: $(BIN)

# What the machine has: flags of the libraries, iconv in libc or apart, pipes that can be made larger.
$(BUILD)/probe.libs: tests/tools/probe Makefile
	@mkdir -p $(BUILD)
	@CC="$(CC)" PKGS="$(PKGS)" sh tests/tools/probe $(BUILD)

$(BUILD)/libgwr.a: $(LIB_OBJ)
	@rm -f $@
	$(call Q,AR)$(AR) rcs $@ $(LIB_OBJ)

$(foreach p,$(PROGRAMS),$(eval $(BUILD)/gwr-$(p): $(filter $(BUILD)/obj/cmd/$(p)/%,$(CMD_OBJ))))
$(BUILD)/gwr-%: $(BUILD)/obj/cmd/%.o $(BUILD)/libgwr.a
	$(call Q,LD)$(CC) $(CFLAGS) -o $@ $(filter %.o,$^) $(BUILD)/libgwr.a $(ALL_LIBS)

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libgwr.a
	@mkdir -p $(@D)
	$(call Q,CC)$(CC) $(ALL_CFLAGS) -Itests/unit -MMD -MP -o $@ $< $(BUILD)/libgwr.a $(ALL_LIBS)

# What the tests run beside the programs: a filter that only copies, one that tells the memory of another, and a library that makes calls fail.
$(BUILD)/tools/%: tests/tools/%.c $(BUILD)/libgwr.a
	@mkdir -p $(@D)
	$(call Q,CC)$(CC) $(ALL_CFLAGS) -o $@ $< $(BUILD)/libgwr.a $(ALL_LIBS)
$(BUILD)/tools/%.so: tests/tools/%.c
	@mkdir -p $(@D)
	$(call Q,CC)$(CC) -O1 -fPIC -shared -o $@ $<

$(BUILD)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(call Q,CC)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

unit-programs: $(UNIT) $(BUILD)/tools/copy $(BUILD)/tools/peak $(BUILD)/tools/fail.so
unit: $(BUILD)/probe.libs
	@$(MAKE) --no-print-directory unit-programs
	@for t in $(UNIT); do $$t || exit 1; done

# The programs need these; `make deps` says how to get them, as root on Debian it gets them.
deps:
	@GWR_NO_INSTALL="$(GWR_NO_INSTALL)" sh tests/tools/deps build
deps-test:
	@GWR_NO_INSTALL="$(GWR_NO_INSTALL)" sh tests/tools/deps build test

test: deps-test
	@$(MAKE) --no-print-directory all
	@$(MAKE) --no-print-directory unit-programs
	@BUILD="$(BUILD)" sh tests/run

demo: deps
	@$(MAKE) --no-print-directory all
	@BUILD="$(BUILD)" sh examples/demo

# Rates beside other programs, and instructions per byte: docs/performance.md. MB, RUNS: how much text, how often.
MB   = 200
RUNS = 5
bench: all $(BUILD)/tools/peak
	@python3 tests/bench/bench.py --build "$(BUILD)" --mb $(MB) --runs $(RUNS)

install: all
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(DATADIR) $(DESTDIR)$(MANDIR)/man1 $(DESTDIR)$(MANDIR)/man5 $(DESTDIR)$(MANDIR)/man7
	install -m 755 $(BIN) $(DESTDIR)$(BINDIR)
	cp -R rules $(DESTDIR)$(DATADIR)/
	for m in docs/*.[157]; do install -m 644 $$m $(DESTDIR)$(MANDIR)/man$${m##*.}/; done
	for c in $(COMPLETE); do \
		mkdir -p $(DESTDIR)$$(dirname $${c#*:}) || exit 1; \
		for p in $(PROGRAMS); do \
			$(BUILD)/gwr-$$p --completion=$${c%%:*} >$(DESTDIR)$$(echo $${c#*:} | sed "s/%%/gwr-$$p/") || exit 1; \
		done; \
	done

uninstall:
	rm -f $(PROGRAMS:%=$(DESTDIR)$(BINDIR)/gwr-%)
	rm -rf $(DESTDIR)$(DATADIR)
	for c in $(COMPLETE); do for p in $(PROGRAMS); do rm -f $(DESTDIR)$$(echo $${c#*:} | sed "s/%%/gwr-$$p/"); done; done
	for m in docs/*.[157]; do rm -f $(DESTDIR)$(MANDIR)/man$${m##*.}/$${m##*/}; done

clean:
	rm -rf $(BUILD)

.PHONY: all programs unit unit-programs deps deps-test test demo bench install uninstall clean
.SECONDARY:
-include $(LIB_OBJ:.o=.d) $(CMD_OBJ:.o=.d) $(UNIT:=.d)
