/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The same driver as a service of another INF, for devices of PCI and USB.
 */
#include "main.c"
