/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NdisWriteErrorLogEntry: entries of the I/O manager's error log, in an adapter's name.
 */
#include <stdarg.h>

#include "adapter.hpp"

#include "base/irql.hpp"

namespace ww {
namespace {

constexpr size_t kHead = __builtin_offsetof(IO_ERROR_LOG_PACKET, DumpData);
constexpr ULONG kMostValues = (ERROR_LOG_MAXIMUM_SIZE - kHead) / sizeof(ULONG);

/* An entry is a packet at least, which has room for a value. */
IO_ERROR_LOG_PACKET *allocate(const Adapter &adapter, ULONG count)
{
	PVOID const owner = adapter.fdo ? static_cast<PVOID>(adapter.fdo) : adapter.miniport->driver;
	const size_t bytes = kHead + count * sizeof(ULONG);

	return static_cast<IO_ERROR_LOG_PACKET *>(IoAllocateErrorLogEntry(
		owner, static_cast<UCHAR>(bytes > sizeof(IO_ERROR_LOG_PACKET) ? bytes : sizeof(IO_ERROR_LOG_PACKET))));
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" VOID NdisWriteErrorLogEntry(NDIS_HANDLE NdisAdapterHandle, NDIS_ERROR_CODE ErrorCode,
				       ULONG NumberOfErrorValues, ...)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, NdisAdapterHandle, ndis_adapter_type, at_dispatch_or_below);

	if (!reference)
		return;

	const ULONG count = NumberOfErrorValues < kMostValues ? NumberOfErrorValues : kMostValues;
	IO_ERROR_LOG_PACKET *const packet = allocate(reference.as<Adapter>(), count);

	if (!packet)
		return;

	/* Not the array itself, which has one member. */
	ULONG *const data = packet->DumpData;
	va_list values;

	va_start(values, NumberOfErrorValues);
	for (ULONG i = 0; i < count; i++)
		data[i] = va_arg(values, ULONG);
	va_end(values);
	packet->ErrorCode = static_cast<NTSTATUS>(ErrorCode);
	packet->DumpDataSize = static_cast<USHORT>(count * sizeof(ULONG));
	IoWriteErrorLogEntry(packet);
}
