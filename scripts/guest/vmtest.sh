# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=dash
# Runs VM tests in a guest of scripts/check, one after the other, and marks the result of
# each in the kernel log.

# A process costs a tenth of a second in a kernel that watches memory and locks. So these functions start few.

# Tests count frames, and the fq_codel of Debian's kernels drops frames that have waited for long, as on a slow machine.
[ ! -e /proc/sys/net/core/default_qdisc ] || echo pfifo_fast > /proc/sys/net/core/default_qdisc

# Sets $taint to the flags that taint the kernel, without those for out-of-tree, unsigned and (since 5.19) KUnit.
look_at_taint() {
	# The shell's read would take one digit: it reads bytes one by one, and Linux gives the number at once or not.
	taint=$(cat /proc/sys/kernel/tainted)
	taint=$((taint & ~(4096 | 8192 | 262144)))
}

# Runs the script with an empty kernel log, then checks the lines that the log must have.
run_test() {
	look_at_taint
	before=$taint
	# In a subshell: the script may call exit.
	# shellcheck disable=SC1090
	(. "/tests/$1/test")
	code=$?
	[ $code = 77 ] && exit 77
	[ $code = 0 ] || { echo "the test's exit code is $code"; exit 1; }
	kernel_log > /tmp/.log
	if [ -e "/tests/$1/expect" ]; then
		while read -r regex; do
			[ -n "$regex" ] || continue
			grep -qE -- "$regex" /tmp/.log && continue
			echo "the kernel log has no line like: $regex"
			exit 1
		done < "/tests/$1/expect"
	fi
	# A report that a test does not expect fails the test. A line that only counts the repetitions
	# of a report comes behind that report's own line.
	grep . "/tests/$1/expect" > /tmp/.expected 2> /dev/null || echo '^$' > /tmp/.expected
	grep -E 'winwork: [A-Z][A-Z0-9_]+ \(0x[0-9A-F]+\): ' /tmp/.log |
		grep -vE '\(0x[0-9A-F]+\): \w+: said [0-9]+ times more' |
		grep -vE -f /tmp/.expected > /tmp/.unexpected &&
		{ echo "the test does not expect this report:"; cat /tmp/.unexpected; exit 1; }
	look_at_taint
	[ "$taint" = "$before" ] || {
		echo "the test tainted the kernel: $before, then $taint"
		exit 1
	}
}

# vmtest NAME SECONDS: returns 0 also for a failed test, so that the next one runs.
vmtest() {
	dmesg -c > /dev/null
	log "test $1 begin"
	watchdog "$2"
	watching=$!
	# The test's output is in the log before the mark that ends the test.
	{ (run_test "$1") < /dev/null 2>&1; echo $? > /tmp/.result; } | to_log
	kill "$watching" 2> /dev/null
	read -r result < /tmp/.result
	case $result in
	0) result=ok ;;
	77) result=skip ;;
	*) result=failed ;;
	esac
	log "test $1 $result"
	# If modules are still inserted, the next test gets another machine.
	if read -r _ < /proc/modules; then finish 0; fi
}
