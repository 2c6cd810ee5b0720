/**
 * What the dated facts say of one table.
 *
 * @typedef {import("../../protocol/conference.js").FactsTerms} FactsTerms
 * @typedef {import("../../protocol/conference.js").Membership} Membership
 * @typedef {Membership & {key: string, core: string|null}} MembershipRow   `core`: the format that it comes from; null: the table's own
 */

/** @param {import("../../protocol/conference.js").Period} period @param {string} day */
export const holdsOn = ({ since, until }, day) => since <= day && (!until || day <= until);

/** @param {FactsTerms} terms @param {string|null|undefined} id */
export const formatTerms = (terms, id) => terms.formats.find((format) => format.id === id);

/**
 * A format's memberships and those of its core, members first, each in the order of their first days.
 * @param {FactsTerms} terms @param {string} id
 * @returns {MembershipRow[]}
 */
export function membershipRows(terms, id) {
    const format = formatTerms(terms, id);
    const core = format?.core && format.core !== id ? formatTerms(terms, format.core) : undefined;
    /** @type {MembershipRow[]} */
    const rows = [
        ...(core?.memberships ?? []).filter(({ standing }) => standing === "member").map((each) => ({ ...each, core: core?.id ?? null, key: "" })),
        ...(format?.memberships ?? []).map((each) => ({ ...each, core: null, key: "" })),
    ];
    const later = (/** @type {MembershipRow} */ a, /** @type {MembershipRow} */ b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0);
    return ["member", "partner"]
        .flatMap((standing) => rows.filter((row) => row.standing === standing).sort(later))
        .map((row) => ({ ...row, key: `${row.party}/${row.core ?? ""}/${row.since}` }));
}

/**
 * Who may preside, coordinate and take turns: the members on that day.
 * @param {FactsTerms} terms @param {string} id @param {string} day
 * @returns {string[]} codes, each once
 */
export const membersOn = (terms, id, day) =>
    [...new Set(membershipRows(terms, id).filter((row) => row.standing === "member" && holdsOn(row, day)).map(({ party }) => party))];

/**
 * With whom members coordinate: the partners of the co-chaired tables, and whoever had a coordinator.
 * @param {FactsTerms} terms
 * @returns {string[]}
 */
export const partnersOf = (terms) => [...new Set([
    ...terms.formats.filter(({ coChaired }) => coChaired).flatMap(({ memberships }) => memberships.filter(({ standing }) => standing === "partner").map(({ party }) => party)),
    ...terms.coordinators.map(({ partner }) => partner),
])];

/**
 * Of whose members a partner's coordinator is one.
 * @param {FactsTerms} terms @param {string} partner
 */
export function groupOf(terms, partner) {
    const format = terms.formats.find(({ coChaired, memberships }) => coChaired && memberships.some(({ party }) => party === partner));
    return format?.core ?? format?.id ?? terms.chairs[0]?.group ?? "";
}

/**
 * Terms of that day and later ones, by partner.
 * @param {FactsTerms} terms @param {string} day
 */
export const termsFrom = (terms, day) => terms.coordinators.filter(({ until }) => !until || until >= day);

/**
 * Whose turn a year is, where that is known.
 * @param {FactsTerms} terms @param {string} group @param {number} year
 */
export const turnOf = (terms, group, year) =>
    terms.chairs.find((each) => each.group === group)?.terms.find(({ turn, since }) => turn && Number(since.slice(0, 4)) === year)?.turn ?? null;
