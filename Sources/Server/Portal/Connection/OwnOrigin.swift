import Hummingbird

/// Whether a page that asks is our own (RFC 6454): no other site's page shall act with the cookies of somebody who looks at it.
struct OwnOrigin: Sendable {
    /// An origin of our pages beside that of the `Host` field.
    let publicAddress: String?
    let isTLS: Bool

    /// - Parameter authority: the `Host` field or `:authority`.
    func allows(_ origin: String, authority: String?) -> Bool {
        let origin = origin.lowercased()
        if let publicAddress, origin == publicAddress { return true }
        guard let authority = authority?.lowercased() else { return false }
        return origin == "https://\(authority)" || (!isTLS && origin == "http://\(authority)")
    }

    /// For a request that acts with a cookie: a browser names the origin of the page that makes it.
    func refuseForeign(_ request: Request) throws(Problem) {
        guard let page = request.headers[field("Origin")], allows(page, authority: request.head.authority) else {
            throw Problem(.forbidden, "The page is of another origin.", reason: "origin")
        }
    }
}
