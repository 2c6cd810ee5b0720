#define _GNU_SOURCE
#include "cload.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>

int64_t cload_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int64_t cload_cpu(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int cload_socket(uint32_t address, uint16_t *port) {
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -1;
    int yes = 1, size = 4 << 20;
    setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &yes, sizeof yes);
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) < 0)
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(address)};
    socklen_t l = sizeof a;
    if (bind(fd, (struct sockaddr *)&a, sizeof a) < 0 || getsockname(fd, (struct sockaddr *)&a, &l) < 0) return -1;
    *port = ntohs(a.sin_port);
    return fd;
}

int cload_receive(int fd, uint8_t *memory, uint16_t *lengths, uint32_t *addresses, uint16_t *ports, int64_t *arrivals) {
    struct mmsghdr m[CLOAD_BATCH];
    struct iovec v[CLOAD_BATCH];
    struct sockaddr_in from[CLOAD_BATCH];
    _Alignas(8) char control[CLOAD_BATCH][64];
    memset(m, 0, sizeof m);
    for (int i = 0; i < CLOAD_BATCH; i++) {
        v[i] = (struct iovec){memory + i * CLOAD_SLOT, CLOAD_SLOT};
        m[i].msg_hdr = (struct msghdr){.msg_name = &from[i], .msg_namelen = sizeof from[i], .msg_iov = &v[i],
                                       .msg_iovlen = 1, .msg_control = control[i], .msg_controllen = sizeof control[i]};
    }
    int n = recvmmsg(fd, m, CLOAD_BATCH, MSG_DONTWAIT, NULL);
    if (n <= 0) return 0;
    for (int i = 0; i < n; i++) {
        lengths[i] = m[i].msg_len;
        addresses[i] = ntohl(from[i].sin_addr.s_addr);
        ports[i] = ntohs(from[i].sin_port);
        arrivals[i] = 0;
        for (struct cmsghdr *c = CMSG_FIRSTHDR(&m[i].msg_hdr); c; c = CMSG_NXTHDR(&m[i].msg_hdr, c))
            if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_TIMESTAMPNS) {
                struct timespec t;
                memcpy(&t, CMSG_DATA(c), sizeof t);
                arrivals[i] = (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
            }
    }
    return n;
}

int cload_send(int fd, const uint8_t *bytes, size_t length, uint32_t address, uint16_t port) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(address), .sin_port = htons(port)};
    return sendto(fd, bytes, length, MSG_DONTWAIT, (struct sockaddr *)&to, sizeof to) < 0 ? -1 : 0;
}

int cload_epoll(void) { return epoll_create1(EPOLL_CLOEXEC); }

void cload_watch(int epoll, int fd, uint32_t tag) {
    struct epoll_event e = {.events = EPOLLIN, .data.u32 = tag};
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &e);
}

int cload_wait(int epoll, uint32_t *tags, int most, int milliseconds) {
    struct epoll_event e[128];
    int n = epoll_wait(epoll, e, most < 128 ? most : 128, milliseconds);
    for (int i = 0; i < n; i++) tags[i] = e[i].data.u32;
    return n < 0 ? 0 : n;
}
