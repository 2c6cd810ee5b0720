import Wire

/// Answers connectivity checks (RFC 8445 section 7.3, RFC 8489 section 9.1.3): the same for both kinds of agent.
struct CheckResponder {
    let integrity: any MessageIntegrity

    /// Authenticates a binding request and answers it: success with the address that it came from, or an error.
    ///
    /// An error answer is sent only if it is not longer than the request, so that nobody's forged source address gets
    /// more bytes than were spent on it.
    ///
    /// - Returns: nil if the check passed.
    func answer(
        _ request: STUNMessage, from: NetworkAddress, to: NetworkAddress, as role: ICERole, local: ICECredentials,
        into outbox: Outbox
    ) -> ICEDrop? {
        func refuse(_ code: Int, _ reason: String, password: String? = nil, _ drop: ICEDrop) -> ICEDrop {
            let slot = outbox.reserve()
            var writer = STUNWriter(.failure, transaction: request.transaction, into: slot)
            writer.error(code: code, reason: reason)
            if code == 420 { writer.unknownAttributes(request.unknownAttributes) }
            if let length = writer.finish(password: password, integrity: integrity), length <= request.bytes.count {
                outbox.commit(length: length, to: from, from: to)
            }
            return drop
        }

        guard let username = request.username, request.hasIntegrity else {
            return refuse(400, "Bad Request", .unauthenticated)
        }
        guard STUN.localFragment(of: username) == local.usernameFragment,
            request.isAuthentic(password: local.password, by: integrity)
        else { return refuse(401, "Unauthenticated", .unauthenticated) }
        guard request.unknownAttributes.isEmpty else {
            return refuse(420, "Unknown Attribute", password: local.password, .unexpected)
        }
        switch (request.role, role) {
        case (.controlled, .controlled), (.controlling, .controlling):
            return refuse(487, "Role Conflict", password: local.password, .roleConflict)
        default: break
        }

        let slot = outbox.reserve()
        var writer = STUNWriter(.success, transaction: request.transaction, into: slot)
        writer.mappedAddress(from)
        if let length = writer.finish(password: local.password, integrity: integrity) {
            outbox.commit(length: length, to: from, from: to)
        }
        return nil
    }
}
