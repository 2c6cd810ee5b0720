public import Summit

/// What the chair puts to the meeting: "I take it that the meeting agrees …". It is decided if nobody objects; there is no voting.
public struct Question: Sendable, Hashable, Codable {
    /// As it is read out.
    public var words: Texts
    public var verb: Outcome
    /// How long everybody may object, at least.
    public var seconds: Int
    /// The text on which is decided.
    public var text: TextVersion?
    /// Those who stand apart with everybody's consent (ASEAN Minus X, Charter article 21(2)).
    public var apart: [SeatID]
    /// Whose capitals have to confirm it afterwards.
    public var waiting: [SeatID]

    public init(
        words: Texts, verb: Outcome, seconds: Int, text: TextVersion? = nil, apart: [SeatID] = [],
        waiting: [SeatID] = []
    ) {
        self.words = words
        self.verb = verb
        self.seconds = seconds
        self.text = text
        self.apart = apart
        self.waiting = waiting
    }

    /// A version of a negotiated text.
    public struct TextVersion: Sendable, Hashable, Codable {
        public var id: TextID
        /// SHA-256 of its words, 64 hexadecimal digits.
        public var digest: String
        /// The act of the text's record with which they came before the meeting: words that were taken up again and became final once
        /// more are other ones, even where they are equal.
        public var since: Int

        public init(id: TextID, digest: String, since: Int) {
            self.id = id
            self.digest = digest
            self.since = since
        }
    }
}

/// A paragraph of a text that the meeting speaks about.
public struct TextPlace: Sendable, Hashable, Codable {
    public var text: TextID
    /// Its name in the text's record.
    public var paragraph: String
    /// As it is called now: `OP7`.
    public var number: String

    public init(text: TextID, paragraph: String, number: String) {
        self.text = text
        self.paragraph = paragraph
        self.number = number
    }
}

extension MeetingState {
    /// A question before the meeting.
    public struct OpenQuestion: Sendable, Hashable, Codable {
        public var question: Question
        /// Of all questions of the meeting, from 1.
        public var number: Int
        /// In which it was put: who could not follow that one learns nothing of it.
        public var segment: Segment
        public var since: Timestamp
        /// Until then it cannot be declared decided.
        public var until: Timestamp
        /// What delegations said to it, the last of each.
        public var answers: [SeatID: Answer] = [:]

        public init(question: Question, number: Int, segment: Segment, since: Timestamp, until: Timestamp) {
            self.question = question
            self.number = number
            self.segment = segment
            self.since = since
            self.until = until
        }

        /// Those who object, in the order of their ids.
        public var objections: [SeatID] { answers.filter { $0.value.objects }.keys.sorted() }
    }

    public struct Answer: Sendable, Hashable, Codable {
        public var objects: Bool
        public var reason: String
        public var at: Timestamp

        public init(objects: Bool, reason: String, at: Timestamp) {
            self.objects = objects
            self.reason = reason
            self.at = at
        }
    }

    /// What became of a question.
    public struct Resolution: Sendable, Hashable, Codable {
        public var asked: OpenQuestion
        /// Whether it was so decided.
        public var isDecided: Bool
        /// Why not, in the chair's words.
        public var reason: String
        /// Who was there, at the table.
        public var present: [SeatID]
        public var at: Timestamp

        public init(asked: OpenQuestion, isDecided: Bool, reason: String, present: [SeatID], at: Timestamp) {
            self.asked = asked
            self.isDecided = isDecided
            self.reason = reason
            self.present = present
            self.at = at
        }
    }

    /// Delegations at the table of which somebody is in the room and connected.
    public var presentSeats: [SeatID] {
        seats.filter { $0.seat.place == .table }.map(\.id).filter { id in
            participants.values.contains { $0.seat == id && $0.standing == .admitted && $0.connected }
        }
    }

    /// Folds an event that is about a question or a text.
    mutating func foldQuestion(
        _ event: MeetingEvent, at time: Timestamp, _ problem: (String) -> InapplicableEvent
    ) throws(InapplicableEvent) {
        if case .paragraphTaken(let place) = event {
            paragraph = place
            return
        }
        if case .questionPut(let new, let number, let until, let segment) = event {
            guard question == nil else { throw problem("a question is before the meeting") }
            guard number == decisions.count + 1 else { throw problem("the next question is not number \(number)") }
            question = OpenQuestion(question: new, number: number, segment: segment, since: time, until: until)
            return
        }
        guard var asked = question else { throw problem("no question is before the meeting") }
        switch event {
        case .questionAnswered(let seat, let objects, let reason, _):
            guard self.seat(seat) != nil else { throw problem("there is no seat \(seat)") }
            asked.answers[seat] = Answer(objects: objects, reason: reason, at: time)
            question = asked
        case .consensusReached(let present, _):
            question = nil
            decisions.append(Resolution(asked: asked, isDecided: true, reason: "", present: present, at: time))
        case .consensusFailed(let present, let reason, _):
            question = nil
            decisions.append(Resolution(asked: asked, isDecided: false, reason: reason, present: present, at: time))
        default: return
        }
    }
}
