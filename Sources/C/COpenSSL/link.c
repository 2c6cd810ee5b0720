// A BIO which keeps the boundaries of what is written (OpenSSL has none in memory before 3.2), and the timer of DTLS
// under our control.
//
// OpenSSL's DTLS timer reads the system's clock. Up to 3.1 it hands every BIO the address of its next expiry
// (BIO_CTRL_DGRAM_SET_NEXT_TIMEOUT); there the timer is set so far ahead that it never runs out by itself, and a flight
// is repeated when the caller's clock says so, by putting the expiry into the past. From 3.2 on the address is of a
// copy; there OpenSSL's timer is kept short, so that it has run out whenever the caller wants to repeat.
#include <pthread.h>
#include <string.h>
#include <sys/time.h>

#include "COpenSSL.h"

enum { queue_limit = 32, far_ahead_us = 3600000000u, short_us = 50000 };

typedef struct datagram {
    struct datagram *next;
    size_t length;
    uint8_t bytes[];
} datagram;

struct copenssl_link {
    const uint8_t *input;
    size_t input_length;
    datagram *first, *last;
    unsigned queued;
    unsigned flights;
    long mtu;
    struct timeval *next_timeout;
};

static int owns_timer(void) { return OpenSSL_version_num() < 0x30200000L; }

static unsigned first_timeout(SSL *ssl, unsigned previous_us) {
    (void)ssl;
    (void)previous_us;
    return owns_timer() ? far_ahead_us : short_us;
}

static int link_write(BIO *bio, const char *bytes, int length) {
    copenssl_link *link = BIO_get_data(bio);
    BIO_clear_retry_flags(bio);
    if (length <= 0) return 0;
    // What nobody takes is lost, as on any network.
    if (link->queued >= queue_limit) return length;
    datagram *new = OPENSSL_malloc(sizeof(datagram) + (size_t)length);
    if (!new) return length;
    new->next = NULL;
    new->length = (size_t)length;
    memcpy(new->bytes, bytes, (size_t)length);
    if (link->last) link->last->next = new;
    else link->first = new;
    link->last = new;
    link->queued++;
    return length;
}

static int link_read(BIO *bio, char *bytes, int capacity) {
    copenssl_link *link = BIO_get_data(bio);
    BIO_clear_retry_flags(bio);
    if (!link->input || capacity <= 0) {
        BIO_set_retry_read(bio);
        return -1;
    }
    // What does not fit is cut off, as a socket would.
    size_t length = link->input_length < (size_t)capacity ? link->input_length : (size_t)capacity;
    memcpy(bytes, link->input, length);
    link->input = NULL;
    return (int)length;
}

static long link_control(BIO *bio, int command, long number, void *pointer) {
    copenssl_link *link = BIO_get_data(bio);
    (void)number;
    switch (command) {
    case BIO_CTRL_FLUSH: return 1;
    case BIO_CTRL_PENDING: return link->input ? (long)link->input_length : 0;
    case BIO_CTRL_DGRAM_QUERY_MTU:
    case BIO_CTRL_DGRAM_GET_FALLBACK_MTU: return link->mtu;
    case BIO_CTRL_DGRAM_SET_NEXT_TIMEOUT: {
        const struct timeval *next = pointer;
        if (next->tv_sec || next->tv_usec) link->flights++;
        if (owns_timer()) link->next_timeout = pointer;
        return 0;
    }
    default: return 0;
    }
}

static int link_create(BIO *bio) {
    copenssl_link *link = OPENSSL_zalloc(sizeof(copenssl_link));
    if (!link) return 0;
    BIO_set_data(bio, link);
    BIO_set_init(bio, 1);
    return 1;
}

static void drop_first(copenssl_link *link) {
    datagram *first = link->first;
    link->first = first->next;
    if (!link->first) link->last = NULL;
    link->queued--;
    OPENSSL_free(first);
}

static int link_destroy(BIO *bio) {
    copenssl_link *link = BIO_get_data(bio);
    if (!link) return 0;
    while (link->first) drop_first(link);
    OPENSSL_free(link);
    BIO_set_data(bio, NULL);
    return 1;
}

static BIO_METHOD *method;
static pthread_once_t method_once = PTHREAD_ONCE_INIT;

static void make_method(void) {
    int type = BIO_get_new_index();
    if (type == -1) return;
    method = BIO_meth_new(type | BIO_TYPE_SOURCE_SINK, "datagrams in memory");
    if (!method) return;
    BIO_meth_set_write(method, link_write);
    BIO_meth_set_read(method, link_read);
    BIO_meth_set_ctrl(method, link_control);
    BIO_meth_set_create(method, link_create);
    BIO_meth_set_destroy(method, link_destroy);
}

copenssl_link *copenssl_link_attach(SSL *ssl, long mtu) {
    pthread_once(&method_once, make_method);
    BIO *bio = method ? BIO_new(method) : NULL;
    if (!bio) return NULL;
    copenssl_link *link = BIO_get_data(bio);
    link->mtu = mtu;
    SSL_set_bio(ssl, bio, bio);
    SSL_set_mtu(ssl, mtu);
    DTLS_set_timer_cb(ssl, first_timeout);
    return link;
}

void copenssl_link_set_input(copenssl_link *link, const void *bytes, size_t length) {
    link->input = bytes;
    link->input_length = length;
}

void copenssl_link_clear_input(copenssl_link *link) { link->input = NULL; }

size_t copenssl_link_take_output(copenssl_link *link, void *bytes, size_t capacity) {
    size_t length = 0;
    // OpenSSL repeats a flight record by record; together in one datagram they are lost or arrive together.
    while (link->first && link->first->length <= capacity - length) {
        memcpy((uint8_t *)bytes + length, link->first->bytes, link->first->length);
        length += link->first->length;
        drop_first(link);
    }
    return length;
}

unsigned copenssl_link_flights(const copenssl_link *link) { return link->flights; }

int copenssl_link_is_waiting(const copenssl_link *link, SSL *ssl) {
    (void)link;
    struct timeval left;
    return DTLSv1_get_timeout(ssl, &left) == 1;
}

int copenssl_link_repeat_flight(copenssl_link *link, SSL *ssl) {
    if (!copenssl_link_is_waiting(link, ssl)) return 0;
    if (link->next_timeout) *link->next_timeout = (struct timeval){.tv_sec = 1, .tv_usec = 0};
    return (int)DTLSv1_handle_timeout(ssl);
}
