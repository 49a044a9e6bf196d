/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tables of ACPI: the root, fixed hardware, interrupts, PCI configuration; locations of devices.
 */
#ifndef WINWORK_ACPI_TABLES_H
#define WINWORK_ACPI_TABLES_H

#include <minwindef.h>
#include <guiddef.h>
#include <winwork/io/dma.h>
#include <winwork/io/file_information.h>
#include <winwork/io/pci.h>
#include <winwork/io/pnp.h>
#include <winwork/po/power.h>

EXTERN_C_START

struct _ACPI_PLD_BUFFER;
struct _ACPI_PLD_CONTAINER_BUFFER;
struct _ACPI_PLD_INTERFACE_CLASS_BUFFER;
struct _ACPI_PLD_INTERFACE_INSTANCE_ANSI_BUFFER;
struct _ACPI_PLD_INTERFACE_INSTANCE_GUID_BUFFER;
struct _ACPI_PLD_INTERFACE_INSTANCE_UNICODE_BUFFER;
struct _ACPI_PLD_JOINT_BUFFER;
struct _ACPI_PLD_SPATIAL_BUFFER;
struct _ACPI_PLD_V2_BUFFER;
struct _DESCRIPTION_HEADER;
struct _DSDT;
struct _FACS;
struct _FADT;
struct _GEN_ADDR;
struct _HPET_DESCRIPTION_TABLE;
struct _IOAPIC;
struct _ISA_VECTOR;
struct _MAPIC;
struct _MCFG_TABLE;
struct _MCFG_TABLE_ENTRY;
struct _PROCLOCALAPIC;
struct _RSDP;
struct _RSDT_32;
struct _RSDT_64;
struct _XSDT;

#define ACPI_MPST_SIGNATURE 0x5453504D
#define ACPI_MSCT_SIGNATURE 0x5443534D
#define ACPI_PLD_OFFSET_NONE 0xFFFF
#define ACPI_SRAT_SIGNATURE 0x54415253

#define ACPI_MAX_CREATOR_ID 4
#define ACPI_MAX_SIGNATURE 4
#define ACPI_MAX_OEM_ID 6
#define ACPI_MAX_TABLE_ID 8

#define APIC_SIGNATURE 0x43495041
#define ASPT_SIGNATURE 0x54505341
#define BBRT_SIGNATURE 0x54524242
#define BGRT_SIGNATURE 0x54524742
#define BOOT_SIGNATURE 0x544f4f42
#define CSRT_SIGNATURE ((ULONG)('TRSC'))
#define DBG2_SIGNATURE 0x32474244
#define DBGP_SIGNATURE 0x50474244
#define DMAR_SIGNATURE 0x52414D44
#define DSDT_SIGNATURE 0x54445344
#define ECDT_SIGNATURE 0x54444345
#define FACS_SIGNATURE 0x53434146
#define FADT_SIGNATURE 0x50434146

#define FADT_FORCE_CLUSTERED_APIC_MODE_BIT 18
#define FADT_FORCE_APIC_PHYSICAL_DESTINATION_MODE_BIT 19
#define FADT_FORCE_APIC_PHYSICAL_DESTINATION_MODE \
	(1 << FADT_FORCE_APIC_PHYSICAL_DESTINATION_MODE_BIT)
#define FADT_FORCE_CLUSTERED_APIC_MODE (1 << FADT_FORCE_CLUSTERED_APIC_MODE_BIT)

#define FADT_REV_1_SIZE (FIELD_OFFSET(FADT, flags) + sizeof(ULONG))
#define FADT_REV_2_SIZE (FIELD_OFFSET(FADT, reset_val) + sizeof(UCHAR))
#define FADT_REV_3_SIZE (FIELD_OFFSET(FADT, x_gp1_blk) + sizeof(GEN_ADDR))
#define FADT_REV_4_SIZE (FIELD_OFFSET(FADT, x_gp1_blk) + sizeof(GEN_ADDR))
#define FADT_REV_5_SIZE (FIELD_OFFSET(FADT, sleep_status_reg) + sizeof(GEN_ADDR))
#define FADT_REV_6_SIZE (FIELD_OFFSET(FADT, hypervisor_vendor_identity) + sizeof(ULONGLONG))

