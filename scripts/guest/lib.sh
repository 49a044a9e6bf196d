# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=dash
# Shell functions of a guest of scripts/vm. All output goes through the kernel log, which
# keeps lines whole, and in order with the kernel's messages.

first_failure=
keep_going=
# The word of this run's marks. Nothing else in the guest has it.
read -r mark < /mark
rm -f /mark

# Busybox's shell would prefer its own insmod.
insmod() { /sbin/insmod "$@"; }

# log WORDS: a mark in the kernel log.
log() { echo "winwork-vm: $mark $*" > /dev/kmsg; }

# Puts its input into the kernel log, one record a line. Longer lines are cut.
to_log() {
	while IFS= read -r line || [ -n "$line" ]; do
		printf '%.800s\n' "winwork-vm: $mark | $line" > /dev/kmsg
	done
}

# kernel_log: the kernel log without the lines of these scripts.
kernel_log() { dmesg | grep -vF "winwork-vm: $mark "; }

# finish CODE: the end of the run, with the code of its first failure if any.
finish() {
	log "done ${first_failure:-$1}"
	sleep 1000
}

# step TITLE COMMAND...: runs one command of vm's command line.
step() {
	title=$1
	shift
	log "run $title"
	{ ("$@") < /dev/null 2>&1; echo $? > /tmp/.status; } | to_log
	read -r status < /tmp/.status
	[ "$status" = 0 ] && return
	log "exit $status from $title"
	first_failure=${first_failure:-$status}
	[ -n "$keep_going" ] || finish "$status"
}

# requests: the pending requests of programs, a line each: the process, the seconds, "waits" if a thread waits
# that nothing has cancelled, and a description.
requests() {
	awk -F '\t' '$3 ~ /^pid [0-9]+$/ {
		print substr($3, 5), $5 + 0, /\t(asynchronous|cancelled|in a dispatch)/ ? "other" : "waits",
			$1 " of " $2 " to " $4 " for " $5 ", held by " $6
	}' /sys/kernel/debug/winwork/requests 2> /dev/null
}

# request_limit SECONDS: kills each program that waits for a request for so long. The mark "pending" names the
# request. An open list holds winwork.ko. So reading it and removing the module each take the token of the pipe.
request_limit() {
	mkfifo /tmp/.token
	{
		echo >&8
		while sleep 1; do
			read -r _ <&8
			requests | while read -r process seconds kind request; do
				[ "$kind" = waits ] && [ "$seconds" -ge "$1" ] || continue
				log "pending $request"
				kill -9 "$process"
			done
			echo >&8
		done
	} 8<> /tmp/.token < /dev/null > /dev/null 2>&1 &
}

# rmmod MODULE: fails if the module is in use, but not since request_limit reads its list.
rmmod() {
	if [ "$1" != winwork ] || [ ! -p /tmp/.token ]; then
		/sbin/rmmod "$@"
		return
	fi
	read -r _ <> /tmp/.token
	/sbin/rmmod "$@"
	removed=$?
	echo > /tmp/.token
	return $removed
}

# watchdog SECONDS: prints what hangs. A little later the host ends the machine.
watchdog() {
	(
		sleep "$1"
		log "late: pending requests, blocked tasks and processors follow"
		requests | head -n 100 | while read -r _ _ _ request; do log "pending $request"; done
		echo w > /proc/sysrq-trigger
		echo l > /proc/sysrq-trigger
		log "tasks begin"
		echo t > /proc/sysrq-trigger
		log "tasks end"
	) < /dev/null > /dev/null 2>&1 &
}

# tracefs: sets $tracing to the folder of Linux's tracer. False without one. An event does not also
# trace the scheduler, for names of tasks: that changes code that the other processors run all the
# time, and QEMU 7.2 was seen to leave a processor at such a place for good.
tracefs() {
	tracing=/sys/kernel/tracing
	[ -e $tracing/trace ] || mount -t tracefs none $tracing 2> /dev/null || return 1
	echo 0 > $tracing/options/record-cmd
}

