public import Convening
import Logging
public import Summit
import Synchronization
public import Timetable
public import WeekSolver

/// Why a conference's timetable cannot be made or looked at.
public enum WeekFailure: Error, Sendable {
    /// What is wrong with the plan.
    case fault(WeekFault)
    case unknownMeeting(MeetingID)
    /// As many timetables are being made as the machine may make at a time.
    case busy
    /// Whoever asked has gone.
    case stopped
}

/// Makes and checks the timetables of conferences. It changes nothing: what it proposes is placed by the secretariat.
public final class WeekDesk: Sendable {
    /// Most that are made at a time: each takes two processors while it lasts.
    private static let mostAtOnce = 2
    public static let seconds = 1.0...600

    private struct State {
        var jobs: [ConferenceID: Job] = [:]
        var nextJob = 1
        var checkers: [ConferenceID: (sequence: Int, checker: WeekChecker)] = [:]
    }

    private struct Job {
        var number: Int
        var report: Report
        var task: Task<Void, Never>?
    }

    private let clocks: any Zones
    private let clock: @Sendable () -> Timestamp
    private let logger: Logger
    private let state = Mutex(State())

    init(clocks: any Zones, clock: @escaping @Sendable () -> Timestamp, logger: Logger) {
        self.clocks = clocks
        self.clock = clock
        self.logger = logger
    }

    // MARK: Checking

    /// What a timetable breaks and costs, as the conference is planned now.
    public struct Verdict: Sendable, Encodable {
        public var violations: [WeekViolation]
        /// Minutes outside 08:00 to 20:00 in this week.
        public var burdens: [SeatID: Int]
        public var cost: WeekCost
        public var total: Int
    }

    public func check(_ placements: [Placement], in conference: LiveConference) async throws(WeekFailure) -> Verdict {
        let (planned, checker) = try await checker(of: conference)
        let timetable = planned.weekTimetable(of: placements)
        let cost = checker.cost(of: timetable)
        return Verdict(
            violations: checker.violations(of: timetable, tests: false), burdens: checker.burdens(of: timetable),
            cost: cost, total: cost.total)
    }

    /// A place that a meeting might have, with all that speaks against it.
    public struct Option: Sendable, Encodable {
        public var start: Timestamp
        public var room: String?
        public var team: String?
        public var violations: [WeekViolation]
    }

    /// Every start on the grid within the conference's hours, in each room that it may use, with the others where they are.
    public func options(
        for id: MeetingID, among placements: [Placement], in conference: LiveConference
    ) async throws(WeekFailure) -> [Option] {
        let (planned, checker) = try await checker(of: conference)
        guard let meeting = planned.meeting(id) else { throw .unknownMeeting(id) }
        let others = planned.weekTimetable(of: placements.filter { $0.meeting != id }).placements
        let week = planned.week
        var rooms: [WeekName?] = meeting.wishes.rooms.isEmpty ? week.rooms.map(\.id) : meeting.wishes.rooms
        if rooms.isEmpty { rooms = [nil] }
        let needsTeam = meeting.interpreted && week.interpreters != nil
        let teams: [WeekName?] = needsTeam ? week.interpreters?.teams.map { $0 } ?? [] : [nil]
        func violations(_ start: Timestamp, _ room: WeekName?, _ team: WeekName?) -> [WeekViolation] {
            let placement = WeekTimetable.Placement(meeting: id, start: start, room: room, team: team)
            return checker.violations(of: WeekTimetable(placements: others + [placement]), tests: false)
                .filter { $0.meetings.contains(id) }
        }
        var options: [Option] = []
        for start in checker.starts(length: meeting.length) {
            for room in rooms {
                // The team of interpreters that speaks least against it.
                let choice = teams.map { ($0, violations(start, room, $0)) }.min { $0.1.count < $1.1.count }
                guard let (team, found) = choice else { continue }
                options.append(
                    Option(start: start, room: room?.rawValue, team: team?.rawValue, violations: found))
            }
        }
        return options
    }

