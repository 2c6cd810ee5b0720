// Reviewed data. Accession: ASEAN Declaration of 8 August 1967 and the declarations of admission
// (asean.org/member-states); Timor-Leste at the 47th Summit, 26 October 2025. ASEAN Plus Three: the first meeting of
// the leaders, Kuala Lumpur, 15 December 1997 (aseanplusthree.asean.org).

extension Format {
    public static let asean = Format(
        id: "asean", name: Texts(en: "ASEAN Summit", vi: "Hội nghị Cấp cao ASEAN"), members: aseanMembers,
        partners: [])

    public static let aseanPlusThree = Format(
        id: "asean-plus-three", name: Texts(en: "ASEAN Plus Three Summit", vi: "Hội nghị Cấp cao ASEAN+3"),
        members: aseanMembers, partners: plusThree)

    private static let aseanMembers = [
        Membership(country: .indonesia, since: CivilDate(year: 1967, month: 8, day: 8)),
        Membership(country: .malaysia, since: CivilDate(year: 1967, month: 8, day: 8)),
        Membership(country: .philippines, since: CivilDate(year: 1967, month: 8, day: 8)),
        Membership(country: .singapore, since: CivilDate(year: 1967, month: 8, day: 8)),
        Membership(country: .thailand, since: CivilDate(year: 1967, month: 8, day: 8)),
        Membership(country: .brunei, since: CivilDate(year: 1984, month: 1, day: 7)),
        Membership(country: .vietNam, since: CivilDate(year: 1995, month: 7, day: 28)),
        Membership(country: .laos, since: CivilDate(year: 1997, month: 7, day: 23)),
        Membership(country: .myanmar, since: CivilDate(year: 1997, month: 7, day: 23)),
        Membership(country: .cambodia, since: CivilDate(year: 1999, month: 4, day: 30)),
        Membership(country: .timorLeste, since: CivilDate(year: 2025, month: 10, day: 26)),
    ]

    private static let plusThree = [
        Membership(country: .china, since: CivilDate(year: 1997, month: 12, day: 15)),
        Membership(country: .japan, since: CivilDate(year: 1997, month: 12, day: 15)),
        Membership(country: .republicOfKorea, since: CivilDate(year: 1997, month: 12, day: 15)),
    ]
}
