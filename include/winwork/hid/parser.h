/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reports of HID devices: capabilities, usages, and the parser.
 */
#ifndef WINWORK_HID_PARSER_H
#define WINWORK_HID_PARSER_H

#include "usages.h"
#include <guiddef.h>
#include <winwork/io/dma.h>
#include <winwork/io/file_information.h>
#include <winwork/io/pci.h>
#include <winwork/io/pnp.h>
#include <winwork/po/power.h>

EXTERN_C_START

struct _HIDP_BUTTON_CAPS;
struct _HIDP_CAPS;
struct _HIDP_DATA;
struct _HIDP_EXTENDED_ATTRIBUTES;
struct _HIDP_KEYBOARD_MODIFIER_STATE;
struct _HIDP_LINK_COLLECTION_NODE;
struct _HIDP_PREPARSED_DATA;
struct _HIDP_UNKNOWN_TOKEN;
struct _HIDP_VALUE_CAPS;
struct _USAGE_AND_PAGE;

#define FACILITY_HID_ERROR_CODE 0x11
#define HIDP_ERROR_CODES(SEV, CODE) ((NTSTATUS)(((SEV) << 28) | (FACILITY_HID_ERROR_CODE << 16) | (CODE)))

#define HIDP_LINK_COLLECTION_ROOT ((USHORT) - 1)
#define HIDP_LINK_COLLECTION_UNSPECIFIED ((USHORT) 0)

#define HIDP_STATUS_BAD_LOG_PHY_VALUES (HIDP_ERROR_CODES(0xc, 6))
#define HIDP_STATUS_BUFFER_TOO_SMALL (HIDP_ERROR_CODES(0xc, 7))
#define HIDP_STATUS_BUTTON_NOT_PRESSED (HIDP_ERROR_CODES(0xc, 0xf))
#define HIDP_STATUS_DATA_INDEX_NOT_FOUND (HIDP_ERROR_CODES(0xc, 0xd))
#define HIDP_STATUS_DATA_INDEX_OUT_OF_RANGE (HIDP_ERROR_CODES(0xc, 0xe))
#define HIDP_STATUS_I8042_TRANS_UNKNOWN (HIDP_ERROR_CODES(0xc, 9))
#define HIDP_STATUS_I8242_TRANS_UNKNOWN HIDP_STATUS_I8042_TRANS_UNKNOWN
#define HIDP_STATUS_INCOMPATIBLE_REPORT_ID (HIDP_ERROR_CODES(0xc, 0xa))
#define HIDP_STATUS_INTERNAL_ERROR (HIDP_ERROR_CODES(0xc, 8))
#define HIDP_STATUS_INVALID_PREPARSED_DATA (HIDP_ERROR_CODES(0xc, 1))
#define HIDP_STATUS_INVALID_REPORT_LENGTH (HIDP_ERROR_CODES(0xc, 3))
#define HIDP_STATUS_INVALID_REPORT_TYPE (HIDP_ERROR_CODES(0xc, 2))
#define HIDP_STATUS_IS_VALUE_ARRAY (HIDP_ERROR_CODES(0xc, 0xc))
#define HIDP_STATUS_NOT_IMPLEMENTED (HIDP_ERROR_CODES(0xc, 0x20))
#define HIDP_STATUS_NOT_VALUE_ARRAY (HIDP_ERROR_CODES(0xc, 0xb))
#define HIDP_STATUS_NULL (HIDP_ERROR_CODES(0x8, 1))
#define HIDP_STATUS_REPORT_DOES_NOT_EXIST (HIDP_ERROR_CODES(0xc, 0x10))
#define HIDP_STATUS_SUCCESS (HIDP_ERROR_CODES(0x0, 0))
#define HIDP_STATUS_USAGE_NOT_FOUND (HIDP_ERROR_CODES(0xc, 4))
#define HIDP_STATUS_VALUE_OUT_OF_RANGE (HIDP_ERROR_CODES(0xc, 5))

#pragma pack(push, 4)
typedef PUCHAR PHIDP_REPORT_DESCRIPTOR;
#pragma pack(pop)
#pragma pack(push, 4)
typedef struct _HIDP_PREPARSED_DATA *PHIDP_PREPARSED_DATA;
#pragma pack(pop)
#pragma pack(push, 4)
typedef enum _HIDP_REPORT_TYPE {
	HidP_Input,
	HidP_Output,
	HidP_Feature,
} HIDP_REPORT_TYPE;
#pragma pack(pop)

