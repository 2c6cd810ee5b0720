import COpenSSL
import Transport
import Wire

/// One DTLS association in memory. Its repeats follow the caller's clock: 100 ms doubling to 1.6 s (RFC 6347 section
/// 4.2.4.1 starts at 1 s; for people who wait to be seen that is long, and a peer on one path is not harmed).
final class OpenSSLDTLSEndpoint: DTLSEndpoint {
    static let firstRepeat = MediaInterval.milliseconds(100)
    static let longestRepeat = MediaInterval.milliseconds(1_600)

    private(set) var state = DTLSState.handshaking
    private(set) var nextDeadline: MediaTime?

    private let ssl: OpaquePointer?
    private let link: OpaquePointer?
    /// Keeps the settings alive for as long as the association.
    private let context: DTLSContext
    private var interval = OpenSSLDTLSEndpoint.firstRepeat
    private var flights: UInt32 = 0
    private var isStarted = false

    init(context: DTLSContext, role: DTLSRole) {
        self.context = context
        ssl = SSL_new(context.pointer)
        link = ssl.flatMap { copenssl_link_attach($0, maximumDTLSDatagram) }
        guard ssl != nil, link != nil else {
            state = .failed(takeOpenSSLError())
            return
        }
        switch role {
        case .client: SSL_set_connect_state(ssl)
        case .server: SSL_set_accept_state(ssl)
        }
    }

    deinit { SSL_free(ssl) }  // Frees the link as well.

    func start(now: MediaTime) {
        guard !isStarted else { return }
        isStarted = true
        advance()
        followTimer(now: now)
    }

    func receive(_ datagram: UnsafeRawBufferPointer, now: MediaTime) {
        guard let link, !datagram.isEmpty else { return }
        isStarted = true
        copenssl_link_set_input(link, datagram.baseAddress, datagram.count)
        advance()
        copenssl_link_clear_input(link)
        followTimer(now: now)
        releaseBuffers()
    }

    func nextDatagram(into memory: UnsafeMutableRawBufferPointer) -> Int? {
        guard let link else { return nil }
        let length = copenssl_link_take_output(link, memory.baseAddress, min(memory.count, maximumDTLSDatagram))
        return length == 0 ? nil : length
    }

    func tick(now: MediaTime) {
        guard let ssl, let link, let deadline = nextDeadline, deadline <= now else { return }
        SSL_alloc_buffers(ssl)
        ERR_clear_error()
        if copenssl_link_repeat_flight(link, ssl) < 0 {
            state = .failed("no answer to the handshake")
            nextDeadline = nil
            return
        }
        flights = copenssl_link_flights(link)
        interval = min(MediaInterval(microseconds: interval.microseconds * 2), Self.longestRepeat)
        nextDeadline = copenssl_link_is_waiting(link, ssl) == 1 ? now + interval : nil
    }

    func close() {
        guard state == .established else { return }
        SSL_alloc_buffers(ssl)
        ERR_clear_error()
        SSL_shutdown(ssl)
        state = .closed
        nextDeadline = nil
    }

    func peerFingerprint(hash: String) -> String? {
        guard let certificate = SSL_get1_peer_certificate(ssl) else { return nil }
        defer { X509_free(certificate) }
        switch hash {
        case "sha-256": return certificateDigest(certificate, EVP_sha256())
        case "sha-384": return certificateDigest(certificate, EVP_sha384())
        case "sha-512": return certificateDigest(certificate, EVP_sha512())
        default: return nil
        }
    }

    func exportKeys() -> DTLSKeys? {
        guard state == .established, let selected = SSL_get_selected_srtp_profile(ssl) else { return nil }
        let profile: SRTPProfile
        switch Int32(selected.pointee.id) {
        case SRTP_AEAD_AES_128_GCM: profile = .aeadAES128GCM
        case SRTP_AES128_CM_SHA1_80: profile = .aes128CMSHA1_80
        default: return nil
        }
        let label = "EXTRACTOR-dtls_srtp"
        var material = [UInt8](repeating: 0, count: profile.exportLength)
        let done = SSL_export_keying_material(ssl, &material, material.count, label, label.utf8.count, nil, 0, 0)
        return done == 1 ? DTLSKeys(profile: profile, material: material) : nil
    }

    /// Lets OpenSSL work on what it was given.
    private func advance() {
        SSL_alloc_buffers(ssl)
        if state == .handshaking {
            ERR_clear_error()
            let result = SSL_do_handshake(ssl)
            if result == 1 {
                state = .established
            } else {
                follow(SSL_get_error(ssl, result), during: "handshake")
            }
        }
        if state == .established { readRest() }
    }

    /// Once the handshake is over hardly a record comes or goes; the buffers for the largest are made again for each.
    private func releaseBuffers() {
        if state == .established { SSL_free_buffers(ssl) }
    }

    /// After the handshake come only alerts, the peer's repeated last flight, and data that nobody asked for.
    private func readRest() {
        withUnsafeTemporaryAllocation(byteCount: 2_048, alignment: 8) { scratch in
            var result: Int32
            repeat {
                ERR_clear_error()
                result = SSL_read(ssl, scratch.baseAddress, Int32(scratch.count))
            } while result > 0
            follow(SSL_get_error(ssl, result), during: "connection")
        }
    }

    private func follow(_ error: Int32, during phase: String) {
        switch error {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE, SSL_ERROR_NONE: break
        case SSL_ERROR_ZERO_RETURN: state = .closed
        default: state = .failed("\(phase): \(takeOpenSSLError())")
        }
    }

    private func followTimer(now: MediaTime) {
        guard let ssl, let link, state == .handshaking || state == .established,
            copenssl_link_is_waiting(link, ssl) == 1
        else {
            nextDeadline = nil
            return
        }
        let sent = copenssl_link_flights(link)
        guard sent != flights || nextDeadline == nil else { return }
        flights = sent
        interval = Self.firstRepeat
        nextDeadline = now + interval
    }
}
