/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Security descriptors that drivers put together.
 */
#include <ntifs.h>

extern "C" {

NTSTATUS NTAPI RtlCreateSecurityDescriptor(PSECURITY_DESCRIPTOR SecurityDescriptor, ULONG Revision)
{
	if (Revision != SECURITY_DESCRIPTOR_REVISION)
		return STATUS_UNKNOWN_REVISION;
	*static_cast<SECURITY_DESCRIPTOR *>(SecurityDescriptor) = { .Revision = SECURITY_DESCRIPTOR_REVISION, .Sbz1 = 0,
								    .Control = 0, .Owner = nullptr, .Group = nullptr,
								    .Sacl = nullptr, .Dacl = nullptr };
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlSetDaclSecurityDescriptor(PSECURITY_DESCRIPTOR SecurityDescriptor, BOOLEAN DaclPresent, PACL Dacl,
					    BOOLEAN DaclDefaulted)
{
	auto &descriptor = *static_cast<SECURITY_DESCRIPTOR *>(SecurityDescriptor);
	const int of_the_list = SE_DACL_PRESENT | SE_DACL_DEFAULTED;

	if (descriptor.Revision != SECURITY_DESCRIPTOR_REVISION)
		return STATUS_UNKNOWN_REVISION;
	if (descriptor.Control & SE_SELF_RELATIVE)
		return STATUS_INVALID_SECURITY_DESCR;
	descriptor.Control = static_cast<SECURITY_DESCRIPTOR_CONTROL>(
		(descriptor.Control & ~of_the_list) | (DaclPresent ? SE_DACL_PRESENT : 0) |
		(DaclPresent && DaclDefaulted ? SE_DACL_DEFAULTED : 0));
	descriptor.Dacl = DaclPresent ? Dacl : nullptr;
	return STATUS_SUCCESS;
}

} /* extern "C" */
