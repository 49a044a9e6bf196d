// SPDX-License-Identifier: GPL-2.0
/*
 * Functions of USB devices, as src/pnp uses them. No function of usbcore is called by its name, since
 * winwork.ko also loads where there is none: the first driver that registers gets their addresses. They stay
 * as long as winwork.ko.
 */
#include <linux/dma-mapping.h>
#include <linux/fs.h>
#include <linux/kref.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/sched/task_stack.h>
#include <linux/slab.h>
#include <linux/usb.h>

#include "core_functions.h"
#include "done.h"
#include "fault.h"
#include "usb.h"

/* ---- The USB core -------------------------------------------------------------------------------- */

#define FUNCTIONS(F)                    \
	F(usb_alloc_urb)                \
	F(usb_anchor_urb)               \
	F(usb_clear_halt)               \
	F(usb_control_msg)              \
	F(usb_deregister)               \
	F(usb_driver_claim_interface)   \
	F(usb_driver_release_interface) \
	F(usb_driver_set_configuration) \
	F(usb_free_urb)                 \
	F(usb_get_current_frame_number) \
	F(usb_kill_anchored_urbs)       \
	F(usb_lock_device_for_reset)    \
	F(usb_poison_anchored_urbs)     \
	F(usb_register_driver)          \
	F(usb_reset_device)             \
	F(usb_reset_endpoint)           \
	F(usb_set_interface)            \
	F(usb_submit_urb)               \
	F(usb_unanchor_urb)             \
	F(usb_unlink_urb)               \
	F(usb_unpoison_anchored_urbs)   \
	F(usb_wait_anchor_empty_timeout)

WW_DEFINE_CORE("usbcore", FUNCTIONS)

static bool get_core(void)
{
	bool is_there;

	mutex_lock(&core_mutex);
	is_there = find_core();
	mutex_unlock(&core_mutex);
	return is_there;
}

void ww_usb_exit(void)
{
	put_core();
}

/* ---- Functions ----------------------------------------------------------------------------------- */

#define ENDPOINTS 32

struct ww_usb {
	struct kref references;
	struct ww_later later;		/* for the end */
	struct usb_device *device;
	struct usb_interface *interfaces[WW_USB_INTERFACES];	/* the first one is probed */
	unsigned int count;
	unsigned long open; /* a bit for each of them: the driver has selected a setting */
	bool is_part;
	bool is_leaving;
	bool is_cycled;			/* its driver has the device go and come */
	/* Is in the probe or the disconnect, and has the device's lock. */
	struct task_struct *changer;
	void *node;
	struct usb_anchor transfers[ENDPOINTS];
};

struct ww_usb_driver {
	struct usb_driver driver;
	void *context;
	struct usb_device_id *ids;
	char name[];
};

static unsigned int index_of(ww_u32 endpoint)
{
	return (endpoint & USB_ENDPOINT_NUMBER_MASK) | (endpoint & USB_DIR_IN ? ENDPOINTS / 2 : 0);
}

static void destroy(struct ww_later *later)
{
	struct ww_usb *function = container_of(later, struct ww_usb, later);
	unsigned int i;

	for (i = 0; i < function->count; i++)
		put_device(&function->interfaces[i]->dev);
	put_device(&function->device->dev);
	kfree(function);
}

/* The end of Linux's devices may sleep. */
static void destroy_later(struct kref *references)
{
	struct ww_usb *function = container_of(references, struct ww_usb, references);

	ww_later(&function->later, destroy);
}

void ww_usb_reference(struct ww_usb *function)
{
	kref_get(&function->references);
}

void ww_usb_dereference(struct ww_usb *function)
{
	kref_put(&function->references, destroy_later);
}

/* The range of the interface numbers of the function that @interface is the first interface of. */
static bool find_range(struct usb_interface *interface, bool is_whole, unsigned int *first,
		       unsigned int *count)
{
	const struct usb_host_config *config = interface_to_usbdev(interface)->actconfig;
	const struct usb_interface_assoc_descriptor *association = interface->intf_assoc;
	const unsigned int number = interface->cur_altsetting->desc.bInterfaceNumber;

	*first = number;
	*count = 1;
	if (is_whole) {
		*first = 0;
		*count = 256;
		return config->interface[0] == interface;
	}
	if (association) {
		*first = association->bFirstInterface;
		*count = association->bInterfaceCount;
	}
	return *first == number;
}

