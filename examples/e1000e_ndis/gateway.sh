#!/bin/sh
# SPDX-License-Identifier: MIT
# Pings QEMU's gateway through the adapter of "insmod e1000e_ndis.ko bind=1".
set -e
for each in /sys/bus/pci/drivers/e1000e_ndis/*/net/*; do interface=${each##*/}; done
ip addr add 10.0.2.15/24 dev "$interface"
ip link set "$interface" up
# The link takes a moment to come up.
until ping -c 1 -W 1 10.0.2.2 > /dev/null; do :; done
ping -c 5 -i 0.2 10.0.2.2
