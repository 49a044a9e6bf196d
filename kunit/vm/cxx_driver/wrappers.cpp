/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Constructs of C++ drivers: new and delete with pool tags and flags, placement, wrappers that release
 * what they own, reference counts behind virtual functions, lambdas with captures, constraints.
 */
#include <ntddk.h>
#include <concepts>
#include <new>
#include <utility>

#include "engine.h"

/* ---- new and delete of the driver ----------------------------------------------------------- */

static LONG allocations;

void *operator new(size_t size, POOL_TYPE type, ULONG tag) noexcept
{
	InterlockedIncrement(&allocations);
	return ExAllocatePoolWithTag(type, size, tag);
}

void *operator new[](size_t size, POOL_FLAGS flags, ULONG tag) noexcept
{
	InterlockedIncrement(&allocations);
	return ExAllocatePool2(flags, size, tag);
}

void operator delete(void *memory)
{
	if (!memory)
		return;
	InterlockedDecrement(&allocations);
	ExFreePool(memory);
}

void operator delete(void *memory, size_t) { operator delete(memory); }
void operator delete[](void *memory) { operator delete(memory); }
void operator delete[](void *memory, size_t) { operator delete(memory); }

namespace {

constexpr ULONG kTag = 'pWxC';

/* ---- wrappers ------------------------------------------------------------------------------- */

/* A handle or pointer with the function that releases it, as wil::unique_any. */
template <typename T, auto Release>
class Unique {
public:
	explicit Unique(T value = {}) : value_(value) {}
	Unique(Unique &&other) noexcept : value_(std::exchange(other.value_, {})) {}
	Unique &operator=(Unique &&other) noexcept
	{
		if (this != &other)
			reset(std::exchange(other.value_, {}));
		return *this;
	}
	~Unique() { reset(); }

	void reset(T value = {})
	{
		if (value_)
			Release(value_);
		value_ = value;
	}
	T get() const { return value_; }
	T *put() { reset(); return &value_; }
	explicit operator bool() const { return value_ != T{}; }

private:
	T value_;
};

template <std::invocable Action>
class [[nodiscard]] AtExit {
public:
	explicit AtExit(Action action) : action_(std::move(action)) {}
	~AtExit() { action_(); }
	AtExit(const AtExit &) = delete;

private:
	Action action_;
};

/* An object with a reference count, as of Kcom and of COM. */
struct IObject {
	virtual ULONG AddRef() = 0;
	virtual ULONG Release() = 0;
	virtual ULONG Value() const = 0;

protected:
	~IObject() = default;
};

class Object final : public IObject {
public:
	explicit Object(ULONG value) : value_(value) {}
	ULONG AddRef() override { return static_cast<ULONG>(InterlockedIncrement(&count_)); }
	ULONG Release() override
	{
		const LONG left = InterlockedDecrement(&count_);

		if (!left)
			delete this;
		return static_cast<ULONG>(left);
	}
	ULONG Value() const override { return value_; }

private:
	LONG count_ = 1;
	ULONG value_;
};

VOID release_object(IObject *object) { object->Release(); }

using ObjectPointer = Unique<IObject *, release_object>;
using Memory = Unique<PVOID, [](PVOID memory) { ExFreePoolWithTag(memory, kTag); }>;

/* A function with captures, as the routine of a work item. */
template <typename Function>
void run_in_item(Function function)
{
	struct Run {
		WORK_QUEUE_ITEM item;
		KEVENT done;
		Function *function;
	} run;

	run.function = &function;
	KeInitializeEvent(&run.done, NotificationEvent, FALSE);
	ExInitializeWorkItem(&run.item, [](PVOID context) {
		auto *self = static_cast<Run *>(context);

		(*self->function)();
		KeSetEvent(&self->done, IO_NO_INCREMENT, FALSE);
	}, &run);
	ExQueueWorkItem(&run.item, DelayedWorkQueue);
	KeWaitForSingleObject(&run.done, Executive, KernelMode, FALSE, nullptr);
}

/* A static object whose constructor the compiler runs. */
struct Table {
	ULONG squares[8];
	constexpr Table() : squares{}
	{
		for (ULONG i = 0; i < 8; i++)
			squares[i] = i * i;
	}
};
constinit Table table;

constexpr int at_compile_time()
{
	if consteval {		/* C++23, which the Kbuild selects for this source */
		return 1;
	} else {
		return 2;
	}
}

} /* namespace */

bool run_wrappers()
{
	ULONG sum = 0, exits = 0;

	{
		ObjectPointer object(new (NonPagedPoolNx, kTag) Object(30));
		ObjectPointer taken;
		auto *numbers = new (POOL_FLAG_NON_PAGED, kTag) ULONG[4];
		alignas(Object) UCHAR room[sizeof(Object)];
		auto *placed = new (room) Object(7);
		const AtExit at_exit([&] { exits++; });
		Memory memory;

		if (!object || !numbers || allocations != 2)
			return false;
		/* Memory of ExAllocatePool2 is zero. */
		sum += numbers[0] + numbers[3];
		delete[] numbers;
		object.get()->AddRef();
		object.get()->Release();
		taken = std::move(object);
		sum += taken.get()->Value() + placed->Value();
		run_in_item([&sum, factor = 2u] { sum += factor * table.squares[3]; });
		*memory.put() = ExAllocatePoolWithTag(NonPagedPoolNx, 16, kTag);
		if (object || exits || !memory)
			return false;
	}
	static_assert(at_compile_time() == 1);
	return sum == 55 && exits == 1 && !allocations && at_compile_time() == 2;
}
