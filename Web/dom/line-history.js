import { h, setAttribute } from "./elements.js";
import { t } from "../i18n/catalogue.js";
import { countMinutes, lineMinutes, MINUTES } from "../state/line-minutes.js";

/** How often the console asks, ms. */
const EVERY = 30_000;

/** What the server keeps of the lines, asked for while somebody looks at it. */
export class LineHistories {
    /** @param {() => boolean} isShown @param {() => void} changed */
    constructor(isShown, changed) {
        this.isShown = isShown;
        this.changed = changed;
        /** @type {Record<string, import("../state/line-minutes.js").LineSample[]>} */
        this.seats = {};
        this.asked = -Infinity;
    }

    /** @param {string} meeting */
    async look(meeting) {
        if (!this.isShown() || performance.now() - this.asked < EVERY) return;
        this.asked = performance.now();
        try {
            const response = await fetch(`/api/meetings/${meeting}/lines`, { cache: "no-store" });
            if (!response.ok) return;
            this.seats = (await response.json()).seats;
            this.changed();
        } catch {
            // The next look may find the server again.
        }
    }
}

/** Half an hour of a line: a cell for each minute, its height and colour by the worst of it. */
export function createLineHistory() {
    const cells = Array.from({ length: MINUTES }, () => h("i", {}));
    const element = h("span", { class: "line-history", role: "img" }, ...cells);
    return {
        element,
        /** @param {string} name @param {import("../state/line-minutes.js").LineSample[]} samples @param {number} now */
        update(name, samples, now) {
            const minutes = lineMinutes(samples, now);
            minutes.forEach((quality, index) => setAttribute(cells[index], "data-quality", quality ?? "none"));
            const words = countMinutes(minutes).map(({ quality, minutes }) => t(`lineHistory.${quality}`, { minutes })).join(", ");
            setAttribute(element, "aria-label", words ? t("lineHistory.label", { name, words }) : null);
            setAttribute(element, "aria-hidden", words ? null : "true");
            setAttribute(element, "title", words);
        },
    };
}
