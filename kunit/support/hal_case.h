/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the suites of registers and mappings: a KMDF driver with a software device that keeps what is
 * written to its registers and ports, and records the last accesses.
 */
#ifndef WINWORK_KUNIT_HAL_CASE_H
#define WINWORK_KUNIT_HAL_CASE_H

#include "wdf_case.h"

#define BUGCHECK_PAGE_FAULT		0x50
#define BUGCHECK_WRITE_TO_READONLY	0xbe
#define BUGCHECK_PTE_MISUSE		0xda

#define MEMORY_BYTES 0x1000
#define PORT_BYTES 32

enum { MEMORY, PORTS, OTHER_MEMORY, RANGES };

struct hal_access {
	bool is_write;
	ULONG range;
	ULONGLONG offset;
	ULONG bytes;
	ULONGLONG value;
};

/* The device of a case. */
struct hal_state {
	PWINWORK_SOFT_DEVICE soft;
	WDFDEVICE device;
	PHYSICAL_ADDRESS start[RANGES];	/* as the translated resources have them */
	u8 store[RANGES][MEMORY_BYTES];
	int accesses;
	struct hal_access last[8];	/* in the order of their coming */
	u8 *registers;			/* what the case has mapped of MEMORY, all of it; or NULL */
	void (*in_access)(void);	/* called in each access; or NULL */
	void (*at_release)(void);	/* in EvtDeviceReleaseHardware; or NULL */
	void (*at_cleanup)(void);	/* when the hardware has been released and REMOVE passed down; or NULL */
};
extern struct hal_state hal;

int hal_init(struct kunit *test);
void hal_exit(struct kunit *test);

/* Lets the device go, by surprise or not. */
void hal_unplug(BOOLEAN surprise);

PHYSICAL_ADDRESS hal_address(int range, LONGLONG offset);
/* Maps all of MEMORY as hal.registers. */
void hal_map(struct kunit *test);
void hal_unmap(void);

/* The port at @offset, as the functions of ports want it. */
#define PORT_AT(type, offset) ((type *)(ULONG_PTR)(hal.start[PORTS].QuadPart + (offset)))
#define REGISTER_AT(type, offset) ((type *)(hal.registers + (offset)))

/* Forgets the accesses so far. */
void hal_forget(void);
/* The device has got exactly these accesses. */
void expect_accesses(struct kunit *test, int line, const struct hal_access *wanted, int count);
#define EXPECT_ACCESSES(test, ...)							\
	do {										\
		const struct hal_access winwork_wanted[] = { __VA_ARGS__ };		\
											\
		expect_accesses(test, __LINE__, winwork_wanted, ARRAY_SIZE(winwork_wanted)); \
	} while (0)
#define EXPECT_NO_ACCESS(test) KUNIT_EXPECT_EQ(test, hal.accesses, 0)

#endif /* WINWORK_KUNIT_HAL_CASE_H */
