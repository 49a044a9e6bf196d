/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The types of the values of device properties.
 */
#ifndef WINWORK_IO_PROPERTY_TYPES_H
#define WINWORK_IO_PROPERTY_TYPES_H

#include "pnp.h"
#include "../../guiddef.h"
#include "../ex/lookaside.h"
#include "../ex/resource.h"
#include "../ex/slist.h"
#include "../ke/dispatcher.h"
#include "../ex/push_lock.h"
#include "../cm/registry.h"
#include "../etw/trace.h"
#include "../ex/executive.h"
#include "devices.h"
#include "dma.h"
#include "file_information.h"
#include "interrupt.h"
#include "pci.h"
#include "requests.h"
#include "resources.h"
#include "../ke/kernel.h"
#include "../mm/memory.h"
#include "../ob/objects.h"
#include "../po/power.h"
#include "../ps/process.h"
#include "../rtl/runtime.h"
#include "../se/security.h"

EXTERN_C_START

#define DEVPROPID_FIRST_USABLE 2

#define DEVPROP_FALSE ((DEVPROP_BOOLEAN) 0)
#define DEVPROP_TRUE ((DEVPROP_BOOLEAN) - 1)
#define DEVPROP_MASK_TYPE 0x00000fff
#define DEVPROP_MASK_TYPEMOD 0x0000f000
#define DEVPROP_TYPEMOD_ARRAY 0x00001000
#define DEVPROP_TYPEMOD_LIST 0x00002000

#define DEVPROP_TYPE_EMPTY 0x00000000
#define DEVPROP_TYPE_NULL 0x00000001
#define DEVPROP_TYPE_SBYTE 0x00000002
#define DEVPROP_TYPE_BYTE 0x00000003
#define DEVPROP_TYPE_INT16 0x00000004
#define DEVPROP_TYPE_UINT16 0x00000005
#define DEVPROP_TYPE_INT32 0x00000006
#define DEVPROP_TYPE_UINT32 0x00000007
#define DEVPROP_TYPE_INT64 0x00000008
#define DEVPROP_TYPE_UINT64 0x00000009
#define DEVPROP_TYPE_FLOAT 0x0000000a
#define DEVPROP_TYPE_DOUBLE 0x0000000b
#define DEVPROP_TYPE_DECIMAL 0x0000000c
#define DEVPROP_TYPE_GUID 0x0000000d
#define DEVPROP_TYPE_CURRENCY 0x0000000e
#define DEVPROP_TYPE_DATE 0x0000000f
#define DEVPROP_TYPE_FILETIME 0x00000010
#define DEVPROP_TYPE_BOOLEAN 0x00000011
#define DEVPROP_TYPE_STRING 0x00000012
#define DEVPROP_TYPE_SECURITY_DESCRIPTOR 0x00000013
#define DEVPROP_TYPE_SECURITY_DESCRIPTOR_STRING 0x00000014
#define DEVPROP_TYPE_DEVPROPKEY 0x00000015
#define DEVPROP_TYPE_DEVPROPTYPE 0x00000016
#define DEVPROP_TYPE_ERROR 0x00000017
#define DEVPROP_TYPE_NTSTATUS 0x00000018
#define DEVPROP_TYPE_STRING_INDIRECT 0x00000019
#define DEVPROP_TYPE_BINARY (DEVPROP_TYPE_BYTE | DEVPROP_TYPEMOD_ARRAY)
#define DEVPROP_TYPE_STRING_LIST (DEVPROP_TYPE_STRING | DEVPROP_TYPEMOD_LIST)

#define MAX_DEVPROP_TYPE 0x00000019
#define MAX_DEVPROP_TYPEMOD 0x00002000

typedef CHAR DEVPROP_BOOLEAN, *PDEVPROP_BOOLEAN;

EXTERN_C_END

#endif /* WINWORK_IO_PROPERTY_TYPES_H */
