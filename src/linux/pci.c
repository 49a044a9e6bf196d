// SPDX-License-Identifier: GPL-2.0
/*
 * PCI functions, as src/pnp uses them. No function is taken from a driver of Linux: a driver here has
 * no static table of IDs, so the driver core offers it a function by driver_override, or by the IDs that
 * ww_pci_driver_add_id() adds.
 */
#include <linux/dma-mapping.h>
#include <linux/fs.h>
#include <linux/pci.h>
#include <linux/slab.h>

#include "compat.h"
#include "fault.h"
#include "pci.h"

struct ww_pci_driver {
	struct pci_driver driver;
	void *context;
	char name[];
};

/* The functions of Linux's and ours are one structure. */
static struct pci_dev *pci_of(const struct ww_pci *function)
{
	return (struct pci_dev *)function;
}

/* The driver_data of an ID that was added. That of a driver_override alone is 0. */
#define LISTED 1

static int probe(struct pci_dev *pci, const struct pci_device_id *id)
{
	struct ww_pci_driver *driver =
		container_of(to_pci_driver(pci->dev.driver), struct ww_pci_driver, driver);
	void *node = NULL;
	int error;

	/* Linux begins with 32 bits. The adapters of the driver narrow this, and where it is refused 32 stays. */
	dma_set_mask_and_coherent(&pci->dev, DMA_BIT_MASK(64));
	error = ww_pci_arrived(driver->context, (struct ww_pci *)pci, id->driver_data == LISTED, &node);
	if (!error)
		pci_set_drvdata(pci, node);
	return error;
}

static void leave(struct pci_dev *pci)
{
	ww_pci_leaves(pci_get_drvdata(pci), pci_device_is_present(pci));
	pci_set_drvdata(pci, NULL);
}

/*
 * The node below the function sleeps before it, and wakes after it. Linux saves the function's state
 * and sets its power only for a driver with such a table.
 */
static const struct dev_pm_ops no_operations;

ww_s32 ww_pci_driver_register(const char *name, const void *operations, void *context,
			      struct ww_pci_driver **driver)
{
	const struct file_operations *file_operations = operations;
	const size_t room = strlen(name) + 1;
	struct ww_pci_driver *made = ww_fault(sizeof(*made))
					     ? NULL
					     : kzalloc(sizeof(*made) + room, GFP_KERNEL);
	int error;

	if (!made)
		return -ENOMEM;
	memcpy(made->name, name, room);
	made->context = context;
	made->driver.name = made->name;
	made->driver.probe = probe;
	made->driver.remove = leave;
	made->driver.driver.pm = &no_operations;
	/* The drivers of a stack are asked in one order, which they rely on. */
	made->driver.driver.probe_type = PROBE_FORCE_SYNCHRONOUS;
	error = __pci_register_driver(&made->driver, file_operations->owner, made->name);
	if (error)
		kfree(made);
	else
		*driver = made;
	return error;
}

ww_s32 ww_pci_driver_add_id(struct ww_pci_driver *driver, const struct ww_pci_id *id)
{
	return pci_add_dynid(&driver->driver, id->vendor, id->device, id->subvendor, id->subdevice,
			     id->class_code, id->class_mask, LISTED);
}

void ww_pci_driver_unregister(struct ww_pci_driver *driver)
{
	pci_unregister_driver(&driver->driver);
	kfree(driver);
}

void ww_pci_identify(const struct ww_pci *function, struct ww_pci_identity *identity)
{
	const struct pci_dev *pci = pci_of(function);

	*identity = (struct ww_pci_identity) {
		.id = {
			.vendor = pci->vendor,
			.device = pci->device,
			.subvendor = pci->subsystem_vendor,
			.subdevice = pci->subsystem_device,
			.class_code = pci->class,
			.class_mask = 0xffffff,
		},
		.revision = pci->revision,
		.domain = pci_domain_nr(pci->bus),
		.bus = pci->bus->number,
		.slot = PCI_SLOT(pci->devfn),
		.function = PCI_FUNC(pci->devfn),
	};
}

static void find_table(struct pci_dev *pci, int bar, struct ww_pci_range *range)
{
	const int messages = pci_msix_vec_count(pci);
	u32 place;

	if (messages <= 0 ||
	    pci_read_config_dword(pci, pci->msix_cap + PCI_MSIX_TABLE, &place) ||
	    (place & PCI_MSIX_TABLE_BIR) != bar)
		return;
	range->table_start = range->start + (place & PCI_MSIX_TABLE_OFFSET);
	range->table_bytes = (ww_u64)messages * PCI_MSIX_ENTRY_SIZE;
}

