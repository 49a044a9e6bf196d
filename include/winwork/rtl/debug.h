/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Debug output and assertions.
 */
#ifndef WINWORK_RTL_DEBUG_H
#define WINWORK_RTL_DEBUG_H

#include "../base/sal.h"
#include "../base/types.h"

EXTERN_C_START

#define DPFLTR_ERROR_LEVEL 0
#define DPFLTR_WARNING_LEVEL 1
#define DPFLTR_TRACE_LEVEL 2
#define DPFLTR_INFO_LEVEL 3
#define DPFLTR_MASK 0x80000000
#define DPFLTR_SYSTEM_ID 0
#define DPFLTR_SMSS_ID 1
#define DPFLTR_SETUP_ID 2
#define DPFLTR_NTFS_ID 3
#define DPFLTR_FSTUB_ID 4
#define DPFLTR_CRASHDUMP_ID 5
#define DPFLTR_CDAUDIO_ID 6
#define DPFLTR_CDROM_ID 7
#define DPFLTR_CLASSPNP_ID 8
#define DPFLTR_DISK_ID 9
#define DPFLTR_REDBOOK_ID 10
#define DPFLTR_STORPROP_ID 11
#define DPFLTR_SCSIPORT_ID 12
#define DPFLTR_SCSIMINIPORT_ID 13
#define DPFLTR_CONFIG_ID 14
#define DPFLTR_I8042PRT_ID 15
#define DPFLTR_SERMOUSE_ID 16
#define DPFLTR_LSERMOUS_ID 17
#define DPFLTR_KBDHID_ID 18
#define DPFLTR_MOUHID_ID 19
#define DPFLTR_KBDCLASS_ID 20
#define DPFLTR_MOUCLASS_ID 21
#define DPFLTR_TWOTRACK_ID 22
#define DPFLTR_WMILIB_ID 23
#define DPFLTR_ACPI_ID 24
#define DPFLTR_AMLI_ID 25
#define DPFLTR_HALIA64_ID 26
#define DPFLTR_VIDEO_ID 27
#define DPFLTR_SVCHOST_ID 28
#define DPFLTR_VIDEOPRT_ID 29
#define DPFLTR_TCPIP_ID 30
#define DPFLTR_DMSYNTH_ID 31
#define DPFLTR_NTOSPNP_ID 32
#define DPFLTR_FASTFAT_ID 33
#define DPFLTR_SAMSS_ID 34
#define DPFLTR_PNPMGR_ID 35
#define DPFLTR_NETAPI_ID 36
#define DPFLTR_SCSERVER_ID 37
#define DPFLTR_SCCLIENT_ID 38
#define DPFLTR_SERIAL_ID 39
#define DPFLTR_SERENUM_ID 40
#define DPFLTR_UHCD_ID 41
#define DPFLTR_RPCPROXY_ID 42
#define DPFLTR_AUTOCHK_ID 43
#define DPFLTR_DCOMSS_ID 44
#define DPFLTR_UNIMODEM_ID 45
#define DPFLTR_SIS_ID 46
#define DPFLTR_FLTMGR_ID 47
#define DPFLTR_WMICORE_ID 48
#define DPFLTR_BURNENG_ID 49
#define DPFLTR_IMAPI_ID 50
#define DPFLTR_SXS_ID 51
#define DPFLTR_FUSION_ID 52
#define DPFLTR_IDLETASK_ID 53
#define DPFLTR_SOFTPCI_ID 54
#define DPFLTR_TAPE_ID 55
#define DPFLTR_MCHGR_ID 56
#define DPFLTR_IDEP_ID 57
#define DPFLTR_PCIIDE_ID 58
#define DPFLTR_FLOPPY_ID 59
#define DPFLTR_FDC_ID 60
#define DPFLTR_TERMSRV_ID 61
#define DPFLTR_W32TIME_ID 62
#define DPFLTR_PREFETCHER_ID 63
#define DPFLTR_RSFILTER_ID 64
#define DPFLTR_FCPORT_ID 65
#define DPFLTR_PCI_ID 66
#define DPFLTR_DMIO_ID 67
#define DPFLTR_DMCONFIG_ID 68
#define DPFLTR_DMADMIN_ID 69
#define DPFLTR_WSOCKTRANSPORT_ID 70
#define DPFLTR_VSS_ID 71
#define DPFLTR_PNPMEM_ID 72
#define DPFLTR_PROCESSOR_ID 73
#define DPFLTR_DMSERVER_ID 74
#define DPFLTR_SR_ID 75
#define DPFLTR_INFINIBAND_ID 76
#define DPFLTR_IHVDRIVER_ID 77
#define DPFLTR_IHVVIDEO_ID 78
#define DPFLTR_IHVAUDIO_ID 79
#define DPFLTR_IHVNETWORK_ID 80
#define DPFLTR_IHVSTREAMING_ID 81
#define DPFLTR_IHVBUS_ID 82
#define DPFLTR_HPS_ID 83
#define DPFLTR_RTLTHREADPOOL_ID 84
#define DPFLTR_LDR_ID 85
#define DPFLTR_TCPIP6_ID 86
#define DPFLTR_ISAPNP_ID 87
#define DPFLTR_SHPC_ID 88
#define DPFLTR_STORPORT_ID 89
#define DPFLTR_STORMINIPORT_ID 90
#define DPFLTR_PRINTSPOOLER_ID 91
#define DPFLTR_VSSDYNDISK_ID 92
#define DPFLTR_VERIFIER_ID 93
#define DPFLTR_VDS_ID 94
#define DPFLTR_VDSBAS_ID 95
#define DPFLTR_VDSDYN_ID 96
#define DPFLTR_VDSDYNDR_ID 97
#define DPFLTR_VDSLDR_ID 98
#define DPFLTR_VDSUTIL_ID 99
#define DPFLTR_DFRGIFC_ID 100
#define DPFLTR_DEFAULT_ID 101
#define DPFLTR_MM_ID 102
#define DPFLTR_DFSC_ID 103
#define DPFLTR_WOW64_ID 104
#define DPFLTR_ALPC_ID 105
#define DPFLTR_WDI_ID 106
#define DPFLTR_PERFLIB_ID 107
#define DPFLTR_KTM_ID 108
#define DPFLTR_IOSTRESS_ID 109
#define DPFLTR_HEAP_ID 110
#define DPFLTR_WHEA_ID 111
#define DPFLTR_USERGDI_ID 112
#define DPFLTR_MMCSS_ID 113
#define DPFLTR_TPM_ID 114
#define DPFLTR_THREADORDER_ID 115
#define DPFLTR_ENVIRON_ID 116
#define DPFLTR_EMS_ID 117
#define DPFLTR_WDT_ID 118
#define DPFLTR_FVEVOL_ID 119
#define DPFLTR_NDIS_ID 120
#define DPFLTR_NVCTRACE_ID 121
#define DPFLTR_LUAFV_ID 122
#define DPFLTR_APPCOMPAT_ID 123
#define DPFLTR_USBSTOR_ID 124
#define DPFLTR_SBP2PORT_ID 125
#define DPFLTR_COVERAGE_ID 126
#define DPFLTR_CACHEMGR_ID 127
#define DPFLTR_MOUNTMGR_ID 128
#define DPFLTR_CFR_ID 129
#define DPFLTR_TXF_ID 130
#define DPFLTR_KSECDD_ID 131
#define DPFLTR_FLTREGRESS_ID 132
#define DPFLTR_MPIO_ID 133
#define DPFLTR_MSDSM_ID 134
#define DPFLTR_UDFS_ID 135
#define DPFLTR_PSHED_ID 136
#define DPFLTR_STORVSP_ID 137
#define DPFLTR_LSASS_ID 138
#define DPFLTR_SSPICLI_ID 139
#define DPFLTR_CNG_ID 140
#define DPFLTR_EXFAT_ID 141
#define DPFLTR_FILETRACE_ID 142
#define DPFLTR_XSAVE_ID 143
#define DPFLTR_SE_ID 144
#define DPFLTR_DRIVEEXTENDER_ID 145
#define DPFLTR_POWER_ID 146
#define DPFLTR_CRASHDUMPXHCI_ID 147
#define DPFLTR_GPIO_ID 148
#define DPFLTR_REFS_ID 149
#define DPFLTR_WER_ID 150
#define DPFLTR_CAPIMG_ID 151
#define DPFLTR_VPCI_ID 152
#define DPFLTR_STORAGECLASSMEMORY_ID 153
#define DPFLTR_FSLIB_ID 154