#define FBPT_SIGNATURE 0x54504246
#define FPDT_SIGNATURE 0x54445046
#define GTDT_SIGNATURE 0x54445447
#define HMAT_SIGNATURE 0x54414D48
#define HPET_SIGNATURE 0x54455048
#define IORT_SIGNATURE 0x54524f49
#define IPPT_SIGNATURE 0x54505049
#define IVRS_SIGNATURE 0x53525649
#define LPIT_SIGNATURE 0x5449504C
#define MADT_SIGNATURE 0x5444414D
#define MCFG_TABLE_SIGNATURE 0x4746434d
#define MHSP_TABLE_SIGNATURE 'PSHM'
#define NFIT_TABLE_SIGNATURE 0x5449464e
#define OEM0_SIGNATURE 0x304d454f
#define PCCT_SIGNATURE 0x54434350
#define PCC_GENERIC_SHARED_REGION_SIGNATURE 0x50434300
#define PDTT_SIGNATURE 0x54544450
#define PPTT_SIGNATURE 0x54545050
#define PRMT_SIGNATURE ((ULONG)('TMRP'))
#define PSDT_SIGNATURE 0x54445350
#define RASF_SIGNATURE 0x46534152
#define RSDP_SIGNATURE 0x2052545020445352
#define RSDT_SIGNATURE 0x54445352
#define S3PT_SIGNATURE 0x54503353
#define SBST_SIGNATURE 0x54534253
#define SDEV_SIGNATURE 0x56454453
#define SLIT_SIGNATURE 0x54494c53
#define SPCR_SIGNATURE 0x52435053
#define SPIC_SIGNATURE 0x43495053
#define SPMI_SIGNATURE 0x494D5053
#define SSDT_SIGNATURE 0x54445353
#define TCPA_SIGNATURE 0x41504354
#define TPM20_TABLE_SIGNATURE '2MPT'
#define WAET_SIGNATURE 0x54454157
#define WDAT_SIGNATURE 0x54414457
#define WDTT_SIGNATURE 0x54524457
#define WPBT_SIGNATURE 'TBPW'
#define WSMT_SIGNATURE 0x544D5357
#define XSDT_SIGNATURE 0x54445358

typedef enum _ACPI_GENERIC_ACCESS_SIZE {
	AcpiGenericAccessSizeLegacy = 0,
	AcpiGenericAccessSizeByte,
	AcpiGenericAccessSizeWord,
	AcpiGenericAccessSizeDWord,
	AcpiGenericAccessSizeQWord,
} ACPI_GENERIC_ACCESS_SIZE, *PACPI_GENERIC_ACCESS_SIZE;

typedef enum _ACPI_GENERIC_ADDRESS_TYPE {
	AcpiGenericSpaceMemory = 0,
	AcpiGenericSpaceIO,
	AcpiGenericSpacePciConfig,
	AcpiGenericSpaceEC,
	AcpiGenericSpaceSMBus,
	AcpiGenericSpacePcc = 0x0a,
	AcpiGenericSpaceFixedFunction = 0x7F,
} ACPI_GENERIC_ADDRESS_TYPE, *PACPI_GENERIC_ADDRESS_TYPE;

#pragma pack(push, 1)

