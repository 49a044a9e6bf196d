/* SPDX-License-Identifier: MIT */
/* <conio.h>: the keyboard. */
#ifndef WINWORK_USER_CONIO_H
#define WINWORK_USER_CONIO_H

#include "winwork_compiler.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Whether standard input has something to read. A terminal passes a line on at its end. */
WINWORK_USER_API int _kbhit(void);
/* The next byte of standard input. */
WINWORK_USER_API int _getch(void);
/* Echoes nothing by itself: a terminal shows what is typed. */
#define _getche _getch
#define kbhit _kbhit
#define getch _getch
#define getche _getch

#ifdef __cplusplus
}
#endif

#endif
