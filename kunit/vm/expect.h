/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For the drivers of the VM tests that check what they are given: a check that fails is counted and printed, and the
 * driver says the number at its end.
 */
#ifndef WINWORK_VM_EXPECT_H
#define WINWORK_VM_EXPECT_H

static LONG Wrong;

#define EXPECT(Condition)								\
	do {										\
		if (!(Condition)) {							\
			InterlockedIncrement(&Wrong);					\
			DbgPrint(KBUILD_MODNAME ": %s:%d: %s\n", __func__, __LINE__, #Condition); \
		}									\
	} while (0)

#define EXPECT_STATUS(Call, Expected)							\
	do {										\
		const NTSTATUS Status_ = (Call);					\
		if (Status_ != (Expected)) {						\
			InterlockedIncrement(&Wrong);					\
			DbgPrint(KBUILD_MODNAME ": %s:%d: %s is 0x%x\n", __func__, __LINE__, #Call, Status_); \
		}									\
	} while (0)

#endif /* WINWORK_VM_EXPECT_H */
