/**
 * What differs between the facts of a day and the same facts after a change.
 *
 * @typedef {import("../../protocol/conference.js").FactsOnDate} FactsOnDate
 * @typedef {import("../../protocol/conference.js").FactsTerms} FactsTerms
 * @typedef {import("../../protocol/conference.js").FormatOnDate} FormatOnDate
 * @typedef {{facts: FactsOnDate, terms: FactsTerms}} World
 *
 * @typedef {{what: "named"|"capital"|"zone", party: string, from: unknown, to: unknown}} PartyEffect
 * @typedef {{what: "joins", format: string, party: string, place: number} | {what: "leaves", format: string, party: string}} SeatEffect
 * @typedef {{what: "order", format: string, order: import("../../protocol/conference.js").Order, sequence: string[]}} OrderEffect
 * @typedef {{what: "chair", format: string, from: string|null, to: string|null} | {what: "coChairs", format: string, to: string[]}} ChairEffect
 * @typedef {{what: "presides", group: string, year: string, from: string|null, to: string}} YearEffect
 * @typedef {{what: "coordinates", partner: string, party: string, since: string, until: string|null}} CoordinatorEffect
 * @typedef {{what: "belongs", format: string, party: string, standing: string, since: string, until: string|null}} MembershipEffect
 * @typedef {PartyEffect|SeatEffect|OrderEffect|ChairEffect|YearEffect|CoordinatorEffect|MembershipEffect} Effect
 */

import { ORDERS, orderOf } from "./fact-change.js";

/**
 * @param {World} before @param {World} after both of the same day
 * @returns {Effect[]} empty: it is on record, and nothing looks otherwise
 */
export const effectOf = (before, after) => [
    ...partyEffects(before.facts, after.facts),
    ...membershipEffects(before.terms, after.terms),
    ...tableEffects(before.facts, after.facts),
    ...yearEffects(before.terms, after.terms),
    ...coordinatorEffects(before.terms, after.terms),
];

/** @param {unknown} a @param {unknown} b */
const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** @param {FactsOnDate} before @param {FactsOnDate} after @returns {Effect[]} */
function partyEffects(before, after) {
    const old = new Map(before.parties.map((party) => [party.id, party]));
    return after.parties.flatMap((party) => {
        const was = old.get(party.id);
        return /** @type {const} */ ([["named", "name"], ["capital", "capital"], ["zone", "timeZone"]])
            .filter(([, field]) => !same(was?.[field], party[field]))
            .map(([what, field]) => ({ what, party: party.id, from: was?.[field] ?? null, to: party[field] }));
    });
}

/** @param {FactsTerms} before @param {FactsTerms} after @returns {Effect[]} */
const membershipEffects = (before, after) =>
    after.formats.flatMap(({ id, memberships }) => {
        const old = before.formats.find((format) => format.id === id)?.memberships ?? [];
        return memberships
            .filter((each) => !old.some((was) => was.party === each.party && was.since === each.since && same(was.until, each.until)))
            .map(({ party, standing, since, until }) => ({ what: /** @type {const} */ ("belongs"), format: id, party, standing, since, until: until ?? null }));
    });

/** @param {FactsOnDate} before @param {FactsOnDate} after @returns {Effect[]} */
function tableEffects(before, after) {
    const ids = new Set([...before.formats, ...after.formats].map(({ id }) => id));
    return [...ids].flatMap((id) => {
        const was = before.formats.find((format) => format.id === id);
        const is = after.formats.find((format) => format.id === id);
        const [old, now] = [orderOf(was, "precedence"), orderOf(is, "precedence")];
        const joining = now.filter((seat) => !old.includes(seat));
        const leaving = old.filter((seat) => !now.includes(seat));
        const common = (/** @type {string[]} */ order) => order.filter((seat) => !joining.includes(seat) && !leaving.includes(seat));
        /** @type {Effect[]} */
        const effects = [
            ...joining.map((party) => ({ what: /** @type {const} */ ("joins"), format: id, party, place: now.indexOf(party) + 1 })),
            ...leaving.map((party) => ({ what: /** @type {const} */ ("leaves"), format: id, party })),
        ];
        if (!same(was?.chair, is?.chair)) effects.push({ what: "chair", format: id, from: was?.chair ?? null, to: is?.chair ?? null });
        if (!same(was?.coChairs, is?.coChairs)) effects.push({ what: "coChairs", format: id, to: is?.coChairs ?? [] });
        if (!was || !is) return effects;
        for (const order of ORDERS) {
            // Another chair speaks first and sits at the head: that is said by the chair alone, unless somebody decided.
            const decided = (/** @type {FormatOnDate} */ format) => format.overrides.filter((each) => each.order === order).map(({ sequence, since }) => [sequence, since]);
            const isOther = !same(common(orderOf(was, order)), common(orderOf(is, order)));
            if (isOther && (same(was.chair, is.chair) || !same(decided(was), decided(is)))) effects.push({ what: "order", format: id, order, sequence: orderOf(is, order) });
        }
        return effects;
    });
}

/** @param {FactsTerms} before @param {FactsTerms} after @returns {Effect[]} */
const yearEffects = (before, after) =>
    after.chairs.flatMap(({ group, terms }) => {
        const old = before.chairs.find((each) => each.group === group)?.terms ?? [];
        return terms.flatMap(({ party, since }) => {
            const from = old.find((was) => was.since === since)?.party ?? null;
            return from === party ? [] : [{ what: /** @type {const} */ ("presides"), group, year: since.slice(0, 4), from, to: party }];
        });
    });

/** @param {FactsTerms} before @param {FactsTerms} after @returns {Effect[]} */
const coordinatorEffects = (before, after) =>
    after.coordinators
        .filter((term) => !before.coordinators.some((was) => was.partner === term.partner && was.party === term.party && was.since === term.since && same(was.until, term.until)))
        .map(({ partner, party, since, until }) => ({ what: "coordinates", partner, party, since, until: until ?? null }));
