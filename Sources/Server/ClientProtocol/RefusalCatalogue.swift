import Procedure

/// Every refusal in every language, the most telling phrase first. The last needs nothing filled in.
enum RefusalCatalogue {
    static func phrases(for reason: RefusalReason) -> [Phrase] {
        switch reason {
        case .notAllowed:
            [
                Phrase(
                    "{standing} This is open only to those who were admitted.",
                    "{standing} Chỉ người đã được mời vào phòng mới làm được việc này."),
                Phrase(
                    "The floor is with {floor}. Only {allowed} may do this.",
                    "{floor} đang phát biểu. Chỉ {allowed} mới làm được việc này."),
                Phrase("Only {allowed} may do this.", "Chỉ {allowed} mới làm được việc này."),
                Phrase("Your role does not allow this.", "Vai trò của quý vị không được làm việc này."),
            ]
        default:
            comingAndGoing(reason) ?? sitting(reason) ?? floor(reason) ?? repliesAndPoints(reason) ?? decisions(reason)
                ?? preparing(reason) ?? []
        }
    }

    private static func comingAndGoing(_ reason: RefusalReason) -> [Phrase]? {
        switch reason {
        case .removed:
            [
                Phrase(
                    "You no longer take part in this meeting. The secretariat can invite you again.",
                    "Quý vị không còn tham dự cuộc họp này. Ban Thư ký có thể mời lại quý vị.")
            ]
        case .meetingClosed: [Phrase("The meeting is closed.", "Cuộc họp đã bế mạc.")]
        case .notInLobby: [Phrase("This participant is not waiting in the lobby.", "Người này không ở phòng chờ.")]
        case .notAdmitted: [Phrase("This participant is not in the room.", "Người này không ở trong phòng họp.")]
        case .presiding:
            [
                Phrase(
                    "This participant presides. Hand the chair to another first.",
                    "Người này đang chủ trì. Xin trao quyền chủ trì cho người khác trước.")
            ]
        default: nil
        }
    }

    private static func sitting(_ reason: RefusalReason) -> [Phrase]? {
        switch reason {
        case .alreadyOpen:
            [
                Phrase("The meeting {sitting}; it was opened before.", "Cuộc họp {sitting}; đã khai mạc trước đó."),
                Phrase("The meeting was opened before.", "Cuộc họp đã khai mạc trước đó."),
            ]
        case .notOpen:
            [
                Phrase(
                    "The meeting {sitting}. This is possible while it is open.",
                    "Cuộc họp {sitting}. Việc này chỉ làm được khi cuộc họp đang diễn ra."),
                Phrase(
                    "This is possible while the meeting is open.", "Việc này chỉ làm được khi cuộc họp đang diễn ra."),
            ]
        case .notSuspended:
            [
                Phrase(
                    "The meeting {sitting}; only a suspended meeting is resumed.",
                    "Cuộc họp {sitting}; chỉ cuộc họp đang tạm dừng mới nối lại được."),
                Phrase("The meeting is not suspended.", "Cuộc họp không tạm dừng."),
            ]
        case .sameSegment:
            [
                Phrase("This segment is {segment} already.", "Phiên này đang là phiên {segment}."),
                Phrase("The segment is so already.", "Phiên họp đã như vậy."),
            ]
        case .noNextSegment:
            [
                Phrase(
                    "This is the last of the planned segments.",
                    "Đây là phiên cuối cùng theo kế hoạch.")
            ]
        case .noSuchItem:
            [
                Phrase(
                    "The agenda has {maximum} items; there is no item {number}.",
                    "Chương trình nghị sự có {maximum} mục; không có mục {number}."),
                Phrase("This item is not on the agenda.", "Chương trình nghị sự không có mục này."),
            ]
        case .outOfRange:
            [
                Phrase(
                    "The value must lie between {minimum} and {maximum}.", "Giá trị phải từ {minimum} đến {maximum}."),
                Phrase("The value must be {minimum} or more.", "Giá trị phải từ {minimum} trở lên."),
                Phrase("The value is out of range.", "Giá trị nằm ngoài giới hạn."),
            ]
        case .notEligible:
            [
                Phrase(
                    "The chair can be handed to a chair or co-chair who is in the room and connected.",
                    "Chỉ có thể trao quyền chủ trì cho Chủ tịch hoặc Đồng Chủ tịch đang có mặt và kết nối.")
            ]
        case .chairPresent:
            [
                Phrase(
                    "{seat} presides and is connected. The chair can be taken when its connection is lost.",
                    "{seat} đang chủ trì và vẫn kết nối. Chỉ có thể tiếp quản khi kết nối bị mất."),
                Phrase("The presiding chair is present.", "Người chủ trì đang có mặt."),
            ]
        default: nil
        }
    }

