/* SPDX-License-Identifier: GPL-2.0 */
#ifndef WINWORK_KUNIT_VM_STUCK_H
#define WINWORK_KUNIT_VM_STUCK_H

/* The event that the driver "stuck" waits for. A program sets it by a write, or by the driver "stuck_go". */
#define GO_ON L"\\BaseNamedObjects\\StuckGoOn"

#endif
