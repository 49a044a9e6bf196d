/* SPDX-License-Identifier: GPL-2.0 */
#include <fltKernel.h>

#include "base/major_name.hpp"

extern "C" {

PCHAR FLTAPI FltGetIrpName(UCHAR IrpMajorCode)
{
	/* Those of the Filter Manager, from IRP_MJ_ACQUIRE_FOR_SECTION_SYNCHRONIZATION downwards. */
	static constexpr const char *names[] = {
		"IRP_MJ_ACQUIRE_FOR_SECTION_SYNCHRONIZATION",
		"IRP_MJ_RELEASE_FOR_SECTION_SYNCHRONIZATION", "IRP_MJ_ACQUIRE_FOR_MOD_WRITE",
		"IRP_MJ_RELEASE_FOR_MOD_WRITE", "IRP_MJ_ACQUIRE_FOR_CC_FLUSH",
		"IRP_MJ_RELEASE_FOR_CC_FLUSH", "IRP_MJ_QUERY_OPEN", nullptr, nullptr, nullptr, nullptr,
		nullptr, "IRP_MJ_FAST_IO_CHECK_IF_POSSIBLE", "IRP_MJ_NETWORK_QUERY_OPEN",
		"IRP_MJ_MDL_READ", "IRP_MJ_MDL_READ_COMPLETE", "IRP_MJ_PREPARE_MDL_WRITE",
		"IRP_MJ_MDL_WRITE_COMPLETE", "IRP_MJ_VOLUME_MOUNT", "IRP_MJ_VOLUME_DISMOUNT",
	};
	const ULONG index = IRP_MJ_ACQUIRE_FOR_SECTION_SYNCHRONIZATION - IrpMajorCode;
	const char *const own = index < sizeof(names) / sizeof(names[0]) ? names[index] : nullptr;

	return const_cast<PCHAR>(own ? own : ww::major_name(IrpMajorCode));
}

} /* extern "C" */