/**
 * DbgPrint - write a message to the kernel's log
 * @Format: a format of printf, as the kernel of Windows defines it
 * @...: the values of the format
 *
 *	format			takes
 *	%d %u %x %ld %lu %lx	32 bits
 *	%I64d %lld		64 bits
 *	%Id			as many bits as a pointer has
 *	%p			a pointer, printed with sixteen digits
 *	%s			a char string
 *	%S %ws			a WCHAR string
 *	%Z %wZ			a STRING, a UNICODE_STRING
 *
 * There is no format for floating point.
 *
 * Here: Unicode formats may be used at any IRQL. On Windows: they require PASSIVE_LEVEL. Text
 * beyond 512 bytes is cut off.
 *
 * IRQL: any.
 * Return: STATUS_SUCCESS.
 * Page: wdm.h, DbgPrint
 */
ULONG __cdecl DbgPrint(_In_ _Printf_format_string_ PCSTR Format, ...);

/**
 * DbgPrintEx, vDbgPrintEx, vDbgPrintExWithPrefix - write a message with a component and a level
 * @ComponentId: DPFLTR_*_ID; has no effect here
 * @Level: DPFLTR_*_LEVEL; has no effect here
 * @Format: as for DbgPrint
 * @...: the values of the format
 * @Arguments: the values of the format
 * @Prefix: text that is printed before the message
 *
 * Here: all messages are printed. Components and levels filter nothing.
 *
 * IRQL: any.
 * Return: STATUS_SUCCESS.
 * Page: wdm.h, DbgPrintEx, vDbgPrintEx, vDbgPrintExWithPrefix
 */
