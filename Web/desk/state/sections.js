/**
 * Which screens a conference has, and for whom. The server decides again what each of them may know.
 *
 * @typedef {"overview"|"timetable"|"meetings"|"delegations"|"run-of-show"|"readiness"|"texts"|"library"|"notices"|"facts"} Section
 * @typedef {import("../../protocol/conference.js").ConferenceView} View
 */

/** @type {readonly Section[]} */
export const SECTIONS = Object.freeze(["overview", "timetable", "meetings", "delegations", "run-of-show", "readiness", "texts", "library", "facts", "notices"]);

/** @param {View["you"]} you @returns {readonly Section[]} */
export function sectionsFor(you) {
    if (you.isSecretariat) return SECTIONS;
    return you.isFocalPoint ? ["delegations", "timetable", "texts", "library", "notices"] : ["timetable", "texts", "library", "notices"];
}

/**
 * Where somebody is sent who asks for nothing, or for what is not theirs; null: they may stay.
 * @param {View["you"]} you @param {string|null} section @param {string|null} thing
 * @returns {{section: Section, thing: string|null}|null}
 */
export function sentTo(you, section, thing) {
    const allowed = sectionsFor(you);
    if (!you.isSecretariat && you.isFocalPoint) {
        if (["timetable", "texts", "library", "notices"].includes(section ?? "") || (section === "delegations" && thing === you.delegation)) return null;
        return { section: "delegations", thing: you.delegation };
    }
    return allowed.includes(/** @type {Section} */ (section)) ? null : { section: allowed[0], thing: null };
}
