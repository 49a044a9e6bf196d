# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=dash
# Lets the allocations of a driver fail, one after the other, for scripts/faults and for VM tests. lib.sh comes
# first. The marks "fault ..." tell scripts/lib/fault_steps.py what happens.
#
# A caller sets
#	fault_modules	the drivers, in the order of their insertion
#	fault_params	parameters of the drivers' modules
#	fault_commands	the number of the commands /faults/1, /faults/2, ...
#	fault_limit	seconds for a step. Then the machine ends
#	fault_most	steps of a phase
#	fault_per_site	steps of a phase for one place, with the same calls to it

faults=/sys/module/winwork/parameters/faults
fault_modules=
fault_params=
fault_commands=0
fault_limit=60
fault_most=1000
fault_per_site=3

# fault_arm DRIVER NUMBER: from now on the allocation with that number fails, none for 0.
fault_arm() {
	nth=$2
	[ "$nth" != 0 ] || nth=1000000000000
	echo "driver=$1 nth=$nth per_site=$fault_per_site" > $faults
}

# fault_disarm: sets fault_seen and fault_failed, the allocations since fault_arm.
fault_disarm() {
	read -r counts < $faults
	echo off > $faults
	fault_failed=${counts##*failed=}
	counts=${counts% failed=*}
	fault_seen=${counts##*seen=}
}

# fault_insert DRIVER
fault_insert() {
	# shellcheck disable=SC2086
	insmod "/modules/$1.ko" $fault_params
}

# fault_insert_other DRIVER: one of those that have their memory.
fault_insert_other() { fault_insert "$1" || log "fault lacks $1"; }

# fault_remove DRIVER: a driver that stays needs another machine.
fault_remove() {
	rmmod "$1" && return 0
	log "fault stays $1"
	finish 98
}

# fault_insert_before DRIVER: the drivers before it.
fault_insert_before() {
	for module in $fault_modules; do
		[ "$module" != "$1" ] || return 0
		fault_insert_other "$module"
	done
}

# fault_remove_all: those that are inserted, the last one first.
fault_remove_all() {
	for module in $fault_modules; do echo "$module"; done | sed '1!G;h;$!d' > /tmp/.fault_modules
	while read -r module; do
		[ ! -d "/sys/module/$module" ] || fault_remove "$module"
	done < /tmp/.fault_modules
}

# fault_command NUMBER: the program may fail. A program that waits for long is ended.
fault_command() { timeout -s KILL "$((fault_limit / 2))" sh "/faults/$1"; }

# fault_load DRIVER NUMBER. A driver that goes on without the memory also has to work.
fault_load() {
	fault_insert_before "$1"
	fault_arm "$1" "$2"
	fault_insert "$1" && fault_code=0 || fault_code=$?
	fault_disarm
	[ $fault_code = 0 ] && [ "$fault_failed" != 0 ] || return 0
	command=1
	while [ $command -le "$fault_commands" ]; do
		fault_command $command || true
		command=$((command + 1))
	done
}

# fault_run COMMAND DRIVER NUMBER
fault_run() {
	for module in $fault_modules; do fault_insert_other "$module"; done
	fault_arm "$2" "$3"
	fault_command "$1" && fault_code=0 || fault_code=$?
	fault_disarm
}

# fault_unload DRIVER NUMBER
fault_unload() {
	for module in $fault_modules; do fault_insert_other "$module"; done
	fault_arm "$1" "$2"
	rmmod "$1" && fault_code=0 || fault_code=$?
	fault_disarm
}

# fault_watch: what hangs is printed, and ends the machine.
fault_watch() {
	(
		sleep "$fault_limit"
		log "fault hangs"
		echo w > /proc/sysrq-trigger
		finish 99
	) < /dev/null > /dev/null 2>&1 &
	fault_watching=$!
}

# fault_step PHASE DRIVER NUMBER: load, run:COMMAND or unload, while the allocation with that number fails.
fault_step() {
	log "fault begin $*"
	fault_watch
	case $1 in
	load) fault_load "$2" "$3" ;;
	run:*) fault_run "${1#run:}" "$2" "$3" ;;
	unload) fault_unload "$2" "$3" ;;
	esac
	fault_remove_all
	kill $fault_watching
	log "fault end $fault_code $fault_failed"
}

# fault_phase PHASE DRIVER [NUMBER]: nothing fails, then the first allocation, the second, until there are no more. Or
# begins with that number.
fault_phase() {
	number=${3:-0}
	while [ "$number" -le "$fault_most" ]; do
		fault_step "$1" "$2" "$number"
		[ "$number" = 0 ] && [ "$fault_seen" != 0 ] || [ "$fault_failed" != 0 ] || return 0
		number=$((number + 1))
	done
	log "fault most $1 $2"
}

# fault_phases DRIVER...: all phases of the drivers, a line each.
fault_phases() {
	for driver; do
		echo load "$driver"
		command=1
		while [ $command -le "$fault_commands" ]; do
			echo "run:$command $driver"
			command=$((command + 1))
		done
		echo unload "$driver"
	done
}

# fault_all "PHASE DRIVER NUMBER" DRIVER...: all phases, from that step on if it is not empty.
fault_all() {
	from=$1
	shift
	fault_phases "$@" > /tmp/.fault_phases
	while read -r phase driver <&9; do
		first=0
		if [ -n "$from" ]; then
			[ "$phase $driver" = "${from% *}" ] || continue
			first=${from##* }
			from=
		fi
		fault_phase "$phase" "$driver" "$first"
	done 9< /tmp/.fault_phases
	log "fault all"
}
