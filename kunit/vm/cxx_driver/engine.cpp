/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Uses the interface of engine.h with a legacy work item on the stack.
 */
#include <wdm.h>

#include "engine.h"

namespace {

struct Request {
	WORK_QUEUE_ITEM item;
	KEVENT done;
	Engine *engine;
};

VOID routine(PVOID parameter)
{
	auto *request = static_cast<Request *>(parameter);

	request->engine->start();
	request->engine->stop();
	KeSetEvent(&request->done, IO_NO_INCREMENT, FALSE);
}

} /* namespace */

void run_engine(Engine &engine)
{
	Request request{};

	request.engine = &engine;
	KeInitializeEvent(&request.done, NotificationEvent, FALSE);
	ExInitializeWorkItem(&request.item, routine, &request);
	ExQueueWorkItem(&request.item, CriticalWorkQueue);
	KeWaitForSingleObject(&request.done, Executive, KernelMode, FALSE, nullptr);
}
