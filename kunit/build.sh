# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# For tests of kunit/host that build drivers. Each driver is a folder of its own below $work, made
# of files that "file" writes; "builds" and "fails" judge the output of scripts/build. $KERNEL is
# the kernel to build for (default: stock-6.1).

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
failed=0
drivers=()
said=

# The build is in the checkout's build folder, under a name with the folder's hash.
clean_up() {
	[ ${#drivers[@]} -eq 0 ] || "$root/scripts/build" --clean-driver "${drivers[@]}"
	rm -rf "$work"
}
trap clean_up EXIT

complain() {
	printf '%s\n' "$@" "$said"
	failed=1
}

# driver NAME [LINE...]: begins a driver, with more lines for its Kbuild.
driver() {
	folder=$work/$1
	mkdir -p "$folder"
	drivers+=("$folder")
	kbuild=("${@:2}")
}

# file PATH: a file of the driver, from the standard input.
file() {
	mkdir -p "$(dirname "$folder/$1")"
	cat > "$folder/$1"
}

# An entry point for drivers that only have to compile.
entry() {
	file entry.c <<'END'
#include <ntddk.h>

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(DriverObject);
	UNREFERENCED_PARAMETER(RegistryPath);
	return STATUS_SUCCESS;
}
END
}

# The driver's Kbuild: each source of its folder is in the module.
write_kbuild() {
	local objects
	objects=$(cd "$folder" && find . -maxdepth 1 -regex '.*\.\(c\|C\|cpp\|cc\|cxx\|CPP\)' |
		sed 's!^\./!!; s/\.[^.]*$/.o/' | sort | tr '\n' ' ')
	printf '%s\n' "obj-m := $(basename "$folder")_module.o" \
		"$(basename "$folder")_module-y := $objects" "${kbuild[@]}" \
		'include $(WINWORK)/scripts/Kbuild.driver' > "$folder/Kbuild"
}

build() {
	write_kbuild
	said=$(env -u MAKEFLAGS LC_ALL=C "$root/scripts/build" --kernel "${KERNEL:-stock-6.1}" \
		--copy "$folder" 2>&1)
}

# builds [REGEX...]: the driver builds, and the build says each of these.
builds() {
	build || { complain "$(basename "$folder") does not build:"; return; }
	[ -e "$folder/$(basename "$folder")_module.ko" ] ||
		complain "$(basename "$folder") has no module:"
	says "$@"
}

# fails REGEX...: it does not, and a line of the build says each of these.
fails() {
	! build || { complain "$(basename "$folder") builds, and should not:"; return; }
	says "$@"
}

says() {
	local regex
	for regex; do
		grep -qE -- "$regex" <<< "$said" ||
			complain "$(basename "$folder"): no line of the build is like \"$regex\":"
	done
}

# says_not REGEX...: no line of the last build says this.
says_not() {
	local regex
	for regex; do
		! grep -qE -- "$regex" <<< "$said" ||
			complain "$(basename "$folder"): a line of the build is like \"$regex\":"
	done
}
