/* SPDX-License-Identifier: GPL-2.0 */
/*
 * FltRequestOperationStatusCallback: what the file system returns for an operation, told to the instances
 * that have asked for it.
 */
#pragma once

#include "operation.hpp"

namespace ww {

/*
 * The requests of an operation, taken from it before the file system is called: the operation may be gone
 * when that returns.
 */
class StatusRequests {
public:
	explicit StatusRequests(Operation &operation);
	~StatusRequests();
	StatusRequests(const StatusRequests &) = delete;
	StatusRequests &operator=(const StatusRequests &) = delete;

	/* Calls the routine of each request, the last one first. Below DISPATCH_LEVEL. */
	void tell(NTSTATUS status) const;

private:
	StatusRequest *first_;
};

} /* namespace ww */