    private static func floor(_ reason: RefusalReason) -> [Phrase]? {
        switch reason {
        case .alreadyRaised:
            [
                Phrase(
                    "The floor is with {floor}. Your flag is raised; you are {ordinal}.",
                    "{floor} đang phát biểu. Quý vị đã đăng ký; quý vị đứng {ordinal}.", toOwnSeat: true),
                Phrase(
                    "Your flag is raised; you are {ordinal} on the list of speakers.",
                    "Quý vị đã đăng ký; quý vị đứng {ordinal} trong danh sách phát biểu.", toOwnSeat: true),
                Phrase(
                    "{seat} is on the list of speakers: {ordinal}.",
                    "{seat} đã có trong danh sách phát biểu: {ordinal}."),
                Phrase("The flag is raised already.", "Đã đăng ký phát biểu."),
            ]
        case .notRaised:
            [
                Phrase("Your flag is not raised.", "Quý vị chưa đăng ký phát biểu.", toOwnSeat: true),
                Phrase("{seat} is not on the list of speakers.", "{seat} không có trong danh sách phát biểu."),
                Phrase("The flag is not raised.", "Chưa đăng ký phát biểu."),
            ]
        case .hasFloor:
            [
                Phrase("Your delegation has the floor.", "Đoàn của quý vị đang phát biểu.", toOwnSeat: true),
                Phrase("{seat} has the floor already.", "{seat} đang phát biểu."),
                Phrase("The seat has the floor already.", "Đoàn này đang phát biểu."),
            ]
        case .notAtTable:
            [
                Phrase(
                    "{seat} does not sit at the table; the floor goes to seats at the table.",
                    "{seat} không ngồi tại bàn; chỉ các đoàn tại bàn được phát biểu."),
                Phrase("The floor goes to seats at the table.", "Chỉ các đoàn tại bàn được phát biểu."),
            ]
        case .noMicrophone:
            [
                Phrase(
                    "Nobody in the room holds the microphone of {seat}.",
                    "Không có ai trong phòng giữ micrô của {seat}."),
                Phrase(
                    "Nobody in the room holds this seat's microphone.",
                    "Không có ai trong phòng giữ micrô của đoàn này."),
            ]
        case .noSpeakers: [Phrase("No flag is raised.", "Chưa có đoàn nào đăng ký phát biểu.")]
        case .noFloor: [Phrase("Nobody has the floor.", "Không có ai đang phát biểu.")]
        case .alreadyMuted:
            [
                Phrase("{seat} is muted already.", "Micrô của {seat} đã tắt."),
                Phrase("The seat is muted already.", "Micrô của đoàn này đã tắt."),
            ]
        case .notMuted:
            [
                Phrase("{seat} is not muted.", "Micrô của {seat} không bị tắt."),
                Phrase("The seat is not muted.", "Micrô của đoàn này không bị tắt."),
            ]
        case .alreadyHolds: [Phrase("You hold your delegation's microphone.", "Quý vị đang giữ micrô của đoàn.")]
        default: nil
        }
    }

    private static func repliesAndPoints(_ reason: RefusalReason) -> [Phrase]? {
        switch reason {
        case .alreadyRequested:
            [
                Phrase(
                    "Your right of reply is asked for. The chair gives it when the list of speakers is exhausted.",
                    "Quý vị đã đề nghị quyền đáp lời. Người chủ trì sẽ mời khi danh sách phát biểu đã hết.",
                    toOwnSeat: true),
                Phrase("{seat} has asked for a right of reply.", "{seat} đã đề nghị quyền đáp lời."),
                Phrase("The right of reply is asked for.", "Quyền đáp lời đã được đề nghị."),
            ]
        case .notRequested:
            [
                Phrase(
                    "You have not asked for a right of reply.", "Quý vị chưa đề nghị quyền đáp lời.", toOwnSeat: true),
                Phrase("{seat} has not asked for a right of reply.", "{seat} chưa đề nghị quyền đáp lời."),
                Phrase("No right of reply is asked for.", "Chưa có đề nghị quyền đáp lời."),
            ]
        case .noRepliesLeft:
            [
                Phrase(
                    "Each delegation may reply {maximum} times on an item; {seat} has done so.",
                    "Mỗi đoàn được đáp lời {maximum} lần trong một mục; {seat} đã dùng hết."),
                Phrase(
                    "The replies of this delegation on this item are used up.",
                    "Đoàn này đã dùng hết quyền đáp lời trong mục này."),
            ]
        case .speakersRemain:
            [
                Phrase(
                    "The list of speakers is not exhausted: {seat} is next. Replies follow, unless the chair decides otherwise.",
                    "Danh sách phát biểu chưa hết: tiếp theo là {seat}. Quyền đáp lời được dành sau đó, trừ khi người chủ trì quyết định khác."
                ),
                Phrase("The list of speakers is not exhausted.", "Danh sách phát biểu chưa hết."),
            ]
        case .pointRaised:
            [
                Phrase(
                    "Your point of order is before the chair.", "Quý vị đã nêu vấn đề thủ tục với người chủ trì.",
                    toOwnSeat: true),
                Phrase("{seat} has raised a point of order.", "{seat} đã nêu vấn đề thủ tục."),
                Phrase("A point of order is raised.", "Đã có vấn đề thủ tục được nêu."),
            ]
        case .noPoint:
            [
                Phrase("You have raised no point of order.", "Quý vị chưa nêu vấn đề thủ tục.", toOwnSeat: true),
                Phrase("{seat} has raised no point of order.", "{seat} chưa nêu vấn đề thủ tục."),
                Phrase("No point of order is raised.", "Chưa có vấn đề thủ tục được nêu."),
            ]
        case .ruleFirst:
            [
                Phrase(
                    "The point of order of {seat} waits for the chair's ruling, which comes before everything else.",
                    "Vấn đề thủ tục của {seat} đang chờ người chủ trì quyết định; việc này được ưu tiên trước."),
                Phrase(
                    "A point of order waits for the chair's ruling.",
                    "Có vấn đề thủ tục đang chờ người chủ trì quyết định."),
            ]
        default: nil
        }
    }

