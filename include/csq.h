/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <csq.h>: cancel-safe IRP queues, for drivers that once brought their own library of them.
 */
#ifndef _CSQ_H_
#define _CSQ_H_

#include "ntddk.h"

#include "winwork/csq.h"

#endif /* _CSQ_H_ */
