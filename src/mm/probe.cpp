/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Questions about addresses: ProbeForRead and its like, and the limits of the address space.
 */
#include <wdm.h>

#include "base/address.hpp"
#include "base/exception.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/address.h"
#include "linux/user_memory.h"
#include "linux/user_pages.h"
#include "probe.hpp"
#include "request_buffer.hpp"

using namespace ww;

namespace {

/* The status that a probe raises, or STATUS_SUCCESS. */
NTSTATUS probe(const void *address, size_t bytes, ULONG alignment, BufferAccess access)
{
	if (!bytes)
		return STATUS_SUCCESS;
	if (address_of(address) & (alignment - 1))
		return STATUS_DATATYPE_MISALIGNMENT;
	if (address_of(address) + bytes < bytes)
		return STATUS_ACCESS_VIOLATION;
	if (is_kernel_address(address))
		return request_alias_covers(address, bytes, access) ? STATUS_SUCCESS
								    : STATUS_ACCESS_VIOLATION;
	if (access == BufferAccess::write ? ww_user_range_writable(address, bytes)
					  : ww_is_user_range(address, bytes))
		return STATUS_SUCCESS;
	return STATUS_ACCESS_VIOLATION;
}

void probe_or_raise(CallSite call, const void *address, size_t bytes, ULONG alignment,
		    BufferAccess access)
{
	NTSTATUS status = STATUS_ACCESS_VIOLATION;

	if (at_apc_or_below(call, address))
		status = probe(address, bytes, alignment, access);
	if (!NT_SUCCESS(status))
		raise_exception(status, call);
}

WW_COLD void refuse_physical(CallSite call, const void *address)
{
	refuse(call, nullptr, STATUS_INVALID_ADDRESS,
	       "BaseAddress %s is not memory of the kernel: 0 is returned", Shown(address).text);
}

} /* namespace */

void ww::address_limits_init()
{
	MmUserProbeAddress = ww_user_end();
	MmHighestUserAddress = reinterpret_cast<PVOID>(ww_user_end() - 1);
	MmSystemRangeStart = reinterpret_cast<PVOID>(ww_kernel_start());
}

extern "C" {

PVOID MmHighestUserAddress;
ULONG_PTR MmUserProbeAddress;
PVOID MmSystemRangeStart;

VOID NTAPI ProbeForRead(const volatile VOID *Address, SIZE_T Length, ULONG Alignment)
{
	probe_or_raise(WW_CALL_SITE, const_cast<void *>(Address), Length, Alignment,
		       BufferAccess::read);
}

VOID NTAPI ProbeForWrite(volatile VOID *Address, SIZE_T Length, ULONG Alignment)
{
	probe_or_raise(WW_CALL_SITE, const_cast<void *>(Address), Length, Alignment,
		       BufferAccess::write);
}

BOOLEAN NTAPI MmIsAddressValid(PVOID VirtualAddress)
{
	UCHAR byte;

	return is_kernel_address(VirtualAddress) ? ww_read_any(&byte, VirtualAddress, sizeof(byte))
						 : ww_user_byte_is_there(VirtualAddress);
}

PHYSICAL_ADDRESS NTAPI MmGetPhysicalAddress(PVOID BaseAddress)
{
	const CallSite call = WW_CALL_SITE;
	PHYSICAL_ADDRESS physical{};
	u64 frame;

	if (is_kernel_address(BaseAddress) && ww_kernel_frame(BaseAddress, &frame))
		physical.QuadPart = static_cast<LONGLONG>(frame << WW_FRAME_SHIFT |
							  BYTE_OFFSET(BaseAddress));
	else
		refuse_physical(call, BaseAddress);
	return physical;
}

} /* extern "C" */
