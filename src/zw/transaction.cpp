/* SPDX-License-Identifier: GPL-2.0 */
#include "transaction.hpp"

#include <ntddk.h>

#include "base/irql.hpp"
#include "ob/handle.hpp"

namespace ww {
namespace {

constinit const ObjectType transaction_type = { .name = "transaction" };
constinit POBJECT_TYPE transaction_object_type = nullptr;	/* TmTransactionObjectType points to it */

} /* namespace */

void transactions_init()
{
	transaction_object_type = reinterpret_cast<POBJECT_TYPE>(const_cast<ObjectType *>(&transaction_type));
	TmTransactionObjectType = &transaction_object_type;
}

} /* namespace ww */

using namespace ww;

extern "C" {

POBJECT_TYPE *TmTransactionObjectType;

NTSTATUS NTAPI ZwQueryInformationTransaction(HANDLE TransactionHandle, TRANSACTION_INFORMATION_CLASS, PVOID, ULONG,
					     PULONG ReturnLength)
{
	const CallSite call = WW_CALL_SITE;
	void *transaction = nullptr;

	if (!at_passive(call, TransactionHandle))
		return STATUS_UNSUCCESSFUL;
	if (ReturnLength)
		*ReturnLength = 0;
	return handle_reference_from(call, TransactionHandle, transaction_type, KernelMode, transaction);
}

} /* extern "C" */
