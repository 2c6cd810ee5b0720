// OpenSSL 3's HMAC copies heap-allocated hash states for every message. The older SHA-1 functions work on plain structs.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <string.h>

#include <openssl/sha.h>

#include "COpenSSL.h"

struct copenssl_hmac_sha1 {
    SHA_CTX inner, outer;
};

static void prepare(copenssl_hmac_sha1 *state, const void *key, size_t length) {
    uint8_t block[SHA_CBLOCK] = {0}, pad[SHA_CBLOCK];
    if (length > sizeof block) SHA1(key, length, block);
    else if (length > 0) memcpy(block, key, length);
    for (size_t i = 0; i < sizeof block; i++) pad[i] = block[i] ^ 0x36;
    SHA1_Init(&state->inner);
    SHA1_Update(&state->inner, pad, sizeof pad);
    for (size_t i = 0; i < sizeof block; i++) pad[i] = block[i] ^ 0x5c;
    SHA1_Init(&state->outer);
    SHA1_Update(&state->outer, pad, sizeof pad);
    OPENSSL_cleanse(block, sizeof block);
    OPENSSL_cleanse(pad, sizeof pad);
}

copenssl_hmac_sha1 *copenssl_hmac_sha1_new(const void *key, size_t length) {
    copenssl_hmac_sha1 *state = OPENSSL_malloc(sizeof *state);
    if (state) prepare(state, key, length);
    return state;
}

void copenssl_hmac_sha1_free(copenssl_hmac_sha1 *key) { OPENSSL_clear_free(key, sizeof *key); }

void copenssl_hmac_sha1_digest(const copenssl_hmac_sha1 *key, const void *message, size_t length, uint8_t digest[20]) {
    SHA_CTX state = key->inner;
    SHA1_Update(&state, message, length);
    SHA1_Final(digest, &state);
    state = key->outer;
    SHA1_Update(&state, digest, SHA_DIGEST_LENGTH);
    SHA1_Final(digest, &state);
}

void copenssl_hmac_sha1_once(
    const void *key, size_t key_length, const void *message, size_t length, uint8_t digest[20]) {
    copenssl_hmac_sha1 state;
    prepare(&state, key, key_length);
    copenssl_hmac_sha1_digest(&state, message, length, digest);
    OPENSSL_cleanse(&state, sizeof state);
}
