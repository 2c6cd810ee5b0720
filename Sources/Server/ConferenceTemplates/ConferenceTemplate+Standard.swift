public import Convening
import Foundation

extension ConferenceTemplate {
    /// What comes with the program, from the JSON files in `Data`; its tests have read them.
    public static let standard: [ConferenceTemplate] = [
        PackageResources.leaders_summit_json, PackageResources.ministerial_week_json,
        PackageResources.parallel_sessions_json, PackageResources.ministers_and_partners_json,
    ].map { bytes in
        do { return try JSONDecoder().decode(ConferenceTemplate.self, from: Data(bytes)) } catch {
            preconditionFailure("A template that was built into the program cannot be read: \(error)")
        }
    }
}
