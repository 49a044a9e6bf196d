/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Dumps of a running kernel.
 */
#ifndef WINWORK_IO_LIVE_DUMP_H
#define WINWORK_IO_LIVE_DUMP_H

#include <winwork/io/dma.h>
#include <winwork/io/pci.h>
#include <winwork/po/power.h>

EXTERN_C_START

WINWORK_ABSENT VOID NTAPI LkmdTelCloseHandle(_In_ HANDLE TelemetryHandle);
WINWORK_ABSENT HANDLE NTAPI LkmdTelCreateReport(_In_ PWCHAR ReportType, _In_ ULONG BugCheckCode,
						_In_ ULONG_PTR BugCheckParam1,
						_In_ ULONG_PTR BugCheckParam2,
						_In_ ULONG_PTR BugCheckParam3,
						_In_ ULONG_PTR BugCheckParam4);
WINWORK_ABSENT NTSTATUS NTAPI LkmdTelInsertTriageDataBlock(_In_ HANDLE TelemetryHandle,
							   _In_reads_bytes_(TriageDataSize)
								   PVOID TriageData,
							   _In_ ULONG TriageDataSize);
WINWORK_ABSENT NTSTATUS NTAPI LkmdTelSetSecondaryData(
	_In_ HANDLE TelemetryHandle, _In_ LPCGUID SecondaryDataGuid, _In_ ULONG SecondaryDataSize,
	_In_reads_bytes_(SecondaryDataSize) PVOID SecondaryDataBuffer);
WINWORK_ABSENT NTSTATUS NTAPI LkmdTelSubmitReport(_In_ HANDLE TelemetryHandle);

EXTERN_C_END

#endif /* WINWORK_IO_LIVE_DUMP_H */
