/* SPDX-License-Identifier: MIT */
/* <pshpack2.h>: from here to <poppack.h> no field is aligned to more than 2 bytes. */
#ifdef __clang__
#pragma clang diagnostic ignored "-Wpragma-pack"
#endif
#pragma pack(push, 2)
