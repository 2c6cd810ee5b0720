import { pick, t } from "../../i18n/catalogue.js";
import { date } from "../../i18n/times.js";

/**
 * The facts and their changes in sentences.
 *
 * @typedef {{party: (code: string|null|undefined) => string, format: (id: string) => string}} Names
 * @typedef {import("../../protocol/conference.js").FactsChange} Change
 */

/**
 * @param {import("../../protocol/conference.js").FactsOnDate|null} facts @param {import("../../protocol/conference.js").FactsTerms|null} terms
 * @returns {Names}
 */
export function namesIn(facts, terms) {
    const parties = new Map((facts?.parties ?? []).map(({ id, name }) => [id, name]));
    const formats = new Map((terms?.formats ?? []).map(({ id, name }) => [id, name]));
    return { party: (code) => (code ? pick(parties.get(code)) || code : ""), format: (id) => pick(formats.get(id)) || id };
}

/**
 * A day of a calendar: `14 April 2020`.
 * @param {string} day YYYY-MM-DD
 */
export const fullDay = (day) => date(Date.parse(`${day}T00:00:00Z`), "UTC");

/** @param {import("../../protocol/conference.js").Period} period */
export const periodWords = ({ since, until }) =>
    until ? t("factWords.fromTo", { since: fullDay(since), until: fullDay(until) }) : t("factWords.from", { since: fullDay(since) });

/** @param {string|null|undefined} author */
export const authorWords = (author) => (author === "administration" || author === "system" ? t(`factWords.by.${author}`) : author ?? "");

/**
 * What it rests on: by whom, why, and where it can be read.
 * @param {import("../../protocol/conference.js").Grounds} grounds
 */
export const groundsWords = ({ author, reason, source }) => [reason, authorWords(author), source].filter(Boolean).join(" · ");

/** @param {readonly string[]} seats @param {Names} names */
export const listWords = (seats, names) => seats.map(names.party).join(", ");

/**
 * A change in one sentence.
 * @param {Change} change @param {Names} names
 */
export function changeWords(change, names) {
    switch (change.type) {
        case "partyChanged": {
            const parts = [
                change.name && t("factWords.name", { name: pick(change.name) }),
                change.capital && t("factWords.capital", { name: pick(change.capital) }),
                change.timeZone && t("factWords.zone", { zone: change.timeZone }),
            ];
            return t("factWords.partyChanged", { party: names.party(change.party), what: parts.filter(Boolean).join(", ") });
        }
        case "membershipAdded":
            return t("factWords.membershipAdded", { party: names.party(change.party), standing: t(`factWords.as.${change.standing}`), format: names.format(change.format), period: periodWords(change) });
        case "membershipEnded":
            return t("factWords.membershipEnded", { party: names.party(change.party), format: names.format(change.format), until: fullDay(change.until) });
        case "chairChanged":
            return t(change.turn === change.chair ? "factWords.chairChanged" : "factWords.chairChangedTurn", { party: names.party(change.chair), turn: names.party(change.turn), year: change.year, group: names.format(change.group) });
        case "coordinatorNamed":
            return t("factWords.coordinatorNamed", { party: names.party(change.party), partner: names.party(change.partner), period: periodWords(change) });
        case "orderOverridden": {
            const values = { order: t(`facts.order.${change.order}`), format: names.format(change.format), period: periodWords(change), list: listWords(change.sequence, names) };
            return t(change.sequence.length > 0 ? "factWords.orderOverridden" : "factWords.orderByRule", values);
        }
    }
}

/**
 * One effect in one sentence.
 * @param {import("./fact-effect.js").Effect} effect @param {Names} names
 */
export function effectWords(effect, names) {
    switch (effect.what) {
        case "named":
        case "capital":
            return t(`factEffect.${effect.what}`, { party: names.party(effect.party), from: pick(/** @type {any} */ (effect.from)) || t("factEffect.nothing"), to: pick(/** @type {any} */ (effect.to)) });
        case "zone":
            return t("factEffect.zone", { party: names.party(effect.party), from: String(effect.from ?? t("factEffect.nothing")), to: String(effect.to) });
        case "joins":
            return t("factEffect.joins", { party: names.party(effect.party), format: names.format(effect.format), place: effect.place });
        case "leaves":
            return t("factEffect.leaves", { party: names.party(effect.party), format: names.format(effect.format) });
        case "order":
            return t("factEffect.order", { format: names.format(effect.format), order: t(`facts.order.${effect.order}`), list: listWords(effect.sequence, names) });
        case "chair":
            return t("factEffect.chair", { format: names.format(effect.format), from: names.party(effect.from) || t("factEffect.nobody"), to: names.party(effect.to) || t("factEffect.nobody") });
        case "coChairs":
            return t("factEffect.coChairs", { format: names.format(effect.format), list: listWords(effect.to, names) || t("factEffect.nobody") });
        case "presides":
            return t(effect.from ? "factEffect.presides" : "factEffect.presidesNew", { group: names.format(effect.group), year: effect.year, from: names.party(effect.from), to: names.party(effect.to) });
        case "coordinates":
            return t("factEffect.coordinates", { partner: names.party(effect.partner), party: names.party(effect.party), period: periodWords(effect) });
        case "belongs":
            return t("factEffect.belongs", { party: names.party(effect.party), format: names.format(effect.format), standing: t(`factWords.as.${effect.standing}`), period: periodWords(effect) });
    }
}
