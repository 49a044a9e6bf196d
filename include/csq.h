/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <csq.h>: cancel-safe IRP queues. Older drivers include this name, for a library of their own.
 */
#ifndef _CSQ_H_
#define _CSQ_H_

#include "ntddk.h"

#include "winwork/io/csq.h"

#endif /* _CSQ_H_ */
