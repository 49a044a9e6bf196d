/* SPDX-License-Identifier: GPL-2.0 */
/*
 * KeRaiseIrql and its relatives. src/base/irql.hpp defines what an IRQL is on Linux.
 */
#include <wdm.h>

#include "base/irql.hpp"
#include "linux/irq_context.h"

extern "C" {

KIRQL NTAPI KeGetCurrentIrql()
{
	return ww::current_irql();
}

KIRQL NTAPI KfRaiseIrql(KIRQL NewIrql)
{
	return ww::raise_irql(NewIrql, WW_CALL_SITE_OF("KeRaiseIrql"));
}

KIRQL NTAPI KeRaiseIrqlToDpcLevel()
{
	return ww::raise_irql(ww::kDispatchLevel, WW_CALL_SITE);
}

VOID NTAPI KeLowerIrql(KIRQL NewIrql)
{
	ww::lower_irql(NewIrql, WW_CALL_SITE);
}

LOGICAL NTAPI KeShouldYieldProcessor()
{
	return ww_context() != WW_CONTEXT_TASK && ww_is_awaited();
}

} /* extern "C" */
