import Foundation
public import Summit

extension Facts {
    /// The reviewed facts of this release, from the JSON files in `Data`, each with its sources. They are part of the
    /// program and were read by its tests, so that they cannot be missing or broken where it runs.
    public static let standard: Facts = {
        do { return try FactsDocuments.embedded().facts() } catch {
            preconditionFailure("The facts that were built into the program cannot be read: \(error)")
        }
    }()
}

extension FactsDocuments {
    /// The files as they were when the program was built.
    static func embedded() throws -> FactsDocuments {
        try FactsDocuments(
            countries: Data(PackageResources.countries_json), usage: Data(PackageResources.usage_json),
            organisations: Data(PackageResources.organisations_json), formats: Data(PackageResources.formats_json),
            chairs: Data(PackageResources.chairs_json), ranks: Data(PackageResources.ranks_json))
    }
}
