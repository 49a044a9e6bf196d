# SPDX-License-Identifier: GPL-2.0
#
# The kbuild rule for C++: kernel code-generation flags, freestanding C++20.
# winwork.ko and ported drivers share it. The build stops if scripts/gate refuses
# an object: a module loader runs no constructors and has no C++ runtime.
#
# kbuild reads this after obj-m and <module>-y are set. It needs $(src) and $(obj).
# The including file may set
#     winwork-gate        more options for the gate
#     winwork-cxx-more    more flags
#     winwork-cxx-filter  a function over kbuild's own flags
#     winwork-tidy        a command to run on the dependency file
#     winwork-c-objects   the objects that have a rule already

winwork-scripts := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))

# An unusable kernel or compiler gets one sentence, not many errors, also without scripts/build.
ifneq ($(shell test $$(($(or $(VERSION),9) * 1000 + $(or $(PATCHLEVEL),0))) -ge 5010 || echo old),)
$(error kernel $(KERNELRELEASE) is too old: WinWork needs 5.10 or newer)
endif
ifneq ($(shell echo 'constinit int x = 1;' | $(CC) -std=gnu++20 -fsyntax-only -x c++ - \
		2>/dev/null || echo no),)
$(error $(CC) cannot compile C++20: install the g++ of its version, or a newer compiler)
endif

# The flags that kbuild passes for C, but that g++ refuses or warns about.
winwork-c-only := -std=% \
	-Wstrict-prototypes -Werror=strict-prototypes -Wno-strict-prototypes \
	-Wmissing-prototypes -Wno-missing-prototypes -Werror=missing-prototypes \
	-Wold-style-definition -Wno-old-style-definition -Wold-style-declaration \
	-Wimplicit-int -Werror=implicit-int -Wno-implicit-int \
	-Wimplicit-function-declaration -Werror=implicit-function-declaration \
	-Werror-implicit-function-declaration \
	-Wdeclaration-after-statement -Wno-declaration-after-statement \
	-Werror=declaration-after-statement \
	-Wpointer-sign -Wno-pointer-sign -Wno-pointer-to-int-cast \
	-Wincompatible-pointer-types -Werror=incompatible-pointer-types \
	-Wno-incompatible-pointer-types -Wno-int-conversion -Werror=int-conversion \
	-Wdesignated-init -Werror=designated-init -Wno-designated-init \
	-Woverride-init -Wno-override-init -Wnested-externs -Wbad-function-cast \
	-Wdiscarded-qualifiers -Wno-discarded-qualifiers \
	-Wenum-conversion -Wno-enum-conversion -Wmissing-parameter-type \
	-Wmissing-variable-declarations -Wjump-misses-init -Wc++-compat \
	-Wabsolute-value -Wunsuffixed-float-constants -Wtraditional% \
	-fplan9-extensions -fzero-init-padding-bits=%

winwork-cxx-flags := -x c++ -std=gnu++20 -ffreestanding -fno-exceptions -fno-rtti \
	-fno-threadsafe-statics -fno-use-cxa-atexit \
	-fno-unwind-tables -fno-asynchronous-unwind-tables

# An inline function or variable of several objects is in no section group, but weak in each of them.
# So all use the first one, and the copies stay. A linker that discards the copies of a group fails,
# because kbuild's tables, as that of traced functions, refer to these; and objtool, when it adds
# symbols, can give two groups one name. With clang's link-time optimisation the compiler joins them.
winwork-cxx-flags += $(call cc-option,-fno-gnu-unique)
winwork-no-groups = $(if $(CONFIG_LTO_CLANG),:,$(OBJCOPY) --remove-section=.group $@)

# A table names its elements, in their order. g++ has this extension without a warning.
winwork-cxx-flags += $(if $(CONFIG_CC_IS_CLANG),-Wno-c99-designator)

# An enumeration holds any int, as with Microsoft's compiler. A function refuses a value that is no
# queue type.
winwork-cxx-flags += -fno-sanitize=enum

# A CHAR is signed, which plain char is not on each kernel and processor.
winwork-cxx-flags += -fsigned-char