#pragma pack(push, 4)
typedef struct _USAGE_AND_PAGE {
	USAGE Usage;
	USAGE UsagePage;
} USAGE_AND_PAGE, *PUSAGE_AND_PAGE;
#pragma pack(pop)

#pragma pack(push, 4)
typedef struct _HIDP_BUTTON_CAPS {
	USAGE UsagePage;
	UCHAR ReportID;
	BOOLEAN IsAlias;
	USHORT BitField;
	USHORT LinkCollection;
	USAGE LinkUsage;
	USAGE LinkUsagePage;
	BOOLEAN IsRange;
	BOOLEAN IsStringRange;
	BOOLEAN IsDesignatorRange;
	BOOLEAN IsAbsolute;
	ULONG Reserved[10];
	union {
		struct {
			USAGE UsageMin, UsageMax;
			USHORT StringMin, StringMax;
			USHORT DesignatorMin, DesignatorMax;
			USHORT DataIndexMin, DataIndexMax;
		} Range;
		struct {
			USAGE Usage, Reserved1;
			USHORT StringIndex, Reserved2;
			USHORT DesignatorIndex, Reserved3;
			USHORT DataIndex, Reserved4;
		} NotRange;
	};
} HIDP_BUTTON_CAPS, *PHIDP_BUTTON_CAPS;
#pragma pack(pop)

#pragma pack(push, 4)
typedef struct _HIDP_VALUE_CAPS {
	USAGE UsagePage;
	UCHAR ReportID;
	BOOLEAN IsAlias;
	USHORT BitField;
	USHORT LinkCollection;
	USAGE LinkUsage;
	USAGE LinkUsagePage;
	BOOLEAN IsRange;
	BOOLEAN IsStringRange;
	BOOLEAN IsDesignatorRange;
	BOOLEAN IsAbsolute;
	BOOLEAN HasNull;
	UCHAR Reserved;
	USHORT BitSize;
	USHORT ReportCount;
	USHORT Reserved2[5];
	ULONG UnitsExp;
	ULONG Units;
	LONG LogicalMin, LogicalMax;
	LONG PhysicalMin, PhysicalMax;
	union {
		struct {
			USAGE UsageMin, UsageMax;
			USHORT StringMin, StringMax;
			USHORT DesignatorMin, DesignatorMax;
			USHORT DataIndexMin, DataIndexMax;
		} Range;
		struct {
			USAGE Usage, Reserved1;
			USHORT StringIndex, Reserved2;
			USHORT DesignatorIndex, Reserved3;
			USHORT DataIndex, Reserved4;
		} NotRange;
	};
} HIDP_VALUE_CAPS, *PHIDP_VALUE_CAPS;
#pragma pack(pop)

#pragma pack(push, 4)
typedef struct _HIDP_LINK_COLLECTION_NODE {
	USAGE LinkUsage;
	USAGE LinkUsagePage;
	USHORT Parent;
	USHORT NumberOfChildren;
	USHORT NextSibling;
	USHORT FirstChild;
	ULONG : 0;
	ULONG CollectionType : 8;
	ULONG IsAlias : 1;
	ULONG Reserved : 23;
	PVOID UserContext;
} HIDP_LINK_COLLECTION_NODE, *PHIDP_LINK_COLLECTION_NODE;
#pragma pack(pop)

#pragma pack(push, 4)
typedef struct _HIDP_CAPS {
	USAGE Usage;
	USAGE UsagePage;
	USHORT InputReportByteLength;
	USHORT OutputReportByteLength;
	USHORT FeatureReportByteLength;
	USHORT Reserved[17];
	USHORT NumberLinkCollectionNodes;
	USHORT NumberInputButtonCaps;
	USHORT NumberInputValueCaps;
	USHORT NumberInputDataIndices;
	USHORT NumberOutputButtonCaps;
	USHORT NumberOutputValueCaps;
	USHORT NumberOutputDataIndices;
	USHORT NumberFeatureButtonCaps;
	USHORT NumberFeatureValueCaps;
	USHORT NumberFeatureDataIndices;
} HIDP_CAPS, *PHIDP_CAPS;
#pragma pack(pop)

