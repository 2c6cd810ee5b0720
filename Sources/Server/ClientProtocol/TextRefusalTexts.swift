public import Negotiation
public import Summit

extension TextRefusal {
    /// What is the case, and what to do, for the person who asked.
    public var text: Texts {
        switch reason {
        case .needsPen:
            Texts(
                en: "Only the pen-holder writes in the text itself. Propose the change instead.",
                vi: "Chỉ bên chấp bút được sửa trực tiếp văn bản. Quý vị hãy đề xuất sửa đổi.")
        case .needsPenOrChair:
            Texts(
                en: "Only the pen-holder or the chair may do this.",
                vi: "Chỉ bên chấp bút hoặc chủ tọa được làm việc này.")
        case .needsChair:
            Texts(en: "Only the chair may do this.", vi: "Chỉ chủ tọa được làm việc này.")
        case .needsDelegation:
            Texts(
                en: "Only a delegation that negotiates this text may do this, for itself.",
                vi: "Chỉ đoàn tham gia đàm phán văn bản này được làm việc này, cho đoàn mình.")
        case .needsMaker:
            Texts(
                en: "Only who made it, the pen-holder or the chair may do this.",
                vi: "Chỉ người đã viết, bên chấp bút hoặc chủ tọa được làm việc này.")
        case .noSuchParagraph:
            Texts(en: "There is no such paragraph in the text.", vi: "Văn bản không có đoạn này.")
        case .noSuchElement:
            Texts(
                en: "The words that this is about are not of this paragraph. Read the text again.",
                vi: "Những từ này không thuộc đoạn văn đó. Hãy tải lại văn bản.")
        case .noSuchBracket:
            Texts(en: "The bracket has been lifted.", vi: "Dấu ngoặc vuông đã được bỏ.")
        case .noSuchProposal: Texts(en: "There is no such proposal.", vi: "Không có đề xuất này.")
        case .noSuchComment: Texts(en: "There is no such comment.", vi: "Không có ý kiến này.")
        case .noSuchPackage: Texts(en: "There is no such package.", vi: "Không có gói thỏa thuận này.")
        case .noSuchDelegation:
            Texts(
                en: "\(subject) does not negotiate this text.", vi: "\(subject) không tham gia đàm phán văn bản này.")
        case .noSuchCitation: Texts(en: "There is no such citation.", vi: "Không có trích dẫn này.")
        case .notVerbatim:
            Texts(
                en: "The words are not those of the source. Here they begin to differ: \(subject).",
                vi: "Lời văn không đúng nguyên văn nguồn trích. Khác nhau bắt đầu từ: \(subject).")
        case .noSuchSource:
            Texts(
                en:
                    "There is no text with that paragraph that was decided on here and that you may read. Cite it by its symbol.",
                vi:
                    "Không có văn bản đã được quyết định nào chứa đoạn này mà quý vị được đọc. Hãy dẫn theo ký hiệu văn bản."
            )
        case .needsPenOrSecretariat:
            Texts(
                en: "Only the pen-holder or the secretariat may do this.",
                vi: "Chỉ bên chấp bút hoặc ban thư ký được làm việc này.")
        case .noSuchDraft: Texts(en: "Your delegation has no such draft.", vi: "Đoàn của quý vị không có bản nháp này.")
        case .draftDecided:
            Texts(
                en: "The draft was tabled or discarded. Begin another one.",
                vi: "Bản nháp này đã được đệ trình hoặc đã bị bỏ. Hãy soạn bản khác.")
        case .paragraphClosed:
            Texts(
                en: "The paragraph is agreed. Only the chair may reopen it, with a reason.",
                vi: "Đoạn này đã được nhất trí. Chỉ chủ tọa được mở lại và phải nêu lý do.")
        case .paragraphRemoved:
            Texts(
                en: "The paragraph was taken out. It can be put back.",
                vi: "Đoạn này đã được rút ra. Có thể đưa trở lại.")
        case .paragraphThere: Texts(en: "The paragraph stands in the text.", vi: "Đoạn này đang có trong văn bản.")
        case .paragraphOpen: Texts(en: "The paragraph is not agreed yet.", vi: "Đoạn này chưa được nhất trí.")
        case .crossesBracket:
            Texts(
                en: "A bracket must lie wholly within another, or wholly outside it. Choose the words anew.",
                vi: "Dấu ngoặc phải nằm trọn trong hoặc trọn ngoài một dấu ngoặc khác. Hãy chọn lại phần chữ.")
        case .bracketsLeft:
            Texts(
                en: "There are words in brackets. Lift the brackets first.",
                vi: "Còn chữ trong ngoặc vuông. Hãy xử lý dấu ngoặc trước.")
        case .placeholdersLeft:
            Texts(
                en: "There is text to come. Fill the placeholders first.",
                vi: "Còn chỗ chờ bổ sung. Hãy điền nội dung trước.")
        case .variantsLeft:
            Texts(
                en: "There are several variants. Choose one first.",
                vi: "Còn nhiều phương án. Hãy chọn một phương án trước.")
        case .isFootnote:
            Texts(
                en: "A footnote stands where its mark does, and goes with it. Put in or take out the mark.",
                vi: "Chú thích đi theo dấu của nó. Hãy đặt hoặc bỏ dấu chú thích.")
        case .noVariants: Texts(en: "There is only this one.", vi: "Chỉ có phương án này.")
        case .overtaken:
            Texts(
                en: "The words that this is about are not in the text any more.",
                vi: "Những từ này không còn trong văn bản.")
        case .proposalDecided:
            Texts(en: "The proposal is decided already.", vi: "Đề xuất này đã được xử lý.")
        case .ownProposal:
            Texts(
                en: "It is your own proposal. Withdraw it if you do not want it any more.",
                vi: "Đây là đề xuất của chính đoàn. Hãy rút đề xuất nếu không muốn giữ.")
        case .notSponsor:
            Texts(
                en: "Your delegation is no sponsor of this proposal.",
                vi: "Đoàn của quý vị không đồng bảo trợ đề xuất này.")
        case .cannotBracket:
            Texts(
                en: "A move cannot stand in brackets. Accept it or set it aside.",
                vi: "Việc chuyển chỗ không thể đặt trong ngoặc. Hãy chấp nhận hoặc gác lại.")
        case .notWaitedFor:
            Texts(
                en: "The paragraph does not wait for your capital.",
                vi: "Đoạn này không chờ ý kiến từ thủ đô của quý vị.")
        case .needsSecretariat:
            Texts(en: "Only the secretariat may do this.", vi: "Chỉ ban thư ký được làm việc này.")
        case .needsChairOrSecretariat:
            Texts(
                en: "Only the chair or the secretariat may do this.",
                vi: "Chỉ chủ tọa hoặc ban thư ký được làm việc này.")
        case .needsProgram:
            Texts(en: "Only the program itself does this.", vi: "Chỉ hệ thống tự thực hiện việc này.")
        case .beforeMeeting:
            Texts(
                en: "The meeting has this text before it. Declare there first whether it is decided.",
                vi: "Cuộc họp đang xem xét văn bản này. Xin kết luận tại cuộc họp trước.")
        case .textFinal: (TextStanding.Name(rawValue: subject) ?? .final).rest
        case .wrongStanding:
            Texts(
                en: "This cannot be done with the text as it stands now. Look at where it is on its way.",
                vi: "Không thể làm việc này ở giai đoạn hiện tại của văn bản. Hãy xem văn bản đang ở bước nào.")
        case .proposalsLeft:
            Texts(
                en: "There are proposals on the table. Decide on them first.",
                vi: "Còn đề xuất trên bàn. Hãy xử lý các đề xuất trước.")
        case .capitalsLeft:
            Texts(
                en: "There are paragraphs that wait for a capital. Have them confirmed or reopen them first.",
                vi: "Còn đoạn chờ thủ đô xác nhận. Hãy chờ xác nhận hoặc mở lại trước.")
        case .silenceTooShort:
            Texts(
                en: "Silence has to last \(Self.duration(maximum ?? 0)) at least. Choose a later end.",
                vi: "Thủ tục im lặng phải kéo dài ít nhất \(Self.duration(maximum ?? 0)). Hãy chọn thời điểm muộn hơn.")
        case .silenceOver:
            Texts(
                en: "The silence procedure has ended; the time was up at \(subject).",
                vi: "Thủ tục im lặng đã kết thúc; hết hạn lúc \(subject).")
        case .otherSilence:
            Texts(
                en: "This is another silence procedure than the one that you answer. Read it, and answer it.",
                vi: "Thủ tục im lặng hiện nay không phải thủ tục mà quý vị trả lời. Hãy xem lại rồi trả lời.")
        case .otherDecision:
            Texts(
                en: "Another decision waits for your capital than the one that you answer. Read it, and answer it.",
                vi:
                    "Quyết định đang chờ ý kiến thủ đô không phải quyết định mà quý vị trả lời. Hãy xem lại rồi trả lời."
            )
        case .silenceLasts: Texts(en: "Silence lasts still.", vi: "Thủ tục im lặng vẫn đang diễn ra.")
        case .otherVersion:
            Texts(
                en: "It is not the version that is before the meeting. Put the present one to the meeting.",
                vi: "Đây không phải bản đang trình phiên họp. Hãy trình bản hiện hành.")
        case .notTheChairs:
            Texts(
                en: "Only a chair's statement or a press statement goes out on the chair's word alone.",
                vi: "Chỉ tuyên bố của chủ tịch hoặc thông cáo báo chí mới do riêng chủ tọa phát hành.")
        case .adopted:
            Texts(
                en: "The text is adopted. It goes to no other body.", vi: "Văn bản đã thông qua, không chuyển tiếp nữa."
            )
        case .noSuchStatement: Texts(en: "There is no such statement.", vi: "Không có tuyên bố này.")
        case .reasonNeeded: .reasonNeeded
        case .missing: .missing(subject)
        case .tooLong: .tooLong(subject, most: maximum)
        case .tooMany: .tooMany(subject, most: maximum)
        case .twice: Texts(en: "\(subject) is there twice.", vi: "\(subject) bị trùng.")
        case .controlCharacter:
            Texts(
                en:
                    "\(subject) has a control character or a line break. Enter it again; a new line is a new paragraph.",
                vi: "\(subject) có ký tự điều khiển hoặc xuống dòng. Hãy nhập lại; mỗi dòng là một đoạn riêng.")
        case .outOfRange: .outOfRange(subject)
        }
    }

    /// Hours and minutes, in figures.
    private static func duration(_ seconds: Int) -> String {
        let (minutes, rest) = seconds.quotientAndRemainder(dividingBy: 60)
        let figures = [minutes / 60, minutes % 60, rest].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return figures.joined(separator: ":")
    }
}
