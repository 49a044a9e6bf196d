/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions of struct exception_functions, for one language.
 */

static void at(struct exception_trace *trace, char step)
{
	if (trace->length + 1u < sizeof(trace->text))
		trace->text[trace->length++] = step;
}

/* ---- Locals ------------------------------------------------------------------------------ */

static DECLSPEC_NOINLINE void raise_third(NTSTATUS status)
{
	if (status)
		ExRaiseStatus(status);
}

static DECLSPEC_NOINLINE NTSTATUS raise_second(NTSTATUS status)
{
	raise_third(status);
	return status;
}

static DECLSPEC_NOINLINE NTSTATUS raise_first(NTSTATUS status)
{
	NTSTATUS saved = status + 1;

	return raise_second(status) + saved;
}

static LONG locals(LONG First, LONG Count)
{
	LONG i, handled = 0, last = -1, parameter = First;
	LONGLONG product = 1, expected = 1;
	register LONG kept = 7;
	struct {
		LONG index;
		LONG before[3];
	} block = { 0, { 1, 2, 3 } };

	for (i = 0; i < Count; i++) {
		__try {
			last = i;
			First++;
			product = product * 3 % 1000003;
			block.index = i;
			block.before[i % 3]++;
			kept += 2;
			raise_first(i % 3 == 2 ? (NTSTATUS)(0xE0000000 + i) : 0);
			last = -2;
		} __except (last == i ? EXCEPTION_EXECUTE_HANDLER : EXCEPTION_CONTINUE_SEARCH) {
			if (GetExceptionCode() != (NTSTATUS)(0xE0000000 + i) || last != i)
				return 1;
			if (First != parameter + i + 1 || block.index != i || kept != 7 + 2 * (i + 1))
				return 2;
			if (block.before[2] != 3 + (i + 1) / 3)
				return 3;
			handled++;
			last = -2;
		}
		if (last != -2)
			return 4;
	}
	for (i = 0; i < Count; i++)
		expected = expected * 3 % 1000003;
	return handled == Count / 3 && First == parameter + Count && product == expected ? 0 : 5;
}

/* ---- Filters ----------------------------------------------------------------------------- */

static LONG filter(struct exception_trace *trace, struct _EXCEPTION_POINTERS *pointers, NTSTATUS code,
		   LONG value, char step)
{
	const EXCEPTION_RECORD *record = pointers->ExceptionRecord;

	at(trace, step);
	if (record->ExceptionCode != code || record->ExceptionFlags != EXCEPTION_NONCONTINUABLE ||
	    !record->ExceptionAddress || record->NumberParameters)
		at(trace, '?');
	return value;
}

static void inner_filter(struct exception_trace *trace, LONG value)
{
	__try {
		raise_first(STATUS_INVALID_PARAMETER);
		at(trace, '-');
	} __except (filter(trace, GetExceptionInformation(), GetExceptionCode(), value, 'i')) {
		at(trace, 'I');
	}
	at(trace, '1');
}

static VOID filters(struct exception_trace *Trace, LONG Inner, LONG Middle)
{
	__try {
		__try {
			inner_filter(Trace, Inner);
		} __except (GetExceptionCode() == STATUS_INVALID_PARAMETER && Middle) {
			at(Trace, 'M');
		}
		at(Trace, '2');
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		at(Trace, 'O');
	}
}

/* ---- Ways -------------------------------------------------------------------------------- */

static LONG leave_by(LONG how, NTSTATUS status)
{
	LONG rounds = 0;

	while (rounds++ < 2) {
		__try {
			if (status)
				raise_third(status);
			if (how == 1)
				break;
			if (how == 2)
				continue;
			if (how == 3)
				goto out;
			if (how == 4)
				return 40;
			if (how == 5)
				__leave;
			rounds += 10;
		} __except (EXCEPTION_EXECUTE_HANDLER) {
			if (how == 1)
				break;
			if (how == 2)
				continue;
			if (how == 3)
				goto out;
			if (how == 4)
				return 40;
			rounds += 20;
		}
		rounds += 100;
	}
	return rounds;
out:
	return 30;
}

static LONG ways(LONG Rounds)
{
	static const LONG normal[] = { 112, 1, 3, 30, 40, 102 };
	static const LONG raised[] = { 122, 1, 3, 30, 40, 122 };
	LONG i, right = 0;

	for (i = 0; i < Rounds; i++) {
		const LONG how = i % 6;

		right += leave_by(how, STATUS_SUCCESS) == normal[how] &&
			 leave_by(how, STATUS_UNSUCCESSFUL) == raised[how];
	}
	return right;
}

/* ---- Finally ----------------------------------------------------------------------------- */

static LONG value_of(struct exception_trace *trace, LONG value)
{
	at(trace, 'v');
	return value;
}

static LONG leave_through(struct exception_trace *trace, LONG how)
{
	LONG i, value = 20;

	for (i = 0; i < 2; i++) {
		__try {
			__try {
				if (how == 1)
					break;
				if (how == 2)
					continue;
				if (how == 3)
					goto out;
				if (how == 4)
					return value_of(trace, value);
				if (how == 5)
					__leave;
				if (how == 6)
					raise_first(STATUS_CANCELLED);
				at(trace, 'b');
			} __finally {
				value = 0;
				at(trace, AbnormalTermination() ? 'A' : 'a');
			}
			at(trace, 'm');
		} __finally {
			at(trace, AbnormalTermination() ? 'Z' : 'z');
		}
	}
	return i;
out:
	return 30;
}

static LONG through_finally(struct exception_trace *Trace, LONG How)
{
	__try {
		return leave_through(Trace, How);
	} __except (GetExceptionCode() == STATUS_CANCELLED) {
		at(Trace, 'h');
	}
	return 60;
}

/* ---- The rest ---------------------------------------------------------------------------- */

static NTSTATUS guard(VOID (*Inside)(PVOID Context), PVOID Context, NTSTATUS Status)
{
	NTSTATUS code = STATUS_PENDING;

	__try {
		Inside(Context);
		raise_first(Status);
		code = STATUS_SUCCESS;
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		code = GetExceptionCode();
	}
	return code;
}

static NTSTATUS code_of_continued(void)
{
	__try {
		__try {
			ExRaiseStatus(STATUS_UNSUCCESSFUL);
		} __except (EXCEPTION_CONTINUE_EXECUTION) {
			return STATUS_SUCCESS;
		}
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		return GetExceptionCode();
	}
	return STATUS_SUCCESS;
}

static VOID codes(NTSTATUS Code[3])
{
	__try {
		ExRaiseAccessViolation();
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		Code[0] = GetExceptionCode();
	}
	__try {
		ExRaiseDatatypeMisalignment();
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		Code[1] = GetExceptionCode();
	}
	Code[2] = code_of_continued();
}

static NTSTATUS unlock(PKSPIN_LOCK Lock)
{
	KIRQL irql;

	__try {
		__try {
			KeAcquireSpinLock(Lock, &irql);
			raise_first(STATUS_UNSUCCESSFUL);
		} __finally {
			KeReleaseSpinLock(Lock, irql);
		}
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		return GetExceptionCode();
	}
	return STATUS_SUCCESS;
}

const struct exception_functions FUNCTIONS = {
	LANGUAGE, locals, filters, ways, through_finally, guard, codes, unlock,
};