static struct ww_usb *create(struct usb_interface *probed, bool is_whole)
{
	struct usb_device *device = interface_to_usbdev(probed);
	const struct usb_host_config *config = device->actconfig;
	struct ww_usb *function;
	unsigned int first, count, i;

	if (!find_range(probed, is_whole, &first, &count))
		return ERR_PTR(-ENODEV);
	function = kzalloc(sizeof(*function), GFP_KERNEL);
	if (!function)
		return ERR_PTR(-ENOMEM);
	kref_init(&function->references);
	get_device(&device->dev);
	function->device = device;
	for (i = 0; i < ENDPOINTS; i++)
		init_usb_anchor(&function->transfers[i]);
	for (i = 0; i < config->desc.bNumInterfaces; i++) {
		struct usb_interface *interface = config->interface[i];

		if (interface->cur_altsetting->desc.bInterfaceNumber - first >= count)
			continue;
		get_device(&interface->dev);
		function->interfaces[function->count++] = interface;
	}
	function->is_part = function->count < config->desc.bNumInterfaces;
	return function;
}

/* The other interfaces, from the last one to the second. Their disconnect() does nothing any more. */
static void let_go(struct ww_usb *function, struct usb_interface *but, struct usb_driver *driver)
{
	unsigned int i = function->count;

	function->is_leaving = true;
	while (i--) {
		struct usb_interface *interface = function->interfaces[i];

		if (interface != but && usb_get_intfdata(interface) == function)
			core.usb_driver_release_interface(driver, interface);
	}
}

static int claim_others(struct ww_usb *function, struct usb_driver *driver)
{
	unsigned int i;
	int error = 0;

	for (i = 1; i < function->count && !error; i++)
		error = core.usb_driver_claim_interface(driver, function->interfaces[i], function);
	return error;
}

static int probe(struct usb_interface *interface, const struct usb_device_id *id)
{
	struct usb_driver *driver = to_usb_driver(interface->dev.driver);
	const bool is_whole = !(id->match_flags & (USB_DEVICE_ID_MATCH_INT_NUMBER |
						   USB_DEVICE_ID_MATCH_INT_INFO));
	struct ww_usb *function = create(interface, is_whole);
	int error;

	if (IS_ERR(function))
		return PTR_ERR(function);
	function->changer = current;
	usb_set_intfdata(interface, function);
	error = claim_others(function, driver);
	if (!error)
		error = ww_usb_arrived(container_of(driver, struct ww_usb_driver, driver)->context,
				       function, &function->node);
	function->changer = NULL;
	if (!error)
		return 0;
	let_go(function, interface, driver);
	usb_set_intfdata(interface, NULL);
	ww_usb_dereference(function);
	return error;
}

/* Called once for each interface. The first call takes the function away. */
static void leave(struct usb_interface *interface)
{
	struct ww_usb *function = usb_get_intfdata(interface);

	if (!function || function->is_leaving)
		return;
	function->is_leaving = true;
	function->changer = current;
	ww_usb_leaves(function->node, !READ_ONCE(function->is_cycled) && ww_usb_is_connected(function));
	ww_usb_stop(function);
	let_go(function, interface, to_usb_driver(interface->dev.driver));
	function->changer = NULL;
	usb_set_intfdata(interface, NULL);
	ww_usb_dereference(function);
}

/* The node below the interface sleeps before it, and wakes after it. */
static int go_to_sleep(struct usb_interface *interface, pm_message_t message)
{
	return 0;
}

static int wake(struct usb_interface *interface)
{
	return 0;
}

/* No transfer runs while the device is reset. */
static int before_reset(struct usb_interface *interface)
{
	struct ww_usb *function = usb_get_intfdata(interface);
	unsigned int i;

	for (i = 0; function && i < ENDPOINTS; i++)
		core.usb_poison_anchored_urbs(&function->transfers[i]);
	return 0;
}

