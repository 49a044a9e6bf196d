/* SPDX-License-Identifier: GPL-2.0 */
/*
 * FltQuerySecurityObject and FltSetSecurityObject.
 */
#include "base/report.hpp"
#include "own_call.hpp"

namespace ww {
namespace {

NTSTATUS perform(CallSite call, PFLT_INSTANCE instance, OwnOperation &own, const char *missing, NTSTATUS failure)
{
	const OwnCall own_call(call, instance, own.iopb.TargetFileObject);

	if (!NT_SUCCESS(own_call.status()))
		return own_call.status();
	if (missing)
		return refuse(call, instance, failure, "%s is NULL", missing);
	own.below = &instance->altitude;
	return own_call.file_system().perform(own);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltQuerySecurityObject(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
				       SECURITY_INFORMATION SecurityInformation,
				       PSECURITY_DESCRIPTOR SecurityDescriptor, ULONG Length, PULONG LengthNeeded)
{
	OwnOperation own = own_security(FileObject, IRP_MJ_QUERY_SECURITY);
	const char *const missing = SecurityDescriptor || !Length ? nullptr : "SecurityDescriptor";

	own.iopb.Parameters.QuerySecurity = { SecurityInformation, Length, SecurityDescriptor, nullptr };

	const NTSTATUS status = perform(WW_CALL_SITE, Instance, own, missing, STATUS_INVALID_PARAMETER);

	if (LengthNeeded)
		*LengthNeeded = static_cast<ULONG>(own.result.Information);
	/* A file system says it in another way. */
	return status == STATUS_BUFFER_OVERFLOW ? STATUS_BUFFER_TOO_SMALL : status;
}

NTSTATUS FLTAPI FltSetSecurityObject(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
				     SECURITY_INFORMATION SecurityInformation,
				     PSECURITY_DESCRIPTOR SecurityDescriptor)
{
	OwnOperation own = own_security(FileObject, IRP_MJ_SET_SECURITY);

	own.iopb.Parameters.SetSecurity = { SecurityInformation, SecurityDescriptor };
	return perform(WW_CALL_SITE, Instance, own, SecurityDescriptor ? nullptr : "SecurityDescriptor",
		       STATUS_ACCESS_VIOLATION);
}

} /* extern "C" */