ULONG __cdecl DbgPrintEx(_In_ ULONG ComponentId, _In_ ULONG Level,
			 _In_ _Printf_format_string_ PCSTR Format, ...);
ULONG NTAPI vDbgPrintEx(_In_ ULONG ComponentId, _In_ ULONG Level, _In_ PCSTR Format,
			_In_ __builtin_va_list Arguments);
ULONG NTAPI vDbgPrintExWithPrefix(_In_ PCSTR Prefix, _In_ ULONG ComponentId, _In_ ULONG Level,
				  _In_ PCSTR Format, _In_ __builtin_va_list Arguments);

/**
 * WinworkFormatV, WinworkFormatWideV, WinworkFillV, WinworkFillWideV - format a text, for the
 *	functions of ntstrsafe.h and stdio.h
 * @Destination: receives the text
 * @Room: the size of @Destination in characters
 * @Format: as for DbgPrint. In a wide format %s and %c take the wide types, and %S and %C the
 *	narrow ones.
 * @Arguments: the values of the format
 *
 * WinworkFormatV and WinworkFormatWideV store at most @Room - 1 characters and a null. They store
 * nothing when @Room is 0. WinworkFillV and WinworkFillWideV store at most @Room characters, and a
 * null only if there is room for it.
 *
 * IRQL: any.
 * Return: the length of the whole text in characters, also if a part of it did not fit; at most
 *	0x7fffffff.
 */
ULONG NTAPI WinworkFormatV(_Out_ PSTR Destination, _In_ SIZE_T Room, _In_ PCSTR Format,
			   _In_ __builtin_va_list Arguments);
ULONG NTAPI WinworkFormatWideV(_Out_ PWSTR Destination, _In_ SIZE_T Room, _In_ PCWSTR Format,
			       _In_ __builtin_va_list Arguments);
ULONG NTAPI WinworkFillV(_Out_ PSTR Destination, _In_ SIZE_T Room, _In_ PCSTR Format,
			 _In_ __builtin_va_list Arguments);
ULONG NTAPI WinworkFillWideV(_Out_ PWSTR Destination, _In_ SIZE_T Room, _In_ PCWSTR Format,
			     _In_ __builtin_va_list Arguments);

/**
 * WinworkReadV, WinworkReadWideV - read values from a text, for the functions of stdio.h
 * @Text: the text
 * @Length: the most characters to read
 * @Format: as stdio.h describes it
 * @Arguments: where the values are stored
 *
 * IRQL: any.
 * Return: the number of values that were stored; -1 if the text ends before the first one, or if
 *	@Text or @Format is NULL.
 */
int NTAPI WinworkReadV(_In_ PCSTR Text, _In_ SIZE_T Length, _In_ PCSTR Format,
		       _In_ __builtin_va_list Arguments);
