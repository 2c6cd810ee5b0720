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
        case .reasonNeeded:
            Texts(en: "This needs a reason, which is recorded.", vi: "Việc này cần lý do để ghi biên bản.")
        case .missing: Texts(en: "\(subject) is needed.", vi: "Cần có \(subject).")
        case .tooLong:
            Texts(
                en: "\(subject) may have \(maximum ?? 0) letters at most.",
                vi: "\(subject) được có nhiều nhất \(maximum ?? 0) ký tự.")
        case .tooMany:
            Texts(
                en: "\(subject): there may be \(maximum ?? 0) at most.",
                vi: "\(subject): nhiều nhất là \(maximum ?? 0).")
        case .twice: Texts(en: "\(subject) is there twice.", vi: "\(subject) bị trùng.")
        case .controlCharacter:
            Texts(
                en:
                    "\(subject) has a control character or a line break. Enter it again; a new line is a new paragraph.",
                vi: "\(subject) có ký tự điều khiển hoặc xuống dòng. Hãy nhập lại; mỗi dòng là một đoạn riêng.")
        case .outOfRange: Texts(en: "\(subject) cannot be so.", vi: "\(subject) không hợp lệ.")
        }
    }
}
