#define _GNU_SOURCE
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <pthread.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "address.h"

int cmediaio_pin_thread(int processor) {
    if (processor < 0 || processor >= CPU_SETSIZE) return -EINVAL;
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(processor, &set);
    return -pthread_setaffinity_np(pthread_self(), sizeof set, &set);
}

void cmediaio_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }

int cmediaio_poll_open(void) {
    int poll = epoll_create1(EPOLL_CLOEXEC);
    return poll < 0 ? -errno : poll;
}

int cmediaio_poll_add(int poll, int descriptor, uint32_t tag) {
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = tag};
    return epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event) < 0 ? -errno : 0;
}

int cmediaio_poll_change(int poll, int descriptor, uint32_t tag, int wants_room) {
    struct epoll_event event = {.events = EPOLLIN | (wants_room ? EPOLLOUT : 0), .data.u32 = tag};
    return epoll_ctl(poll, EPOLL_CTL_MOD, descriptor, &event) < 0 ? -errno : 0;
}

int cmediaio_poll_wait(int poll, uint32_t *tags, int capacity, int64_t microseconds) {
    struct epoll_event events[16];
    if (capacity > 16) capacity = 16;
    struct timespec limit = {microseconds / 1000000, microseconds % 1000000 * 1000};
    int count = epoll_pwait2(poll, events, capacity, microseconds < 0 ? NULL : &limit, NULL);
    if (count < 0 && errno == ENOSYS) {  // Linux before 5.11: whole milliseconds, rounded up.
        int64_t milliseconds = microseconds < 0 ? -1 : (microseconds + 999) / 1000;
        count = epoll_wait(poll, events, capacity, milliseconds > 60000 ? 60000 : (int)milliseconds);
    }
    if (count < 0) return errno == EINTR ? 0 : -errno;
    for (int i = 0; i < count; i++) tags[i] = events[i].data.u32;
    return count;
}

int cmediaio_bell_open(void) {
    int bell = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    return bell < 0 ? -errno : bell;
}

void cmediaio_bell_ring(int bell) {
    uint64_t one = 1;
    // A full counter is as loud as one more.
    if (write(bell, &one, sizeof one) < 0) return;
}

void cmediaio_bell_silence(int bell) {
    uint64_t count;
    if (read(bell, &count, sizeof count) < 0) return;
}

int cmediaio_host_addresses(cmediaio_address *addresses, int up_to) {
    struct ifaddrs *all;
    if (getifaddrs(&all) < 0) return -errno;
    int count = 0;
    for (struct ifaddrs *one = all; one && count < up_to; one = one->ifa_next) {
        if (!one->ifa_addr || !(one->ifa_flags & IFF_UP)) continue;
        if (from_socket_address(one->ifa_addr, &addresses[count])) addresses[count++].port = 0;
    }
    freeifaddrs(all);
    return count;
}

int64_t cmediaio_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}