typedef struct _ACPI_PLD_BUFFER {
	UINT32 Revision : 7;
	UINT32 IgnoreColor : 1;
	UINT32 Color : 24;
	UINT32 Width : 16;
	UINT32 Height : 16;
	UINT32 UserVisible : 1;
	UINT32 Dock : 1;
	UINT32 Lid : 1;
	UINT32 Panel : 3;
	UINT32 VerticalPosition : 2;
	UINT32 HorizontalPosition : 2;
	UINT32 Shape : 4;
	UINT32 GroupOrientation : 1;
	UINT32 GroupToken : 8;
	UINT32 GroupPosition : 8;
	UINT32 Bay : 1;
	UINT32 Ejectable : 1;
	UINT32 EjectionRequired : 1;
	UINT32 CabinetNumber : 8;
	UINT32 CardCageNumber : 8;
	UINT32 Reserved : 14;
} ACPI_PLD_BUFFER, *PACPI_PLD_BUFFER;

typedef struct _ACPI_PLD_CONTAINER_BUFFER {
	GUID ContainerId;
} ACPI_PLD_CONTAINER_BUFFER, *PACPI_PLD_CONTAINER_BUFFER;

typedef enum _ACPI_PLD_EDGE {
	AcpiPldEdgeTop = 0,
	AcpiPldEdgeBottom = 1,
	AcpiPldEdgeLeft = 2,
	AcpiPldEdgeRight = 3,
	AcpiPldEdgeUnknown = 4,
} ACPI_PLD_EDGE, *PACPI_PLD_EDGE;

typedef enum _ACPI_PLD_HORIZONTAL_POSITION {
	AcpiPldHPosLeft = 0,
	AcpiPldHPosCenter = 1,
	AcpiPldHPosRight = 2,
} ACPI_PLD_HORIZONTAL_POSITION, *PACPI_PLD_HORIZONTAL_POSITION;

typedef struct _ACPI_PLD_INTERFACE_CLASS_BUFFER {
	GUID ClassGuid;
} ACPI_PLD_INTERFACE_CLASS_BUFFER, *PACPI_PLD_INTERFACE_CLASS_BUFFER;

typedef struct _ACPI_PLD_INTERFACE_INSTANCE_ANSI_BUFFER {
	CHAR ReferenceString[16];
} ACPI_PLD_INTERFACE_INSTANCE_ANSI_BUFFER, *PACPI_PLD_INTERFACE_INSTANCE_ANSI_BUFFER;

typedef struct _ACPI_PLD_INTERFACE_INSTANCE_GUID_BUFFER {
	GUID ReferenceGuid;
} ACPI_PLD_INTERFACE_INSTANCE_GUID_BUFFER, *PACPI_PLD_INTERFACE_INSTANCE_GUID_BUFFER;

typedef struct _ACPI_PLD_INTERFACE_INSTANCE_UNICODE_BUFFER {
	WCHAR ReferenceString[8];
} ACPI_PLD_INTERFACE_INSTANCE_UNICODE_BUFFER, *PACPI_PLD_INTERFACE_INSTANCE_UNICODE_BUFFER;

typedef struct _ACPI_PLD_JOINT_BUFFER {
	UINT32 Revision : 5;
	UINT32 JointType : 4;
	UINT32 SourceEdge : 3;
	UINT32 TargetCabinetNumber : 8;
	UINT32 TargetPanel : 3;
	UINT32 TargetEdge : 3;
	UINT32 Reserved1 : 5;
	UINT32 MovementOrientation : 1;
	UINT32 ForwardMovementRange : 16;
	UINT32 BackwardMovementRange : 16;
	UINT32 HorizontalOffset : 16;
	UINT32 VerticalOffset : 16;
	UINT32 GapOffset : 16;
	UINT32 Rotation : 9;
	UINT32 Reserved2 : 7;
} ACPI_PLD_JOINT_BUFFER, *PACPI_PLD_JOINT_BUFFER;

typedef enum _ACPI_PLD_JOINT_TYPE {
	AcpiPldJointTypeFixed = 0,
	AcpiPldJointTypePlanar = 1,
	AcpiPldJointTypeHinge = 2,
	AcpiPldJointTypePivot = 3,
	AcpiPldJointTypeSwivel = 4,
} ACPI_PLD_JOINT_TYPE, *PACPI_PLD_JOINT_TYPE;

