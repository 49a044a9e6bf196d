/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a driver's module knows of its INF. scripts/inf makes the table when the driver is built, and
 * the module's WinworkImage points to it. Needs no other header.
 *
 * Texts are UTF-8. Lines for the registry are those of the module parameter reg= (docs/registry.md),
 * with three differences: only the end of a line ends it, values before the first key are those of
 * the key that the lines are for, and "Name"?= sets a value only if there is none.
 */
#ifndef WINWORK_INF_H
#define WINWORK_INF_H

/* One ID of a line of a models section. */
typedef struct _WINWORK_INF_MODEL {
	const char *Id;			/* a hardware or compatible ID, in upper case */
	unsigned int Place;		/* in its line: 0 is the hardware ID, others are compatible IDs */
	const char *Description;
	const char *HardwareKey;	/* lines for its subkey Device Parameters, or NULL */
	const char *DriverKey;		/* lines for the device's driver key, or NULL */
	/* Services, each ended by a null, and the last one by two; or NULL. */
	const char *UpperFilters;
	const char *LowerFilters;
	unsigned char MsiSupported;
	unsigned int MessageNumberLimit;	/* 0: none */
	unsigned int DevicePolicy;	/* of "Affinity Policy": an IRQ_DEVICE_POLICY */
	unsigned long long AssignmentSetOverride;	/* processors, or 0 */
} WINWORK_INF_MODEL;

typedef struct _WINWORK_INF {
	const char *File;		/* its name, without a folder */
	const char *Class;
	const char *ClassGuid;		/* in braces, in lower case; "" for none */
	const char *Provider;
	const char *Version;		/* DriverVer, such as 06/21/2024,10.0.1.2 */
	const char *Service;
	const char *ServiceKey;		/* lines for the service key, or NULL */
	const char *Altitude;		/* of a minifilter's default instance, or NULL */
	unsigned int ModelCount;
	const WINWORK_INF_MODEL *Models;	/* those that the service is the function driver of */
} WINWORK_INF;

#endif /* WINWORK_INF_H */
