import Procedure
public import Summit

/// Refusals that no rule of procedure decides: requests that were not understood or cannot be served now.
public enum ServiceRefusal: String, Sendable, Hashable, Codable, CaseIterable {
    /// The message is not of this protocol.
    case malformed
    /// The record cannot be written now; nothing happened.
    case unavailable
    /// Media or notes before one was admitted.
    case notAdmitted
    /// Notes go to one's own delegation, and there is none.
    case noDelegation
    /// Only the holder of a microphone, and others of a seat, publish.
    case notPublisher
    /// Equipment that gives way to a screen found one.
    case publishesAlready
    /// The present segment is closed to this role.
    case segmentClosed
    /// An offer that is no session description of the kind asked for.
    case malformedOffer
    /// More streams than are served.
    case tooManyStreams
    /// Too many requests in a short time.
    case tooFast

    public var text: Texts {
        switch self {
        case .malformed:
            Texts(
                en: "The request was not understood. Please reload the page.",
                vi: "Không hiểu yêu cầu. Xin tải lại trang.")
        case .unavailable:
            Texts(
                en: "The record cannot be written at this moment. Nothing was changed; please try again.",
                vi: "Tạm thời không ghi được biên bản. Chưa có gì thay đổi; xin thử lại.")
        case .notAdmitted:
            Texts(
                en: "This is possible once you are admitted.",
                vi: "Việc này làm được sau khi quý vị được mời vào phòng.")
        case .noDelegation:
            Texts(
                en: "Notes go to one's own delegation; your role has none.",
                vi: "Ghi chú chỉ gửi trong đoàn; vai trò của quý vị không thuộc đoàn nào.")
        case .notPublisher:
            Texts(
                en: "Your role sends neither sound nor picture.",
                vi: "Vai trò của quý vị không gửi âm thanh hay hình ảnh.")
        case .publishesAlready:
            Texts(
                en: "A screen of this delegation already sends sound and picture.",
                vi: "Một màn hình của đoàn này đang gửi âm thanh và hình ảnh.")
        case .segmentClosed:
            Texts(en: "This segment is closed to your role.", vi: "Phiên này không dành cho vai trò của quý vị.")
        case .malformedOffer:
            Texts(
                en: "The connection for sound and picture could not be set up.",
                vi: "Không thiết lập được kết nối âm thanh và hình ảnh.")
        case .tooManyStreams:
            Texts(
                en: "More pictures were asked for than can be sent.", vi: "Yêu cầu nhiều hình ảnh hơn mức có thể gửi.")
        case .tooFast:
            Texts(
                en: "Too many requests in a short time. Please wait a moment.",
                vi: "Quá nhiều yêu cầu trong thời gian ngắn. Xin chờ một chút.")
        }
    }
}

extension ServerMessage.ByeReason {
    public var text: Texts {
        switch self {
        case .slow:
            Texts(
                en: "Your line could not keep up. You are being reconnected; nothing is lost.",
                vi: "Đường truyền không theo kịp. Đang kết nối lại; không mất dữ liệu.")
        case .flood:
            Texts(
                en: "Too many messages came from this page. You are being reconnected.",
                vi: "Trang này gửi quá nhiều thông điệp. Đang kết nối lại.")
        case .revoked:
            Texts(
                en: "This invitation was withdrawn. Please ask the secretariat for a new one.",
                vi: "Thư mời này đã được thu hồi. Xin liên hệ Ban Thư ký để nhận thư mời mới.")
        case .removed:
            Texts(
                en: "You no longer take part in this meeting. Please contact the secretariat.",
                vi: "Quý vị không còn tham dự cuộc họp này. Xin liên hệ Ban Thư ký.")
        case .protocol:
            Texts(
                en: "The page and the server did not understand one another. The page is being reloaded.",
                vi: "Trang và máy chủ không hiểu nhau. Đang tải lại trang.")
        case .replaced:
            Texts(
                en: "This place was opened in another window, which is used now.",
                vi: "Chỗ này đã được mở ở cửa sổ khác và đang được dùng tại đó.")
        case .shutdown:
            Texts(
                en: "The server is being restarted. You are being reconnected.",
                vi: "Máy chủ đang khởi động lại. Đang kết nối lại.")
        }
    }

    /// The message with its text.
    public var message: ServerMessage { .bye(self, text: text) }
}

extension ServerMessage {
    /// A request that cannot be served.
    public static func refused(id: String, _ refusal: ServiceRefusal) -> ServerMessage {
        .refused(id: id, reason: refusal.rawValue, text: refusal.text, details: .init())
    }
}
