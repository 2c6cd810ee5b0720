import { h, setText, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";
import { longField, selectField, textField } from "../../dom/fields.js";
import { fold } from "../../dom/page.js";
import { adding, areSame, halfHours, intervals, read, stretches, without, written } from "../../state/free-hours.js";
import { LEVELS } from "../../state/lookup.js";
import { makeHoursGrid } from "./hours-grid.js";

/**
 * When a delegation's principal of a level is free, by their own clock with the host's beside it. What is painted is a
 * draft until it is saved; what others save meanwhile does not wipe it away.
 *
 * @typedef {import("../../../protocol/conference.js").Level} Level
 * @typedef {import("../../state/free-hours.js").Stretch} Stretch
 * @param {{save: (level: Level, hours: {from: string, to: string}[]|null) => Promise<boolean>, choose: (level: Level) => void}} acts
 */
export function makeFreeHours({ save, choose }) {
    /** @type {{level: Level, hours: Stretch[]}|null} */
    let draft = null;
    /** @type {Update|null} */
    let last = null;

    const level = selectField({
        t: "hours.level", testid: "hours-level", options: () => LEVELS.map((value) => ({ value, words: levelWords(value) })),
        on: { change: () => { draft = null; choose(/** @type {Level} */ (level.value)); } },
    });
    const state = h("p", { class: "hours-state", testid: "hours-state" });
    const grid = makeHoursGrid({ paint: (cell, isFree) => edit(isFree ? adding(now(), cell) : without(now(), cell)) });
    const saveButton = button({ t: "hours.save", testid: "hours-save", class: "button-primary", run: () => void keep(intervals(now())) });
    const back = button({ t: "hours.takeBack", testid: "hours-back", run: () => edit(null) });
    const whenever = button({ t: "hours.whenever", testid: "hours-whenever", run: () => void keep(null) });
    const none = button({ t: "hours.none", testid: "hours-none", run: () => edit([]) });
    const from = textField({ t: "hours.from", testid: "hours-from", type: "time", step: 1800 });
    const to = textField({ t: "hours.to", testid: "hours-to", type: "time", step: 1800 });
    [from.value, to.value] = ["08:00", "20:00"];
    const everyDay = button({ t: "hours.everyDay", testid: "hours-every-day", run: paintEveryDay });
    const lines = longField({ t: "hours.lines", hint: "hours.linesHint", testid: "hours-lines", rows: 7 });
    const take = button({ t: "hours.takeLines", testid: "hours-take", run: takeLines });
    const text = fold({ t: "hours.asText", testid: "hours-text" }, h("div", { class: "stack" }, lines.element, take));
    const element = h(
        "div", { class: "hours" },
        h("div", { class: "filters" }, level.element, from.element, to.element, everyDay), state, grid.readout, grid.element,
        h("div", { class: "row wrap hours-acts" }, saveButton, back, none, whenever), text.element,
    );

    /** @typedef {{view: import("../../../protocol/conference.js").ConferenceView, delegation: import("../../../protocol/conference.js").Delegation, clocks: import("../../state/clocks.js").Clocks, level: Level}} Update */

    const kept = () => (last ? stretches(last.delegation.freeHours?.[last.level] ?? []) : []);
    const now = () => (draft && draft.level === last?.level ? draft.hours : kept());

    /** @param {Stretch[]|null} hours null: as the server has them */
    function edit(hours) {
        if (!last) return;
        const isEntered = last.delegation.freeHours?.[last.level] !== undefined;
        draft = hours === null || (isEntered && areSame(hours, kept())) ? null : { level: last.level, hours };
        draw();
    }

    /** @param {{from: string, to: string}[]|null} hours */
    async function keep(hours) {
        if (last && (await save(last.level, hours))) edit(null);
    }

    function paintEveryDay() {
        if (!last) return;
        const { timeZone } = last.delegation.seat;
        const days = halfHours(last.clocks, timeZone, last.view.conference);
        const text = days.filter(({ cells }) => cells.some(Boolean)).map(({ date }) => `${date} ${from.value}-${to.value}`).join("\n");
        const { all, wrong } = read(text, last.clocks, timeZone);
        if (wrong.length === 0) edit(all.reduce(adding, now()));
    }

    function takeLines() {
        if (!last) return;
        const { all, wrong } = read(lines.value, last.clocks, last.delegation.seat.timeZone);
        lines.error(wrong.length > 0 ? t("hours.wrongLines", { lines: wrong.join(", ") }) : null);
        if (wrong.length === 0) edit(all);
        else lines.focus();
    }

    function draw() {
        if (!last) return;
        const { view, delegation, clocks } = last;
        const zone = delegation.seat.timeZone;
        const hours = now();
        const isEntered = delegation.freeHours?.[last.level] !== undefined;
        level.value = last.level;
        grid.update(halfHours(clocks, zone, view.conference), hours, { clocks, zone, host: view.conference.timeZone });
        const minutes = hours.reduce((sum, each) => sum + (each.to - each.from) / 60_000, 0);
        const total = t("hours.total", { hours: Math.floor(minutes / 60), minutes: String(minutes % 60).padStart(2, "0") });
        setText(state, draft ? t("hours.draft", { total }) : isEntered ? t("hours.entered", { total }) : t("hours.notEntered"));
        state.dataset.draft = String(draft !== null);
        show(saveButton, draft !== null);
        show(back, draft !== null);
        show(whenever, isEntered && draft === null);
        if (document.activeElement?.getAttribute("data-testid") !== "hours-lines") lines.value = written(hours, clocks, zone);
    }

    return {
        element,
        isDraft: () => draft !== null,
        /** @param {Update} update */
        update(update) {
            if (last && last.delegation.seat.id !== update.delegation.seat.id) draft = null;
            last = update;
            draw();
        },
    };

    /** @param {Level} value */
    function levelWords(value) {
        const isEntered = last?.delegation.freeHours?.[value] !== undefined;
        return isEntered ? t("hours.levelEntered", { level: t(`level.${value}`) }) : t(`level.${value}`);
    }
}
