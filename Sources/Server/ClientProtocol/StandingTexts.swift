import Negotiation
import Summit

extension TextStanding.Name {
    /// Why the negotiation of a text rests, and what can be done.
    var rest: Texts {
        switch self {
        case .negotiated, .final:
            Texts(
                en: "The words are final. The chair can take up the negotiation again, with a reason.",
                vi: "Lời văn đã chốt. Chủ tọa có thể mở lại đàm phán và phải nêu lý do.")
        case .silence:
            Texts(
                en:
                    "The text is under silence. Whoever does not agree to its words objects; the chair can take it back.",
                vi: "Văn bản đang theo thủ tục im lặng. Đoàn không đồng ý có thể phản đối; chủ tọa có thể rút lại.")
        case .deferred:
            Texts(
                en: "The text is put off. The chair can take up the negotiation again, with a reason.",
                vi: "Văn bản đã được hoãn lại. Chủ tọa có thể mở lại đàm phán và phải nêu lý do.")
        case .awaiting:
            Texts(
                en:
                    "The text is decided and waits for capitals to confirm. Its words stay, unless one of them does not.",
                vi:
                    "Văn bản đã được quyết định, đang chờ thủ đô xác nhận. Lời văn giữ nguyên, trừ khi có thủ đô không xác nhận."
            )
        case .decided:
            Texts(
                en: "The text is decided and its words stay as they are. A mistake is noted beside them.",
                vi: "Văn bản đã được quyết định, lời văn giữ nguyên. Sai sót được ghi bên cạnh bằng đính chính.")
        }
    }
}