ww_u32 ww_pci_ranges(const struct ww_pci *function, struct ww_pci_range ranges[WW_PCI_RANGES])
{
	struct pci_dev *pci = pci_of(function);
	ww_u32 count = 0;
	int bar;

	for (bar = 0; bar < WW_PCI_RANGES; bar++) {
		const unsigned long flags = pci_resource_flags(pci, bar);

		if (!pci_resource_len(pci, bar) || flags & IORESOURCE_UNSET ||
		    !(flags & (IORESOURCE_MEM | IORESOURCE_IO)))
			continue;
		ranges[count] = (struct ww_pci_range) {
			.start = pci_resource_start(pci, bar),
			.bytes = pci_resource_len(pci, bar),
			.is_port = flags & IORESOURCE_IO,
			.is_prefetchable = flags & IORESOURCE_PREFETCH,
		};
		find_table(pci, bar, &ranges[count++]);
	}
	return count;
}

ww_s32 ww_pci_enable(struct ww_pci *function)
{
	struct pci_dev *pci = pci_of(function);
	int error = pci_enable_device(pci);

	if (error)
		return error;
	pci_clear_master(pci);
	error = pci_request_regions(pci, pci->dev.driver->name);
	if (error)
		pci_disable_device(pci);
	return error;
}

void ww_pci_disable(struct ww_pci *function)
{
	struct pci_dev *pci = pci_of(function);

	pci_clear_master(pci);
	pci_free_irq_vectors(pci);
	pci_release_regions(pci);
	pci_disable_device(pci);
}

void ww_pci_set_master(struct ww_pci *function, bool on)
{
	if (on)
		pci_set_master(pci_of(function));
	else
		pci_clear_master(pci_of(function));
}

struct ww_dma_device *ww_pci_dma_device(struct ww_pci *function)
{
	return (struct ww_dma_device *)&pci_of(function)->dev;
}

/* As Windows: all that are asked for, or exactly one. */
static int messages(struct pci_dev *pci, ww_u32 most, unsigned int kind)
{
	int count = pci_alloc_irq_vectors(pci, most, most, kind);

	return count < 0 && most > 1 ? pci_alloc_irq_vectors(pci, 1, 1, kind) : count;
}

ww_u32 ww_pci_get_interrupts(struct ww_pci *function, ww_u32 most, enum ww_pci_interrupts *kind)
{
	struct pci_dev *pci = pci_of(function);
	int count;

	*kind = WW_PCI_LINE;
	if (!most)
		return max(pci_alloc_irq_vectors(pci, 1, 1, WW_PCI_IRQ_LINE), 0);
	*kind = WW_PCI_MSIX;
	count = messages(pci, most, PCI_IRQ_MSIX);
	if (count < 0) {
		*kind = WW_PCI_MSI;
		count = messages(pci, most, PCI_IRQ_MSI);
	}
	return max(count, 0);
}

ww_u32 ww_pci_irq(const struct ww_pci *function, ww_u32 index)
{
	return pci_irq_vector(pci_of(function), index);
}

void ww_pci_find_interrupts(struct ww_pci *function, struct ww_pci_has *has)
{
	struct pci_dev *pci = pci_of(function);
	const int msix = pci_msix_vec_count(pci);

	has->messages = max3(msix, pci_msi_vec_count(pci), 0);
	has->msix = msix > 0;
	has->line = pci->irq;
}

/* The widest access that offset and length allow. */
static ww_u32 width_of(ww_u32 offset, ww_u32 bytes)
{
	if (!(offset & 3) && bytes >= 4)
		return 4;
	return !(offset & 1) && bytes >= 2 ? 2 : 1;
}

/* The driver's buffer may have any address. */
static int read_some(struct pci_dev *pci, void *to, ww_u32 offset, ww_u32 width)
{
	u32 value = 0;
	u16 word = 0;
	u8 byte = 0;
	int error;

	if (width == 4) {
		error = pci_read_config_dword(pci, offset, &value);
	} else if (width == 2) {
		error = pci_read_config_word(pci, offset, &word);
		value = word;
	} else {
		error = pci_read_config_byte(pci, offset, &byte);
		value = byte;
	}
	memcpy(to, &value, width);
	return error;
}

static int write_some(struct pci_dev *pci, const void *from, ww_u32 offset, ww_u32 width)
{
	u32 value = 0;

	memcpy(&value, from, width);
	if (width == 4)
		return pci_write_config_dword(pci, offset, value);
	if (width == 2)
		return pci_write_config_word(pci, offset, value);
	return pci_write_config_byte(pci, offset, value);
}

ww_u32 ww_pci_configuration(struct ww_pci *function, bool write, void *buffer, ww_u32 offset,
			    ww_u32 bytes)
{
	struct pci_dev *pci = pci_of(function);
	const ww_u32 size = pci->cfg_size;
	ww_u32 done = 0;

	if (offset >= size)
		return 0;
	bytes = min(bytes, size - offset);
	while (done < bytes) {
		const ww_u32 width = width_of(offset + done, bytes - done);

		void *at = (char *)buffer + done;

		if (write ? write_some(pci, at, offset + done, width)
			  : read_some(pci, at, offset + done, width))
			break;
		done += width;
	}
	return done;
}
