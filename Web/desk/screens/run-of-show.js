import { createShowList } from "../components/show-list/show-list.js";
import { createShowNow } from "../components/show-now/show-now.js";
import { createShowScript } from "../components/show-script/show-script.js";
import { h, setAttribute, setText, show } from "../../dom/elements.js";
import { pick, t } from "../../i18n/catalogue.js";
import { lengthWords } from "../dom/words.js";
import { lengthText } from "../state/show-edit.js";
import { cuesOf, TEMPLATES } from "../state/show-templates.js";
import { nextLine, schedule, startOfRun, totalSeconds } from "../state/show.js";
import { placementsOf } from "../state/week-blocks.js";
import { ShowEditor } from "./show-editor.js";

/**
 * The run of show: the list of scripts, and the script of a meeting with its line of now.
 * @typedef {import("../state/show.js").Run} Run
 * @typedef {import("../state/show.js").Line} Line
 *
 * @type {import("../context.js").Make}
 */
export function make(desk) {
    const editor = new ShowEditor(desk, () => update());
    const title = h("h1", { class: "desk-title", tabindex: "-1", testid: "show-title" });
    const back = h("a", { t: "show.back", testid: "show-back" });
    const about = h("p", { class: "quiet figures" });
    const list = createShowList({ href: (meeting) => desk.router.href("run-of-show", meeting) });
    const now = createShowNow({
        begin: (cue) => void editor.act({ beginCue: { cue } }), startRehearsal: () => void editor.act({ startRehearsal: {} }), endRehearsal: () => void editor.act({ endRehearsal: {} }),
    });
    const script = createShowScript({
        type: (id, field, value) => editor.type(id, field, value), save: (id) => void editor.save(id), settle: (id, field, whose) => editor.settle(id, field, whose),
        putBack: (id) => void editor.putBack(id), discard: (id) => editor.discard(id), insertAfter: (id) => void add(id), move: (id, by) => void editor.move(id, by),
        remove: (id) => void editor.act({ removeCue: { cue: id } }), begin: (cue) => void editor.act({ beginCue: { cue } }),
    });
    const template = h("select", { class: "select", testid: "template" }, ...Object.keys(TEMPLATES).map((name) => h("option", { value: name, t: `show.template.${name}` })));
    const use = h("button", { type: "button", class: "button button-primary", t: "show.template.use", testid: "use-template", on: { click: () => void fill() } });
    const empty = h(
        "div", { class: "card show-empty" }, h("p", { t: "show.empty" }),
        h("div", { class: "row wrap" }, h("label", { class: "week-choice" }, h("span", { t: "show.template" }), template), use),
    );
    const first = h("button", { type: "button", class: "button", t: "show.add", testid: "add-cue", on: { click: () => void add(editor.lastCue()) } });
    const one = h("div", { class: "show" }, now.element, empty, script.element, h("div", { class: "row wrap show-end" }, first));
    const element = h("div", { class: "run-of-show" }, h("div", { class: "desk-head" }, title, about, back), list.element, one);

    /** @param {string|null} after */
    async function add(after) {
        const id = await editor.add(after);
        if (id) script.focus(id);
    }

    async function fill() {
        use.disabled = true;
        await editor.fill(cuesOf(TEMPLATES[/** @type {keyof typeof TEMPLATES} */ (template.value)], pick, (index) => `cue-${index + 1}`));
        use.disabled = false;
    }

    const meeting = () => desk.store.view?.meetings.find((each) => each.id === desk.router.route.thing) ?? null;

    function update() {
        const { view } = desk.store;
        if (!view) return;
        const chosen = meeting();
        show(list.element, chosen === null);
        show(one, chosen !== null);
        show(back, chosen !== null);
        setAttribute(back, "href", desk.router.href("run-of-show"));
        setText(title, chosen ? pick(chosen.title) : t("section.run-of-show"));
        editor.open(chosen?.id ?? null);
        if (!chosen) {
            setText(about, "");
            return list.update(view, desk.clocks());
        }
        draw();
    }

    function draw() {
        const { view } = desk.store;
        const chosen = meeting();
        if (!view || !chosen) return;
        const zone = view.conference.timeZone;
        const clocks = desk.clocks();
        const run = editor.run();
        const placed = placementsOf(view).find((each) => each.meeting === chosen.id)?.start;
        const start = startOfRun(run, placed ? Date.parse(placed) : null);
        // Before there is a start, times count from nought.
        const lines = schedule(run, start ?? 0, start === null ? 0 : desk.now());
        const time = (/** @type {number} */ at) => clocks.time(at, zone);
        const words = (/** @type {number} */ at) => (start === null ? `+${lengthText(Math.round(at / 1000))}` : time(at));
        const edits = view.you.isSecretariat;
        const length = t("show.total", { length: lengthWords(Math.round(totalSeconds(run.cues) / 60)) });
        setText(about, [placed ? clocks.dayAndTime(placed, zone) : t("show.unplaced"), run.cues.length > 0 && length].filter(Boolean).join(" · "));
        show(empty, edits && run.cues.length === 0);
        show(now.element, run.cues.length > 0);
        show(script.element, run.cues.length > 0 || editor.hasOrphans());
        show(first, edits);
        now.update({ lines, rehearsal: run.isRehearsal, now: desk.now(), time, edits, busy: editor.acting });
        script.update(editor.rows(lines, { planned: words, expected: words, edits, next: nextLine(lines)?.cue.id ?? null, counts: start !== null }));
    }

    return {
        element,
        update,
        tick: draw,
        leave: () => editor.saveAll(),
        title: () => pick(meeting()?.title),
    };
}
