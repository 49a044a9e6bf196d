/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Simple peripheral buses: transfers that a driver of a device on I2C or SPI asks for.
 */
#ifndef WINWORK_BUS_SPB_H
#define WINWORK_BUS_SPB_H

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

struct SPB_MULTI_SPI_READ_TRANSFER;
struct SPB_MULTI_SPI_TRANSFER;
struct SPB_MULTI_SPI_TRANSFER_HEADER;
struct SPB_MULTI_SPI_WRITE_TRANSFER;
struct SPB_TRANSFER_BUFFER;
struct SPB_TRANSFER_BUFFER_LIST_ENTRY;
struct SPB_TRANSFER_LIST;
struct SPB_TRANSFER_LIST_ENTRY;

#define SPB_TARGET_NAME_PREFIX L"\\SPB\\"

typedef enum SPB_MULTI_SPI_TRANSFER_MODE {
	SpbMultiSpiTransferModeInvalid,
	SpbMultiSpiTransferModeDualSpi,
	SpbMultiSpiTransferModeQuadSpi,
	SpbMultiSpiTransferModeMax,
} SPB_MULTI_SPI_TRANSFER_MODE, *PSPB_MULTI_SPI_TRANSFER_MODE;

typedef struct SPB_MULTI_SPI_TRANSFER_HEADER {
	ULONG Size;
	SPB_MULTI_SPI_TRANSFER_MODE Mode;
	ULONG WritePhaseSingleSpiByteCount;
	ULONG WaitCycleByteCount;
} SPB_MULTI_SPI_TRANSFER_HEADER, *PSPB_MULTI_SPI_TRANSFER_HEADER;

typedef struct SPB_TRANSFER_BUFFER_LIST_ENTRY {
	PVOID Buffer;
	ULONG BufferCb;
} SPB_TRANSFER_BUFFER_LIST_ENTRY, *PSPB_TRANSFER_BUFFER_LIST_ENTRY;

typedef enum SPB_TRANSFER_BUFFER_FORMAT {
	SpbTransferBufferFormatInvalid,
	SpbTransferBufferFormatSimple,
	SpbTransferBufferFormatList,
	SpbTransferBufferFormatSimpleNonPaged,
	SpbTransferBufferFormatMdl,
	SpbTransferBufferFormatMax,
} SPB_TRANSFER_BUFFER_FORMAT, *PSPB_TRANSFER_BUFFER_FORMAT;

typedef struct SPB_TRANSFER_BUFFER {
	SPB_TRANSFER_BUFFER_FORMAT Format;
	union {
		SPB_TRANSFER_BUFFER_LIST_ENTRY Simple;
		struct {
			PSPB_TRANSFER_BUFFER_LIST_ENTRY List;
			ULONG ListCe;
		} BufferList;
		PMDL Mdl;
	};
} SPB_TRANSFER_BUFFER, *PSPB_TRANSFER_BUFFER;

typedef enum SPB_TRANSFER_DIRECTION {
	SpbTransferDirectionNone,
	SpbTransferDirectionFromDevice,
	SpbTransferDirectionToDevice,
	SpbTransferDirectionMax,
} SPB_TRANSFER_DIRECTION, *PSPB_TRANSFER_DIRECTION;

typedef struct SPB_TRANSFER_LIST_ENTRY {
	SPB_TRANSFER_DIRECTION Direction;
	ULONG DelayInUs;
	SPB_TRANSFER_BUFFER Buffer;
} SPB_TRANSFER_LIST_ENTRY, *PSPB_TRANSFER_LIST_ENTRY;

typedef struct SPB_MULTI_SPI_TRANSFER {
	SPB_MULTI_SPI_TRANSFER_HEADER Header;
	ULONG TransferPhaseCount;
	SPB_TRANSFER_LIST_ENTRY TransferPhases[1];
} SPB_MULTI_SPI_TRANSFER, *PSPB_MULTI_SPI_TRANSFER;

typedef struct SPB_MULTI_SPI_READ_TRANSFER {
	SPB_MULTI_SPI_TRANSFER SpiTransfer;
	SPB_TRANSFER_LIST_ENTRY ExtraTransfer;
} SPB_MULTI_SPI_READ_TRANSFER, *PSPB_MULTI_SPI_READ_TRANSFER;

typedef struct SPB_MULTI_SPI_WRITE_TRANSFER {
	SPB_MULTI_SPI_TRANSFER SpiTransfer;
} SPB_MULTI_SPI_WRITE_TRANSFER, *PSPB_MULTI_SPI_WRITE_TRANSFER;

typedef struct SPB_TRANSFER_LIST {
	ULONG Size;
	ULONG Reserved;
	ULONG TransferCount;
	SPB_TRANSFER_LIST_ENTRY Transfers[1];
} SPB_TRANSFER_LIST, *PSPB_TRANSFER_LIST;

