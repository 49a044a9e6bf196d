/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The callbacks of name providers.
 */
#include "name_provider.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "filter_manager.hpp"
#include "mm/pool.hpp"
#include "name_text.hpp"
#include "rtl/string.hpp"

namespace ww {
namespace {

/* "FMnc" */
constexpr u32 kTag = 'c' << 24 | 'n' << 16 | 'M' << 8 | 'F';

void *allocate(CallSite call, size_t bytes)
{
	return pool_allocate({ .call = call, .bytes = bytes, .tag = kTag, .paged = true, .zero = true });
}

/* ---- The buffer that a provider writes to ---------------------------------------------------- */

class NameControl {
public:
	explicit NameControl(CallSite call)
		: call_(call), control_(static_cast<PFLT_NAME_CONTROL>(allocate(call, sizeof(FLT_NAME_CONTROL))))
	{
	}
	~NameControl()
	{
		if (control_ && control_->Name.Buffer)
			pool_free(call_, control_->Name.Buffer, kTag);
		if (control_)
			pool_free(call_, control_, kTag);
	}
	NameControl(const NameControl &) = delete;
	NameControl &operator=(const NameControl &) = delete;

	explicit operator bool() const { return control_; }
	PFLT_NAME_CONTROL control() const { return control_; }
	const UNICODE_STRING &name() const { return control_->Name; }

private:
	CallSite call_;
	PFLT_NAME_CONTROL control_;
};

NTSTATUS grow(CallSite call, FLT_NAME_CONTROL &control, USHORT bytes)
{
	auto *text = static_cast<WCHAR *>(allocate(call, bytes));

	if (!text)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (control.Name.Buffer) {
		__builtin_memcpy(text, control.Name.Buffer, control.Name.Length);
		pool_free(call, control.Name.Buffer, kTag);
	}
	control.Name.Buffer = text;
	control.Name.MaximumLength = bytes;
	return STATUS_SUCCESS;
}

/* ---- GenerateFileNameCallback ---------------------------------------------------------------- */

/* The operation is at the provider meanwhile: what that asks for goes to the ones below it. */
class AtProvider {
public:
	AtProvider(PFLT_CALLBACK_DATA data, PFLT_INSTANCE provider)
		: data_(data), before_(data ? data->Iopb->TargetInstance : nullptr)
	{
		if (data)
			data->Iopb->TargetInstance = provider;
	}
	~AtProvider()
	{
		if (data_)
			data_->Iopb->TargetInstance = before_;
	}
	AtProvider(const AtProvider &) = delete;
	AtProvider &operator=(const AtProvider &) = delete;

private:
	PFLT_CALLBACK_DATA data_;
	PFLT_INSTANCE before_;
};

const FLT_REGISTRATION &registration_of(const ProviderQuestion &question)
{
	return question.provider->filter->registration;
}

NTSTATUS generate(const ProviderQuestion &question, FLT_FILE_NAME_OPTIONS format, const NameControl &control)
{
	const FLT_FILE_NAME_OPTIONS options = (question.options & ~FLT_VALID_FILE_NAME_FORMATS) | format;
	const AtProvider guard(question.data, question.provider);
	BOOLEAN may_be_cached = FALSE;

	control.control()->Name.Length = 0;
	return registration_of(question).GenerateFileNameCallback(question.provider, question.file, question.data,
								 options, &may_be_cached, control.control());
}

/* ---- NormalizeNameComponentCallback ---------------------------------------------------------- */

constexpr u32 kMostUnits = 255;		/* of a component */
constexpr ULONG kRoom = sizeof(FILE_NAMES_INFORMATION) + kMostUnits * sizeof(WCHAR);

/* A name in the making, from left to right. */
struct Normalized {
	const ProviderQuestion &question;
	UNICODE_STRING text;		/* what is normalized, and then the rest as it was */
	USHORT volume;			/* bytes of the volume's name */
	PFILE_NAMES_INFORMATION component;
	PVOID context;
};

NTSTATUS normalize_component(Normalized &name, const UNICODE_STRING &parent, const UNICODE_STRING &component)
{
	const ProviderQuestion &question = name.question;
	const FLT_REGISTRATION &callbacks = registration_of(question);
	const FLT_NORMALIZE_NAME_FLAGS flags =
		FLTFL_NORMALIZE_NAME_CASE_SENSITIVE |
		(question.is_destination ? FLTFL_NORMALIZE_NAME_DESTINATION_FILE_NAME : 0);

	if (callbacks.NormalizeNameComponentExCallback)
		return callbacks.NormalizeNameComponentExCallback(question.provider, question.file, &parent,
								  name.volume, &component, name.component, kRoom,
								  flags, &name.context);
	return callbacks.NormalizeNameComponentCallback(question.provider, &parent, name.volume, &component,
							name.component, kRoom, flags, &name.context);
}

/* Puts the component in place of the units from @begin to before @end. */
NTSTATUS replace(Normalized &name, u32 begin, u32 end)
{
	const FILE_NAMES_INFORMATION &made = *name.component;
	const u32 units = made.FileNameLength / sizeof(WCHAR);
	const u32 rest = unit_count(name.text) - end;
	WCHAR *const at = name.text.Buffer + begin;

	if (!units || units > kMostUnits || made.FileNameLength % sizeof(WCHAR))
		return refuse(name.question.call, name.question.provider, STATUS_OBJECT_NAME_INVALID,
			      "NormalizeNameComponentCallback has made a name of %u bytes", made.FileNameLength);
	if ((begin + units + rest) * sizeof(WCHAR) > name.text.MaximumLength)
		return STATUS_NAME_TOO_LONG;
	__builtin_memmove(at + units, name.text.Buffer + end, rest * sizeof(WCHAR));
	__builtin_memcpy(at, made.FileName, units * sizeof(WCHAR));
	name.text.Length = static_cast<USHORT>((begin + units + rest) * sizeof(WCHAR));
	return STATUS_SUCCESS;
}

UNICODE_STRING units_of(const UNICODE_STRING &text, u32 begin, u32 end)
{
	const USHORT bytes = static_cast<USHORT>((end - begin) * sizeof(WCHAR));

	return { bytes, bytes, text.Buffer + begin };
}

USHORT volume_bytes(const ProviderQuestion &question)
{
	return static_cast<USHORT>(text_length(object_header(question.provider->volume)->name) * sizeof(WCHAR));
}

/* What is not there yet has no other form, nor has what is below it. */
bool is_missing(NTSTATUS status)
{
	return status == STATUS_NO_SUCH_FILE || status == STATUS_OBJECT_NAME_NOT_FOUND ||
	       status == STATUS_OBJECT_PATH_NOT_FOUND;
}

/* The components behind the name of the volume. The folder of the first one is the root, with its backslash. */
NTSTATUS normalize_components(Normalized &name)
{
	const u32 root = name.volume / sizeof(WCHAR) + 1;
	u32 begin = root;

	while (begin < unit_count(name.text)) {
		const u32 end = first_of(name.text, '\\', begin);
		const UNICODE_STRING parent = units_of(name.text, 0, begin == root ? root : begin - 1);
		NTSTATUS status = normalize_component(name, parent, units_of(name.text, begin, end));

		if (is_missing(status))
			return STATUS_SUCCESS;
		if (NT_SUCCESS(status))
			status = replace(name, begin, end);
		if (!NT_SUCCESS(status))
			return status;
		begin = first_of(name.text, '\\', begin) + 1;
	}
	return STATUS_SUCCESS;
}

void clean_up(Normalized &name)
{
	const auto cleanup = registration_of(name.question).NormalizeContextCleanupCallback;

	if (cleanup && name.context)
		cleanup(&name.context);
}

/* In the memory of @control, which has room for the longest name. */
NTSTATUS normalize(const ProviderQuestion &question, NameControl &control)
{
	const FLT_REGISTRATION &callbacks = registration_of(question);
	FLT_NAME_CONTROL &name = *control.control();
	NTSTATUS status = STATUS_SUCCESS;

	if (!callbacks.NormalizeNameComponentCallback && !callbacks.NormalizeNameComponentExCallback)
		return status;
	if (name.Name.MaximumLength < kMostUnicodeBytes)
		status = grow(question.call, name, kMostUnicodeBytes);

	auto *component = static_cast<PFILE_NAMES_INFORMATION>(allocate(question.call, kRoom));
	Normalized made = { question, name.Name, volume_bytes(question), component, nullptr };

	if (!component)
		status = STATUS_INSUFFICIENT_RESOURCES;
	if (NT_SUCCESS(status)) {
		status = normalize_components(made);
		clean_up(made);
		name.Name.Length = made.text.Length;
	}
	if (component)
		pool_free(question.call, component, kTag);
	return status;
}

/* ---- The name --------------------------------------------------------------------------------- */

/* Since Windows 8 a provider may normalize the name itself. */
NTSTATUS ask(const ProviderQuestion &question, NameControl &control)
{
	const FLT_FILE_NAME_OPTIONS format = FltGetFileNameFormat(question.options);
	NTSTATUS status = generate(question, format, control);

	if (NT_SUCCESS(status) || format != FLT_FILE_NAME_NORMALIZED)
		return status;
	status = generate(question, FLT_FILE_NAME_OPENED, control);
	return NT_SUCCESS(status) ? normalize(question, control) : status;
}

bool is_provider(PFLT_INSTANCE instance, PFLT_INSTANCE asker, bool asks_itself)
{
	if (!instance->attachment || !instance->filter->registration.GenerateFileNameCallback)
		return false;
	return !asker || (asks_itself && instance == asker) || instance->altitude.compare(asker->altitude) < 0;
}

} /* namespace */

NameProvider::NameProvider(PFLT_VOLUME volume, PFLT_INSTANCE asker, FLT_FILE_NAME_OPTIONS options)
{
	const bool asks_itself = options & FLT_FILE_NAME_REQUEST_FROM_CURRENT_PROVIDER;
	LockGuard guard(volume->lock);

	for (PFLT_INSTANCE each = volume->instances; each && !instance_; each = each->next) {
		if (is_provider(each, asker, asks_itself) && object_try_reference_kept(each))
			instance_ = each;
	}
}

NameProvider::~NameProvider()
{
	if (instance_)
		object_dereference_kept(instance_);
}

bool thread_may_ask_provider()
{
	return KeGetCurrentIrql() == PASSIVE_LEVEL && thread_may_ask_for_names();
}

namespace {

NTSTATUS take(const ProviderQuestion &question, const NameControl &control, PFLT_FILE_NAME_INFORMATION *result)
{
	NewName name(question.call, question.provider->volume, FltGetFileNameFormat(question.options));
	const UNICODE_STRING path = name.path_in(control.name());
	WCHAR *to;

	if (!path.Length)
		return refuse(question.call, question.provider, STATUS_OBJECT_NAME_INVALID,
			      "GenerateFileNameCallback has made a name that is not on the volume");

	const NTSTATUS status = name.make(unit_count(path), to);

	if (NT_SUCCESS(status)) {
		__builtin_memcpy(to, path.Buffer, path.Length);
		*result = name.take();
	}
	return status;
}

} /* namespace */

NTSTATUS provider_make(const ProviderQuestion &question, PFLT_FILE_NAME_INFORMATION *result)
{
	NameControl control(question.call);
	const NTSTATUS status = control ? ask(question, control) : STATUS_INSUFFICIENT_RESOURCES;

	return NT_SUCCESS(status) ? take(question, control, result) : status;
}

NTSTATUS provider_normalize(const ProviderQuestion &question, const UNICODE_STRING &name,
			    PFLT_FILE_NAME_INFORMATION *result)
{
	NameControl control(question.call);
	NTSTATUS status = control ? grow(question.call, *control.control(), kMostUnicodeBytes)
				  : STATUS_INSUFFICIENT_RESOURCES;

	if (!NT_SUCCESS(status))
		return status;
	RtlCopyUnicodeString(&control.control()->Name, &name);
	status = normalize(question, control);
	return NT_SUCCESS(status) ? take(question, control, result) : status;
}

} /* namespace ww */

using namespace ww;

extern "C" NTSTATUS FLTAPI FltCheckAndGrowNameControl(PFLT_NAME_CONTROL NameCtrl, USHORT NewSize)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, NameCtrl))
		return STATUS_INVALID_PARAMETER;
	if (!NameCtrl || !pool_has(NameCtrl, kTag))
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "NameCtrl is not that of a GenerateFileNameCallback");
	return NewSize <= NameCtrl->Name.MaximumLength ? STATUS_SUCCESS : grow(call, *NameCtrl, NewSize);
}
