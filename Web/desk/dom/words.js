import { pick, t } from "../../i18n/catalogue.js";

/** Names of the things of a conference, in the viewer's language. */

/**
 * Their own name, otherwise their function, otherwise their id.
 * @param {import("../../protocol/conference.js").Person} person
 */
export const personWords = (person) => pick(person.name) || pick(person.title) || person.id;

/** @param {readonly string[]} levels */
export const levelWords = (levels) => levels.map((level) => t(`level.${level}`)).join(", ");

/**
 * `1 h 30 min`.
 * @param {number} minutes
 */
export function lengthWords(minutes) {
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    if (hours === 0) return t("length.minutes", { minutes: rest });
    return rest === 0 ? t("length.hours", { hours }) : t("length.both", { hours, minutes: rest });
}