static int after_reset(struct usb_interface *interface)
{
	struct ww_usb *function = usb_get_intfdata(interface);
	unsigned int i;

	for (i = 0; function && i < ENDPOINTS; i++)
		core.usb_unpoison_anchored_urbs(&function->transfers[i]);
	return 0;
}

/* ---- Drivers ------------------------------------------------------------------------------------- */

static struct usb_device_id id_of(const struct ww_usb_id *wanted)
{
	struct usb_device_id id = {
		.idVendor = wanted->vendor,
		.idProduct = wanted->product,
		.bcdDevice_lo = wanted->revision,
		.bcdDevice_hi = wanted->revision,
		.bInterfaceNumber = wanted->interface,
		.bInterfaceClass = wanted->interface_class,
		.bInterfaceSubClass = wanted->subclass,
		.bInterfaceProtocol = wanted->protocol,
	};

	if (wanted->vendor != WW_USB_ANY)
		id.match_flags |= USB_DEVICE_ID_MATCH_VENDOR;
	if (wanted->product != WW_USB_ANY)
		id.match_flags |= USB_DEVICE_ID_MATCH_PRODUCT;
	if (wanted->revision != WW_USB_ANY)
		id.match_flags |= USB_DEVICE_ID_MATCH_DEV_RANGE;
	if (wanted->interface != WW_USB_ANY)
		id.match_flags |= USB_DEVICE_ID_MATCH_INT_NUMBER;
	if (wanted->interface_class != WW_USB_ANY)
		id.match_flags |= USB_DEVICE_ID_MATCH_INT_CLASS;
	if (wanted->subclass != WW_USB_ANY)
		id.match_flags |= USB_DEVICE_ID_MATCH_INT_SUBCLASS;
	if (wanted->protocol != WW_USB_ANY)
		id.match_flags |= USB_DEVICE_ID_MATCH_INT_PROTOCOL;
	return id;
}

static void free_driver(struct ww_usb_driver *driver)
{
	kfree(driver->ids);
	kfree(driver);
}

static struct ww_usb_driver *create_driver(const char *name, const struct ww_usb_id *ids, ww_u32 count)
{
	const size_t room = strlen(name) + 1;
	struct ww_usb_driver *made = ww_fault(sizeof(*made))
					     ? NULL
					     : kzalloc(sizeof(*made) + room, GFP_KERNEL);
	ww_u32 i;

	if (!made)
		return NULL;
	/* The last one is empty. */
	made->ids = kcalloc(count + 1, sizeof(*made->ids), GFP_KERNEL);
	if (!made->ids) {
		free_driver(made);
		return NULL;
	}
	for (i = 0; i < count; i++)
		made->ids[i] = id_of(&ids[i]);
	memcpy(made->name, name, room);
	made->driver.name = made->name;
	made->driver.id_table = made->ids;
	made->driver.probe = probe;
	made->driver.disconnect = leave;
	made->driver.suspend = go_to_sleep;
	made->driver.resume = wake;
	made->driver.reset_resume = wake;
	made->driver.pre_reset = before_reset;
	made->driver.post_reset = after_reset;
	/* Drivers talk to the device until they have removed it. */
	made->driver.soft_unbind = 1;
	return made;
}

ww_s32 ww_usb_driver_register(const char *name, const void *operations, void *context,
			      const struct ww_usb_id *ids, ww_u32 count,
			      struct ww_usb_driver **driver)
{
	const struct file_operations *file_operations = operations;
	struct ww_usb_driver *made;
	int error;

	if (!get_core())
		return -ENODEV;
	made = create_driver(name, ids, count);
	if (!made)
		return -ENOMEM;
	made->context = context;
	error = core.usb_register_driver(&made->driver, file_operations->owner, made->name);
	if (error)
		free_driver(made);
	else
		*driver = made;
	return error;
}

void ww_usb_driver_unregister(struct ww_usb_driver *driver)
{
	core.usb_deregister(&driver->driver);
	free_driver(driver);
}

