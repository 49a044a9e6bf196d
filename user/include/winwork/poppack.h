/* SPDX-License-Identifier: MIT */
/* <poppack.h>: the end of <pshpack1.h> and its relatives. */
#ifdef __clang__
#pragma clang diagnostic ignored "-Wpragma-pack"
#endif
#pragma pack(pop)
