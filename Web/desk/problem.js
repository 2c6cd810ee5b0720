import { pick, t } from "../i18n/catalogue.js";

/**
 * Why something did not happen: refused by a rule, or not reached. Nothing was changed.
 *
 * @typedef {{row: number, column: string, text: import("../protocol/conference.js").Texts}} RowProblem
 * @typedef {{
 *   status?: number, detail?: string, reason?: string, text?: import("../protocol/conference.js").Texts,
 *   rows?: RowProblem[], conflict?: unknown,
 * }} ProblemDocument
 */
export class Problem extends Error {
    /**
     * @param {number} status 0: the server was not reached
     * @param {ProblemDocument} [document] @param {number} [retryAfter] seconds
     */
    constructor(status, document = {}, retryAfter = 0) {
        super(document.detail ?? `${status}`);
        this.status = status;
        this.retryAfter = retryAfter;
        this.reason = document.reason ?? "";
        this.text = document.text ?? null;
        this.rows = document.rows ?? [];
        this.conflict = document.conflict ?? null;
    }

    /** In the viewer's language, whichever that is when it is asked for. */
    get words() {
        return pick(this.text) || t(keyFor(this.status)) || this.message;
    }
}

/** @param {number} status */
function keyFor(status) {
    if (status === 0) return "problem.offline";
    if (status === 401 || status === 410) return "problem.signedOut";
    if (status === 403) return "problem.forbidden";
    if (status === 404) return "problem.missing";
    if (status === 413) return "problem.tooLarge";
    if (status === 429) return "problem.tooMany";
    return status < 500 ? "problem.refused" : "problem.failed";
}