/* ---- What a function is -------------------------------------------------------------------------- */

void ww_usb_identify(const struct ww_usb *function, struct ww_usb_identity *identity)
{
	const struct usb_device *device = function->device;
	const struct usb_interface_descriptor *first =
		&function->interfaces[0]->cur_altsetting->desc;

	*identity = (struct ww_usb_identity) {
		.id = {
			.vendor = le16_to_cpu(device->descriptor.idVendor),
			.product = le16_to_cpu(device->descriptor.idProduct),
			.revision = le16_to_cpu(device->descriptor.bcdDevice),
			.interface = first->bInterfaceNumber,
			.interface_class = first->bInterfaceClass,
			.subclass = first->bInterfaceSubClass,
			.protocol = first->bInterfaceProtocol,
		},
		.device_class = device->descriptor.bDeviceClass,
		.device_subclass = device->descriptor.bDeviceSubClass,
		.device_protocol = device->descriptor.bDeviceProtocol,
		.is_part = function->is_part,
		.is_composite = function->count > 1,
		.bus = device->bus->busnum,
		.address = device->devnum,
		.port = device->portnum,
	};
	strscpy(identity->path, device->devpath, sizeof(identity->path));
}

struct ww_dma_device *ww_usb_linux_device(struct ww_usb *function)
{
	return (struct ww_dma_device *)&function->interfaces[0]->dev;
}

ww_u32 ww_usb_interfaces(const struct ww_usb *function, ww_u8 numbers[WW_USB_INTERFACES])
{
	ww_u32 i;

	for (i = 0; i < function->count; i++)
		numbers[i] = function->interfaces[i]->cur_altsetting->desc.bInterfaceNumber;
	return function->count;
}

void ww_usb_device_descriptor(const struct ww_usb *function, void *descriptor)
{
	memcpy(descriptor, &function->device->descriptor, USB_DT_DEVICE_SIZE);
}

ww_u32 ww_usb_configuration(const struct ww_usb *function, void *descriptors, ww_u32 room)
{
	const struct usb_device *device = function->device;
	const struct usb_host_config *config = device->actconfig;
	ww_u32 bytes;

	if (!config)
		return 0;
	bytes = le16_to_cpu(config->desc.wTotalLength);
	memcpy(descriptors, device->rawdescriptors[config - device->config], min(bytes, room));
	return bytes;
}

enum ww_usb_speed ww_usb_speed_of(const struct ww_usb *function)
{
	switch (function->device->speed) {
	case USB_SPEED_UNKNOWN:
	case USB_SPEED_LOW:
	case USB_SPEED_FULL:
		return WW_USB_SLOW;
	case USB_SPEED_HIGH:
		return WW_USB_HIGH;
	default:
		return WW_USB_SUPER;
	}
}

bool ww_usb_is_connected(const struct ww_usb *function)
{
	return function->device->state != USB_STATE_NOTATTACHED;
}

ww_s32 ww_usb_frame(const struct ww_usb *function)
{
	return core.usb_get_current_frame_number(function->device);
}

/* ---- What a function does ------------------------------------------------------------------------ */

void ww_usb_stop(struct ww_usb *function)
{
	unsigned int i;

	for (i = 0; i < ENDPOINTS; i++) {
		core.usb_poison_anchored_urbs(&function->transfers[i]);
		/* One whose ww_usb_done() runs is not in the list any more. */
		while (!core.usb_wait_anchor_empty_timeout(&function->transfers[i], 1000))
			;
	}
}

void ww_usb_abort(struct ww_usb *function, ww_u32 endpoint)
{
	core.usb_kill_anchored_urbs(&function->transfers[index_of(endpoint)]);
}

ww_s32 ww_usb_set_interface(struct ww_usb *function, ww_u32 interface, ww_u32 setting)
{
	unsigned int i = 0;
	int error = 0;

	while (i < function->count &&
	       function->interfaces[i]->cur_altsetting->desc.bInterfaceNumber != interface)
		i++;
	if (i == function->count)
		return -EINVAL;
	/* A device with one setting need not know the request for it. */
	if (function->interfaces[i]->num_altsetting > 1)
		error = core.usb_set_interface(function->device, interface, setting);
	if (!error)
		set_bit(i, &function->open);
	return error;
}

