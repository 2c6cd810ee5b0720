// Sockets of the load generator: one UDP socket a peer, received in batches with the kernel's own time of arrival.
#ifndef CLOAD_H
#define CLOAD_H

#include <stddef.h>
#include <stdint.h>

#define CLOAD_BATCH 64
#define CLOAD_SLOT 2048

/// A non-blocking UDP socket bound to an IPv4 address (host order); its port in host order goes to `port`. -1: errno tells.
int cload_socket(uint32_t address, uint16_t *port);

/// Receives up to CLOAD_BATCH datagrams into `memory` (CLOAD_BATCH slots of CLOAD_SLOT bytes), their lengths, sources and times of
/// arrival (CLOCK_REALTIME, ns). Returns the number, 0 if there is none.
int cload_receive(int fd, uint8_t *memory, uint16_t *lengths, uint32_t *addresses, uint16_t *ports, int64_t *arrivals);

/// Sends one datagram to an IPv4 address (host order). Returns 0, or -1 when the kernel took none.
int cload_send(int fd, const uint8_t *bytes, size_t length, uint32_t address, uint16_t port);

/// Nanoseconds of CLOCK_REALTIME.
int64_t cload_now(void);

/// CPU time this process has used, nanoseconds.
int64_t cload_cpu(void);

int cload_epoll(void);
void cload_watch(int epoll, int fd, uint32_t tag);
/// Tags of readable sockets, at most `most`; waits up to `milliseconds`.
int cload_wait(int epoll, uint32_t *tags, int most, int milliseconds);

#endif
