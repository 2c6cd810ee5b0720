import ClientProtocol
import Conference
import HTTPTypes
import Procedure
import Summit

// What meetings refuse, as HTTP tells it.

extension Problem {
    /// Something that a rule of procedure does not allow: 403 for a missing right, else 409.
    init(_ refusal: Refusal, state: MeetingState?, reader: Author?) {
        let text = RefusalTexts.text(for: refusal, in: state, to: reader)
        self.init(
            refusal.reason.status, text["en"], reason: refusal.reason.rawValue, details: refusal.details, text: text)
    }

    init(_ failure: CommandFailure, state: MeetingState?, reader: Author?) {
        switch failure {
        case .refused(let refusal): self.init(refusal, state: state, reader: reader)
        case .unavailable(let reason): self.init(reason)
        }
    }

    init(_ refusal: ServiceRefusal) {
        let status: HTTPResponse.Status =
            switch refusal {
            case .malformed, .malformedOffer: .badRequest
            case .unavailable: .serviceUnavailable
            case .notAdmitted, .noDelegation, .segmentClosed: .conflict
            case .notPublisher: .forbidden
            case .publishesAlready: .preconditionFailed
            case .tooManyStreams, .tooFast: .tooManyRequests
            }
        self.init(status, refusal.text["en"], reason: refusal.rawValue, text: refusal.text)
    }

    init(_ unavailable: Unavailable) {
        let text = ServiceRefusal.unavailable.text
        self.init(.serviceUnavailable, text["en"], reason: "unavailable", text: text, retryAfter: 1)
    }

    init(_ failure: CreationFailure) {
        switch failure {
        case .invalid(let error): self = .badRequest("\(error)")
        case .refused(let refusal): self.init(refusal, state: nil, reader: nil)
        case .exists(let id): self.init(.conflict, "There is a meeting \(id) already.", reason: "meetingExists")
        case .tooMany:
            self.init(.conflict, "This installation has as many meetings as it may have.", reason: "limitReached")
        case .unavailable(let reason): self.init(reason)
        }
    }

    init(_ failure: MediaFailure) {
        let status: HTTPResponse.Status =
            switch failure.kind {
            case .malformed: .badRequest
            case .unsupported: .unprocessableContent
            case .forbidden: .forbidden
            case .unknown: .notFound
            case .refused: .conflict
            case .precondition: .preconditionFailed
            case .tooMany: .tooManyRequests
            case .unavailable: .serviceUnavailable
            }
        self.init(
            status, failure.detail.isEmpty ? failure.text["en"] : failure.detail, reason: failure.reason,
            text: failure.text, retryAfter: failure.kind == .unavailable ? 1 : nil)
    }
}

extension RefusalReason {
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .notAllowed: .forbidden
        case .noSuchSeat, .noSuchParticipant: .notFound
        case .invalid, .outOfRange, .noSuchItem, .seatNeeded: .badRequest
        default: .conflict
        }
    }
}
