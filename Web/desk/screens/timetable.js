import { createWeekBar } from "../components/week-bar/week-bar.js";
import { createWeekBurden } from "../components/week-burden/week-burden.js";
import { createWeekClocks } from "../components/week-clocks/week-clocks.js";
import { createWeekGrid } from "../components/week-grid/week-grid.js";
import { createWeekLines } from "../components/week-lines/week-lines.js";
import { createWeekList } from "../components/week-list/week-list.js";
import { createWeekMeeting } from "../components/week-meeting/week-meeting.js";
import { createWeekMove } from "../components/week-move/week-move.js";
import { createWeekReplan } from "../components/week-replan/week-replan.js";
import { createWeekRules } from "../components/week-rules/week-rules.js";
import { createWeekSolve } from "../components/week-solve/week-solve.js";
import { createWeekTray } from "../components/week-tray/week-tray.js";
import { h, setAttribute, setText, show } from "../../dom/elements.js";
import { keepFocus } from "../../dom/focus.js";
import { PressTwice } from "../../dom/press-twice.js";
import { pick, t } from "../../i18n/catalogue.js";
import { ownZone } from "../../i18n/times.js";
import { Mover } from "../dom/week-mover.js";
import { roomName, serverWords } from "../dom/week-words.js";
import { weekModel } from "../state/week-model.js";
import { publication } from "../state/week-publication.js";
import { WeekServer } from "./week-server.js";

/**
 * The timetable: the week by meeting, delegation or room, the clocks of the world above it; placed, solved, planned anew and
 * published by the secretariat, read by everybody.
 * @typedef {import("../state/week-model.js").WeekModel} WeekModel
 * @typedef {import("../state/week-model.js").Moving} Moving
 * @typedef {"none"|"solve"|"replan"|"rules"|"burden"} Tool
 *
 * @type {import("../context.js").Make}
 */
