# SPDX-License-Identifier: GPL-2.0
#
# The targets that a user calls. The programs in scripts do the work.

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := module

# $(call shell-word,NAME): the value of a variable as one word of the shell, of which make expands nothing.
# $(call shell-words,NAME): each of its words as one.
define newline


endef
quoted = '$(subst ','\'',$(subst $(newline), ,$(1)))'
shell-word = $(call quoted,$(value $(1)))
shell-words = $(foreach each,$(value $(1)),$(call quoted,$(each)))

takes-kdir := module demo check driver driver-clean install compile-commands

# make exports what its command line sets, and expands it for that.
$(if $(findstring $$,$(value M)),$(error M= has a dollar sign, which kbuild cannot have in the name of a folder))

# kbuild and make take a blank for the end of a name.
$(if $(word 2,$(CURDIR)),$(error The checkout lies in a folder with a blank in its name, in which kbuild cannot build: $(CURDIR)))

# Where builds go. The makes that this one calls have folders of their own in it.
export WINWORK_OUT := $(if $(value OUT),$(abspath $(value OUT)))
$(if $(word 2,$(value OUT)),$(error OUT= has a blank, which kbuild cannot have in the name of a folder: $(value OUT)))
MAKEOVERRIDES := $(filter-out OUT=%,$(MAKEOVERRIDES))
unexport OUT

# A kernel by name (scripts/kernel list), or a kernel tree. The default is the installed headers.
target = $(if $(value KERNEL),--kernel $(call shell-word,KERNEL),$(if $(value KDIR),--kdir $(call shell-word,KDIR)))
# The same for a command that boots it, and has a default of its own. A path has a slash.
kernel = $(if $(value KERNEL),--kernel $(call shell-word,KERNEL),$(if $(value KDIR),--kernel $(call shell-word,KDIR)/))
export WINWORK_IMAGE := $(value IMAGE)
$(if $(value IMAGE),$(if $(value KDIR),,$(error IMAGE= is the boot image of KDIR=, which names no kernel tree)))
$(if $(value KDIR),$(if $(value KERNEL),$(error KERNEL= and KDIR= name two kernels)))
# The targets that no kernel tree of the user's own changes.
$(if $(value KDIR),$(foreach goal,$(filter-out $(takes-kdir),$(MAKECMDGOALS)), \
	$(error make $(goal) takes no KDIR=: these do: $(takes-kdir))))
# An option for a variable that is set.
option = $(if $(value $(2)),$(1) $(call shell-word,$(2)))

# Before a program in Python, which a new machine may lack.
python := command -v python3 > /dev/null || scripts/setup python &&

.PHONY: module demo check host-check mutants matrix bench fuzz fuzz-tools docs driver driver-clean lint-driver \
	user install uninstall deb \
	deb-test dist compile-commands clean help

module:
	@scripts/build $(target)

demo:
	@scripts/demo $(kernel)

check:
	@$(python) scripts/check $(kernel) $(call option,--suite,SUITE)

host-check:
	@scripts/host-check $(if $(LONG),--long) $(if $(value SCENARIO),$(call shell-word,SCENARIO))

mutants:
	@$(python) sim/mutants.py $(call option,--seconds,SECONDS) $(call option,--file,FILE)

matrix:
	@$(python) scripts/matrix $(if $(AGAIN),--again) $(call option,--minutes,MINUTES) $(call shell-words,KERNEL)

bench:
	@$(python) scripts/bench $(kernel) $(if $(CHECK),--check) $(if $(PROFILE),--profile)

fuzz:
	@$(python) scripts/fuzz $(kernel) $(call option,--seconds,SECONDS) \
		$(call option,--seed,SEED) $(call option,--epoch,EPOCH)

fuzz-tools:
	@$(python) scripts/fuzz-tools $(call option,--seconds,SECONDS) $(call option,--seed,SEED)

docs:
	@$(python) scripts/docs

driver:
	$(if $(value M),,$(error M= names no folder: make driver M=DIR [KERNEL=NAME | KDIR=DIR]))
	@scripts/build $(target) --copy $(call shell-word,M)

driver-clean:
	$(if $(value M),,$(error M= names no folder: make driver-clean M=DIR))
	@scripts/build --clean-driver $(call shell-word,M)

user:
	@$(MAKE) -C user OUT=$(if $(WINWORK_OUT),$(call shell-word,WINWORK_OUT)/user,../build/user)

lint-driver:
	$(if $(value M),,$(error M= names no folder: make lint-driver M=DIR))
	@$(python) scripts/lint-driver $(call shell-word,M)

install:
	@DESTDIR=$(call shell-word,DESTDIR) PREFIX=$(call shell-word,PREFIX) scripts/install $(target)

uninstall:
	@DESTDIR=$(call shell-word,DESTDIR) PREFIX=$(call shell-word,PREFIX) scripts/install --uninstall

dist:
	@scripts/dist

compile-commands:
	@$(python) scripts/compile-commands $(target) $(if $(value M),$(call shell-word,M))

deb:
	@scripts/deb

deb-test:
	@scripts/deb-test $(call shell-words,KERNEL)

clean:
	$(if $(WINWORK_OUT),$(error make clean removes build/ alone: remove the folder of OUT= yourself))
	rm -rf build

help:
	@sed -n 's/^#: \{0,1\}//p' Makefile

#: make                          winwork.ko for this machine's kernel headers
#: make demo [KERNEL=NAME]       build the examples, run them in a virtual machine
#: make check [KERNEL=NAME] [SUITE="GLOB..."]
#:                               build a KUnit kernel, run every test in it or in the stock one
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
#: make fuzz-tools [SECONDS=N] [SEED=N]
#:                               changed projects, sources and logs for the tools, for a minute or N seconds
#: make docs                     the API reference and the pages as a site, in build/docs/html
#: make driver M=DIR             build a ported driver: DIR/name.ko
#: make driver-clean M=DIR       remove its module and its objects
#: make lint-driver M=DIR        check its sources against rules for work items and requests
#: make user                     libwinwork-user, for programs that talk to drivers: build/user
#: make install [PREFIX=DIR]     install winwork.ko, the files that drivers are built with, libwinwork-user
#: make uninstall                remove them again
#: make deb                      the Debian packages: winwork-dkms, -dev, -vocabulary, libwinwork-user1, -dev
#: make deb-test [KERNEL="NAME..."]
#:                               install them in a chroot, boot with the modules that they build
#: make dist                     the sources of this commit, build/dist/winwork-VERSION.tar.gz
#: make compile-commands [M=DIR] compile_commands.json here, and in a driver's folder, for an editor
#: make clean                    remove build/ (kernels stay cached)
#:
#: KERNEL=NAME  a kernel of "scripts/kernel list"; the default of demo and check is that of this
#:              machine's Debian
#: KDIR=DIR     a kernel tree or headers of your own, for module, driver, install, demo and check
#: IMAGE=FILE   its boot image, if demo and check do not find it
#: M=DIR        a driver's folder, anywhere
#: OUT=DIR      build there, and not in build/: for a checkout that is only read
#: WERROR=0     let warnings in winwork's own sources pass
#:
#: scripts/vm boots a kernel with your modules and commands. The option --help of
#: each script prints its options.
