# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# Shared by the commands in shell: messages, the cache's place, long steps with progress.
# commands.py is the same for those in Python.
#
# A command ends in the line 'main "$@"; exit'. So bash does not read further if the file is
# edited while it runs.

# Set by the script that sources this, for its messages.
: "${program:=$(basename "$0")}"

# A service such as DKMS has no HOME. Then the shell reads the password file.
# shellcheck disable=SC2034 # for the script that sources this
cache=${WINWORK_CACHE:-${XDG_CACHE_HOME:-~/.cache}/winwork}

# Where builds and logs go: make OUT=DIR names another place, for a checkout that is only read.
# shellcheck disable=SC2034
builds=${WINWORK_OUT:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/build}

say() { printf '%s\n' "$*" >&2; }
die() { printf '%s: %s\n' "$program" "$*" >&2; exit 1; }

# in_color GOOD TEXT...: the text of a verdict on the standard output, green (GOOD is 0) or red on a terminal.
# NO_COLOR: no-color.org.
in_color() {
	local good=$1
	shift
	if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-}" != dumb ]; then
		printf '\033[1;%dm%s\033[m\n' $((good == 0 ? 32 : 31)) "$*"
	else
		printf '%s\n' "$*"
	fi
}

# verdict PASSED FAILED [PREFIX]: the last line of tests. False if one has failed.
verdict() {
	in_color $(($2 || !$1)) "${3:-}$1 passed, $2 failed"
	[ "$2" -eq 0 ]
}

# This machine's architecture, in Debian's words.
host_arch() {
	dpkg --print-architecture 2>/dev/null ||
		case $(uname -m) in x86_64) echo amd64 ;; aarch64) echo arm64 ;; *) uname -m ;; esac
}

# os_release KEY: a value of the file that describes this machine's distribution.
os_release() {
	sed -n "s/^$1=//p" "${WINWORK_OS_RELEASE:-/etc/os-release}" 2>/dev/null | tr -d \"\'
}

# Whether a path may stand in text for make: no character of it means anything to make, kbuild or a
# shell. words.py has the same for names in a Kbuild.
plain_path() {
	local LC_ALL=C
	[[ $1 != *[[:space:][:cntrl:]]* && $1 != *[\!-\*,:-\?[-^\`{-}]* ]]
}

# The release string of a kernel tree, as insmod compares it. Debian's kernel.release differs.
release_of() {
	sed -n 's/^#define UTS_RELEASE "\(.*\)"/\1/p' "$1/include/generated/utsrelease.h" \
		2>/dev/null
}

# Runs a command as root: directly, or through sudo where there is one.
as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo "$@"
	else
		return 127
	fi
}

# debian_sources SUITE [COMPONENTS]: the lines of a sources.list for a Debian suite, with its
# security updates, read from the mirrors that this machine's apt has.
debian_sources() {
	local suite=$1 components=${2:-main} targets mirror security
	local by=signed-by=/usr/share/keyrings/debian-archive-keyring.gpg
	# shellcheck disable=SC2016 # apt's own placeholders
	targets=$(apt-get indextargets --format '$(ORIGIN) $(REPO_URI) $(CODENAME)' |
		grep '^Debian ' || true)
	mirror=$(awk '$3 !~ /-/ { print $2; exit }' <<< "$targets")
	security=$(awk '$3 ~ /-security$/ { print $2; exit }' <<< "$targets")
	[ -n "$mirror" ] ||
		die "this machine's apt sources name no Debian mirror to read $suite from." \
			"To test on a kernel tree of your own, name it with KDIR="
	echo "deb [$by] $mirror $suite $components"
	case $suite in
	sid | *-backports) ;;
	*) echo "deb [$by] ${security:-$mirror} $suite-security $components" ;;
	esac
}

# long_step LABEL LOG COUNTER COMMAND...
# Runs COMMAND with its output in LOG and shows a live line on a terminal, or a
# line every 10 seconds elsewhere. COUNTER is a shell expression that prints the
# progress of the step. On failure the end of LOG is shown.
long_step() {
	local label=$1 log=$2 counter=$3 start=$SECONDS shown=$SECONDS pid status=0 line
	shift 3
	: > "$log"
	"$@" >> "$log" 2>&1 &
	pid=$!
	# shellcheck disable=SC2064
	trap "kill $pid 2>/dev/null" INT TERM
	[ -t 2 ] || say "$label ..."
	while kill -0 "$pid" 2>/dev/null; do
		sleep 0.5
		line="$label: $(eval "$counter" 2>/dev/null), $((SECONDS - start)) s"
		if [ -t 2 ]; then
			printf '\r%s\033[K' "$line" >&2
		elif [ $((SECONDS - shown)) -ge 10 ]; then
			shown=$SECONDS
			say "$line"
		fi
	done
	wait "$pid" || status=$?
	trap - INT TERM
	[ -t 2 ] && printf '\r\033[K' >&2
	if [ "$status" -ne 0 ]; then
		say "$label failed; the end of $log:"
		tail -n 30 "$log" >&2
		! grep -q 'No space left on device' "$log" || say "$program: No space left on device, for $label"
		return "$status"
	fi
	say "$label: done in $((SECONDS - start)) s"
}