#pragma pack(push, 4)
typedef struct _HIDP_DATA {
	USHORT DataIndex;
	USHORT Reserved;
	union {
		ULONG RawValue;
		BOOLEAN On;
	};
} HIDP_DATA, *PHIDP_DATA;
#pragma pack(pop)

#pragma pack(push, 4)
typedef struct _HIDP_UNKNOWN_TOKEN {
	UCHAR Token;
	UCHAR Reserved[3];
	ULONG BitField;
} HIDP_UNKNOWN_TOKEN, *PHIDP_UNKNOWN_TOKEN;
#pragma pack(pop)

#pragma pack(push, 4)
typedef struct _HIDP_EXTENDED_ATTRIBUTES {
	UCHAR NumGlobalUnknowns;
	UCHAR Reserved[3];
	PHIDP_UNKNOWN_TOKEN GlobalUnknowns;
	ULONG Data[1];
} HIDP_EXTENDED_ATTRIBUTES, *PHIDP_EXTENDED_ATTRIBUTES;
#pragma pack(pop)

#pragma pack(push, 4)
typedef enum _HIDP_KEYBOARD_DIRECTION {
	HidP_Keyboard_Break,
	HidP_Keyboard_Make,
} HIDP_KEYBOARD_DIRECTION;
#pragma pack(pop)

#pragma pack(push, 4)
typedef struct _HIDP_KEYBOARD_MODIFIER_STATE {
	union {
		struct {
			ULONG LeftControl : 1;
			ULONG LeftShift : 1;
			ULONG LeftAlt : 1;
			ULONG LeftGUI : 1;
			ULONG RightControl : 1;
			ULONG RightShift : 1;
			ULONG RightAlt : 1;
			ULONG RigthGUI : 1;
			ULONG CapsLock : 1;
			ULONG ScollLock : 1;
			ULONG NumLock : 1;
			ULONG Reserved : 21;
		};
		ULONG ul;
	};
} HIDP_KEYBOARD_MODIFIER_STATE, *PHIDP_KEYBOARD_MODIFIER_STATE;
#pragma pack(pop)

#pragma pack(push, 4)
typedef BOOLEAN (NTAPI *PHIDP_INSERT_SCANCODES)(PVOID Context, PCHAR NewScanCodes, ULONG Length);
#pragma pack(pop)

WINWORK_ABSENT NTSTATUS NTAPI HidP_GetButtonCaps(_In_ HIDP_REPORT_TYPE ReportType,
						 _Out_ PHIDP_BUTTON_CAPS ButtonCaps,
						 _Inout_ PUSHORT ButtonCapsLength,
						 _In_ PHIDP_PREPARSED_DATA PreparsedData);
WINWORK_ABSENT NTSTATUS NTAPI HidP_GetCaps(_In_ PHIDP_PREPARSED_DATA PreparsedData,
					   _Out_ PHIDP_CAPS Capabilities);
WINWORK_ABSENT NTSTATUS NTAPI HidP_GetData(_In_ HIDP_REPORT_TYPE ReportType,
					   _Out_ PHIDP_DATA DataList, _Inout_ PULONG DataLength,
					   _In_ PHIDP_PREPARSED_DATA PreparsedData,
					   _In_ PCHAR Report, _In_ ULONG ReportLength);
WINWORK_ABSENT NTSTATUS NTAPI HidP_GetExtendedAttributes(_In_ HIDP_REPORT_TYPE ReportType,
							 _In_ USHORT DataIndex,
							 _In_ PHIDP_PREPARSED_DATA PreparsedData,
							 _Out_ PHIDP_EXTENDED_ATTRIBUTES Attributes,
							 _Inout_ PULONG LengthAttributes);
WINWORK_ABSENT NTSTATUS NTAPI HidP_GetLinkCollectionNodes(_Out_ PHIDP_LINK_COLLECTION_NODE LinkCollectionNodes,
							  _Inout_ PULONG LinkCollectionNodesLength,
							  _In_ PHIDP_PREPARSED_DATA PreparsedData);
WINWORK_ABSENT NTSTATUS NTAPI HidP_GetScaledUsageValue(_In_ HIDP_REPORT_TYPE ReportType,
						       _In_ USAGE UsagePage,
						       _In_ USHORT LinkCollection,
						       _In_ USAGE Usage, _Out_ PLONG UsageValue,
						       _In_ PHIDP_PREPARSED_DATA PreparsedData,
						       _In_ PCHAR Report,
						       _In_ ULONG ReportLength);
