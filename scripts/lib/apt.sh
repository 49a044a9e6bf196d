# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# Downloads packages of any Debian suite, without installing them. Needs lib.sh. The caller
# sets suite, and also components if main is not enough.

# shellcheck disable=SC2154 # suite is the caller's
: "${components:=}"

host_suite() { os_release VERSION_CODENAME; }

# Makes apt's lists of one suite ready: those of this machine if they have the package, else
# lists in the cache, from the same mirrors. Sets apt_options. The second argument is the
# architecture of the packages, this machine's by default.
apt_ready() {
	local pkg=$1 lists=$cache/apt/$suite${components:+-${components// /-}}
	apt_options=(-o APT::Sandbox::User=root)
	if [ "${2:-$(host_arch)}" != "$(host_arch)" ]; then
		lists=$lists-$2
		apt_options+=(-o "APT::Architecture=$2" -o "APT::Architectures::=$2")
	elif [ "$suite" = "$(host_suite)" ] && apt-cache show "$pkg" >/dev/null 2>&1; then
		return
	fi
	mkdir -p "$lists/lists/partial" "$lists/cache/archives/partial"
	# A package that is installed here must not count as one of that suite.
	: > "$lists/status"
	apt_options+=(-o "Dir::State::Lists=$lists/lists" -o "Dir::Cache=$lists/cache"
		-o "Dir::State::status=$lists/status")
	if [ -n "$components" ] || [ "$suite" != "$(host_suite)" ]; then
		debian_sources "$suite" ${components:+"$components"} > "$lists/sources.list"
		apt_options+=(-o "Dir::Etc::SourceList=$lists/sources.list"
			-o Dir::Etc::SourceParts=/dev/null)
	fi
	if ! apt-cache "${apt_options[@]}" show "$pkg" >/dev/null 2>&1; then
		long_step "Reading the package lists of $suite" "$lists/update.log" \
			"wc -l < '$lists/update.log' | sed 's/\$/ lines/'" \
			apt-get "${apt_options[@]}" update
	fi
	apt-cache "${apt_options[@]}" show "$pkg" >/dev/null 2>&1 ||
		die "no package $pkg in $suite: see $lists/update.log"
}

# download DIR PACKAGE...: downloads the packages' files to DIR.
download() {
	local dir=$1
	shift
	mkdir -p "$dir"
	(cd "$dir" && long_step "Downloading $*" "$dir/download.log" \
		"du -sh '$dir' | cut -f1" apt-get "${apt_options[@]}" download "$@")
}
