import Crypto
import Foundation
import Record
import Testing

private let key = try! Curve25519.Signing.PrivateKey(rawRepresentation: Data(0..<32))
private let root = RecordDigest(hex: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")!

@Suite struct CheckpointTests {
    private let signer = NoteSigner(name: "mufakat.example", privateKey: key)!

    /// Made with another implementation of Ed25519 (Python's cryptography) from C2SP signed-note and tlog-checkpoint.
    private let known = """
        mufakat.example/apt-2020
        8
        XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=

        \u{2014} mufakat.example zbtzyNovhLko4/kdz24DeGbxZ7dvwax09wle0S30niAH3kzoM6eK8EyT7EcT613FyjI9PG65pgWA3xRh8zzgdsgtDwE=

        """

    private let knownKey = "mufakat.example+cdbb73c8+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"

    /// Signatures may be randomised, so what is compared byte by byte is all but the signature itself.
    @Test func writesTheFormThatForeignToolsRead() throws {
        let checkpoint = try #require(Checkpoint(origin: "mufakat.example/apt-2020", size: 8, root: root))
        let signed = try signer.sign(checkpoint)
        #expect(signed.text.prefix(100) == known.prefix(100))
        #expect(signed.text.count == known.count)
        #expect(signed.isSigned(by: signer.key))
        #expect(signer.key.text == knownKey)
    }

    @Test func readsWhatAnotherImplementationSigned() throws {
        let signed = try #require(SignedCheckpoint(text: known))
        let verifier = try #require(NoteKey(text: knownKey))
        #expect(signed.checkpoint.origin == "mufakat.example/apt-2020")
        #expect(signed.checkpoint.size == 8)
        #expect(signed.checkpoint.root == root)
        #expect(signed.isSigned(by: verifier))
    }

    @Test func anyChangedCharacterIsNoticed() throws {
        let verifier = try #require(NoteKey(text: knownKey))
        let characters = Array(known)
        for index in characters.indices {
            var changed = characters
            changed[index] = changed[index] == "A" ? "B" : "A"
            let signed = SignedCheckpoint(text: String(changed))
            #expect(signed?.isSigned(by: verifier) != true, "position \(index)")
        }
    }

    @Test func anotherKeyOrNameIsNotTrusted() throws {
        let signed = try #require(SignedCheckpoint(text: known))
        let other = try #require(NoteKey(name: "mufakat.example", publicKey: Curve25519.Signing.PrivateKey().publicKey))
        let renamed = try #require(NoteKey(name: "other.example", publicKey: key.publicKey))
        #expect(!signed.isSigned(by: other))
        #expect(!signed.isSigned(by: renamed))
    }

    @Test(arguments: [
        "", "\n", "\n\n", "a\n1\n\n", "a\n1\nAAAA\n\n\u{2014} a AAAA\n",
        "a\n-1\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\n\u{2014} a AAAAAAAA\n",
        "a\n01\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\n\u{2014} a AAAAAAAA\n",
        "a\n1\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\n",
        "a\n1\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\n- a AAAAAAAA\n",
    ]) func malformedNotesAreRefused(text: String) {
        #expect(SignedCheckpoint(text: text) == nil)
    }

    @Test(arguments: ["", "a b", "a+b", "a\nb", "a\u{7}"]) func namesThatCannotStandInANote(name: String) {
        #expect(NoteSigner(name: name, privateKey: key) == nil)
        #expect(Checkpoint(origin: name, size: 1, root: root) == nil)
    }
}