int NTAPI WinworkReadWideV(_In_ PCWSTR Text, _In_ SIZE_T Length, _In_ PCWSTR Format,
			   _In_ __builtin_va_list Arguments);

/**
 * RtlAssert - report a false condition of ASSERT or NT_ASSERT
 * @VoidFailedAssertion: the text of the condition
 * @VoidFileName: the name of the source file
 * @LineNumber: the line of the assertion
 * @MutableMessage: text that is printed before the condition, or NULL
 *
 * Prints the condition, the file and the line, and reports a breakpoint (0x1E, with
 * STATUS_BREAKPOINT). The driver continues.
 *
 * IRQL: any.
 * Page: wdm.h declares it, without a page of its own
 */
VOID NTAPI RtlAssert(_In_ PVOID VoidFailedAssertion, _In_ PVOID VoidFileName, _In_ ULONG LineNumber,
		     _In_opt_ PSTR MutableMessage);

/**
 * DbgBreakPoint, DbgBreakPointWithStatus - report a breakpoint
 * @Status: has no effect here
 *
 * Here: there is no debugger. The breakpoint is reported (0x1E, with STATUS_BREAKPOINT), and the
 * driver continues.
 *
 * IRQL: any.
 * Page: wdm.h, DbgBreakPoint
 */
VOID NTAPI DbgBreakPoint(VOID);
VOID NTAPI DbgBreakPointWithStatus(_In_ ULONG Status);

/* There is no kernel debugger of Windows here. */
#define KD_DEBUGGER_ENABLED FALSE
#define KD_DEBUGGER_NOT_PRESENT TRUE
static const BOOLEAN WinworkNoDebugger __attribute((__unused__)) = TRUE;
static const BOOLEAN *const KdDebuggerNotPresent __attribute((__unused__)) = &WinworkNoDebugger;
#define __debugbreak() DbgBreakPoint()
#define __int2c() DbgBreakPoint()

/* Reports a condition that does not hold. Returns whether it holds. */
WINWORK_OWN BOOLEAN WinworkHolds(BOOLEAN Holds, PCSTR Condition, PCSTR File, ULONG Line,
				 PCSTR Message)
{
	if (!Holds)
		RtlAssert((PVOID)Condition, (PVOID)File, Line, (PSTR)Message);
	return Holds;
}

WINWORK_OWN BOOLEAN WinworkTruth(BOOLEAN Truth)
{
	return Truth;
}

/*
 *	macro				checked build (DBG=1)	free build
 *	KdPrint, KdPrintEx		print			do nothing
 *	KdBreakPoint			reports a breakpoint	does nothing
 *	ASSERT, ASSERTMSG,		check the condition	do nothing
 *	NT_ASSERT, NT_ASSERTMSG
 *	NT_VERIFY			checks the condition	evaluates the condition
 *	NT_FRE_ASSERT			checks the condition	checks the condition
 *
 * Arguments of macros that do nothing are not compiled, so they may contain names that only a
 * checked build has. A macro that evaluates its condition returns whether the condition holds.
 */