typedef enum _ACPI_PLD_ORIENTATION {
	AcpiPldOrientationHorizontal = 0,
	AcpiPldOrientationVertical = 1,
} ACPI_PLD_ORIENTATION, *PACPI_PLD_ORIENTATION;

typedef enum _ACPI_PLD_PANEL {
	AcpiPldPanelTop = 0,
	AcpiPldPanelBottom = 1,
	AcpiPldPanelLeft = 2,
	AcpiPldPanelRight = 3,
	AcpiPldPanelFront = 4,
	AcpiPldPanelBack = 5,
	AcpiPldPanelUnknown = 6,
} ACPI_PLD_PANEL, *PACPI_PLD_PANEL;

typedef enum _ACPI_PLD_ROTATION {
	AcpiPldRotation0 = 0,
	AcpiPldRotation45 = 1,
	AcpiPldRotation90 = 2,
	AcpiPldRotation135 = 3,
	AcpiPldRotation180 = 4,
	AcpiPldRotation225 = 5,
	AcpiPldRotation270 = 6,
	AcpiPldRotation315 = 7,
} ACPI_PLD_ROTATION, *PACPI_PLD_ROTATION;

typedef enum _ACPI_PLD_SHAPE {
	AcpiPldShapeRound = 0,
	AcpiPldShapeOval = 1,
	AcpiPldShapeSquare = 2,
	AcpiPldShapeVRect = 3,
	AcpiPldShapeHRect = 4,
	AcpiPldShapeVTrap = 5,
	AcpiPldShapeHTrap = 6,
	AcpiPldShapeUnknown = 7,
	AcpiPldShapeChamfered = 8,
} ACPI_PLD_SHAPE, *PACPI_PLD_SHAPE;

typedef struct _ACPI_PLD_SPATIAL_BUFFER {
	UINT32 Revision : 5;
	UINT32 RollRotation : 9;
	UINT32 PitchRotation : 9;
	UINT32 YawRotation : 9;
	UINT32 Width : 16;
	UINT32 Height : 16;
	UINT32 Length : 16;
	UINT32 HorizontalOffset : 16;
	UINT32 VerticalOffset : 16;
	UINT32 DepthOffset : 16;
} ACPI_PLD_SPATIAL_BUFFER, *PACPI_PLD_SPATIAL_BUFFER;

typedef struct _ACPI_PLD_V2_BUFFER {
	UINT32 Revision : 7;
	UINT32 IgnoreColor : 1;
	UINT32 Color : 24;
	UINT32 Width : 16;
	UINT32 Height : 16;
	UINT32 UserVisible : 1;
	UINT32 Dock : 1;
	UINT32 Lid : 1;
	UINT32 Panel : 3;
	UINT32 VerticalPosition : 2;
	UINT32 HorizontalPosition : 2;
	UINT32 Shape : 4;
	UINT32 GroupOrientation : 1;
	UINT32 GroupToken : 8;
	UINT32 GroupPosition : 8;
	UINT32 Bay : 1;
	UINT32 Ejectable : 1;
	UINT32 EjectionRequired : 1;
	UINT32 CabinetNumber : 8;
	UINT32 CardCageNumber : 8;
	UINT32 Reference : 1;
	UINT32 Rotation : 4;
	UINT32 Order : 5;
	UINT32 Reserved : 4;
	UINT32 VerticalOffset : 16;
	UINT32 HorizontalOffset : 16;
} ACPI_PLD_V2_BUFFER, *PACPI_PLD_V2_BUFFER;

typedef enum _ACPI_PLD_VERTICAL_POSITION {
	AcpiPldVPosUpper = 0,
	AcpiPldVPosCenter = 1,
	AcpiPldVPosLower = 2,
} ACPI_PLD_VERTICAL_POSITION, *PACPI_PLD_VERTICAL_POSITION;

