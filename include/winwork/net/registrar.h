/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Network Module Registrar: it attaches clients to providers of an interface.
 */
#ifndef WINWORK_NET_REGISTRAR_H
#define WINWORK_NET_REGISTRAR_H

#include <winwork/base/sal.h>
#include "headers.h"

EXTERN_C_START

typedef struct _NPI {
	HANDLE Handle;
	const void *Dispatch;
} NPI;

typedef const struct _NPI_REGISTRATION_INSTANCE *PNPI_REGISTRATION_INSTANCE;
typedef NTSTATUS (NTAPI NPI_CLIENT_ATTACH_PROVIDER_FN)(
	_In_ HANDLE NmrBindingHandle, _In_ PVOID ClientContext,
	_In_ PNPI_REGISTRATION_INSTANCE ProviderRegistrationInstance);

typedef struct _NPI_REGISTRATION_INSTANCE {
	USHORT Version;
	USHORT Size;
	PNPIID NpiId;
	PNPI_MODULEID ModuleId;
	ULONG Number;
	const void *NpiSpecificCharacteristics;
} NPI_REGISTRATION_INSTANCE;

typedef NPI_CLIENT_ATTACH_PROVIDER_FN *PNPI_CLIENT_ATTACH_PROVIDER_FN;
typedef VOID (NTAPI NPI_CLIENT_CLEANUP_BINDING_CONTEXT_FN)(_In_ PVOID ClientBindingContext);
typedef NPI_CLIENT_CLEANUP_BINDING_CONTEXT_FN *PNPI_CLIENT_CLEANUP_BINDING_CONTEXT_FN;
typedef NTSTATUS (NTAPI NPI_CLIENT_DETACH_PROVIDER_FN)(_In_ PVOID ClientBindingContext);
typedef NPI_CLIENT_DETACH_PROVIDER_FN *PNPI_CLIENT_DETACH_PROVIDER_FN;

typedef struct _NPI_CLIENT_CHARACTERISTICS {
	USHORT Version;
	USHORT Length;
	PNPI_CLIENT_ATTACH_PROVIDER_FN ClientAttachProvider;
	PNPI_CLIENT_DETACH_PROVIDER_FN ClientDetachProvider;
	PNPI_CLIENT_CLEANUP_BINDING_CONTEXT_FN ClientCleanupBindingContext;
	NPI_REGISTRATION_INSTANCE ClientRegistrationInstance;
} NPI_CLIENT_CHARACTERISTICS;

typedef NTSTATUS (NTAPI NPI_PROVIDER_ATTACH_CLIENT_FN)(
	_In_ HANDLE NmrBindingHandle, _In_ PVOID ProviderContext,
	_In_ PNPI_REGISTRATION_INSTANCE ClientRegistrationInstance, _In_ PVOID ClientBindingContext,
	_In_ const VOID *ClientDispatch, _Out_ PVOID *ProviderBindingContext,
	_Out_ const VOID **ProviderDispatch);
typedef NPI_PROVIDER_ATTACH_CLIENT_FN *PNPI_PROVIDER_ATTACH_CLIENT_FN;
typedef VOID (NTAPI NPI_PROVIDER_CLEANUP_BINDING_CONTEXT_FN)(_In_ PVOID ProviderBindingContext);
typedef NPI_PROVIDER_CLEANUP_BINDING_CONTEXT_FN *PNPI_PROVIDER_CLEANUP_BINDING_CONTEXT_FN;
typedef NTSTATUS (NTAPI NPI_PROVIDER_DETACH_CLIENT_FN)(_In_ PVOID ProviderBindingContext);
typedef NPI_PROVIDER_DETACH_CLIENT_FN *PNPI_PROVIDER_DETACH_CLIENT_FN;

typedef struct _NPI_PROVIDER_CHARACTERISTICS {
	USHORT Version;
	USHORT Length;
	PNPI_PROVIDER_ATTACH_CLIENT_FN ProviderAttachClient;
	PNPI_PROVIDER_DETACH_CLIENT_FN ProviderDetachClient;
	PNPI_PROVIDER_CLEANUP_BINDING_CONTEXT_FN ProviderCleanupBindingContext;
	NPI_REGISTRATION_INSTANCE ProviderRegistrationInstance;
} NPI_PROVIDER_CHARACTERISTICS;

typedef const struct _NPI_CLIENT_CHARACTERISTICS *PNPI_CLIENT_CHARACTERISTICS;
typedef const struct _NPI_PROVIDER_CHARACTERISTICS *PNPI_PROVIDER_CHARACTERISTICS;

WINWORK_ABSENT NTSTATUS NTAPI NmrClientAttachProvider(_In_ HANDLE NmrBindingHandle,
						      _In_ PVOID ClientBindingContext,
						      _In_ const VOID *ClientDispatch,
						      _Out_ PVOID *ProviderBindingContext,
						      _Out_ const VOID **ProviderDispatch);
WINWORK_ABSENT VOID NTAPI NmrClientDetachProviderComplete(_In_ HANDLE NmrBindingHandle);
WINWORK_ABSENT NTSTATUS NTAPI NmrDeregisterClient(_In_ HANDLE NmrClientHandle);
WINWORK_ABSENT NTSTATUS NTAPI NmrDeregisterProvider(_In_ HANDLE NmrProviderHandle);
WINWORK_ABSENT VOID NTAPI NmrProviderDetachClientComplete(_In_ HANDLE NmrBindingHandle);
WINWORK_ABSENT NTSTATUS NTAPI NmrRegisterClient(
	_In_ PNPI_CLIENT_CHARACTERISTICS ClientCharacteristics, _In_opt_ PVOID ClientContext,
	_Out_ PHANDLE NmrClientHandle);
WINWORK_ABSENT NTSTATUS NTAPI NmrRegisterProvider(
	_In_ PNPI_PROVIDER_CHARACTERISTICS ProviderCharacteristics, _In_opt_ PVOID ProviderContext,
	_Out_ PHANDLE NmrProviderHandle);
WINWORK_ABSENT NTSTATUS NTAPI NmrWaitForClientDeregisterComplete(_In_ HANDLE NmrClientHandle);
WINWORK_ABSENT NTSTATUS NTAPI NmrWaitForProviderDeregisterComplete(_In_ HANDLE NmrProviderHandle);

/**
 * NmrIsEqualNpiModuleId - whether two identifiers name one module
 * @ModuleId1, @ModuleId2: the identifiers
 *
 * IRQL: any.
 * Return: TRUE, or FALSE.
 * Page: netiodef.h, NmrIsEqualNpiModuleId
 */
WINWORK_OWN BOOLEAN NmrIsEqualNpiModuleId(_In_ PNPI_MODULEID ModuleId1,
					  _In_ PNPI_MODULEID ModuleId2)
{
	if (ModuleId1->Type != ModuleId2->Type)
		return FALSE;
	return ModuleId1->Type == MIT_IF_LUID ?
		       !__builtin_memcmp(&ModuleId1->IfLuid, &ModuleId2->IfLuid, sizeof(LUID)) :
		       !__builtin_memcmp(&ModuleId1->Guid, &ModuleId2->Guid, sizeof(GUID));
}

EXTERN_C_END

#endif /* WINWORK_NET_REGISTRAR_H */