void ww_usb_close(struct ww_usb *function)
{
	unsigned int i;

	for (i = 0; i < function->count; i++)
		clear_bit(i, &function->open);
	for (i = 0; i < ENDPOINTS; i++) {
		if (i % (ENDPOINTS / 2))
			core.usb_kill_anchored_urbs(&function->transfers[i]);
	}
}

ww_s32 ww_usb_clear_halt(struct ww_usb *function, ww_u32 endpoint)
{
	const unsigned int number = endpoint & USB_ENDPOINT_NUMBER_MASK;

	return core.usb_clear_halt(function->device,
				   endpoint & USB_DIR_IN
					   ? usb_rcvbulkpipe(function->device, number)
					   : usb_sndbulkpipe(function->device, number));
}

ww_s32 ww_usb_clear_device_halt(struct ww_usb *function, ww_u32 endpoint)
{
	struct usb_device *device = function->device;

	return core.usb_control_msg(device, usb_sndctrlpipe(device, 0), USB_REQ_CLEAR_FEATURE,
				    USB_RECIP_ENDPOINT, USB_ENDPOINT_HALT, endpoint, NULL, 0,
				    USB_CTRL_SET_TIMEOUT);
}

ww_s32 ww_usb_reset_endpoint(struct ww_usb *function, ww_u32 endpoint)
{
	core.usb_reset_endpoint(function->device, endpoint);
	return 0;
}

ww_s32 ww_usb_reset(struct ww_usb *function)
{
	struct usb_device *device = function->device;
	const bool is_locked = function->changer == current;
	int error = is_locked ? 0 : core.usb_lock_device_for_reset(device, function->interfaces[0]);

	if (error)
		return error;
	error = core.usb_reset_device(device);
	if (!is_locked)
		usb_unlock_device(device);
	return error;
}

/* The drivers lose the device, and get it again. */
ww_s32 ww_usb_cycle(struct ww_usb *function)
{
	struct usb_device *device = function->device;
	int error;

	if (!device->actconfig)
		return -ENODEV;
	/* Before Linux takes the function away, in a work of its own. */
	WRITE_ONCE(function->is_cycled, true);
	error = core.usb_driver_set_configuration(device, device->actconfig->desc.bConfigurationValue);
	if (error)
		WRITE_ONCE(function->is_cycled, false);
	return error;
}

/* ---- Transfers ----------------------------------------------------------------------------------- */

struct ww_usb_transfer {
	struct ww_usb *function;
	struct urb *urb;
	void *buffer;			/* of the caller */
	void *copy;			/* for hardware that does not reach that; or NULL */
	void *context;
	struct usb_ctrlrequest setup;
};

static struct usb_host_endpoint *endpoint_of(struct ww_usb *function, ww_u32 address)
{
	unsigned int i, j;

	if (!(address & USB_ENDPOINT_NUMBER_MASK))
		return &function->device->ep0;
	for (i = 0; i < function->count; i++) {
		struct usb_host_interface *setting = function->interfaces[i]->cur_altsetting;

		for (j = 0; test_bit(i, &function->open) && j < setting->desc.bNumEndpoints; j++) {
			if (setting->endpoint[j].desc.bEndpointAddress == address)
				return &setting->endpoint[j];
		}
	}
	return NULL;
}

/* The controller reads and writes whole lines of the cache, in memory that has one address. */
static bool is_reachable(const void *buffer, ww_u32 bytes)
{
	return virt_addr_valid(buffer) && !object_is_on_stack(buffer) &&
	       IS_ALIGNED((unsigned long)buffer | bytes, dma_get_cache_alignment());
}

