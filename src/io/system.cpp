/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Questions to the I/O manager: its version, its counts of devices, the kind of a request.
 */
#include <ntifs.h>

#include "base/irql.hpp"

namespace ww {
namespace {

/* Drivers count their devices in it. */
constinit CONFIGURATION_INFORMATION configuration = { .DiskCount = 0, .FloppyCount = 0,
						      .CdRomCount = 0, .TapeCount = 0,
						      .ScsiPortCount = 0, .SerialCount = 0,
						      .ParallelCount = 0,
						      .AtDiskPrimaryAddressClaimed = FALSE,
						      .AtDiskSecondaryAddressClaimed = FALSE,
						      .Version = sizeof(CONFIGURATION_INFORMATION),
						      .MediumChangerCount = 0 };

bool is_buffered_control(const IO_STACK_LOCATION &location)
{
	switch (location.MajorFunction) {
	case IRP_MJ_DEVICE_CONTROL:
	case IRP_MJ_INTERNAL_DEVICE_CONTROL:
		return METHOD_FROM_CTL_CODE(location.Parameters.DeviceIoControl.IoControlCode) ==
		       METHOD_BUFFERED;
	case IRP_MJ_FILE_SYSTEM_CONTROL:
		return METHOD_FROM_CTL_CODE(location.Parameters.FileSystemControl.FsControlCode) ==
		       METHOD_BUFFERED;
	default:
		return false;
	}
}

bool is_synchronous(const IRP &irp, const IO_STACK_LOCATION &location)
{
	const FILE_OBJECT *const file = location.FileObject;

	if (irp.Flags & IRP_PAGING_IO)
		return irp.Flags & IRP_SYNCHRONOUS_PAGING_IO;
	return irp.Flags & IRP_SYNCHRONOUS_API || (file && file->Flags & FO_SYNCHRONOUS_IO) ||
	       is_buffered_control(location);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

PCONFIGURATION_INFORMATION NTAPI IoGetConfigurationInformation()
{
	return &configuration;
}

BOOLEAN NTAPI IoIsWdmVersionAvailable(UCHAR MajorVersion, UCHAR MinorVersion)
{
	return MajorVersion < WDM_MAJORVERSION ||
	       (MajorVersion == WDM_MAJORVERSION && MinorVersion <= WDM_MINORVERSION);
}

BOOLEAN NTAPI IoIsOperationSynchronous(PIRP Irp)
{
	return is_synchronous(*Irp, *IoGetCurrentIrpStackLocation(Irp));
}

} /* extern "C" */
