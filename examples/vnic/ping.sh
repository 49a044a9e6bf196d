#!/bin/sh
# SPDX-License-Identifier: MIT
# Two network namespaces ping each other through the adapters of "insmod vnic.ko adapters=2".
set -e
signal=$(mktemp -u)
mkfifo "$signal"
# The far namespace is that of this shell, which ends with the script.
unshare -n sh -c "echo > $signal; read -r _ < $signal" &
far=$!
trap 'echo > "$signal"; wait $far; rm "$signal"' EXIT
read -r _ < "$signal"
ip link set nd1 netns $far
ip addr add 10.9.0.1/24 dev nd0
ip link set nd0 up
nsenter -t $far -n ip addr add 10.9.0.2/24 dev nd1
nsenter -t $far -n ip link set nd1 up
ping -c 5 -i 0.2 10.9.0.2
