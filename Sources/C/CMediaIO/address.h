#ifndef CMEDIAIO_ADDRESS_H
#define CMEDIAIO_ADDRESS_H

#include <endian.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "CMediaIO.h"

static inline int is_ipv4(const cmediaio_address *address) {
    return address->high == 0 && address->low >> 32 == 0xffff;
}

static inline int is_unspecified(const cmediaio_address *address) {
    return address->high == 0 && (address->low == 0 || address->low == 0xffff00000000ULL);
}

static inline void set_ipv4(cmediaio_address *address, struct in_addr from) {
    address->high = 0;
    address->low = 0xffff00000000ULL | ntohl(from.s_addr);
}

static inline void set_ipv6(cmediaio_address *address, const struct in6_addr *from) {
    uint64_t words[2];
    memcpy(words, from, sizeof words);
    address->high = be64toh(words[0]);
    address->low = be64toh(words[1]);
}

static inline struct in6_addr to_ipv6(const cmediaio_address *address) {
    uint64_t words[2] = {htobe64(address->high), htobe64(address->low)};
    struct in6_addr result;
    memcpy(&result, words, sizeof result);
    return result;
}

/// 0: neither IPv4 nor IPv6.
static inline int from_socket_address(const struct sockaddr *socket_address, cmediaio_address *address) {
    if (socket_address->sa_family == AF_INET) {
        const struct sockaddr_in *in = (const struct sockaddr_in *)socket_address;
        set_ipv4(address, in->sin_addr);
        address->port = ntohs(in->sin_port);
        return 1;
    }
    if (socket_address->sa_family == AF_INET6) {
        const struct sockaddr_in6 *in = (const struct sockaddr_in6 *)socket_address;
        set_ipv6(address, &in->sin6_addr);
        address->port = ntohs(in->sin6_port);
        return 1;
    }
    return 0;
}

static inline socklen_t to_socket_address(const cmediaio_address *address, struct sockaddr_storage *storage) {
    if (is_ipv4(address)) {
        struct sockaddr_in *in = (struct sockaddr_in *)storage;
        memset(in, 0, sizeof *in);
        in->sin_family = AF_INET;
        in->sin_port = htons(address->port);
        in->sin_addr.s_addr = htonl((uint32_t)address->low);
        return sizeof *in;
    }
    struct sockaddr_in6 *in = (struct sockaddr_in6 *)storage;
    memset(in, 0, sizeof *in);
    in->sin6_family = AF_INET6;
    in->sin6_port = htons(address->port);
    in->sin6_addr = to_ipv6(address);
    return sizeof *in;
}

#endif
