/**
 * A small world for tests: a group of three, and a table built upon it with one partner.
 * @param {string} [on]
 * @returns {import("../desk/state/fact-effect.js").World}
 */
export function sampleFacts(on = "2030-06-01") {
    const texts = (/** @type {string} */ en) => ({ en, vi: en });
    const table = ["AA", "BB", "CC"];
    /** @type {(id: string, table: string[]) => import("../protocol/conference.js").FormatOnDate} */
    const format = (id, table) => ({ id, name: texts(id), table, chair: "AA", coChairs: [], orders: { speaking: table, signing: table, seating: table }, overrides: [] });
    return {
        facts: {
            on, levels: [], ranks: [], outcomes: [], coordinators: [],
            parties: [...table, "PP"].map((id) => ({ id, name: texts(`Land ${id}`), kind: "country", languages: ["en"] })),
            formats: [format("group", table), format("plus", [...table, "PP"])],
        },
        terms: {
            on,
            formats: [
                { id: "group", name: texts("Group"), since: "1967-08-08", coChaired: false, memberships: [
                    { party: "CC", standing: "member", since: "2025-10-26" }, { party: "AA", standing: "member", since: "1967-08-08" },
                    { party: "BB", standing: "member", since: "1967-08-08" }, { party: "DD", standing: "member", since: "1990-01-01", until: "1999-12-31" },
                ] },
                { id: "plus", name: texts("Plus"), since: "1999-01-01", core: "group", coChaired: true, memberships: [{ party: "PP", standing: "partner", since: "1999-01-01" }] },
            ],
            chairs: [{ group: "group", terms: [
                { party: "AA", since: "2030-01-01", until: "2030-12-31", turn: "AA", isByRule: true },
                { party: "BB", since: "2031-01-01", until: "2031-12-31", turn: "BB", isByRule: true },
            ] }],
            coordinators: [
                { partner: "PP", party: "AA", since: "2020-01-01", until: "2023-12-31" }, { partner: "PP", party: "BB", since: "2024-01-01" },
                { partner: "QQ", party: "AA", since: "2024-01-01" },
            ],
            overrides: [],
        },
    };
}
