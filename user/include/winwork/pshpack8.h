/* SPDX-License-Identifier: MIT */
/* <pshpack8.h>: from here to <poppack.h> no field is aligned to more than 8 bytes. */
#ifdef __clang__
#pragma clang diagnostic ignored "-Wpragma-pack"
#endif
#pragma pack(push, 8)
