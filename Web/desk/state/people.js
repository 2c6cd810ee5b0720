/**
 * People as a delegation registers them. Pure.
 *
 * @typedef {import("../../protocol/conference.js").Person} Person
 * @typedef {import("../../protocol/messages.js").Role} Role
 */

/** Who presides follows from a meeting's plan, so nobody is registered as chair. */
export const SEATED_ROLES = Object.freeze(["head", "adviser", "observer"]);
export const SERVING_ROLES = Object.freeze(["secretariat", "interpreter", "press"]);
export const RANKS = Object.freeze(["headOfState", "headOfGovernment", "minister", "deputyMinister", "seniorOfficial", "other"]);

/** @param {string|null} delegation @returns {Person} somebody who is not there yet */
export const newPerson = (delegation) => ({
    id: "", delegation, role: delegation ? "head" : "secretariat", rank: null, title: { en: "", vi: "" }, name: { en: "", vi: "" }, levels: [], inHall: false,
});

/**
 * How a focal point is found among people: those who may still act.
 * @param {readonly import("../../protocol/conference.js").Registration[]} people
 */
export const possibleFocalPoints = (people) => people.filter(({ accreditation }) => accreditation !== "revoked").map(({ person }) => person);