export function make(desk) {
    const server = new WeekServer(desk, () => update());
    /** @type {WeekModel|null} */
    let model = null;
    /** @type {Tool} */
    let tool = "none";

    const mover = new Mover({
        model: () => model,
        options: (meeting) => server.options(meeting),
        place: (meeting, choice) => void place(meeting, choice),
        unplace: (meeting) => void server.unplace(meeting),
        locate: (x, y) => (tray.holds(x, y) ? "tray" : shown().locate(x, y)),
        changed: () => update(),
        say,
        refuse: desk.refuse,
    });
    const acts = { select: (/** @type {string} */ id) => select(id), mover };
    const filter = (/** @type {Record<string, string|null>} */ change) => desk.router.filter(change);
    const bar = createWeekBar({ filter, print: () => window.print() });
    const clocks = createWeekClocks();
    const grid = createWeekGrid(acts);
    const lines = createWeekLines(acts);
    const list = createWeekList(acts);
    const tray = createWeekTray(acts);
    const move = createWeekMove({ drop: () => mover.drop(), cancel: () => mover.cancel() });
    const meeting = createWeekMeeting({
        options: (id) => server.options(id),
        place: (id, choice) => void place(id, choice),
        unplace: (id) => void server.unplace(id),
        close: () => select(null),
        refuse: desk.refuse,
        href: (section, thing) => desk.router.href(section, thing),
    });
    const burden = createWeekBurden();
    const close = () => open("none");
    const solve = createWeekSolve({
        start: (seconds) => void server.solve(seconds), stop: () => void server.stop(), close, burden: createWeekBurden(),
        use: (placements, tests) => void server.use(placements, tests).then((done) => done && desk.notify(t("week.solve.used"))),
    });
    const replan = createWeekReplan({ ask: () => server.replan(), apply: (placements) => server.place(placements), close });
    const rules = createWeekRules({ save: (planning) => desk.attempt({ setPlanning: { planning } }), close });
    const burdenCard = h(
        "section", { class: "card", tLabel: "week.burden" },
        h("div", { class: "row" }, h("h2", { class: "grow", t: "week.burden" }), h("button", { type: "button", class: "button button-small button-quiet", t: "week.close", on: { click: close } })), burden.element,
    );
    const panels = { solve: solve.element, replan: replan.element, rules: rules.element, burden: burdenCard };
    const tools = /** @type {const} */ (["solve", "rules", "burden", "replan"]).map((name) => ({
        name, element: h("button", { type: "button", class: "button button-small", t: `week.tool.${name}`, testid: `tool-${name}`, on: { click: () => open(tool === name ? "none" : name) } }),
    }));
    const publish = new PressTwice({ testid: "publish", class: "button-small button-primary", run: () => void server.publish().then((done) => done && desk.notify(t("week.published.done"))) });
    const state = h("p", { class: "week-state", testid: "week-state" });
    const said = h("p", { class: "visually-hidden", "aria-live": "assertive", testid: "week-said" });
    const empty = h("p", { class: "week-empty" });
    const toolbar = h("div", { class: "row wrap week-tools", role: "group", tLabel: "week.tools" }, ...tools.map((each) => each.element), publish.element);
    const aside = h("div", { class: "week-aside" }, meeting.element, ...Object.values(panels));
    const element = h(
        "div", { class: "week", testid: "timetable" },
        h("div", { class: "desk-head week-head" }, h("h1", { class: "desk-title", tabindex: "-1", t: "section.timetable" }), state, toolbar),
        bar.element, said, h("p", { class: "visually-hidden", id: "week-block-help", t: "week.move.help" }),
        empty, clocks.element,
        h("div", { class: "week-body" }, h("div", { class: "week-views-place" }, tray.element, grid.element, lines.element, list.element), aside),
        move.element,
    );

    const shown = () => (model?.by === "meeting" ? grid : lines);

    /** @param {string|null} id */
    function select(id) {
        if (mover.moving || id === (model?.selected?.id ?? null)) return;
        filter({ meeting: id });
    }

    /** @param {Tool} name */
    function open(name) {
        const panel = tool === "none" ? null : panels[tool];
        if (panel) keepFocus(panel);
        tool = name;
        update();
        if (name !== "none") panels[name].scrollIntoView({ block: "nearest" });
    }

    /** @param {string} id @param {import("../state/week-options.js").Choice} choice */
    async function place(id, { start, room, team }) {
        const placing = server.place([{ meeting: id, start: new Date(start).toISOString(), room, team }]);
        /** @type {HTMLElement|null} */ (element.querySelector(`[data-testid="block-${CSS.escape(id)}"]`))?.focus();
        await placing;
    }

    /** @param {Moving} moving @param {"picked"|"at"|"armed"|"cancelled"} what */
    function say(moving, what) {
        if (!model || (moving.how === "pointer" && what !== "armed")) return;
        const { view } = model;
        const title = pick(moving.meeting.title);
        if (what === "cancelled") {
            setText(said, t("week.say.cancelled", { title }));
            return;
        }
        const { at } = moving;
        const where = at ? `${model.clocks.dayAndTime(at.start, model.host)}, ${roomName(model.view, at.room)}` : t("week.move.nowhere");
        const verdict = !at || at.violations.length === 0 ? t("week.move.fits") : at.violations.map((each) => serverWords(view, each.words, each.meetings)).join(" ");
        setText(said, [what === "picked" && t("week.say.picked", { title }), where, at && verdict, what === "armed" && t("week.say.armed")].filter(Boolean).join(". "));
    }

    function update() {
        const { view } = desk.store;
        if (!view) return;
        model = weekModel({
            view, clocks: desk.clocks(), query: desk.router.route.query, ownZone: ownZone(), pending: server.pending, check: server.check, moving: mover.moving,
        });
        server.keepChecked(model);
        draw(model);
    }

    /** @param {WeekModel} now */
    function draw(now) {
        const { view, edits } = now;
        const nothing = !edits && !view.published;
        show(empty, nothing || view.meetings.length === 0);
        setText(empty, t(view.meetings.length === 0 && edits ? "week.empty.meetings" : "week.empty.unpublished"));
        show(toolbar, edits);
        for (const part of [bar, tray, list, meeting, clocks]) part.update(now);
        show(clocks.element, !nothing && now.allDays.length > 0);
        show(bar.element, !nothing);
        show(grid.element, !nothing && now.by === "meeting");
        show(lines.element, !nothing && now.by !== "meeting");
        show(list.element, !nothing);
        shown().update(now);
        move.update(now);
        if (mover.moving) follow(now);
        for (const { name, element: button } of tools) setAttribute(button, "aria-expanded", String(tool === name));
        show(tools[3].element, view.published != null);
        for (const [name, panel] of Object.entries(panels)) show(panel, edits && tool === name);
        show(aside, (edits && tool !== "none") || now.selected !== null);
        drawTools(now);
        setText(state, stateWords(now));
        setAttribute(state, "data-wrong", (now.check?.violations.length ?? 0) > 0);
        const told = publication(view);
        publish.update({
            label: t("week.publish"), disabled: !edits || now.placed.length === 0 || view.hasUnpublishedChanges === false || server.pending.length > 0,
            consequence: [t("week.publish.consequence", told), openWords(now)].filter(Boolean).join(" "),
        });
    }

    /** @param {WeekModel} now */
    function drawTools(now) {
        if (!now.edits) return;
        if (tool === "solve") solve.update(now, server.job, desk.now(), desk.store.sequence);
        if (tool === "replan") replan.update(now);
        if (tool === "rules") rules.update(now);
        if (tool === "burden") burden.update(now.view, now.check?.burdens ?? {});
    }

    /** @param {WeekModel} now */
    function follow(now) {
        const view = shown().element;
        if (now.moving?.how === "pointer") scrollAtEdge(view, now.moving);
        const ghost = /** @type {HTMLElement|null} */ (view.querySelector(".week-ghost:not([hidden])"));
        if (now.moving?.how === "keyboard") ghost?.scrollIntoView({ block: "nearest", inline: "nearest" });
        move.follow(now, ghost?.getBoundingClientRect() ?? null);
    }

    return {
        element,
        update,
        tick() {
            void server.poll(tool === "solve");
            if (model) drawTools(model);
        },
        leave() {
            if (mover.moving) mover.cancel();
        },
        title: () => "",
    };
}

