import { language, pick, t } from "../../i18n/catalogue.js";

/** Papers in words. */

/** @typedef {import("../../protocol/library.js").DocumentView} DocumentView */
/** @typedef {import("../../protocol/library.js").AccessClass} AccessClass */
/** @typedef {import("../../protocol/conference.js").ConferenceView} View */

export const STANDINGS = Object.freeze(["authentic", "officialTranslation", "unofficialTranslation"]);
/** Languages of ASEAN and its partners, and of the United Nations; English first. */
export const LANGUAGES_OF_PAPERS = Object.freeze(["en", "vi", "id", "ms", "th", "km", "lo", "my", "fil", "ta", "zh", "ja", "ko", "hi", "ar", "fr", "ru", "es", "pt"]);

/** @param {AccessClass} access @returns {string} */
export const classOf = (access) => Object.keys(access)[0];

/** What a delegation may read is not what is open to all: shapes of badges. */
const STATES = /** @type {Record<string, string>} */ ({ public: "ready", delegations: "open", chairOnly: "overdue", delegationPrivate: "overdue" });
/** @param {AccessClass} access */
export const classState = (access) => STATES[classOf(access)] ?? "none";

/** @param {string} tag */
export function languageWords(tag) {
    try {
        const name = new Intl.DisplayNames([language()], { type: "language" }).of(tag) ?? tag;
        return name.charAt(0).toLocaleUpperCase(language()) + name.slice(1);
    } catch {
        return tag;
    }
}

/** @param {number} bytes */
export function sizeWords(bytes) {
    const [unit, divisor, places] = bytes < 1_000 ? ["byte", 1, 0] : bytes < 1_000_000 ? ["kilobyte", 1_000, 0] : ["megabyte", 1_000_000, 1];
    return new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: unit === "byte" ? "long" : "short", maximumFractionDigits: places }).format(bytes / divisor);
}

/**
 * The meeting and the item that take a document up.
 * @param {View} view @param {Pick<DocumentView, "meeting"|"agendaItem">} paper
 */
export function placeWords(view, { meeting, agendaItem }) {
    if (!meeting) return "";
    const title = pick(view.meetings.find(({ id }) => id === meeting)?.title) || meeting;
    return agendaItem ? t("library.placeItem", { meeting: title, item: agendaItem }) : title;
}

/** @param {View} view @param {string|undefined} seat */
export const delegationWords = (view, seat) => pick(view.delegations.find((each) => each.seat.id === seat)?.seat.name) || (seat ?? "");

/** Texts for which the chair alone answers: they are issued. */
const CHAIRS = Object.freeze(["chairStatement", "pressStatement"]);

/**
 * Until when a document is held back, and what there is to say of the text on which it waits.
 * @param {Pick<DocumentView, "embargo"|"awaits">} paper @param {(time: string) => string} when
 */
export function heldWords({ embargo, awaits }, when) {
    if (!embargo) return "";
    if ("until" in embargo) return t("library.embargoUntil", { time: when(embargo.until.time) });
    if ("untilReleased" in embargo) return t("library.embargoRelease");
    if (!awaits) return t("library.embargoAdoptedUnseen");
    const { type, isSame } = awaits;
    const held = t(isSame && CHAIRS.includes(type) ? "library.embargoIssued" : "library.embargoAdopted", { title: pick(awaits.title) });
    const news = newsOf(awaits);
    return news ? `${held} ${t(`library.awaits.${news}`, { type: t(`textType.${type}`) })}` : held;
}

/** @param {import("../../protocol/library.js").AwaitedText} text */
function newsOf({ standing, wasReferred, isSame }) {
    if (!isSame) return "downgraded";
    if (standing !== "negotiated" && standing !== "final") return standing;
    return wasReferred ? "referred" : "";
}

/**
 * An excerpt in pieces; what was found stands between U+0002 and U+0003.
 * @param {string} excerpt @returns {{words: string, isFound: boolean}[]}
 */
export function pieces(excerpt) {
    return excerpt.split("\u0002").flatMap((part, index) => {
        if (index === 0) return [{ words: part, isFound: false }];
        const end = part.indexOf("\u0003");
        return end < 0 ? [{ words: part, isFound: false }] : [{ words: part.slice(0, end), isFound: true }, { words: part.slice(end + 1), isFound: false }];
    }).filter(({ words }) => words !== "");
}

/**
 * Where a file is.
 * @param {string} conference @param {string} paper its id @param {number} version
 */
export const fileAddress = (conference, paper, version) => `/api/conferences/${conference}/library/documents/${paper}/versions/${version}`;
