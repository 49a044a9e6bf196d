# SPDX-License-Identifier: GPL-2.0
#
# The targets that a user calls. The programs in scripts do the work.

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := module

# A kernel by name (scripts/kernel list), or a kernel tree. The default is the installed headers.
target := $(if $(KERNEL),--kernel $(KERNEL),$(if $(KDIR),--kdir $(KDIR)))

# Before a program in Python, which a new machine may lack.
python := command -v python3 > /dev/null || scripts/setup python &&

.PHONY: module demo check host-check mutants matrix bench fuzz docs driver driver-clean lint-driver \
	user install uninstall deb \
	deb-test clean help

module:
	@scripts/build $(target)

demo:
	@scripts/demo --kernel $(or $(KERNEL),stock-6.1)

check:
	@$(python) scripts/check --kernel $(or $(KERNEL),6.1) $(if $(SUITE),--suite '$(SUITE)')

host-check:
	@scripts/host-check $(if $(LONG),--long) $(if $(SCENARIO),'$(SCENARIO)')

mutants:
	@$(python) sim/mutants.py $(if $(SECONDS),--seconds $(SECONDS)) $(if $(FILE),--file '$(FILE)')

matrix:
	@$(python) scripts/matrix $(if $(AGAIN),--again) $(if $(MINUTES),--minutes $(MINUTES)) $(KERNEL)

bench:
	@$(python) scripts/bench --kernel $(or $(KERNEL),stock-6.1) $(if $(CHECK),--check) $(if $(PROFILE),--profile)

fuzz:
	@$(python) scripts/fuzz --kernel $(or $(KERNEL),6.1) $(if $(SECONDS),--seconds $(SECONDS)) \
		$(if $(SEED),--seed $(SEED)) $(if $(EPOCH),--epoch $(EPOCH))

docs:
	@$(python) scripts/docs

driver:
	$(if $(M),,$(error M= names no folder: make driver M=DIR [KERNEL=NAME | KDIR=DIR]))
	@scripts/build $(target) --copy '$(M)'

driver-clean:
	$(if $(M),,$(error M= names no folder: make driver-clean M=DIR))
	@scripts/build --clean-driver '$(M)'

user:
	@$(MAKE) -C user

lint-driver:
	$(if $(M),,$(error M= names no folder: make lint-driver M=DIR))
	@$(python) scripts/lint-driver '$(M)'

install:
	@DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' scripts/install $(target)

uninstall:
	@DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' scripts/install --uninstall

deb:
	@scripts/deb

deb-test:
	@scripts/deb-test $(KERNEL)

clean:
	rm -rf build

help:
	@sed -n 's/^#: \{0,1\}//p' Makefile

#: make                          winwork.ko for this machine's kernel headers
#: make demo [KERNEL=NAME]       build the examples, run them in a virtual machine
#: make check [KERNEL=NAME] [SUITE="GLOB..."]
#:                               build a KUnit kernel, run every test in it
#: make host-check [LONG=1] [SCENARIO="GLOB..."]
#:                               test the C++ sources on this machine, in every schedule; no kernel
#: make mutants [SECONDS=N] [FILE="NAME..."]
#:                               change lines of the engine: host-check must find each change
#: make matrix [AGAIN=1] [MINUTES=N] [KERNEL="NAME..."]
#:                               make check on every kernel, one table; continues an interrupted run
#: make bench [KERNEL=NAME] [CHECK=1 | PROFILE=1]
#:                               compare the cost of items with Linux's own and other drivers';
#:                               CHECK=1 only checks that no count of instructions has grown
#: make fuzz [SECONDS=N] [SEED=N] [EPOCH=N] [KERNEL=NAME]
#:                               random calls to a driver's devices, for ten minutes or N seconds
#: make docs                     the API reference and the pages as a site, in build/docs/html
#: make driver M=DIR             build a ported driver: DIR/name.ko
#: make driver-clean M=DIR       remove its module and its objects
#: make lint-driver M=DIR        check its sources against rules for work items and requests
#: make user                     libwinwork-user, for programs that talk to drivers: build/user
#: make install [PREFIX=DIR]     install winwork.ko, the files that drivers are built with, libwinwork-user
#: make uninstall                remove them again
#: make deb                      the Debian packages: winwork-dkms, winwork-dev, libwinwork-user1, -dev
#: make deb-test [KERNEL="NAME..."]
#:                               install them in a chroot, boot with the modules that they build
#: make clean                    remove build/ (kernels stay cached)
#:
#: KERNEL=NAME  a kernel of "scripts/kernel list"; demo uses stock-6.1, check 6.1
#: KDIR=DIR     a kernel tree or headers of your own
#: M=DIR        a driver's folder, anywhere
#: WERROR=0     let warnings in winwork's own sources pass
#:
#: scripts/vm boots a kernel with your modules and commands. The option --help of
#: each script prints its options.
