import { pick } from "../../i18n/catalogue.js";
import { makeSheetExchange } from "../components/sheet-exchange/sheet-exchange.js";

/**
 * Sheets of a conference in and out.
 * @param {import("../context.js").Desk} desk @param {readonly string[]} kinds
 */
export function makeExchange(desk, kinds) {
    const address = (/** @type {string} */ kind) => `/api/conferences/${encodeURIComponent(desk.router.route.conference ?? "")}/${kind}`;
    return makeSheetExchange({
        kinds, address, pick,
        async send(kind, text) {
            const { sequence, added = 0, changed = 0 } = await desk.api.csv(address(kind), text);
            await desk.store.reach(sequence);
            return { added, changed };
        },
        failed(error) {
            const { words, rows } = /** @type {import("../problem.js").Problem} */ (error);
            if (words === undefined) throw error;
            return { words, rows };
        },
    });
}
