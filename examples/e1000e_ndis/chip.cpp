/* SPDX-License-Identifier: MIT */
/*
 * The chip: reset, start and stop.
 */
#include "e1000e.hpp"

namespace {

void set_ring(Adapter *adapter, const SharedMemory &ring, Register low, Register high, Register bytes)
{
	chip_write(adapter, low, ring.physical.LowPart);
	chip_write(adapter, high, static_cast<ULONG>(ring.physical.HighPart));
	chip_write(adapter, bytes, ring.bytes);
}

void forbid_interrupts(Adapter *adapter)
{
	chip_write(adapter, Register::imc, ~0u);
	chip_write(adapter, Register::icr, ~0u);
}

void set_address(Adapter *adapter)
{
	const UCHAR *const address = adapter->current_address;

	chip_write(adapter, Register::ral0,
		   static_cast<ULONG>(address[0] | address[1] << 8 | address[2] << 16) |
			   static_cast<ULONG>(address[3]) << 24);
	chip_write(adapter, Register::rah0, static_cast<ULONG>(address[4] | address[5] << 8) | kRahValid);
}

} /* namespace */

ULONG chip_read(const Adapter *adapter, Register which)
{
	ULONG value;

	NdisReadRegisterUlong(reinterpret_cast<PULONG>(adapter->registers + static_cast<ULONG>(which)), &value);
	return value;
}

void chip_write(Adapter *adapter, Register which, ULONG value)
{
	NdisWriteRegisterUlong(reinterpret_cast<PULONG>(adapter->registers + static_cast<ULONG>(which)), value);
}

bool chip_reset(Adapter *adapter)
{
	forbid_interrupts(adapter);
	chip_write(adapter, Register::ctrl, chip_read(adapter, Register::ctrl) | kCtrlReset);
	/* The chip takes a millisecond; without a chip each bit is one. */
	for (ULONG waits = 0; waits < 20; waits++) {
		NdisMSleep(1000);
		if (!(chip_read(adapter, Register::ctrl) & kCtrlReset)) {
			forbid_interrupts(adapter);
			return true;
		}
	}
	return false;
}

void chip_start(Adapter *adapter)
{
	ULONG extended = chip_read(adapter, Register::ctrl_ext) | kCtrlExtDriverLoaded;

	if (adapter->has_messages) {
		extended |= kCtrlExtClearPending;
		chip_write(adapter, Register::ivar, kIvarAllToFirst);
	}
	chip_write(adapter, Register::ctrl_ext, extended);
	chip_write(adapter, Register::ctrl,
		   chip_read(adapter, Register::ctrl) | kCtrlSetLinkUp | kCtrlAutoSpeed);
	set_address(adapter);

	set_ring(adapter, adapter->send_ring, Register::tdbal, Register::tdbah, Register::tdlen);
	chip_write(adapter, Register::tdh, 0);
	chip_write(adapter, Register::tdt, 0);
	chip_write(adapter, Register::tctl, kTctlEnable | kTctlPad | kTctlCollisions | kTctlDistance);

	set_ring(adapter, adapter->receive_ring, Register::rdbal, Register::rdbah, Register::rdlen);
	chip_write(adapter, Register::rdh, 0);
	chip_write(adapter, Register::rdt, 0);
	chip_set_filter(adapter);
	/* The chip has all descriptors but the last one: head and tail would be equal. */
	chip_write(adapter, Register::rdt, kDescriptors - 1);
	chip_write(adapter, Register::ims, kCauses);
}

void chip_stop(Adapter *adapter)
{
	forbid_interrupts(adapter);
	chip_write(adapter, Register::rctl, 0);
	chip_write(adapter, Register::tctl, kTctlPad);
	/* The data sheet's time for transfers that have begun. The reset ends the rest. */
	NdisMSleep(10000);
	chip_reset(adapter);
}

void chip_set_filter(Adapter *adapter)
{
	const ULONG filter = adapter->packet_filter;
	ULONG control = kRctlEnable | kRctlStripCrc;

	if (filter & NDIS_PACKET_TYPE_BROADCAST)
		control |= kRctlBroadcast;
	/* The chip's table of groups is not used: NDIS sorts out the others. */
	if (filter & (NDIS_PACKET_TYPE_MULTICAST | NDIS_PACKET_TYPE_ALL_MULTICAST))
		control |= kRctlAllMulticast;
	if (filter & NDIS_PACKET_TYPE_PROMISCUOUS)
		control |= kRctlAllUnicast | kRctlAllMulticast | kRctlBroadcast;
	chip_write(adapter, Register::rctl, control);
}