# A report, an oops and a debugger lead to the line, also on a kernel without debug information.
ccflags-y += $(if $(CONFIG_DEBUG_INFO),,-g)
# pahole cannot describe C++ types in BTF and fails the whole module.
winwork-cxx-flags += $(if $(CONFIG_DEBUG_INFO_BTF_MODULES),-g0)

# Atomics inline: the out-of-line helpers are in libgcc.
winwork-atomics := $(if $(CONFIG_ARM64),$(call cc-option,-mno-outline-atomics))
ccflags-y += $(winwork-atomics)

# The last array of a Windows structure, as WCHAR Name[1], has any number of elements.
ccflags-remove-y += -fstrict-flex-arrays=3
CFLAGS_UBSAN := $(patsubst -fsanitize=bounds-strict,-fsanitize=bounds,$(CFLAGS_UBSAN))

# Neither -nostdinc nor the kernel's include path: its headers are not C++.
winwork-cxx-filter ?= $(1)
cxx_flags = -Wp,-MMD,$(depfile) \
	$(call winwork-cxx-filter,$(filter-out $(winwork-c-only),$(_c_flags) $(modkern_cflags))) \
	$(basename_flags) $(modname_flags) $(winwork-cxx-flags) $(winwork-cxx-more)

# cmd_objtool begins with ";" where it continues the compiler's command line
# (since 5.18) and is a command of its own before that.
winwork-objtool = $(if $(findstring ;,$(value cmd_objtool)),$(cmd_objtool))

# $(1) are the flags, $(2) is the language after preprocessing.
winwork-compile ?= $(CC) $(1) -c -o $@ $<

# The commands run with "set -e", which a failure within "&&" does not end: kbuild would go on with the
# object of an earlier build.
quiet_cmd_cxx_o = CXX $(quiet_modtag) $@
      cmd_cxx_o = $(call winwork-compile,$(cxx_flags),c++-cpp-output); \
	$(winwork-no-groups) $(winwork-objtool) \
	$(winwork-tidy)

quiet_cmd_cxx_objtool =
      cmd_cxx_objtool = $(if $(findstring ;,$(value cmd_objtool)),:,$(or $(cmd_objtool),:))

quiet_cmd_cxx_gate =
      cmd_cxx_gate = NM="$(NM)" READELF="$(or $(READELF),readelf)" \
		$(winwork-scripts)/gate $(winwork-gate) --source $< $@

define rule_cxx_o
	$(call cmd_and_fixdep,cxx_o)
	$(call cmd,cxx_gate)
	$(call cmd,gen_objtooldep)
	$(call cmd,cxx_objtool)
	$(call cmd,record_mcount)
endef

# A rule for the objects of each kind of source. The rule names the objects for two reasons. Since
# 6.13 kbuild runs among the objects, and there a pattern without a folder finds no source in a
# folder. Since 6.10 kbuild's rule finds sources only beside the objects.
winwork-all := $(sort $(foreach m,$(obj-m:.o=),$($(m)-y) $($(m)-objs)))
winwork-source = $(firstword $(wildcard $(foreach s,c cpp cc cxx CPP S,$(src)/$(1:.o=).$(s))))
winwork-from = $(foreach o,$(winwork-all), \
	$(if $(filter %.$(1),$(call winwork-source,$(o))),$(obj)/$(o)))

define winwork-rule
ifneq ($(3),)
$(3): $(obj)/%.o: $(src)/%.$(1) FORCE
	$$(call if_changed_rule,$(2))
endif
endef

$(foreach s,cpp cc cxx CPP,$(eval $(call winwork-rule,$(s),cxx_o,$(call winwork-from,$(s)))))
$(eval $(call winwork-rule,S,as_o_S,$(call winwork-from,S)))
$(eval $(call winwork-rule,c,cc_o_c,$(filter-out $(winwork-c-objects),$(call winwork-from,c))))

# kbuild makes folders for objects only in some configurations.
winwork-folders := $(sort $(dir $(addprefix $(obj)/,$(winwork-all))))
winwork-made := $(if $(winwork-folders),$(shell mkdir -p $(winwork-folders)))
