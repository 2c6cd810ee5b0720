#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>

#include "address.h"

int cmediaio_tcp_prepare(int descriptor, int unsent_limit, int patience, cmediaio_address *local, cmediaio_address *remote) {
    int flags = fcntl(descriptor, F_GETFL), yes = 1;
    if (flags < 0 || fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) < 0) return -errno;
    if (setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes) < 0
        || setsockopt(descriptor, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent_limit, sizeof unsent_limit) < 0
        || setsockopt(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, &patience, sizeof patience) < 0)
        return -errno;
    struct sockaddr_storage storage;
    socklen_t length = sizeof storage;
    if (getsockname(descriptor, (struct sockaddr *)&storage, &length) < 0) return -errno;
    if (!from_socket_address((struct sockaddr *)&storage, local)) return -EAFNOSUPPORT;
    length = sizeof storage;
    if (getpeername(descriptor, (struct sockaddr *)&storage, &length) < 0) return -errno;
    return from_socket_address((struct sockaddr *)&storage, remote) ? 0 : -EAFNOSUPPORT;
}

long cmediaio_tcp_receive(int descriptor, void *bytes, size_t capacity) {
    ssize_t count = recv(descriptor, bytes, capacity, 0);
    if (count > 0) return count;
    if (count == 0) return -ECONNRESET;
    return errno == EAGAIN || errno == EINTR ? 0 : -errno;
}

long cmediaio_tcp_send(int descriptor, const void *bytes, size_t count) {
    ssize_t sent = send(descriptor, bytes, count, MSG_NOSIGNAL);
    if (sent >= 0) return sent;
    return errno == EAGAIN || errno == EINTR ? 0 : -errno;
}
