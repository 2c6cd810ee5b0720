/// Why the command ends: one sentence for a person and one code for a script (docs/operations.md, "Exit codes").
package struct ExitReason: Error, Hashable, Sendable, CustomStringConvertible {
    /// The codes follow sysexits.h, so that service managers read them right.
    package enum Code: Int32, Sendable {
        /// The answer is no: rules collide, or a timetable breaks them.
        case collision = 1
        /// EX_USAGE: a wrong option or argument.
        case usage = 64
        /// EX_DATAERR: a record that does not verify, an answer or a week that cannot be read, or entries that no calendar can take.
        case badData = 65
        /// EX_NOINPUT: a file that was named, or the time zone database, is not there.
        case noInput = 66
        /// EX_UNAVAILABLE: the address is occupied, the server does not answer, or the solver is missing or out of time.
        case unavailable = 69
        /// EX_SOFTWARE: a broken invariant.
        case software = 70
        /// EX_CANTCREAT: the data folder cannot be made or written.
        case cannotCreate = 73
        /// EX_TEMPFAIL: another process works on the data folder.
        case inUse = 75
        /// EX_NOPERM: the server refused the token or the act.
        case refused = 77
        /// EX_CONFIG: a setting that cannot be used.
        case configuration = 78
    }

    package var code: Code
    package var sentence: String

    package init(_ code: Code, _ sentence: String) {
        self.code = code
        self.sentence = sentence
    }

    package var description: String { sentence }
}