    private func checker(
        of conference: LiveConference
    ) async throws(WeekFailure) -> (state: ConferenceState, checker: WeekChecker) {
        let (sequence, planned) = await conference.now
        if let known = state.withLock({ $0.checkers[conference.id] }), known.sequence == sequence {
            return (planned, known.checker)
        }
        let checker: WeekChecker
        do { checker = try WeekChecker(planned.week, by: clocks) } catch { throw .fault(error) }
        state.withLock { $0.checkers[conference.id] = (sequence, checker) }
        return (planned, checker)
    }

    // MARK: Solving

    /// How far the making of a timetable is.
    public struct Report: Sendable, Encodable {
        public enum State: String, Sendable, Encodable { case none, running, solved, infeasible, failed }

        public var state = State.none
        public var since: Timestamp?
        /// For which it may look.
        public var seconds: Double?
        /// The conference's sequence number when it began.
        public var basedOn: Int?
        public var placements: [Placement]?
        public var tests: [LineTest]?
        public var burdens: [SeatID: Int]?
        public var cost: WeekCost?
        public var total: Int?
        public var bound: Int?
        public var gap: Double?
        public var isOptimal: Bool?
        public var conflict: Conflict?
        /// Why it failed.
        public var text: Texts?
    }

    /// Rules of which one has to give way.
    public struct Conflict: Sendable, Encodable {
        public var rules: [WeekAnswer.Rule]
        /// Whether each of them is needed for the collision, proven.
        public var isIrreducible: Bool
    }

    /// Begins to make a timetable; one that was being made for the conference is given up.
    public func solve(_ conference: LiveConference, seconds: Double) async throws(WeekFailure) -> Report {
        let (sequence, planned) = await conference.now
        let week = planned.week
        do { try week.validate(by: clocks) } catch { throw .fault(error) }
        let report = Report(state: .running, since: clock(), seconds: seconds, basedOn: sequence)
        let number: Int? = state.withLock { state in
            let others = state.jobs.filter { $0.key != conference.id && $0.value.report.state == .running }
            guard others.count < Self.mostAtOnce else { return nil }
            state.jobs[conference.id]?.task?.cancel()
            defer { state.nextJob += 1 }
            state.jobs[conference.id] = Job(number: state.nextJob, report: report, task: nil)
            return state.nextJob
        }
        guard let number else { throw .busy }
        let task = Task { [clocks] in
            let result: Report
            do {
                let answer = try await WeekSolver().solve(week, by: clocks, seconds: seconds)
                result = Self.report(of: answer, for: planned, by: clocks, from: report)
            } catch {
                result = self.failed(error, report)
            }
            self.state.withLock { state in
                if state.jobs[conference.id]?.number == number { state.jobs[conference.id]?.report = result }
            }
        }
        state.withLock { if $0.jobs[conference.id]?.number == number { $0.jobs[conference.id]?.task = task } }
        return report
    }

    public func report(of conference: ConferenceID) -> Report {
        state.withLock { $0.jobs[conference]?.report } ?? Report()
    }

    /// The best that was found so far becomes the proposal.
    public func stop(_ conference: ConferenceID) {
        state.withLock { $0.jobs[conference]?.task }?.cancel()
    }

    func shutDown() {
        for task in state.withLock({ $0.jobs.values.compactMap(\.task) }) { task.cancel() }
    }

    private static func report(
        of answer: WeekAnswer, for planned: ConferenceState, by clocks: some Clocks, from report: Report
    ) -> Report {
        var report = report
        guard let timetable = answer.timetable else {
            report.state = .infeasible
            report.conflict = Conflict(rules: answer.conflict ?? [], isIrreducible: answer.irreducible ?? false)
            return report
        }
        report.state = .solved
        report.placements = timetable.placements.map(Placement.init)
        let length = planned.planning.lineTests?.length ?? 0
        report.tests = timetable.tests.compactMap { planned.lineTest($0, length: length) }
        report.burdens = (try? WeekChecker(planned.week, by: clocks))?.burdens(of: timetable)
        report.cost = answer.cost
        report.total = answer.total
        report.bound = answer.bound
        report.gap = answer.gap
        report.isOptimal = answer.status == .optimal
        return report
    }