    private static func decisions(_ reason: RefusalReason) -> [Phrase]? {
        switch reason {
        case .questionOpen:
            [
                Phrase(
                    "A question is before the meeting. Declare first whether it is decided.",
                    "Đang có vấn đề lấy ý kiến đồng thuận. Xin kết luận vấn đề đó trước.")
            ]
        case .noQuestion:
            [Phrase("No question is before the meeting.", "Không có vấn đề nào đang lấy ý kiến đồng thuận.")]
        case .timeRuns:
            [
                Phrase(
                    "Delegations may object for {number} more seconds.", "Các đoàn còn {number} giây để phản đối."),
                Phrase("Delegations may still object.", "Các đoàn vẫn còn thời gian để phản đối."),
            ]
        case .objectionStands:
            [
                Phrase(
                    "{seat} objects. It is not decided as long as an objection stands.",
                    "{seat} phản đối. Chưa thể quyết định khi còn ý kiến phản đối."),
                Phrase("There is an objection.", "Có ý kiến phản đối."),
            ]
        case .textNotBefore:
            [
                Phrase(
                    "These words are not before the meeting, or not any more: the text was changed, taken up again or sent on. Choose the text once more.",
                    "Nội dung này không còn được trình cuộc họp: văn bản đã được sửa, đàm phán lại hoặc chuyển đi. Xin chọn lại văn bản."
                )
            ]
        case .notNegotiating:
            [
                Phrase(
                    "{seat} does not negotiate this text, and cannot stand apart from it or confirm it.",
                    "{seat} không tham gia đàm phán văn bản này nên không thể đứng ngoài hoặc xác nhận văn bản."),
                Phrase(
                    "A delegation named here does not negotiate this text.",
                    "Có đoàn được nêu không tham gia đàm phán văn bản này."),
            ]
        default: nil
        }
    }

    private static func preparing(_ reason: RefusalReason) -> [Phrase]? {
        switch reason {
        case .noSuchSeat: [Phrase("There is no such seat in this meeting.", "Cuộc họp không có đoàn này.")]
        case .noSuchParticipant:
            [Phrase("There is no such participant in this meeting.", "Cuộc họp không có người tham dự này.")]
        case .seatExists:
            [
                Phrase("{seat} has a seat already.", "{seat} đã có chỗ."),
                Phrase("There is such a seat already.", "Đã có chỗ này."),
            ]
        case .participantExists: [Phrase("This participant is invited already.", "Người này đã được mời.")]
        case .seatNeeded:
            [Phrase("This role belongs to a seat: name one.", "Vai trò này phải thuộc một đoàn: xin nêu đoàn.")]
        case .limitReached:
            [
                Phrase("A meeting may have {maximum} of these at most.", "Cuộc họp chỉ được có tối đa {maximum}."),
                Phrase("The meeting is full.", "Cuộc họp đã đủ số lượng."),
            ]
        case .invalid:
            [
                Phrase("The value of {field} is not valid.", "Giá trị của {field} không hợp lệ."),
                Phrase("A value is not valid.", "Có giá trị không hợp lệ."),
            ]
        default: nil
        }
    }
}
