# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=dash
# Runs one test script in the guest and says how it went. The script finds
# winwork.ko inserted and the drivers it names in /modules; it has the functions
# below, passes when it reaches its end, and leaves no driver behind.

# ---- for test scripts -------------------------------------------------------

fail() { echo "failed: $*"; exit 1; }
skip() { echo "skipped: $*"; exit 77; }

# load NAME [PARAM=VALUE...] inserts a driver, unload NAME removes it.
load() {
	module=$1
	shift
	insmod "/modules/$module.ko" "$@" || fail "insmod $module $*: exit code $?"
}
unload() { rmmod "$1" || fail "rmmod $1: exit code $?"; }
loaded() { grep -q "^$1 " /proc/modules; }

# refused COMMAND...: the command must fail.
refused() { if "$@"; then fail "should have been refused: $*"; fi; }

# What the kernel has said since the test began.
kernel_log() { dmesg | sed "1,/winwork-vm: test $test_name begin/d" | grep -v 'winwork-vm: '; }

# logged REGEX: the kernel has said it. not_logged REGEX: it has not.
logged() { kernel_log | grep -qE -- "$1" || fail "the kernel log has no line like: $1"; }
not_logged() { if kernel_log | grep -E -- "$1"; then fail "the kernel log has lines like: $1"; fi; }
# logged_times N REGEX: exactly so often.
logged_times() {
	count=$(kernel_log | grep -cE -- "$2")
	[ "$count" = "$1" ] || fail "the kernel log has $count lines, not $1, like: $2"
}

# wait_until SECONDS COMMAND...: until the command succeeds.
wait_until() {
	tries=$(($1 * 5))
	shift
	while [ "$tries" -gt 0 ]; do
		"$@" && return
		sleep 0.2
		tries=$((tries - 1))
	done
	fail "waited in vain for: $*"
}
in_log() { kernel_log | grep -qE -- "$1"; }
# wait_logged SECONDS REGEX
wait_logged() { wait_until "$1" in_log "$2"; }

# ---- the runner -------------------------------------------------------------

# Out-of-tree, unsigned and (since 5.19) KUnit taint the kernel; nothing else may.
taint() {
	read -r bits < /proc/sys/kernel/tainted
	echo $((bits & ~(4096 | 8192 | 262144)))
}

# How many modules use winwork, and which.
users() { sed -n 's/^winwork [0-9]* \([0-9]*\) \([^ ]*\) .*/\1 \2/p' /proc/modules; }

# vmtest NAME WINWORK_PARAMETERS: exit code 0 also for a failed test, so that the
# next one runs; the marks tell.
vmtest() {
	test_name=$1
	shift
	taint_before=$(taint)
	log "test $test_name begin"
	(
		insmod /modules/winwork.ko "$@" || fail "insmod winwork $*: exit code $?"
		# shellcheck disable=SC1090
		(. "/tests/$test_name") || exit
		[ "$(users)" = "0 -" ] || fail "the test left modules loaded: $(users)"
		rmmod winwork || fail "rmmod winwork: exit code $?"
		[ "$(taint)" = "$taint_before" ] || fail "the test tainted the kernel: $(taint)"
	) 2>&1
	result=$?
	# A failed test's modules must not trouble the next.
	if [ "$result" != 0 ]; then
		for module in $(cut -d' ' -f1 /proc/modules); do rmmod "$module" 2>/dev/null; done
		rmmod winwork 2>/dev/null
	fi
	case $result in
	0) log "test $test_name ok" ;;
	77) log "test $test_name skip" ;;
	*) log "test $test_name failed" ;;
	esac
	return 0
}
