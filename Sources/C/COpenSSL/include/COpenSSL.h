// What OpenSSL 3 offers only as macros, variadic functions or callbacks.
#ifndef COPENSSL_H
#define COPENSSL_H

#include <stddef.h>
#include <stdint.h>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/srtp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

// MARK: Keys and contexts

/// A fresh P-256 key; NULL on failure.
EVP_PKEY *copenssl_make_p256_key(void);

/// Names the groups of a context, e.g. "X25519:P-256"; 1 on success.
int copenssl_set_groups(SSL_CTX *context, const char *groups);

/// DTLS 1.2 only, no tickets, no renegotiation, no session cache, no MTU discovery, certificate of the peer demanded
/// and accepted whatever it is: who it belongs to is checked by its fingerprint after the handshake. 1 on success.
int copenssl_configure_dtls(SSL_CTX *context);

/// The text of the oldest error of this thread; empties the queue.
const char *copenssl_take_error(void);

// MARK: Datagrams

/// One end of a DTLS association in memory: a BIO that keeps record boundaries, and the association's timer.
typedef struct copenssl_link copenssl_link;

/// Gives `ssl` a fresh link, which lives as long as it does. `mtu`: longest datagram. NULL on failure.
copenssl_link *copenssl_link_attach(SSL *ssl, long mtu);

/// The datagram that the next reads of `ssl` are given. It is borrowed until `copenssl_link_clear_input`.
void copenssl_link_set_input(copenssl_link *link, const void *bytes, size_t length);
void copenssl_link_clear_input(copenssl_link *link);

/// Copies and removes the oldest outgoing records, as many as fit `capacity`. 0: none waits.
size_t copenssl_link_take_output(copenssl_link *link, void *bytes, size_t capacity);

/// Counts the flights sent, repeated ones included.
unsigned copenssl_link_flights(const copenssl_link *link);

/// Whether a flight waits for its answer.
int copenssl_link_is_waiting(const copenssl_link *link, SSL *ssl);

/// Repeats the flight that waits. 1: repeated; 0: nothing to repeat; -1: given up.
int copenssl_link_repeat_flight(copenssl_link *link, SSL *ssl);

// MARK: HMAC-SHA1 without allocation

/// The two hash states that follow from an HMAC key (RFC 2104): a digest then costs no set-up and no memory.
typedef struct copenssl_hmac_sha1 copenssl_hmac_sha1;

copenssl_hmac_sha1 *copenssl_hmac_sha1_new(const void *key, size_t length);
void copenssl_hmac_sha1_free(copenssl_hmac_sha1 *key);
void copenssl_hmac_sha1_digest(const copenssl_hmac_sha1 *key, const void *message, size_t length, uint8_t digest[20]);
/// The same with a key that is used once.
void copenssl_hmac_sha1_once(const void *key, size_t key_length, const void *message, size_t length, uint8_t digest[20]);

#endif
