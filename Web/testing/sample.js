/**
 * A small meeting for tests: three seats at the table, an observer's seat, and people in every role.
 * @param {Partial<import("../protocol/messages.js").View>} [change]
 * @returns {import("../protocol/messages.js").View}
 */
export function sampleView(change = {}) {
    /** @type {(id: string, holder: string|null, place?: "table"|"offstage") => import("../protocol/messages.js").Seat} */
    const seat = (id, holder, place = "table") => ({ id, name: { en: id }, flag: null, place, microphone: holder, muted: false });
    /** @type {(id: string, seat: string|null, role: import("../protocol/messages.js").Role) => import("../protocol/messages.js").Participant} */
    const person = (id, at, role) => ({
        id, seat: at, role, name: { en: "" }, standing: "admitted", connected: true, camera: true, microphoneOn: true,
    });
    return {
        meeting: { id: "m", title: { en: "M" }, lobby: true, floorRule: "chair", speakingLimitSeconds: 300 },
        sitting: "open",
        segment: "open",
        agenda: [{ number: 1, title: { en: "One" } }, { number: 2, title: { en: "Two" } }],
        item: 1,
        presiding: "vn-chair",
        seats: [seat("ID", "id-head"), seat("KR", "kr-head"), seat("VN", "vn-chair"), seat("WHO", null, "offstage")],
        participants: [
            person("vn-chair", "VN", "chair"), person("vn-co", "VN", "coChair"), person("id-head", "ID", "head"),
            person("id-adviser", "ID", "adviser"), person("kr-head", "KR", "head"), person("who", "WHO", "observer"),
            person("paper", null, "press"), person("booth", null, "interpreter"), person("desk", null, "secretariat"),
        ],
        speakers: [],
        floor: null,
        spoken: {},
        ...change,
    };
}
