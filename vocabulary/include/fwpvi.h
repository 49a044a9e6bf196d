/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <fwpvi.h>: names of the Filtering Platform without a version.
 */
#ifndef FWPVI_H
#define FWPVI_H

#include <sdkddkver.h>
#include "winwork/wfp/versions.h"

#endif /* FWPVI_H */