    private func failed(_ error: any Error, _ report: Report) -> Report {
        var report = report
        report.state = .failed
        switch error {
        case let fault as WeekFault: report.text = fault.words
        case WeekSolver.Failure.notInstalled:
            report.text = Texts(
                en: "The solver is not installed on the server (Debian's package coinor-cbc).",
                vi: "Máy chủ chưa cài bộ giải (gói coinor-cbc của Debian).")
        case WeekSolver.Failure.outOfTime(let seconds):
            report.text = Texts(
                en:
                    "In \(Int(seconds)) seconds neither a timetable was found nor a proof that there is none. Give it more time.",
                vi:
                    "Trong \(Int(seconds)) giây chưa tìm được lịch, cũng chưa chứng minh được là không có. Hãy cho thêm thời gian."
            )
        case is CancellationError:
            report.text = Texts(
                en: "It was stopped before a timetable was found.", vi: "Đã dừng trước khi tìm được lịch.")
        default:
            logger.error("A timetable could not be made", metadata: ["error": "\(error)"])
            report.text = Texts(
                en: "The timetable could not be made; the server's log says why. Nothing was changed.",
                vi: "Không lập được lịch; nhật ký máy chủ ghi rõ lý do. Chưa có gì thay đổi.")
        }
        return report
    }

    // MARK: Re-planning

    /// What has to move after something changed.
    public struct Revision: Sendable, Encodable {
        public enum Outcome: String, Sendable, Encodable { case unchanged, moved, impossible }

        public struct Move: Sendable, Encodable {
            public var meeting: MeetingID
            /// Nil: it is new.
            public var from: Placement?
            public var to: Placement
            public var words: Texts
        }

        public var outcome: Outcome
        /// Whose place the rules no longer allow, whatever the others do.
        public var mustMove: [MeetingID]
        public var moves: [Move] = []
        public var placements: [Placement]?
        /// No cheaper one moves as few others; of an impossible one: every possibility was looked at.
        public var isProven: Bool?
        public var conflict: Conflict?
    }

    /// The published timetable after hours changed, with at most two other meetings moved; before the first publication, the
    /// one that is being worked on.
    public func replan(_ conference: LiveConference) async throws(WeekFailure) -> Revision {
        let planned = await conference.state
        // Line tests do not depend on where meetings stand.
        var week = planned.week
        week.lineTests = nil
        let base =
            planned.published?.values.filter { !$0.isCancelled }.map(\.placement) ?? Array(planned.placements.values)
        let replan: WeekReplan
        do {
            replan = try await WeekReplan(week, after: planned.weekTimetable(of: base), by: clocks, steps: 200_000)
        } catch let fault as WeekFault {
            throw .fault(fault)
        } catch {
            throw .stopped
        }
        var revision = Revision(outcome: .unchanged, mustMove: replan.mustMove)
        switch replan.outcome {
        case .unchanged: break
        case .moved(let timetable, let moves, let isBest):
            revision.outcome = .moved
            revision.placements = timetable.placements.map(Placement.init)
            revision.moves = moves.map { move in
                Revision.Move(
                    meeting: move.new.meeting, from: move.old.map(Placement.init), to: Placement(move.new),
                    words: move.words)
            }
            revision.isProven = isBest
        case .impossible(let reason, let isProven):
            revision.outcome = .impossible
            revision.isProven = isProven
            revision.conflict = Self.conflict(reason, week, clocks)
        }
        return revision
    }

    private static func conflict(_ conflict: WeekConflict, _ week: Week, _ clocks: some Clocks) -> Conflict {
        Conflict(
            rules: conflict.rules.map { WeekAnswer.Rule($0, of: week, by: clocks) },
            isIrreducible: conflict.isIrreducible)
    }
}
