// Reviewed data. Names: asean.org/member-states, and the joint statement of the Special ASEAN Plus Three Summit on
// COVID-19 of 14 April 2020 for the partners; Vietnamese names and capitals as the Ministry of Foreign Affairs of
// Viet Nam writes them. Codes: ISO 3166-1. Zones: IANA tz database, release 2020a.
// Functions: who took part on 14 April 2020. Myanmar was represented by its State Counsellor (Ministry of Foreign
// Affairs, Nay Pyi Taw, communiqué of that day); Brunei Darussalam, Indonesia, the Philippines and the Republic of
// Korea by their heads of state, the others by their heads of government. Timor-Leste, a member since 2025, is
// described by its head of government.

extension Country {
    /// In English alphabetical order of the names.
    public static let all: [Country] = [
        .brunei, .cambodia, .china, .indonesia, .japan, .laos, .malaysia, .myanmar, .philippines, .republicOfKorea,
        .singapore, .thailand, .timorLeste, .vietNam,
    ]

    public static let brunei = Country(
        "BN", name: Texts(en: "Brunei Darussalam", vi: "Brunei Darussalam"),
        head: Texts(en: "Sultan and Yang Di-Pertuan", vi: "Quốc vương"),
        capital: Texts(en: "Bandar Seri Begawan", vi: "Bandar Seri Begawan"), zone: "Asia/Brunei")

    public static let cambodia = Country(
        "KH", name: Texts(en: "Cambodia", vi: "Campuchia"), head: .primeMinister,
        capital: Texts(en: "Phnom Penh", vi: "Phnôm Pênh"), zone: "Asia/Phnom_Penh")

    public static let china = Country(
        "CN", name: Texts(en: "China", vi: "Trung Quốc"),
        head: Texts(en: "Premier of the State Council", vi: "Thủ tướng Quốc vụ viện"),
        capital: Texts(en: "Beijing", vi: "Bắc Kinh"), zone: "Asia/Shanghai")

    public static let indonesia = Country(
        "ID", name: Texts(en: "Indonesia", vi: "Indonesia"), head: .president,
        capital: Texts(en: "Jakarta", vi: "Jakarta"), zone: "Asia/Jakarta")

    public static let japan = Country(
        "JP", name: Texts(en: "Japan", vi: "Nhật Bản"), head: .primeMinister,
        capital: Texts(en: "Tokyo", vi: "Tokyo"), zone: "Asia/Tokyo")

    public static let laos = Country(
        "LA", name: Texts(en: "Lao PDR", vi: "Lào"), head: .primeMinister,
        capital: Texts(en: "Vientiane", vi: "Viêng Chăn"), zone: "Asia/Vientiane")

    public static let malaysia = Country(
        "MY", name: Texts(en: "Malaysia", vi: "Malaysia"), head: .primeMinister,
        capital: Texts(en: "Kuala Lumpur", vi: "Kuala Lumpur"), zone: "Asia/Kuala_Lumpur")

    public static let myanmar = Country(
        "MM", name: Texts(en: "Myanmar", vi: "Myanmar"),
        head: Texts(en: "State Counsellor", vi: "Cố vấn Nhà nước"),
        capital: Texts(en: "Nay Pyi Taw", vi: "Nay Pyi Taw"), zone: "Asia/Yangon")

    public static let philippines = Country(
        "PH", name: Texts(en: "Philippines", vi: "Philippines"), head: .president,
        capital: Texts(en: "Manila", vi: "Manila"), zone: "Asia/Manila")

    public static let republicOfKorea = Country(
        "KR", name: Texts(en: "Republic of Korea", vi: "Hàn Quốc"), head: .president,
        capital: Texts(en: "Seoul", vi: "Seoul"), zone: "Asia/Seoul")

    public static let singapore = Country(
        "SG", name: Texts(en: "Singapore", vi: "Singapore"), head: .primeMinister,
        capital: Texts(en: "Singapore", vi: "Singapore"), zone: "Asia/Singapore")

    public static let thailand = Country(
        "TH", name: Texts(en: "Thailand", vi: "Thái Lan"), head: .primeMinister,
        capital: Texts(en: "Bangkok", vi: "Băng Cốc"), zone: "Asia/Bangkok")

    public static let timorLeste = Country(
        "TL", name: Texts(en: "Timor-Leste", vi: "Timor-Leste"), head: .primeMinister,
        capital: Texts(en: "Dili", vi: "Dili"), zone: "Asia/Dili")

    public static let vietNam = Country(
        "VN", name: Texts(en: "Viet Nam", vi: "Việt Nam"), head: .primeMinister,
        capital: Texts(en: "Ha Noi", vi: "Hà Nội"), zone: "Asia/Ho_Chi_Minh")

    private init(_ code: String, name: Texts, head: Texts, capital: Texts, zone: String) {
        self.init(
            code: SeatID(wellFormed: code), name: name, headTitle: head, capital: capital, timeZone: zone)
    }
}

extension Texts {
    fileprivate static let primeMinister = Texts(en: "Prime Minister", vi: "Thủ tướng")
    fileprivate static let president = Texts(en: "President", vi: "Tổng thống")
}
