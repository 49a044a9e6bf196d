/* SPDX-License-Identifier: MIT */
/*
 * Plays the I/O manager for the minifilter of this folder, with the functions of flt_port.h.
 */
#include "volume.h"

#include <winwork/flt_port.h>

static PFLT_VOLUME Volume;
static PVOID WriterThread;

static VOID Writer(PVOID Context)
{
	WINWORK_FLT_OPERATION Operation;
	ULONG i;

	UNREFERENCED_PARAMETER(Context);
	RtlZeroMemory(&Operation, sizeof(Operation));
	Operation.Flags = FLTFL_CALLBACK_DATA_IRP_OPERATION;
	Operation.RequestorMode = KernelMode;
	Operation.Iopb.MajorFunction = IRP_MJ_WRITE;
	for (i = 0; i < WRITES; i++) {
		Operation.Iopb.IrpFlags = i % 4 == 3 ? IRP_PAGING_IO | IRP_NOCACHE : 0;
		Operation.Iopb.Parameters.Write.Length = 512 * (i % 8 + 1);
		Operation.Iopb.Parameters.Write.ByteOffset.QuadPart = 4096 * (LONGLONG)i;
		if (!NT_SUCCESS(WinworkFltSendOperation(Volume, &Operation, NULL)))
			DbgPrint("audit: write %lu failed\n", i);
	}
	PsTerminateSystemThread(STATUS_SUCCESS);
}

NTSTATUS VolumeStart(VOID)
{
	DECLARE_CONST_UNICODE_STRING(Name, L"\\Device\\AuditVolume");
	HANDLE Thread;
	NTSTATUS Status;

	Status = WinworkFltCreateVolume(&Name, FILE_DEVICE_DISK_FILE_SYSTEM, FLT_FSTYPE_NTFS,
					&Volume);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Writer, NULL);
	if (!NT_SUCCESS(Status)) {
		WinworkFltDeleteVolume(Volume);
		return Status;
	}
	ObReferenceObjectByHandle(Thread, THREAD_ALL_ACCESS, *PsThreadType, KernelMode,
				  &WriterThread, NULL);
	ZwClose(Thread);
	return STATUS_SUCCESS;
}

VOID VolumeStop(VOID)
{
	KeWaitForSingleObject(WriterThread, Executive, KernelMode, FALSE, NULL);
	ObDereferenceObject(WriterThread);
	WinworkFltDeleteVolume(Volume);
}