WINWORK_ABSENT NTSTATUS NTAPI HidP_GetSpecificButtonCaps(_In_ HIDP_REPORT_TYPE ReportType,
							 _In_ USAGE UsagePage,
							 _In_ USHORT LinkCollection,
							 _In_ USAGE Usage,
							 _Out_ PHIDP_BUTTON_CAPS ButtonCaps,
							 _Inout_ PUSHORT ButtonCapsLength,
							 _In_ PHIDP_PREPARSED_DATA PreparsedData);
WINWORK_ABSENT NTSTATUS NTAPI HidP_GetSpecificValueCaps(_In_ HIDP_REPORT_TYPE ReportType,
							_In_ USAGE UsagePage,
							_In_ USHORT LinkCollection,
							_In_ USAGE Usage,
							_Out_ PHIDP_VALUE_CAPS ValueCaps,
							_Inout_ PUSHORT ValueCapsLength,
							_In_ PHIDP_PREPARSED_DATA PreparsedData);
WINWORK_ABSENT NTSTATUS NTAPI HidP_GetUsageValue(_In_ HIDP_REPORT_TYPE ReportType,
						 _In_ USAGE UsagePage, _In_ USHORT LinkCollection,
						 _In_ USAGE Usage, _Out_ PULONG UsageValue,
						 _In_ PHIDP_PREPARSED_DATA PreparsedData,
						 _In_ PCHAR Report, _In_ ULONG ReportLength);
WINWORK_ABSENT NTSTATUS NTAPI HidP_GetUsageValueArray(_In_ HIDP_REPORT_TYPE ReportType,
						      _In_ USAGE UsagePage,
						      _In_ USHORT LinkCollection,
						      _In_ USAGE Usage, _Inout_ PCHAR UsageValue,
						      _In_ USHORT UsageValueByteLength,
						      _In_ PHIDP_PREPARSED_DATA PreparsedData,
						      _In_ PCHAR Report, _In_ ULONG ReportLength);
WINWORK_ABSENT NTSTATUS NTAPI HidP_GetUsages(_In_ HIDP_REPORT_TYPE ReportType,
					     _In_ USAGE UsagePage, _In_ USHORT LinkCollection,
					     _Out_ PUSAGE UsageList, _Inout_ PULONG UsageLength,
					     _In_ PHIDP_PREPARSED_DATA PreparsedData,
					     _Out_ PCHAR Report, _In_ ULONG ReportLength);
WINWORK_ABSENT NTSTATUS NTAPI HidP_GetUsagesEx(_In_ HIDP_REPORT_TYPE ReportType,
					       _In_ USHORT LinkCollection,
					       _Inout_ PUSAGE_AND_PAGE ButtonList,
					       _Inout_ ULONG *UsageLength,
					       _In_ PHIDP_PREPARSED_DATA PreparsedData,
					       _In_ PCHAR Report, _In_ ULONG ReportLength);
WINWORK_ABSENT NTSTATUS NTAPI HidP_GetValueCaps(_In_ HIDP_REPORT_TYPE ReportType,
						_Out_ PHIDP_VALUE_CAPS ValueCaps,
						_Inout_ PUSHORT ValueCapsLength,
						_In_ PHIDP_PREPARSED_DATA PreparsedData);
WINWORK_ABSENT NTSTATUS NTAPI HidP_InitializeReportForID(_In_ HIDP_REPORT_TYPE ReportType,
							 _In_ UCHAR ReportID,
							 _In_ PHIDP_PREPARSED_DATA PreparsedData,
							 _Out_ PCHAR Report,
							 _In_ ULONG ReportLength);
WINWORK_ABSENT ULONG NTAPI HidP_MaxDataListLength(_In_ HIDP_REPORT_TYPE ReportType,
						  _In_ PHIDP_PREPARSED_DATA PreparsedData);
WINWORK_ABSENT ULONG NTAPI HidP_MaxUsageListLength(_In_ HIDP_REPORT_TYPE ReportType,
						   _In_ USAGE UsagePage,
						   _In_ PHIDP_PREPARSED_DATA PreparsedData);
WINWORK_ABSENT NTSTATUS NTAPI HidP_SetData(_In_ HIDP_REPORT_TYPE ReportType,
					   _Inout_ PHIDP_DATA DataList, _Inout_ PULONG DataLength,
					   _In_ PHIDP_PREPARSED_DATA PreparsedData,
					   _In_ PCHAR Report, _In_ ULONG ReportLength);
