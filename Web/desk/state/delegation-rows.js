import { plain } from "./plain.js";
import { CHECKS, LEVELS, peopleOf, registrationOf, worst } from "./lookup.js";

/**
 * The delegations as a table shows them, and which of them are asked for. Pure.
 *
 * @typedef {import("../../protocol/conference.js").ConferenceView} View
 * @typedef {object} DelegationRow
 * @property {string} id
 * @property {import("../../protocol/conference.js").DelegationSeat} seat
 * @property {import("../../protocol/conference.js").Person|null} focalPoint
 * @property {number} registered    without those who were revoked
 * @property {number} approved
 * @property {import("../../protocol/conference.js").Level[]} hours   for which free hours were entered
 * @property {number} sites
 * @property {import("../../protocol/conference.js").Readiness} readiness   the worst of all checks
 */

export const ONLY = Object.freeze(["noFocalPoint", "noPeople", "waiting", "noHours", "late"]);

/** @type {Record<string, (row: DelegationRow) => boolean>} */
const tests = {
    noFocalPoint: ({ focalPoint }) => focalPoint === null,
    noPeople: ({ registered }) => registered === 0,
    waiting: ({ registered, approved }) => registered > approved,
    noHours: ({ hours }) => hours.length === 0,
    late: ({ readiness }) => readiness === "overdue" || readiness === "failed",
};

/** @param {View} view @returns {DelegationRow[]} */
export const delegationRows = (view) =>
    view.delegations.map(({ seat, focalPoint, freeHours = {}, sites = [] }) => {
        const people = peopleOf(view, seat.id).filter(({ accreditation }) => accreditation !== "revoked");
        const states = view.readiness?.[seat.id] ?? {};
        return {
            id: seat.id, seat,
            focalPoint: registrationOf(view, focalPoint)?.person ?? null,
            registered: people.length,
            approved: people.filter(({ accreditation }) => accreditation === "approved").length,
            hours: LEVELS.filter((level) => freeHours[level] !== undefined),
            sites: sites.length,
            readiness: worst(CHECKS.map((check) => states[check] ?? "none")),
        };
    });

/**
 * @param {readonly DelegationRow[]} rows @param {{q?: string, only?: string}} query
 * @returns {DelegationRow[]}
 */
export function filtered(rows, { q = "", only = "" }) {
    const words = plain(q).split(/\s+/).filter(Boolean);
    const test = Object.hasOwn(tests, only) ? tests[only] : () => true;
    return rows.filter((row) => {
        const text = plain([row.id, ...Object.values(row.seat.name), ...Object.values(row.focalPoint?.name ?? {})].join(" "));
        return test(row) && words.every((word) => text.includes(word));
    });
}