static enum ww_usb_status status_of(int error)
{
	switch (error) {
	case 0:
		return WW_USB_DONE;
	case -EREMOTEIO:
		return WW_USB_SHORT;
	case -EPIPE:
		return WW_USB_STALLED;
	case -ENOENT:
	case -ECONNRESET:
	case -EPERM:
		return WW_USB_CANCELLED;
	case -ENODEV:
	case -ESHUTDOWN:
		return WW_USB_GONE;
	case -EOVERFLOW:
		return WW_USB_OVERRUN;
	case -EPROTO:
	case -EILSEQ:
	case -ETIME:
	case -EXDEV:
		return WW_USB_BROKEN;
	case -ENOMEM:
		return WW_USB_NO_MEMORY;
	default:
		return WW_USB_REFUSED;
	}
}

static bool is_read(const struct ww_usb_transfer *transfer)
{
	return transfer->urb->pipe & USB_DIR_IN;
}

/* Between the packets of an isochronous read the copy has nothing. */
static void copy_packets(const struct ww_usb_transfer *transfer)
{
	const struct urb *urb = transfer->urb;
	int i;

	for (i = 0; i < urb->number_of_packets; i++) {
		const struct usb_iso_packet_descriptor *packet = &urb->iso_frame_desc[i];

		memcpy(transfer->buffer + packet->offset, transfer->copy + packet->offset,
		       min(packet->actual_length, packet->length));
	}
}

static void ended(struct urb *urb)
{
	struct ww_usb_transfer *transfer = urb->context;

	if (transfer->copy && is_read(transfer)) {
		if (usb_pipeisoc(urb->pipe))
			copy_packets(transfer);
		else
			memcpy(transfer->buffer, transfer->copy, urb->actual_length);
	}
	ww_usb_done(transfer->context);
}

/* The controller takes the next frames that are free: no other choice is left to drivers of Linux. */
static void fill_isochronous(struct ww_usb_transfer *transfer, const struct ww_usb_request *request,
			     const struct usb_endpoint_descriptor *endpoint, void *buffer)
{
	struct usb_device *device = transfer->function->device;
	const unsigned int number = request->endpoint & USB_ENDPOINT_NUMBER_MASK;
	struct urb *urb = transfer->urb;
	ww_u32 i;

	urb->dev = device;
	urb->pipe = request->endpoint & USB_DIR_IN ? usb_rcvisocpipe(device, number)
						   : usb_sndisocpipe(device, number);
	urb->transfer_buffer = buffer;
	urb->transfer_buffer_length = request->bytes;
	urb->complete = ended;
	urb->context = transfer;
	urb->interval = 1 << (clamp_t(int, endpoint->bInterval, 1, 16) - 1);
	urb->transfer_flags = URB_ISO_ASAP;
	urb->number_of_packets = request->packet_count;
	for (i = 0; i < request->packet_count; i++) {
		urb->iso_frame_desc[i].offset = request->packets[i].offset;
		urb->iso_frame_desc[i].length = request->packets[i].bytes;
	}
}

static enum ww_usb_status fill(struct ww_usb_transfer *transfer, const struct ww_usb_request *request)
{
	struct usb_device *device = transfer->function->device;
	const struct usb_host_endpoint *endpoint = endpoint_of(transfer->function, request->endpoint);
	void *buffer = transfer->copy ? transfer->copy : request->buffer;
	const unsigned int number = request->endpoint & USB_ENDPOINT_NUMBER_MASK;
	bool reads = request->endpoint & USB_DIR_IN;
	struct urb *urb = transfer->urb;