/** How near to an edge a drag scrolls, and how far, px. */
const EDGE = 36;

/**
 * Dragging to the edge of what is seen shows what comes after it.
 * @param {HTMLElement} view @param {{x: number, y: number}} pointer
 */
function scrollAtEdge(view, { x, y }) {
    const box = view.getBoundingClientRect();
    if (x < box.left || x > box.right || y < box.top || y > box.bottom) return;
    view.scrollTop += y > Math.min(box.bottom, innerHeight) - EDGE ? EDGE / 2 : y < box.top + EDGE ? -EDGE / 2 : 0;
    view.scrollLeft += x > box.right - EDGE ? EDGE / 2 : x < box.left + EDGE ? -EDGE / 2 : 0;
}

/**
 * What is not yet as it should be.
 * @param {WeekModel} model
 */
function openWords({ unplaced, check, delegation }) {
    const broken = check?.violations.filter((each) => each.rule !== "missing").length ?? 0;
    return [
        unplaced.length > 0 && delegation === null && t("week.state.unplaced", { count: unplaced.length }),
        broken > 0 && t("week.state.broken", { count: broken }),
    ].filter(Boolean).join(" ");
}

/** @param {WeekModel} model */
function stateWords(model) {
    const { view, edits, placed, check } = model;
    if (!edits) return view.published ? t("week.state.published") : "";
    const publicity = view.published ? t(view.hasUnpublishedChanges ? "week.state.changed" : "week.state.published") : t("week.state.draft");
    const open = openWords(model);
    return [publicity, open || (check && placed.length > 0 ? t("week.state.kept") : "")].filter(Boolean).join(" ");
}