# trace_begin: from now on records winwork.ko's trace events, for scripts/trace. Behind the insmod of winwork.ko. Also
# the names of new tasks: record-cmd is off.
recording=/sys/kernel/tracing/instances/winwork-trace
trace_begin() {
	tracefs && mkdir $recording || return
	echo mono > $recording/trace_clock
	echo 8192 > $recording/buffer_size_kb
	echo 1 > $recording/events/task/enable
	echo 1 > $recording/events/winwork/enable
}

# trace_names: keeps the names of the drivers' functions, before rmmod. Linux finds the name of a routine when a line
# is read, and then its driver may be gone.
trace_names() {
	grep '\[' /proc/kallsyms | awk '$2 ~ /^[tT]$/ && $4 != "[winwork]" { print "# winwork-trace: symbol", $1, $3, $4 }' \
		>> /tmp/.trace_names
}

# trace_tasks: the names of the tasks that live. Behind "-" or "+" stands the present work of a kworker.
trace_tasks() {
	for task in /proc/[0-9]*; do
		read -r name < "$task/comm" || continue
		case $name in kworker/*) name=${name%%[-+]*} ;; esac
		echo "# winwork-trace: task ${task#/proc/} $name"
	done 2> /dev/null
}

# trace_end: ends the recording, and prints it, packed: a line of the console takes milliseconds.
trace_end() {
	echo 0 > $recording/tracing_on
	{
		cat /tmp/.trace_names
		trace_tasks
		awk '/^(overrun|commit overrun|dropped events):/ { lost += $NF } END { print "# winwork-trace: lost", lost + 0 }' \
			$recording/per_cpu/cpu*/stats
		cat $recording/trace
	} | gzip -c | base64 -w 700
	rmdir $recording
}

# remember_symbols: records the symbols of inserted modules, so that leaks can name their
# functions later.
remember_symbols() { grep '\[' /proc/kallsyms | sort > /tmp/.symbols; }

# Copies text, and puts names behind addresses that remember_symbols has seen: "[<...>] 0x...",
# and since 6.3 the address alone.
name_addresses() {
	[ -e /tmp/.symbols ] || { cat; return; }
	awk '
		FNR == NR { address[n++] = $1; name[$1] = $3 " " $4; next }
		match($0, /\[<[0-9a-f]+>\] 0x/) || match($0, /^ +0x[0-9a-f]+$/) {
			hex = substr($0, RSTART, RLENGTH)
			gsub(/^ +0x|\[<|>\] 0x/, "", hex)
			low = 0
			high = n - 1
			while (low < high) {
				middle = int((low + high + 1) / 2)
				if (address[middle] "" <= hex "") low = middle
				else high = middle - 1
			}
			if (n && address[low] "" <= hex "") $0 = $0 " in " name[address[low]]
		}
		{ print }' /tmp/.symbols -
}

# Drops leaks of the kernel's boot, which come from its first two tasks.
without_boot() {
	awk '
		/^unreferenced object/ { first = $0; next }
		first != "" {
			boot = /"swapper\/[0-9]+", pid [01],/
			if (!boot) print first
			first = ""
		}
		!boot { print }'
}

# fail_marked_tasks: from now on slab allocations fail in tasks that mark themselves, and in no
# other. The suites mark theirs for the cases in which memory is out.
fail_marked_tasks() {
	failslab=/sys/kernel/debug/failslab
	[ -d $failslab ] || { echo "this kernel has no failslab"; return 0; }
	echo Y > $failslab/task-filter &&
		echo 0 > $failslab/verbose &&
		echo 1000000000 > $failslab/times &&
		echo 100 > $failslab/probability
}

# leaks: fails, and prints the leaks, if kmemleak finds any. kmemleak reports memory that is
# older than 5 seconds and unchanged over two scans.
leaks() {
	[ -e /sys/kernel/debug/kmemleak ] || { echo "this kernel has no kmemleak"; return 0; }
	sleep 6
	echo scan > /sys/kernel/debug/kmemleak
	echo scan > /sys/kernel/debug/kmemleak
	without_boot < /sys/kernel/debug/kmemleak > /tmp/.leaks
	name_addresses < /tmp/.leaks
	[ ! -s /tmp/.leaks ]
}
