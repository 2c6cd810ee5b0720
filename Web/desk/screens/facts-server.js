/**
 * The facts as the server tells them: of a day, with their terms, and what people changed of them.
 *
 * @typedef {import("../../protocol/conference.js").FactsOnDate} FactsOnDate
 * @typedef {import("../../protocol/conference.js").FactsTerms} FactsTerms
 * @typedef {import("../../protocol/conference.js").RecordedChange} RecordedChange
 * @typedef {import("../../protocol/conference.js").FactsChange} FactsChange
 */

/** As many come in one answer. */
const PAGE = 1000;

/** @param {import("../context.js").Desk} desk @param {() => void} changed */
export function makeFactsServer(desk, changed) {
    /** @param {string} day @returns {Promise<FactsTerms>} */
    const terms = (day) => desk.api.get(`/api/facts/terms?on=${encodeURIComponent(day)}`);
    let asked = "";

    const server = {
        /** @type {FactsOnDate|null} */
        facts: null,
        /** @type {FactsTerms|null} */
        terms: null,
        /** @type {RecordedChange[]|null} null: one may not know them, nor make any */
        changes: null,
        /** Whether the server said what one may. */
        isAsked: false,
        /** @type {unknown} */
        problem: null,

        /**
         * @param {string} day @returns {Promise<{facts: FactsOnDate, terms: FactsTerms}>}
         */
        async world(day) {
            const [facts, dated] = await Promise.all([desk.facts(day), terms(day)]);
            return { facts, terms: dated };
        },

        /** @param {string} day @param {boolean} [isAgain] also what is on the screen already */
        async load(day, isAgain = false) {
            if (day === asked && !isAgain) return;
            const isFirst = asked === "" || isAgain;
            asked = day;
            if (isFirst) void server.loadChanges();
            try {
                const found = await server.world(day);
                if (asked !== day) return;
                Object.assign(server, { ...found, problem: null });
            } catch (error) {
                if (asked !== day) return;
                server.problem = error;
            }
            changed();
        },

        async loadChanges() {
            /** @type {RecordedChange[]} */
            const all = [];
            try {
                for (let page = PAGE; page === PAGE;) {
                    /** @type {RecordedChange[]} */
                    const found = await desk.api.get(`/api/facts/changes?after=${all.at(-1)?.sequence ?? 0}`);
                    all.push(...found);
                    page = found.length;
                }
                server.changes = all;
                server.isAsked = true;
            } catch (error) {
                // Whoever may not know them may not change anything; what was not reached says nothing.
                server.isAsked = /** @type {any} */ (error).status === 403;
                if (server.isAsked) server.changes = null;
            }
            changed();
        },

        /**
         * The day as the change would make it; throws why it cannot be.
         * @param {FactsChange} change @param {string} day @returns {Promise<{facts: FactsOnDate, terms: FactsTerms}>}
         */
        check: (change, day) => desk.api.post(`/api/facts/check?on=${encodeURIComponent(day)}`, change),

        /** @param {FactsChange} change */
        async record(change) {
            await desk.api.post("/api/facts/changes", change);
            desk.forgetFacts();
        },
    };
    return server;
}
