/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WinworkTryEnter(), which returns twice, and the second return.
 */
#include <linux/linkage.h>

#include "exception.h"

#ifdef CONFIG_X86_64

#ifndef RET
#define RET ret
#endif
#ifndef ENDBR
#define ENDBR
#endif
#ifndef SYM_F_ALIGN
#define SYM_F_ALIGN SYM_A_ALIGN
#endif

/*
 * int WinworkTryEnter(WINWORK_TRY *frame, int is_finally)
 *
 * Only the registers that a function keeps for its caller. ww_try_entered() returns 0 to that caller.
 * The export table has its address, so it begins with ENDBR. SYM_FUNC_START has that on some kernels only.
 */
SYM_START(WinworkTryEnter, SYM_L_GLOBAL, SYM_F_ALIGN)
	ENDBR
	movq	(%rsp), %rax
	movq	%rax, WW_TRY_RETURN(%rdi)
	movq	%rsp, WW_TRY_STACK(%rdi)
	movq	%rbx, WW_TRY_REGISTERS + 0(%rdi)
	movq	%rbp, WW_TRY_REGISTERS + 8(%rdi)
	movq	%r12, WW_TRY_REGISTERS + 16(%rdi)
	movq	%r13, WW_TRY_REGISTERS + 24(%rdi)
	movq	%r14, WW_TRY_REGISTERS + 32(%rdi)
	movq	%r15, WW_TRY_REGISTERS + 40(%rdi)
	jmp	ww_try_entered
SYM_FUNC_END(WinworkTryEnter)

/*
 * void ww_try_restore(const struct ww_try_state *state)
 *
 * A return, not a jump: with IBT a jump has to end at an ENDBR. The word at the old top of the stack
 * was the return address; later calls have overwritten it.
 */
SYM_FUNC_START(ww_try_restore)
	movq	WW_TRY_RETURN(%rdi), %rax
	movq	WW_TRY_STACK(%rdi), %rdx
	movq	%rax, (%rdx)
	movq	WW_TRY_REGISTERS + 0(%rdi), %rbx
	movq	WW_TRY_REGISTERS + 8(%rdi), %rbp
	movq	WW_TRY_REGISTERS + 16(%rdi), %r12
	movq	WW_TRY_REGISTERS + 24(%rdi), %r13
	movq	WW_TRY_REGISTERS + 32(%rdi), %r14
	movq	WW_TRY_REGISTERS + 40(%rdi), %r15
	movl	$1, %eax
	movq	WW_TRY_STACK(%rdi), %rsp
	RET
SYM_FUNC_END(ww_try_restore)

#endif /* CONFIG_X86_64 */

#ifdef CONFIG_ARM64

/* paciasp and autiasp, which are no operation on processors without pointer authentication. */
#ifdef CONFIG_ARM64_PTR_AUTH_KERNEL
#define SIGN_RETURN_ADDRESS hint #25
#define CHECK_RETURN_ADDRESS hint #29
#else
#define SIGN_RETURN_ADDRESS
#define CHECK_RETURN_ADDRESS
#endif

/* As above. x18 is the shadow call stack, where the kernel has one. */
SYM_FUNC_START(WinworkTryEnter)
	mov	x9, x30
	SIGN_RETURN_ADDRESS
	str	x30, [x0, #WW_TRY_RETURN]
	mov	x30, x9
	mov	x9, sp
	str	x9, [x0, #WW_TRY_STACK]
	stp	x19, x20, [x0, #WW_TRY_REGISTERS]
	stp	x21, x22, [x0, #WW_TRY_REGISTERS + 16]
	stp	x23, x24, [x0, #WW_TRY_REGISTERS + 32]
	stp	x25, x26, [x0, #WW_TRY_REGISTERS + 48]
	stp	x27, x28, [x0, #WW_TRY_REGISTERS + 64]
	stp	x29, x18, [x0, #WW_TRY_REGISTERS + 80]
	b	ww_try_entered
SYM_FUNC_END(WinworkTryEnter)

SYM_FUNC_START(ww_try_restore)
	ldr	x30, [x0, #WW_TRY_RETURN]
	ldr	x9, [x0, #WW_TRY_STACK]
	ldp	x19, x20, [x0, #WW_TRY_REGISTERS]
	ldp	x21, x22, [x0, #WW_TRY_REGISTERS + 16]
	ldp	x23, x24, [x0, #WW_TRY_REGISTERS + 32]
	ldp	x25, x26, [x0, #WW_TRY_REGISTERS + 48]
	ldp	x27, x28, [x0, #WW_TRY_REGISTERS + 64]
#ifdef CONFIG_SHADOW_CALL_STACK
	ldr	x18, [x0, #WW_TRY_REGISTERS + 88]
#endif
	ldr	x29, [x0, #WW_TRY_REGISTERS + 80]
	mov	sp, x9
	CHECK_RETURN_ADDRESS
	mov	w0, #1
	ret
SYM_FUNC_END(ww_try_restore)

#endif /* CONFIG_ARM64 */
