/* SPDX-License-Identifier: GPL-2.0 */
/*
 * KeRaiseIrql and its relatives, as drivers call them. What an IRQL is on Linux the engine
 * knows (src/engine/irql.hpp).
 */
#include <wdm.h>

#include "../engine/irql.hpp"

extern "C" {

KIRQL NTAPI KeGetCurrentIrql()
{
	return ww::current_irql();
}

KIRQL NTAPI KfRaiseIrql(KIRQL NewIrql)
{
	return ww::raise_irql(NewIrql, "KeRaiseIrql", __builtin_return_address(0));
}

KIRQL NTAPI KeRaiseIrqlToDpcLevel()
{
	return ww::raise_irql(ww::kDispatchLevel, "KeRaiseIrqlToDpcLevel",
			      __builtin_return_address(0));
}

VOID NTAPI KeLowerIrql(KIRQL NewIrql)
{
	ww::lower_irql(NewIrql, "KeLowerIrql", __builtin_return_address(0));
}

LOGICAL NTAPI KeShouldYieldProcessor()
{
	return ww_context() != WW_CONTEXT_TASK && ww_is_awaited();
}

} /* extern "C" */
