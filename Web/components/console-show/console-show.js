import { h, setAttribute, setText, show } from "../../dom/elements.js";
import { pick, t } from "../../i18n/catalogue.js";
import { hourMinute } from "../../i18n/times.js";
import { lengthText } from "../../desk/state/show-edit.js";
import { currentLine, delayWords, nextLine, schedule, startOfRun } from "../../desk/state/show.js";

/**
 * The run of show in the chair's console: what runs now, what comes next, how late the meeting is. The secretariat begins the
 * next cue. A meeting of no conference has none, and shows nothing.
 * @typedef {import("../../state/model.js").Model} Model
 * @typedef {import("../../desk/state/show.js").Run & {conference: string, start: string|null, mayEdit: boolean}} Script
 * @param {import("../../dom/context.js").Context} context
 */
export function createConsoleShow(context) {
    const rehearsal = h("p", { class: "console-show-rehearsal", t: "show.rehearsal.words" });
    const delay = h("p", { class: "figures", role: "status", testid: "show-delay" });
    const now = h("p", { class: "console-show-cue", testid: "show-now" });
    const passed = h("p", { class: "quiet figures" });
    const signs = h("p", { class: "quiet" });
    const next = h("p", { class: "console-show-cue", testid: "show-next" });
    const expected = h("p", { class: "quiet figures" });
    const begin = h("button", { type: "button", class: "button button-wide", testid: "show-begin", on: { click: () => void press() } });
    const lost = h("p", { class: "quiet", t: "show.lost" });
    const element = h(
        "div", { class: "console-group console-show", testid: "console-show" }, h("h2", { class: "eyebrow", t: "show.room" }), rehearsal, delay,
        h("div", {}, h("p", { class: "quiet", t: "show.now" }), now, passed, signs), h("div", {}, h("p", { class: "quiet", t: "show.next" }), next, expected), begin, lost,
    );
    element.hidden = true;
    /** @type {Script|null} */
    let script = null;
    let asked = false;
    let isLost = false;
    let busy = false;
    let id = "";
    const path = () => `/api/meetings/${encodeURIComponent(context.meeting())}/run-of-show`;

    async function load() {
        try {
            const response = await fetch(path(), { cache: "no-store" });
            if (!response.ok) return response.status;
            script = await response.json();
            isLost = false;
            draw();
            return 200;
        } catch {
            isLost = true;
            draw();
            return 0;
        }
    }

    /** Once for a meeting: what has no script is not asked for again. */
    async function open() {
        asked = true;
        const status = await load();
        if (status === 0) asked = false;
        if (status !== 200) return;
        const stream = new EventSource(path());
        stream.onmessage = () => void load();
        stream.onerror = () => {
            isLost = true;
            draw();
        };
    }

    async function press() {
        if (busy || !id) return;
        busy = true;
        draw();
        try {
            const response = await fetch(path(), { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ beginCue: { cue: id } }) });
            isLost = false;
            if (response.ok) await load();
            else context.say(pick((await response.json().catch(() => ({}))).text) || t("notice.unanswered"));
        } catch {
            isLost = true;
        }
        busy = false;
        draw();
    }

    function draw() {
        show(element, script !== null && script.cues.length > 0);
        if (!script) return;
        const at = context.serverNow();
        const start = startOfRun(script, script.start ? Date.parse(script.start) : null);
        const lines = schedule(script, start ?? at, at);
        const current = currentLine(lines);
        const following = nextLine(lines);
        const late = delayWords(lines);
        id = following?.cue.id ?? "";
        show(rehearsal, script.isRehearsal);
        setText(delay, late ? t(late.key, { count: late.count }) : "");
        setAttribute(delay, "data-late", late?.key === "show.late");
        setText(now, current ? pick(current.cue.what) : t("show.before"));
        setText(passed, current ? t("show.of", { passed: lengthText(Math.max(0, Math.floor((at - current.expected) / 1000))), length: lengthText(current.cue.seconds) }) : "");
        const { who = "", screen = "", microphone = "", interpretation = "", photo = "" } = current?.cue ?? {};
        setText(signs, [["who", who], ["screen", screen], ["microphone", microphone], ["interpretation", interpretation], ["photo", photo]].filter(([, words]) => words).map(([field, words]) => `${t(`show.field.${field}`)}: ${words}`).join(" · "));
        setText(next, following ? pick(following.cue.what) : t("show.end"));
        setText(expected, following && start !== null ? hourMinute(following.expected) : "");
        show(begin, script.mayEdit && following !== null);
        if (following) setText(begin, t(current ? "show.begin" : "show.beginFirst", { what: pick(following.cue.what) }));
        setAttribute(begin, "data-pending", busy);
        show(lost, isLost);
    }

    return {
        element,
        /** @param {Model} model */
        update({ status }) {
            if (!asked && status === "open") void open();
            draw();
        },
        tick: () => script && draw(),
    };
}
