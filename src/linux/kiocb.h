/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads and writes by a kiocb whose caller does not wait.
 *
 * Only those of libaio are asynchronous. io_uring has no way to cancel a request of a driver that
 * was left to its completion: neither its own cancel nor the end of the process would come before
 * the driver completes it. A thread of io_uring that waits in the request is interrupted by both.
 */
#ifndef WINWORK_LINUX_KIOCB_H
#define WINWORK_LINUX_KIOCB_H

#include <linux/fs.h>

bool ww_kiocb_is_asynchronous(const struct kiocb *iocb);
/* Return -EIOCBQUEUED, or the error of a request that no driver saw. */
ssize_t ww_kiocb_read(struct kiocb *iocb, struct iov_iter *to);
ssize_t ww_kiocb_write(struct kiocb *iocb, struct iov_iter *from);

/*
 * Cleared memory of the kernel for the data of a request whose memory is not one range of a
 * program. Or ERR_PTR().
 */
void *ww_vector_buffer(size_t bytes);

#endif /* WINWORK_LINUX_KIOCB_H */