	if (!endpoint || usb_endpoint_xfer_isoc(&endpoint->desc) != !!request->packet_count)
		return WW_USB_NO_ENDPOINT;
	switch (usb_endpoint_type(&endpoint->desc)) {
	case USB_ENDPOINT_XFER_CONTROL:
		/* Without data the direction is out, whatever the request says. */
		reads = request->setup[0] & USB_DIR_IN && request->bytes;
		memcpy(&transfer->setup, request->setup, sizeof(transfer->setup));
		usb_fill_control_urb(urb, device,
				     reads ? usb_rcvctrlpipe(device, number)
					   : usb_sndctrlpipe(device, number),
				     (unsigned char *)&transfer->setup, buffer, request->bytes, ended,
				     transfer);
		break;
	case USB_ENDPOINT_XFER_BULK:
		usb_fill_bulk_urb(urb, device,
				  reads ? usb_rcvbulkpipe(device, number)
					: usb_sndbulkpipe(device, number),
				  buffer, request->bytes, ended, transfer);
		break;
	case USB_ENDPOINT_XFER_INT:
		usb_fill_int_urb(urb, device,
				 reads ? usb_rcvintpipe(device, number)
				       : usb_sndintpipe(device, number),
				 buffer, request->bytes, ended, transfer, endpoint->desc.bInterval);
		break;
	default:
		fill_isochronous(transfer, request, &endpoint->desc, buffer);
	}
	if (reads && !request->may_be_short && !request->packet_count)
		urb->transfer_flags |= URB_SHORT_NOT_OK;
	if (transfer->copy && !reads)
		memcpy(transfer->copy, request->buffer, request->bytes);
	return WW_USB_DONE;
}

static enum ww_usb_status prepare(struct ww_usb_transfer *transfer, const struct ww_usb_request *request)
{
	transfer->urb = ww_fault(sizeof(*transfer->urb))
				? NULL
				: core.usb_alloc_urb(request->packet_count, GFP_ATOMIC);
	if (!transfer->urb)
		return WW_USB_NO_MEMORY;
	if (request->bytes && !is_reachable(request->buffer, request->bytes)) {
		transfer->copy = kmalloc(request->bytes, GFP_ATOMIC | __GFP_NOWARN);
		if (!transfer->copy)
			return WW_USB_NO_MEMORY;
	}
	return fill(transfer, request);
}

enum ww_usb_status ww_usb_transfer_create(struct ww_usb *function,
					  const struct ww_usb_request *request,
					  struct ww_usb_transfer **transfer)
{
	struct ww_usb_transfer *made = ww_fault(sizeof(*made))
					       ? NULL
					       : kzalloc(sizeof(*made), GFP_ATOMIC | __GFP_NOWARN);
	enum ww_usb_status status;

	if (!made)
		return WW_USB_NO_MEMORY;
	ww_usb_reference(function);
	made->function = function;
	made->buffer = request->buffer;
	made->context = request->context;
	status = prepare(made, request);
	if (status == WW_USB_DONE)
		*transfer = made;
	else
		ww_usb_transfer_free(made);
	return status;
}

enum ww_usb_status ww_usb_transfer_begin(struct ww_usb_transfer *transfer)
{
	struct urb *urb = transfer->urb;
	const unsigned int endpoint = usb_pipeendpoint(urb->pipe) |
				      (usb_pipecontrol(urb->pipe) ? 0 : urb->pipe & USB_DIR_IN);
	int error;

	core.usb_anchor_urb(urb, &transfer->function->transfers[index_of(endpoint)]);
	error = core.usb_submit_urb(urb, GFP_ATOMIC);
	if (error)
		core.usb_unanchor_urb(urb);
	return status_of(error);
}

void ww_usb_transfer_cancel(struct ww_usb_transfer *transfer)
{
	core.usb_unlink_urb(transfer->urb);
}

enum ww_usb_status ww_usb_transfer_result(const struct ww_usb_transfer *transfer, ww_u32 *bytes)
{
	*bytes = transfer->urb->actual_length;
	return status_of(transfer->urb->status);
}

enum ww_usb_status ww_usb_transfer_packet(const struct ww_usb_transfer *transfer, ww_u32 index, ww_u32 *bytes)
{
	const struct usb_iso_packet_descriptor *packet = &transfer->urb->iso_frame_desc[index];

	*bytes = min(packet->actual_length, packet->length);
	return status_of(packet->status);
}

ww_u32 ww_usb_transfer_frame(const struct ww_usb_transfer *transfer)
{
	return transfer->urb->start_frame;
}

void ww_usb_transfer_free(struct ww_usb_transfer *transfer)
{
	struct ww_usb *function = transfer->function;

	core.usb_free_urb(transfer->urb);
	kfree(transfer->copy);
	kfree(transfer);
	ww_usb_dereference(function);
}
