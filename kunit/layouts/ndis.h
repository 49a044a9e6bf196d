/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ndis.h>: sizes, alignments and offsets of structures, on a 64-bit Windows. kunit/host/layouts
 * compiles this.
 */
#include "check.h"
#include <ndis.h>

LAYOUT(NET_BUFFER, 0xb0, 16);
AT(NET_BUFFER, Next, 0x0);
AT(NET_BUFFER, CurrentMdl, 0x8);
AT(NET_BUFFER, CurrentMdlOffset, 0x10);
AT(NET_BUFFER, DataLength, 0x18);
AT(NET_BUFFER, stDataLength, 0x18);
AT(NET_BUFFER, MdlChain, 0x20);
AT(NET_BUFFER, DataOffset, 0x28);
AT(NET_BUFFER, ChecksumBias, 0x30);
AT(NET_BUFFER, NdisPoolHandle, 0x38);
AT(NET_BUFFER, NdisReserved, 0x40);
AT(NET_BUFFER, ProtocolReserved, 0x50);
AT(NET_BUFFER, MiniportReserved, 0x80);
AT(NET_BUFFER, DataPhysicalAddress, 0xa0);
AT(NET_BUFFER, ScatterGatherList, 0xa8);
AT(NET_BUFFER_LIST, Next, 0x0);
AT(NET_BUFFER_LIST, FirstNetBuffer, 0x8);
AT(NET_BUFFER_LIST, Context, 0x10);
AT(NET_BUFFER_LIST, ParentNetBufferList, 0x18);
AT(NET_BUFFER_LIST, NdisPoolHandle, 0x20);
AT(NET_BUFFER_LIST, NdisReserved, 0x30);
AT(NET_BUFFER_LIST, ProtocolReserved, 0x40);
AT(NET_BUFFER_LIST, MiniportReserved, 0x60);
AT(NET_BUFFER_LIST, Scratch, 0x70);
AT(NET_BUFFER_LIST, SourceHandle, 0x78);
AT(NET_BUFFER_LIST, NblFlags, 0x80);
AT(NET_BUFFER_LIST, ChildRefCount, 0x84);
AT(NET_BUFFER_LIST, Flags, 0x88);
AT(NET_BUFFER_LIST, Status, 0x8c);
AT(NET_BUFFER_LIST, NetBufferListInfo, 0x90);
AT(NET_BUFFER_LIST_CONTEXT, Size, 0x8);
AT(NET_BUFFER_LIST_CONTEXT, Offset, 0xa);
AT(NET_BUFFER_LIST_CONTEXT, ContextData, 0x10);