typedef struct _DESCRIPTION_HEADER {
	ULONG Signature;
	ULONG Length;
	UCHAR Revision;
	UCHAR Checksum;
	CHAR OEMID[ACPI_MAX_OEM_ID];
	CHAR OEMTableID[ACPI_MAX_TABLE_ID];
	ULONG OEMRevision;
	CHAR CreatorID[ACPI_MAX_CREATOR_ID];
	ULONG CreatorRev;
} DESCRIPTION_HEADER, *PDESCRIPTION_HEADER;

typedef struct _DSDT {
	DESCRIPTION_HEADER Header;
	UCHAR DiffDefBlock[ANYSIZE_ARRAY];
} DSDT;

typedef LARGE_INTEGER PHYSICAL_ADDRESS, *PPHYSICAL_ADDRESS;
typedef struct _FACS {
	ULONG Signature;
	ULONG Length;
	ULONG HardwareSignature;
	ULONG pFirmwareWakingVector;
	ULONG GlobalLock;
	ULONG Flags;
	PHYSICAL_ADDRESS x_FirmwareWakingVector;
	UCHAR version;
	UCHAR Reserved[31];
} FACS, *PFACS;

typedef struct _GEN_ADDR {
	UCHAR AddressSpaceID;
	UCHAR BitWidth;
	UCHAR BitOffset;
	UCHAR AccessSize;
	PHYSICAL_ADDRESS Address;
} GEN_ADDR, *PGEN_ADDR;

typedef struct _FADT {
	DESCRIPTION_HEADER Header;
	ULONG facs;
	ULONG dsdt;
	UCHAR int_model;
	UCHAR pm_profile;
	USHORT sci_int_vector;
	ULONG smi_cmd_io_port;
	UCHAR acpi_on_value;
	UCHAR acpi_off_value;
	UCHAR s4bios_req;
	UCHAR pstate_control;
	ULONG pm1a_evt_blk_io_port;
	ULONG pm1b_evt_blk_io_port;
	ULONG pm1a_ctrl_blk_io_port;
	ULONG pm1b_ctrl_blk_io_port;
	ULONG pm2_ctrl_blk_io_port;
	ULONG pm_tmr_blk_io_port;
	ULONG gp0_blk_io_port;
	ULONG gp1_blk_io_port;
	UCHAR pm1_evt_len;
	UCHAR pm1_ctrl_len;
	UCHAR pm2_ctrl_len;
	UCHAR pm_tmr_len;
	UCHAR gp0_blk_len;
	UCHAR gp1_blk_len;
	UCHAR gp1_base;
	UCHAR cstate_control;
	USHORT lvl2_latency;
	USHORT lvl3_latency;
	USHORT flush_size;
	USHORT flush_stride;
	UCHAR duty_offset;
	UCHAR duty_width;
	UCHAR day_alarm_index;
	UCHAR month_alarm_index;
	UCHAR century_alarm_index;
	USHORT boot_arch;
	UCHAR reserved3[1];
	ULONG flags;
	GEN_ADDR reset_reg;
	UCHAR reset_val;
	USHORT arm_boot_arch;
	UCHAR minor_version_number;
	PHYSICAL_ADDRESS x_firmware_ctrl;
	PHYSICAL_ADDRESS x_dsdt;
	GEN_ADDR x_pm1a_evt_blk;
	GEN_ADDR x_pm1b_evt_blk;
	GEN_ADDR x_pm1a_ctrl_blk;
	GEN_ADDR x_pm1b_ctrl_blk;
	GEN_ADDR x_pm2_ctrl_blk;
	GEN_ADDR x_pm_tmr_blk;
	GEN_ADDR x_gp0_blk;
	GEN_ADDR x_gp1_blk;
	GEN_ADDR sleep_control_reg;
	GEN_ADDR sleep_status_reg;
	ULONGLONG hypervisor_vendor_identity;
} FADT, *PFADT;

