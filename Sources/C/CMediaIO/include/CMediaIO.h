// UDP in batches, and TCP that never waits: what Linux offers for it is built of macros and control messages.
#ifndef CMEDIAIO_H
#define CMEDIAIO_H

#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>

/// An IP address as 16 bytes in two host-order words, IPv4 as ::ffff:a.b.c.d, and a port in host order.
typedef struct cmediaio_address {
    uint64_t high, low;
    uint16_t port;
} cmediaio_address;

/// Opens a non-blocking UDP socket bound to `address`, which learns for every datagram the address it was sent to.
/// Asks for send and receive buffers of `buffer_size` bytes. `bound` gets the address with the port in use.
/// Returns the descriptor, or -errno.
int cmediaio_open(const cmediaio_address *address, int buffer_size, cmediaio_address *bound);

void cmediaio_close(int descriptor);

// MARK: Receiving

enum { cmediaio_batch = 64, cmediaio_slot_size = 2048 };

/// A received datagram. Its bytes may be written to, and stay until the next receive.
typedef struct cmediaio_datagram {
    uint8_t *bytes;
    /// 0: it was empty, or longer than a slot; it is to be dropped.
    size_t length;
    cmediaio_address remote, local;
} cmediaio_datagram;

/// Memory for one batch.
typedef struct cmediaio_receiver cmediaio_receiver;

cmediaio_receiver *cmediaio_receiver_new(void);
void cmediaio_receiver_free(cmediaio_receiver *receiver);

/// Takes what waits, up to a batch. Returns how many, 0 if nothing waits, or -errno.
/// `local.port` is left 0: it is the socket's.
int cmediaio_receive(cmediaio_receiver *receiver, int descriptor);
const cmediaio_datagram *cmediaio_received(const cmediaio_receiver *receiver, int index);

// MARK: Sending

/// One or more datagrams to one address. `parts` are the datagrams; with more than one, all but the last have
/// `segment_size` bytes and the kernel cuts them apart (UDP_SEGMENT).
typedef struct cmediaio_message {
    cmediaio_address remote;
    /// Address to send from; its port is ignored, and an unspecified address leaves the choice to the kernel.
    cmediaio_address local;
    struct iovec *parts;
    uint32_t part_count;
    uint16_t segment_size;
} cmediaio_message;

/// Sends up to a batch of messages. Returns how many were taken from the front, or -errno for the first.
int cmediaio_send(int descriptor, const cmediaio_message *messages, int count);

// MARK: TCP

/// Makes a connected TCP socket one for media: non-blocking, without delay, with no more than `unsent_limit` bytes waiting
/// in the kernel, and given up when sent bytes stay unacknowledged for `patience` milliseconds. Fills in both addresses.
/// 0, or -errno.
int cmediaio_tcp_prepare(int descriptor, int unsent_limit, int patience, cmediaio_address *local, cmediaio_address *remote);

/// Returns how many bytes came, 0 if none wait, -ECONNRESET at the stream's end, or -errno.
long cmediaio_tcp_receive(int descriptor, void *bytes, size_t capacity);
/// Returns how many bytes were taken, 0 if none can be now, or -errno.
long cmediaio_tcp_send(int descriptor, const void *bytes, size_t count);

// MARK: Threads, waiting and interfaces

/// Pins the calling thread to one processor. 0, or -errno.
int cmediaio_pin_thread(int processor);

/// Names the calling thread for tools; up to 15 characters.
void cmediaio_name_thread(const char *name);

/// An epoll descriptor, or -errno.
int cmediaio_poll_open(void);
/// Watches for input, under `tag`. 0, or -errno.
int cmediaio_poll_add(int poll, int descriptor, uint32_t tag);
/// Watches for room to send as well, or no longer. 0, or -errno.
int cmediaio_poll_change(int poll, int descriptor, uint32_t tag, int wants_room);
/// Waits at most `microseconds` (negative: for ever) and fills in the tags that are ready. Returns how many, or -errno.
int cmediaio_poll_wait(int poll, uint32_t *tags, int capacity, int64_t microseconds);

/// A descriptor that becomes readable when it is rung (eventfd). Or -errno.
int cmediaio_bell_open(void);
void cmediaio_bell_ring(int bell);
void cmediaio_bell_silence(int bell);

/// The addresses of all interfaces that are up, with `up_to` at most. Returns how many, or -errno.
int cmediaio_host_addresses(cmediaio_address *addresses, int up_to);

/// Microseconds of the monotonic clock.
int64_t cmediaio_now(void);

#endif
