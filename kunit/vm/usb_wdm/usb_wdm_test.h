/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The controls of usb_wdm_test.ko: each is a part of its test. The driver says BUG in the log.
 */
#ifndef USB_WDM_TEST_H
#define USB_WDM_TEST_H

#define PART(number) ((0x22 << 16) | ((0x800 + (number)) << 2))
#define TEST_HANDLE PART(0)
#define TEST_SELECTION PART(1) /* of the function with two interfaces */
#define TEST_SETTING PART(2) /* after that */
#define TEST_OLD PART(3) /* after that */
#define TEST_PIPES PART(4) /* of the function with one interface, as the next ones */
#define CLEAR_STALL PART(5)
#define RESET_PIPE PART(6)
#define TEST_MISUSE PART(7)
#define LEAVE PART(8)
#define TEST_CLAIM PART(9)

#endif