typedef struct _HPET_DESCRIPTION_TABLE {
	DESCRIPTION_HEADER Header;
	ULONG EventTimerBlockId;
	GEN_ADDR Address;
	UCHAR HpetNumber;
	USHORT MinimumPeriodicTickCount;
	UCHAR PageProtection;
} HPET_DESCRIPTION_TABLE, *PHPET_DESCRIPTION_TABLE;

typedef struct _IOAPIC {
	UCHAR Type;
	UCHAR Length;
	UCHAR IOAPICID;
	UCHAR Reserved;
	ULONG IOAPICAddress;
	ULONG SystemVectorBase;
} IOAPIC;

typedef struct _ISA_VECTOR {
	UCHAR Type;
	UCHAR Length;
	UCHAR Bus;
	UCHAR Source;
	ULONG GlobalSystemInterruptVector;
	USHORT Flags;
} ISA_VECTOR;

typedef struct _MAPIC {
	DESCRIPTION_HEADER Header;
	ULONG LocalAPICAddress;
	ULONG Flags;
	ULONG APICTables[ANYSIZE_ARRAY];
} MAPIC;

typedef struct _MCFG_TABLE_ENTRY {
	ULONGLONG BaseAddress;
	USHORT SegmentNumber;
	UCHAR StartBusNumber;
	UCHAR EndBusNumber;
	ULONG Reserved;
} MCFG_TABLE_ENTRY, *PMCFG_TABLE_ENTRY;

typedef struct _MCFG_TABLE {
	DESCRIPTION_HEADER Header;
	ULONG Reserved[2];
	MCFG_TABLE_ENTRY TableEntry[ANYSIZE_ARRAY];
} MCFG_TABLE, *PMCFG_TABLE;

typedef DSDT *PDSDT;
typedef IOAPIC UNALIGNED *PIOAPIC;
typedef ISA_VECTOR UNALIGNED *PISA_VECTOR;
typedef MAPIC *PMAPIC;
typedef struct _PROCLOCALAPIC {
	UCHAR Type;
	UCHAR Length;
	UCHAR ACPIProcessorID;
	UCHAR APICID;
	ULONG Flags;
} PROCLOCALAPIC;

typedef PROCLOCALAPIC UNALIGNED *PPROCLOCALAPIC;
typedef struct _RSDP {
	ULONGLONG Signature;
	UCHAR Checksum;
	UCHAR OEMID[6];
	UCHAR Revision;
	ULONG RsdtAddress;
	ULONG Length;
	PHYSICAL_ADDRESS XsdtAddress;
	UCHAR XChecksum;
	UCHAR Reserved[3];
} RSDP, *PRSDP;

typedef struct _RSDT_32 {
	DESCRIPTION_HEADER Header;
	ULONG Tables[ANYSIZE_ARRAY];
} RSDT_32;

typedef struct _RSDT_64 {
	DESCRIPTION_HEADER Header;
	ULONG Reserved;
	ULONG_PTR Tables[ANYSIZE_ARRAY];
} RSDT_64;

typedef struct _XSDT {
	DESCRIPTION_HEADER Header;
	UNALIGNED PHYSICAL_ADDRESS Tables[ANYSIZE_ARRAY];
} XSDT, *PXSDT;

#pragma pack(pop)

/* A colour has red in its lowest byte, then green and blue. */
#define ACPI_PLD_COLOR_RED(colour) ((BYTE)(colour))
#define ACPI_PLD_COLOR_GREEN(colour) ((BYTE)((colour) >> 8))
#define ACPI_PLD_COLOR_BLUE(colour) ((BYTE)((colour) >> 16))
#define ACPI_PLD_MAKE_COLOR(red, green, blue) \
	((UINT32)((BYTE)(red) | (UINT32)(BYTE)(green) << 8 | (UINT32)(BYTE)(blue) << 16))

EXTERN_C_END

#endif /* WINWORK_ACPI_TABLES_H */
