#include "COpenSSL.h"

EVP_PKEY *copenssl_make_p256_key(void) { return EVP_EC_gen("P-256"); }

int copenssl_set_groups(SSL_CTX *context, const char *groups) {
    return SSL_CTX_set1_groups_list(context, groups) == 1;
}

static int accept_any_certificate(int preverified, X509_STORE_CTX *store) {
    (void)preverified;
    (void)store;
    return 1;
}

int copenssl_configure_dtls(SSL_CTX *context) {
    SSL_CTX_set_options(context, SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                     SSL_OP_NO_QUERY_MTU | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, accept_any_certificate);
    // A peer's chain is one certificate; a small limit bounds what is buffered for it.
    SSL_CTX_set_max_cert_list(context, 16 * 1024);
    return SSL_CTX_set_min_proto_version(context, DTLS1_2_VERSION) == 1 &&
           SSL_CTX_set_max_proto_version(context, DTLS1_2_VERSION) == 1;
}

const char *copenssl_take_error(void) {
    unsigned long error = ERR_get_error();
    ERR_clear_error();
    const char *reason = error ? ERR_reason_error_string(error) : NULL;
    return reason ? reason : "unknown error";
}
