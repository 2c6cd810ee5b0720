#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "address.h"

#include <netinet/udp.h>

#ifndef UDP_SEGMENT
#define UDP_SEGMENT 103
#endif

static int fail(int descriptor) {
    int error = errno;
    close(descriptor);
    return -error;
}

int cmediaio_open(const cmediaio_address *address, int buffer_size, cmediaio_address *bound) {
    int four = is_ipv4(address), yes = 1;
    int descriptor = socket(four ? AF_INET : AF_INET6, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -errno;
    // An IPv6 socket takes IPv6 only: each family has its own socket, and both may have the same port.
    if (!four && setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes) < 0) return fail(descriptor);
    int asked = four ? setsockopt(descriptor, IPPROTO_IP, IP_PKTINFO, &yes, sizeof yes)
                     : setsockopt(descriptor, IPPROTO_IPV6, IPV6_RECVPKTINFO, &yes, sizeof yes);
    if (asked < 0) return fail(descriptor);
    // Beyond the system's limit only if we may; otherwise as much as it gives.
    if (setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &buffer_size, sizeof buffer_size) < 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &buffer_size, sizeof buffer_size);
    if (setsockopt(descriptor, SOL_SOCKET, SO_SNDBUFFORCE, &buffer_size, sizeof buffer_size) < 0)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &buffer_size, sizeof buffer_size);
    struct sockaddr_storage storage;
    socklen_t length = to_socket_address(address, &storage);
    if (bind(descriptor, (struct sockaddr *)&storage, length) < 0) return fail(descriptor);
    length = sizeof storage;
    if (getsockname(descriptor, (struct sockaddr *)&storage, &length) < 0) return fail(descriptor);
    from_socket_address((struct sockaddr *)&storage, bound);
    return descriptor;
}

void cmediaio_close(int descriptor) { close(descriptor); }

// MARK: Receiving

typedef union control {
    struct cmsghdr align;
    uint8_t bytes[CMSG_SPACE(sizeof(struct in6_pktinfo)) + CMSG_SPACE(sizeof(uint16_t))];
} control;

struct cmediaio_receiver {
    cmediaio_datagram datagrams[cmediaio_batch];
    struct mmsghdr headers[cmediaio_batch];
    struct iovec parts[cmediaio_batch];
    struct sockaddr_storage remotes[cmediaio_batch];
    control controls[cmediaio_batch];
    uint8_t slots[cmediaio_batch][cmediaio_slot_size] __attribute__((aligned(16)));
};

cmediaio_receiver *cmediaio_receiver_new(void) {
    cmediaio_receiver *receiver = calloc(1, sizeof *receiver);
    if (!receiver) return NULL;
    for (int i = 0; i < cmediaio_batch; i++) {
        receiver->parts[i] = (struct iovec){receiver->slots[i], cmediaio_slot_size};
        struct msghdr *header = &receiver->headers[i].msg_hdr;
        header->msg_iov = &receiver->parts[i];
        header->msg_iovlen = 1;
        header->msg_name = &receiver->remotes[i];
        header->msg_control = &receiver->controls[i];
    }
    return receiver;
}

void cmediaio_receiver_free(cmediaio_receiver *receiver) { free(receiver); }

static void read_local(struct msghdr *header, cmediaio_address *local) {
    *local = (cmediaio_address){0};
    for (struct cmsghdr *c = CMSG_FIRSTHDR(header); c; c = CMSG_NXTHDR(header, c)) {
        if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_PKTINFO) {
            struct in_pktinfo info;
            memcpy(&info, CMSG_DATA(c), sizeof info);
            set_ipv4(local, info.ipi_addr);
        } else if (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_PKTINFO) {
            struct in6_pktinfo info;
            memcpy(&info, CMSG_DATA(c), sizeof info);
            set_ipv6(local, &info.ipi6_addr);
        }
    }
}

int cmediaio_receive(cmediaio_receiver *receiver, int descriptor) {
    for (int i = 0; i < cmediaio_batch; i++) {
        receiver->headers[i].msg_hdr.msg_namelen = sizeof receiver->remotes[i];
        receiver->headers[i].msg_hdr.msg_controllen = sizeof receiver->controls[i];
    }
    int count = recvmmsg(descriptor, receiver->headers, cmediaio_batch, 0, NULL);
    if (count < 0) return errno == EAGAIN || errno == EINTR ? 0 : -errno;
    for (int i = 0; i < count; i++) {
        struct msghdr *header = &receiver->headers[i].msg_hdr;
        cmediaio_datagram *datagram = &receiver->datagrams[i];
        datagram->bytes = receiver->slots[i];
        datagram->length = header->msg_flags & MSG_TRUNC ? 0 : receiver->headers[i].msg_len;
        if (!from_socket_address((struct sockaddr *)&receiver->remotes[i], &datagram->remote)) datagram->length = 0;
        read_local(header, &datagram->local);
    }
    return count;
}

const cmediaio_datagram *cmediaio_received(const cmediaio_receiver *receiver, int index) {
    return &receiver->datagrams[index];
}

// MARK: Sending

static void append_control(struct msghdr *header, int level, int type, const void *data, size_t size) {
    struct cmsghdr *c = (struct cmsghdr *)((uint8_t *)header->msg_control + header->msg_controllen);
    c->cmsg_level = level;
    c->cmsg_type = type;
    c->cmsg_len = CMSG_LEN(size);
    memcpy(CMSG_DATA(c), data, size);
    header->msg_controllen += CMSG_SPACE(size);
}

static void append_source(struct msghdr *header, const cmediaio_address *local) {
    if (is_unspecified(local)) return;
    if (is_ipv4(local)) {
        struct in_pktinfo info = {.ipi_spec_dst.s_addr = htonl((uint32_t)local->low)};
        append_control(header, IPPROTO_IP, IP_PKTINFO, &info, sizeof info);
    } else {
        struct in6_pktinfo info = {.ipi6_addr = to_ipv6(local)};
        append_control(header, IPPROTO_IPV6, IPV6_PKTINFO, &info, sizeof info);
    }
}

int cmediaio_send(int descriptor, const cmediaio_message *messages, int count) {
    struct mmsghdr headers[cmediaio_batch];
    struct sockaddr_storage remotes[cmediaio_batch];
    control controls[cmediaio_batch];
    if (count > cmediaio_batch) count = cmediaio_batch;
    for (int i = 0; i < count; i++) {
        const cmediaio_message *message = &messages[i];
        struct msghdr *header = &headers[i].msg_hdr;
        *header = (struct msghdr){
            .msg_name = &remotes[i],
            .msg_namelen = to_socket_address(&message->remote, &remotes[i]),
            .msg_iov = message->parts,
            .msg_iovlen = message->part_count,
            .msg_control = &controls[i],
        };
        append_source(header, &message->local);
        if (message->part_count > 1)
            append_control(header, IPPROTO_UDP, UDP_SEGMENT, &message->segment_size, sizeof message->segment_size);
        if (header->msg_controllen == 0) header->msg_control = NULL;
    }
    int sent = sendmmsg(descriptor, headers, (unsigned)count, 0);
    return sent < 0 ? -errno : sent;
}
