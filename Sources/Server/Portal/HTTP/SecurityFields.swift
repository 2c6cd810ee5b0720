import HTTPTypes

/// The header fields that every answer carries (docs/threat-model.md).
struct SecurityFields: Sendable {
    /// No inline style or script, nothing from outside, no frames.
    static let contentSecurityPolicy = [
        "default-src 'self'", "connect-src 'self'", "img-src 'self' data: blob:",
        "media-src 'self' blob: mediastream:", "object-src 'none'", "frame-ancestors 'none'", "base-uri 'none'",
        "form-action 'self'",
    ].joined(separator: "; ")

    static let permissionsPolicy =
        "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), speaker-selection=(self), "
        + "geolocation=(), payment=(), usb=()"

    private let fields: [(HTTPField.Name, String)]

    /// - Parameter tls: whether the answer goes out over TLS that ends here or at the proxy in front.
    init(strictTransport: Bool) {
        var fields: [(HTTPField.Name, String)] = [
            (.contentSecurityPolicy, Self.contentSecurityPolicy),
            (.xContentTypeOptions, "nosniff"),
            (Name.referrerPolicy, "no-referrer"),
            (Name.permissionsPolicy, Self.permissionsPolicy),
            (Name.openerPolicy, "same-origin"),
            (Name.resourcePolicy, "same-origin"),
        ]
        if strictTransport { fields.append((.strictTransportSecurity, "max-age=31536000")) }
        self.fields = fields
    }

    /// Leaves alone what the route has set itself (WHIP and WHEP share resources across origins).
    func add(to headers: inout HTTPFields) {
        for (name, value) in fields where headers[name] == nil { headers[name] = value }
    }

    private enum Name {
        static let referrerPolicy = field("Referrer-Policy")
        static let permissionsPolicy = field("Permissions-Policy")
        static let openerPolicy = field("Cross-Origin-Opener-Policy")
        static let resourcePolicy = field("Cross-Origin-Resource-Policy")
    }
}

/// A header field's name that this code spells out, so it is well formed.
func field(_ name: StaticString) -> HTTPField.Name {
    guard let name = HTTPField.Name("\(name)") else { preconditionFailure("\(name) is no header field name") }
    return name
}