typedef enum SpbIoctl {
	IOCTL_SPB_LOCK_CONTROLLER = CTL_CODE(FILE_DEVICE_CONTROLLER, 0x600, METHOD_BUFFERED,
					     FILE_ANY_ACCESS),
	IOCTL_SPB_UNLOCK_CONTROLLER = CTL_CODE(FILE_DEVICE_CONTROLLER, 0x601, METHOD_BUFFERED,
					       FILE_ANY_ACCESS),
	IOCTL_SPB_EXECUTE_SEQUENCE = CTL_CODE(FILE_DEVICE_CONTROLLER, 0x602, METHOD_BUFFERED,
					      FILE_ANY_ACCESS),
	IOCTL_SPB_LOCK_CONNECTION = CTL_CODE(FILE_DEVICE_CONTROLLER, 0x603, METHOD_BUFFERED,
					     FILE_ANY_ACCESS),
	IOCTL_SPB_UNLOCK_CONNECTION = CTL_CODE(FILE_DEVICE_CONTROLLER, 0x604, METHOD_BUFFERED,
					       FILE_ANY_ACCESS),
	IOCTL_SPB_FULL_DUPLEX = CTL_CODE(FILE_DEVICE_CONTROLLER, 0x605, METHOD_BUFFERED,
					 FILE_ANY_ACCESS),
	IOCTL_SPB_MULTI_SPI_TRANSFER = CTL_CODE(FILE_DEVICE_CONTROLLER, 0x606, METHOD_BUFFERED,
						FILE_ANY_ACCESS),
} SpbIoctl, *PSpbIoctl;

/* A list of that many transfers. */
#define SPB_TRANSFER_LIST_AND_ENTRIES(count)                       \
	struct {                                                   \
		SPB_TRANSFER_LIST List;                            \
		SPB_TRANSFER_LIST_ENTRY ExtraTransfers[(count)-1]; \
	}

WINWORK_ABSENT VOID NTAPI SPB_MULTI_SPI_READ_TRANSFER_INIT(
	_Out_ SPB_MULTI_SPI_READ_TRANSFER *SpiTransfer, _In_ SPB_MULTI_SPI_TRANSFER_MODE Mode,
	_In_ ULONG WritePhaseSingleSpiByteCount, _In_ ULONG WaitCycleByteCount);
WINWORK_ABSENT VOID NTAPI SPB_MULTI_SPI_TRANSFER_INIT(_Out_ SPB_MULTI_SPI_TRANSFER *SpiTransfer,
						      _In_ SPB_MULTI_SPI_TRANSFER_MODE Mode,
						      _In_ ULONG TransferPhaseCount,
						      _In_ ULONG WritePhaseSingleSpiByteCount,
						      _In_ ULONG WaitCycleByteCount);
WINWORK_ABSENT VOID NTAPI SPB_MULTI_SPI_WRITE_TRANSFER_INIT(
	_Out_ SPB_MULTI_SPI_WRITE_TRANSFER *SpiTransfer, _In_ SPB_MULTI_SPI_TRANSFER_MODE Mode,
	_In_ ULONG WritePhaseSingleSpiByteCount, _In_ ULONG WaitCycleByteCount);
WINWORK_ABSENT SPB_TRANSFER_LIST_ENTRY NTAPI SPB_TRANSFER_LIST_ENTRY_INIT_BUFFER_LIST(
	_In_ SPB_TRANSFER_DIRECTION Direction, _In_ ULONG DelayInUs,
	_In_ SPB_TRANSFER_BUFFER_LIST_ENTRY BufferList[], _In_ ULONG BufferListCe);
WINWORK_ABSENT SPB_TRANSFER_LIST_ENTRY NTAPI SPB_TRANSFER_LIST_ENTRY_INIT_MDL(
	_In_ SPB_TRANSFER_DIRECTION Direction, _In_ ULONG DelayInUs, _In_ PMDL Mdl);
WINWORK_ABSENT SPB_TRANSFER_LIST_ENTRY NTAPI SPB_TRANSFER_LIST_ENTRY_INIT_NON_PAGED(
	_In_ SPB_TRANSFER_DIRECTION Direction, _In_ ULONG DelayInUs, PVOID Buffer,
	_In_ ULONG BufferCb);
WINWORK_ABSENT SPB_TRANSFER_LIST_ENTRY NTAPI SPB_TRANSFER_LIST_ENTRY_INIT_SIMPLE(
	_In_ SPB_TRANSFER_DIRECTION Direction, _In_ ULONG DelayInUs, PVOID Buffer,
	_In_ ULONG BufferCb);
WINWORK_ABSENT VOID NTAPI SPB_TRANSFER_LIST_INIT(_Out_ SPB_TRANSFER_LIST *TransferList,
						 _In_ ULONG TransferCount);

EXTERN_C_END

#endif /* WINWORK_BUS_SPB_H */
