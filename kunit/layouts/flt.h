/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <fltKernel.h>: sizes, alignments and offsets of structures on a 64-bit Windows.
 * kunit/host/layouts compiles this.
 */
#include "check.h"
#include <fltKernel.h>

LAYOUT(FLT_PARAMETERS, 0x30, 8);
AT(FLT_PARAMETERS, DirectoryControl.NotifyDirectoryEx.CompletionFilter, 0x8);
AT(FLT_PARAMETERS, DirectoryControl.NotifyDirectoryEx.DirectoryNotifyInformationClass, 0x10);
AT(FLT_PARAMETERS, DirectoryControl.NotifyDirectoryEx.Spare2, 0x18);
AT(FLT_PARAMETERS, DirectoryControl.NotifyDirectoryEx.DirectoryBuffer, 0x20);
AT(FLT_PARAMETERS, DirectoryControl.NotifyDirectoryEx.MdlAddress, 0x28);
AT(FLT_PARAMETERS, WMI.DataPath, 0x8);
AT(FLT_PARAMETERS, WMI.BufferSize, 0x10);
AT(FLT_PARAMETERS, WMI.Buffer, 0x18);
AT(FLT_PARAMETERS, Pnp.StartDevice.AllocatedResourcesTranslated, 0x8);
AT(FLT_PARAMETERS, Pnp.QueryInterface.Interface, 0x10);
AT(FLT_PARAMETERS, Pnp.ReadWriteConfig.Length, 0x18);
AT(FLT_PARAMETERS, Pnp.QueryDeviceText.LocaleId, 0x8);
AT(FLT_PARAMETERS, Pnp.UsageNotification.Type, 0x8);
AT(FLT_PARAMETERS, AcquireForSectionSynchronization.PageProtection, 0x4);
AT(FLT_PARAMETERS, AcquireForSectionSynchronization.OutputInformation, 0x8);
AT(FLT_PARAMETERS, AcquireForSectionSynchronization.Flags, 0x10);
AT(FLT_PARAMETERS, AcquireForSectionSynchronization.AllocationAttributes, 0x14);
AT(FLT_PARAMETERS, AcquireForModifiedPageWriter.ResourceToRelease, 0x8);
AT(FLT_PARAMETERS, ReleaseForModifiedPageWriter.ResourceToRelease, 0x0);
AT(FLT_PARAMETERS, QueryOpen.FileInformation, 0x8);
AT(FLT_PARAMETERS, QueryOpen.Length, 0x10);
AT(FLT_PARAMETERS, QueryOpen.FileInformationClass, 0x18);
AT(FLT_PARAMETERS, NetworkQueryOpen.NetworkInformation, 0x8);
AT(FLT_PARAMETERS, MdlRead.Length, 0x8);
AT(FLT_PARAMETERS, MdlRead.Key, 0x10);
AT(FLT_PARAMETERS, MdlRead.MdlChain, 0x18);
AT(FLT_PARAMETERS, MdlReadComplete.MdlChain, 0x0);
AT(FLT_PARAMETERS, PrepareMdlWrite.MdlChain, 0x18);
AT(FLT_PARAMETERS, MdlWriteComplete.MdlChain, 0x8);
AT(FLT_PARAMETERS, MountVolume.DeviceType, 0x0);

/* Declared again: another type is an error. */
EXTERN_C_START
VOID NTAPI FltReleaseContextsEx(SIZE_T, PFLT_RELATED_CONTEXTS_EX);
EXTERN_C_END
