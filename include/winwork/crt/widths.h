/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The limits of the integers by their width, for <stdint.h>, and for <intsafe.h> and <ntintsafe.h>,
 * which define no type of <stdint.h>: some drivers define these types themselves.
 */
#ifndef WINWORK_CRT_WIDTHS_H
#define WINWORK_CRT_WIDTHS_H

#define INT8_MIN (-128)
#define INT8_MAX 127
#define UINT8_MAX 0xff
#define INT16_MIN (-32767 - 1)
#define INT16_MAX 32767
#define UINT16_MAX 0xffff
#define INT32_MIN (-2147483647 - 1)
#define INT32_MAX 2147483647
#define UINT32_MAX 0xffffffffu
#define INT64_MIN (-9223372036854775807ll - 1)
#define INT64_MAX 9223372036854775807ll
#define UINT64_MAX 0xffffffffffffffffull

#ifndef SIZE_MAX
#define SIZE_MAX UINT64_MAX
#endif

#endif /* WINWORK_CRT_WIDTHS_H */
