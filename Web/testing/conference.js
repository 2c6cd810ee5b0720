/**
 * A small conference for tests: three delegations, two meetings, somebody of each standing.
 * @param {Partial<import("../protocol/conference.js").ConferenceView>} [change]
 * @returns {import("../protocol/conference.js").ConferenceView}
 */
export function sampleConference(change = {}) {
    const texts = (/** @type {string} */ en) => ({ en, vi: en });
    /** @type {(id: string, timeZone: string) => import("../protocol/conference.js").Delegation} */
    const delegation = (id, timeZone) => ({ seat: { id, name: texts(id), timeZone }, focalPoint: null, sites: [], freeHours: {} });
    /** @type {(id: string, at: string|null, accreditation: import("../protocol/conference.js").Accreditation) => import("../protocol/conference.js").Registration} */
    const person = (id, at, accreditation) => ({
        person: { id, delegation: at, role: at ? "head" : "secretariat", rank: null, title: texts(""), name: texts(id), levels: ["ministers"], inHall: false },
        accreditation,
    });
    /** @type {(id: string, table: string[]) => import("../protocol/conference.js").PlannedMeeting} */
    const meeting = (id, table) => ({
        id, title: texts(id), format: null, level: "ministers", chair: table[0], coChairs: [], length: 60, table, offstage: [],
        agenda: [], segments: [], feeds: [], interpreted: false,
    });
    return {
        conference: {
            id: "c", title: texts("C"), theme: texts(""), host: "BN", timeZone: "Asia/Brunei", firstDay: "2021-08-02", lastDay: "2021-08-06", venue: null,
        },
        you: { person: null, isSecretariat: true, delegation: null, isFocalPoint: false },
        meetings: [meeting("amm", ["BN", "VN"]), meeting("arf", ["BN", "US", "VN"])],
        delegations: [delegation("BN", "Asia/Brunei"), delegation("US", "America/New_York"), delegation("VN", "Asia/Ho_Chi_Minh")],
        people: [person("bn-head", "BN", "approved"), person("us-head", "US", "registered"), person("desk", null, "approved")],
        placements: [],
        hasUnpublishedChanges: false,
        published: null,
        runs: {},
        checklist: [],
        readiness: {},
        obstacles: {},
        clocks: {
            "Asia/Brunei": [{ from: "1970-01-01T00:00:00.000Z", offset: 28_800 }],
            "Asia/Ho_Chi_Minh": [{ from: "1970-01-01T00:00:00.000Z", offset: 25_200 }],
            "America/New_York": [{ from: "2021-03-14T07:00:00.000Z", offset: -14_400 }, { from: "2021-11-07T06:00:00.000Z", offset: -18_000 }],
        },
        ...change,
    };
}
