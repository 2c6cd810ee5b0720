/// A command that the rules of a negotiation do not allow now.
public struct TextRefusal: Error, Sendable, Hashable {
    public var reason: Reason
    /// What this is about: a member of the command, such as `edits`, or the name of what.
    public var subject: String
    public var maximum: Int?

    public init(_ reason: Reason, _ subject: String = "", maximum: Int? = nil) {
        self.reason = reason
        self.subject = subject
        self.maximum = maximum
    }

    /// Stable names of the rules that refuse.
    public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        /// Only the pen-holder.
        case needsPen
        /// Only the pen-holder or the chair.
        case needsPenOrChair
        case needsChair
        /// Only a delegation that negotiates the text, for itself.
        case needsDelegation
        /// Only who made it, the pen-holder or the chair.
        case needsMaker
        case noSuchParagraph, noSuchElement, noSuchBracket, noSuchProposal, noSuchComment, noSuchPackage
        case noSuchDelegation
        /// The paragraph is agreed; nothing in it changes unless the chair reopens it.
        case paragraphClosed
        /// It is not there any more, and can be put back.
        case paragraphRemoved
        /// It is there.
        case paragraphThere
        /// It is not agreed.
        case paragraphOpen
        /// A bracket must begin and end within another, or without.
        case crossesBracket
        /// There is something in it that is not agreed: brackets, placeholders, variants.
        case bracketsLeft, placeholdersLeft, variantsLeft
        /// There is only this one.
        case noVariants
        /// The words that it is about are gone.
        case overtaken
        /// It is decided already.
        case proposalDecided
        /// It is a sponsor's own.
        case ownProposal
        case notSponsor
        /// A move cannot stand in brackets.
        case cannotBracket
        /// This capital is not waited for.
        case notWaitedFor
        case reasonNeeded
        case missing, tooLong, tooMany, twice, controlCharacter, outOfRange
    }
}
