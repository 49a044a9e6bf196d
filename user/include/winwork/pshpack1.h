/* SPDX-License-Identifier: MIT */
/* <pshpack1.h>: from here to <poppack.h> no field is aligned to more than 1 byte. */
#ifdef __clang__
#pragma clang diagnostic ignored "-Wpragma-pack"
#endif
#pragma pack(push, 1)
