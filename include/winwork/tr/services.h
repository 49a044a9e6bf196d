/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Services of a trusted environment: control codes and requests.
 */
#ifndef WINWORK_TR_SERVICES_H
#define WINWORK_TR_SERVICES_H

#include "../../guiddef.h"
#include "../ex/lookaside.h"
#include "../ex/resource.h"
#include "../ex/slist.h"
#include "../ke/dispatcher.h"
#include "../ex/push_lock.h"
#include "../cm/registry.h"
#include "../etw/trace.h"
#include "../ex/executive.h"
#include "../io/devices.h"
#include "../io/control_codes.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/interrupt.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../io/requests.h"
#include "../io/resources.h"
#include "../ke/kernel.h"
#include "../mm/memory.h"
#include "../ob/objects.h"
#include "../po/power.h"
#include "../ps/process.h"
#include "../rtl/runtime.h"
#include "../se/security.h"

EXTERN_C_START

struct _TR_SERVICE_INFORMATION_V1;
struct _TR_SERVICE_REQUEST_RESPONSE_V1;
struct _TR_SERVICE_REQUEST_V1;

#define IOCTL_TR_ENUMERATE_SERVICES \
	CTL_CODE(FILE_DEVICE_TRUST_ENV, 2, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_TR_EXECUTE_FUNCTION \
	CTL_CODE(FILE_DEVICE_TRUST_ENV, 1, METHOD_BUFFERED, FILE_WRITE_ACCESS)
#define IOCTL_TR_SERVICE_QUERY CTL_CODE(FILE_DEVICE_TRUST_ENV, 0, METHOD_BUFFERED, FILE_ANY_ACCESS)

#define TRUSTED_RUNTIME_INTERFACE_VERSION_1 1
#define TRUSTED_RUNTIME_INTERFACE_VERSION TRUSTED_RUNTIME_INTERFACE_VERSION_1

#define WTR_DEVICE_NAME L"\\Device\\WindowsTrustedRT"
#define WTR_DEVICE_NAME_USER_LINK L"\\DosDevices\\WindowsTrustedRT"
#define WTR_DEVICE_USER_NAME L"\\\\.\\WindowsTrustedRT"

typedef struct _TR_SERVICE_INFORMATION_V1 {
	ULONG InterfaceVersion;
	ULONG ServiceMajorVersion;
	ULONG ServiceMinorVersion;
} TR_SERVICE_INFORMATION_V1, *PTR_SERVICE_INFORMATION_V1;

typedef TR_SERVICE_INFORMATION_V1 TR_SERVICE_INFORMATION, *PTR_SERVICE_INFORMATION;
typedef struct _TR_SERVICE_REQUEST_V1 {
	ULONG InterfaceVersion;
	ULONG ServiceMajorVersion;
	ULONG ServiceMinorVersion;
	ULONG FunctionCode;
	PVOID64 InputBuffer;
	ULONG64 InputBufferSize;
	PVOID64 OutputBuffer;
	ULONG64 OutputBufferSize;
} TR_SERVICE_REQUEST_V1, *PTR_SERVICE_REQUEST_V1;

typedef TR_SERVICE_REQUEST_V1 TR_SERVICE_REQUEST, *PTR_SERVICE_REQUEST;
typedef struct _TR_SERVICE_REQUEST_RESPONSE_V1 {
	ULONG InterfaceVersion;
	ULONG64 BytesWritten;
} TR_SERVICE_REQUEST_RESPONSE_V1, *PTR_SERVICE_REQUEST_RESPONSE_V1;

typedef TR_SERVICE_REQUEST_RESPONSE_V1 TR_SERVICE_REQUEST_RESPONSE, *PTR_SERVICE_REQUEST_RESPONSE;

EXTERN_C_END

#endif /* WINWORK_TR_SERVICES_H */