#define WINWORK_CHECK(condition, message) \
	WinworkHolds(!!(condition), #condition, __FILE__, __LINE__, message)
#if defined(DBG) && DBG
#define KdPrint(arguments) DbgPrint arguments
#define KdPrintEx(arguments) DbgPrintEx arguments
#define KdBreakPoint() DbgBreakPoint()
#define WINWORK_ASSERT WINWORK_CHECK
#define NT_VERIFY(condition) WINWORK_CHECK(condition, NULL)
#else
#define KdPrint(arguments) ((void)0)
#define KdPrintEx(arguments) ((void)0)
#define KdBreakPoint() ((void)0)
#define WINWORK_ASSERT(condition, message) ((void)0)
#define NT_VERIFY(condition) WinworkTruth(!!(condition))
#endif
#ifndef ASSERT
#define ASSERT(condition) WINWORK_ASSERT(condition, NULL)
#endif
#ifndef ASSERTMSG
#define ASSERTMSG(message, condition) WINWORK_ASSERT(condition, message)
#endif
#define NT_ASSERT(condition) WINWORK_ASSERT(condition, NULL)
#define NT_ASSERTMSG(message, condition) WINWORK_ASSERT(condition, message)
#define NT_ASSERT_ASSUME NT_ASSERT
/* For code analysis alone, which takes the condition for true. */
#define NT_ANALYSIS_ASSUME(condition) ((void)0)
#define NT_FRE_ASSERT(condition) WINWORK_CHECK(condition, NULL)

/**
 * KeBugCheckEx, KeBugCheck - stop the machine
 * @BugCheckCode: the code
 * @BugCheckParameter1: parameter 1 of the bug check
 * @BugCheckParameter2: parameter 2
 * @BugCheckParameter3: parameter 3
 * @BugCheckParameter4: parameter 4
 *
 * Here: the kernel panics. The message has the code, the parameters and the caller.
 *
 * IRQL: any.
 * Return: never.
 * Page: wdm.h, KeBugCheckEx; ntddk.h, KeBugCheck
 */
#ifdef WINWORK_GLUE
/*
 * objtool does not know that these functions never return. It would report that the caller's code
 * runs into the next function. The trap ends the caller's code. The functions here have symbols of
 * their own, or clang makes each call itself.
 */
VOID NTAPI WinworkBugCheckEx(_In_ ULONG BugCheckCode, _In_ ULONG_PTR BugCheckParameter1,
			     _In_ ULONG_PTR BugCheckParameter2, _In_ ULONG_PTR BugCheckParameter3,
			     _In_ ULONG_PTR BugCheckParameter4) __asm__("KeBugCheckEx");
VOID NTAPI WinworkBugCheck(_In_ ULONG BugCheckCode) __asm__("KeBugCheck");
DECLSPEC_NORETURN WINWORK_OWN VOID NTAPI
KeBugCheckEx(_In_ ULONG BugCheckCode, _In_ ULONG_PTR BugCheckParameter1,
	     _In_ ULONG_PTR BugCheckParameter2, _In_ ULONG_PTR BugCheckParameter3,
	     _In_ ULONG_PTR BugCheckParameter4) __asm__("WinworkBugCheckEx");
DECLSPEC_NORETURN WINWORK_OWN VOID NTAPI
KeBugCheck(_In_ ULONG BugCheckCode) __asm__("WinworkBugCheck");

DECLSPEC_NORETURN WINWORK_OWN VOID NTAPI KeBugCheckEx(_In_ ULONG BugCheckCode,
						      _In_ ULONG_PTR BugCheckParameter1,
						      _In_ ULONG_PTR BugCheckParameter2,
						      _In_ ULONG_PTR BugCheckParameter3,
						      _In_ ULONG_PTR BugCheckParameter4)
{
	WinworkBugCheckEx(BugCheckCode, BugCheckParameter1, BugCheckParameter2, BugCheckParameter3,
			  BugCheckParameter4);
	__builtin_trap();
}

DECLSPEC_NORETURN WINWORK_OWN VOID NTAPI KeBugCheck(_In_ ULONG BugCheckCode)
{
	WinworkBugCheck(BugCheckCode);
	__builtin_trap();
}
#else
DECLSPEC_NORETURN VOID NTAPI KeBugCheckEx(_In_ ULONG BugCheckCode,
					  _In_ ULONG_PTR BugCheckParameter1,
					  _In_ ULONG_PTR BugCheckParameter2,
					  _In_ ULONG_PTR BugCheckParameter3,
					  _In_ ULONG_PTR BugCheckParameter4);
DECLSPEC_NORETURN VOID NTAPI KeBugCheck(_In_ ULONG BugCheckCode);
#endif

/**
 * RtlFailFast, __fastfail - stop the machine with the bug check KERNEL_SECURITY_CHECK_FAILURE
 * @Code: the reason, FAST_FAIL_*; parameter 1 of the bug check
 *
 * IRQL: any.
 * Return: never.
 * Page: wdm.h, RtlFailFast
 */
#define RtlFailFast(Code) KeBugCheckEx(0x139, (Code), 0, 0, 0)
#define __fastfail(Code) RtlFailFast(Code)
#define FAST_FAIL_CORRUPT_LIST_ENTRY 3
#define FAST_FAIL_INVALID_ARG 5
#define FAST_FAIL_FATAL_APP_EXIT 7
#define FAST_FAIL_RANGE_CHECK_FAILURE 8
#define FAST_FAIL_INVALID_REFERENCE_COUNT 14

EXTERN_C_END

#endif /* WINWORK_RTL_DEBUG_H */
