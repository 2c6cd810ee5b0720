public import ProcedureTestSupport
public import Testing

extension Step: CustomTestStringConvertible {
    public var testDescription: String { "\(author): \(command)" }
}