WINWORK_ABSENT NTSTATUS NTAPI HidP_SetScaledUsageValue(_In_ HIDP_REPORT_TYPE ReportType,
						       _In_ USAGE UsagePage,
						       _In_ USHORT LinkCollection,
						       _In_ USAGE Usage, _In_ LONG UsageValue,
						       _In_ PHIDP_PREPARSED_DATA PreparsedData,
						       _Inout_ PCHAR Report,
						       _In_ ULONG ReportLength);
WINWORK_ABSENT NTSTATUS NTAPI HidP_SetUsageValue(_In_ HIDP_REPORT_TYPE ReportType,
						 _In_ USAGE UsagePage, _In_ USHORT LinkCollection,
						 _In_ USAGE Usage, _In_ ULONG UsageValue,
						 _In_ PHIDP_PREPARSED_DATA PreparsedData,
						 _Inout_ PCHAR Report, _In_ ULONG ReportLength);
WINWORK_ABSENT NTSTATUS NTAPI HidP_SetUsageValueArray(_In_ HIDP_REPORT_TYPE ReportType,
						      _In_ USAGE UsagePage,
						      _In_ USHORT LinkCollection,
						      _In_ USAGE Usage, _In_ PCHAR UsageValue,
						      _In_ USHORT UsageValueByteLength,
						      _In_ PHIDP_PREPARSED_DATA PreparsedData,
						      _Inout_ PCHAR Report,
						      _In_ ULONG ReportLength);
WINWORK_ABSENT NTSTATUS NTAPI HidP_SetUsages(_In_ HIDP_REPORT_TYPE ReportType,
					     _In_ USAGE UsagePage, _In_ USHORT LinkCollection,
					     _Inout_ PUSAGE UsageList, _Inout_ PULONG UsageLength,
					     _In_ PHIDP_PREPARSED_DATA PreparsedData,
					     _In_ PCHAR Report, _In_ ULONG ReportLength);
WINWORK_ABSENT NTSTATUS NTAPI HidP_TranslateUsageAndPagesToI8042ScanCodes(
	PUSAGE_AND_PAGE ChangedUsageList, ULONG UsageListLength,
	HIDP_KEYBOARD_DIRECTION KeyAction, PHIDP_KEYBOARD_MODIFIER_STATE ModifierState,
	PHIDP_INSERT_SCANCODES InsertCodesProcedure, PVOID InsertCodesContext);
WINWORK_ABSENT NTSTATUS NTAPI HidP_TranslateUsagesToI8042ScanCodes(
	_In_ PUSAGE ChangedUsageList, _In_ ULONG UsageListLength,
	_In_ HIDP_KEYBOARD_DIRECTION KeyAction,
	_Inout_ PHIDP_KEYBOARD_MODIFIER_STATE ModifierState,
	_In_ PHIDP_INSERT_SCANCODES InsertCodesProcedure, _In_opt_ PVOID InsertCodesContext);
WINWORK_ABSENT NTSTATUS NTAPI HidP_UnsetUsages(_In_ HIDP_REPORT_TYPE ReportType,
					       _In_ USAGE UsagePage,
					       _In_opt_ USHORT LinkCollection,
					       _Inout_ PUSAGE UsageList,
					       _Inout_ PULONG UsageLength,
					       _In_ PHIDP_PREPARSED_DATA PreparsedData,
					       _In_ PCHAR Report, _In_ ULONG ReportLength);
WINWORK_ABSENT NTSTATUS NTAPI HidP_UsageAndPageListDifference(
	PUSAGE_AND_PAGE PreviousUsageList, PUSAGE_AND_PAGE CurrentUsageList,
	PUSAGE_AND_PAGE BreakUsageList, PUSAGE_AND_PAGE MakeUsageList, ULONG UsageListLength);
WINWORK_ABSENT NTSTATUS NTAPI HidP_UsageListDifference(_In_ PUSAGE PreviousUsageList,
						       _In_ PUSAGE CurrentUsageList,
						       _Out_ PUSAGE BreakUsageList,
						       _Out_ PUSAGE MakeUsageList,
						       _In_ ULONG UsageListLength);

EXTERN_C_END

#endif /* WINWORK_HID_PARSER_H */
