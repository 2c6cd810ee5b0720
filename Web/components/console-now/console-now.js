import { disable, h, setAttribute, setText, show } from "../../dom/elements.js";
import { PressTwice } from "../../dom/press-twice.js";
import { seatName } from "../../dom/names.js";
import { pick, t } from "../../i18n/catalogue.js";
import { currentItem } from "../../state/plan.js";
import { nextAct } from "../../state/selectors.js";
import { createPoints } from "./points.js";

/**
 * The chair's console, first column: points of order, what is now, and the single most likely next act as the one large button.
 * @typedef {import("../../state/model.js").Model} Model
 * @param {import("../../dom/context.js").Context} context
 */
export function createConsoleNow(context) {
    const large = new PressTwice({ testid: "next-act", class: "button-primary button-large", run: () => actNow() });
    const explained = h("p", { class: "quiet", testid: "next-act-why" });
    const end = act("end-floor", () => ({ type: "endFloor" }));
    const suspend = act("suspend", () => ({ type: "suspendMeeting" }));
    const resume = act("resume", () => ({ type: "resumeMeeting" }));
    const open = act("open", () => ({ type: "openMeeting" }));
    const close = act("close", () => ({ type: "closeMeeting" }), "button-stop");
    const limit = h("input", { class: "field figures", type: "number", id: "limit", min: "10", max: "3600", step: "1", testid: "limit" });
    const setLimit = h("form", { class: "row limit", on: { submit: (event) => submitLimit(event) } },
        h("label", { for: "limit", t: "console.limit" }), limit, h("button", { type: "submit", class: "button button-small", t: "console.set", testid: "set-limit" }));
    const itemLimit = h("p", { class: "quiet", testid: "item-limit" });
    const points = createPoints(context);
    const element = h(
        "section", { class: "console-now", tLabel: "console.now" },
        points.element, h("h2", { class: "eyebrow", t: "console.now" }), large.element, explained,
        h("div", { class: "console-acts" }, end.element, open.element, suspend.element, resume.element, close.element), setLimit, itemLimit,
    );
    /** @type {Model|null} */
    let model = null;

    /** @param {string} testid @param {() => {type: string}} command @param {string} [extra] */
    function act(testid, command, extra = "") {
        return new PressTwice({ testid, class: extra, run: () => void context.command(command()) });
    }
    function actNow() {
        const next = model && nextAct(model.view, model.you);
        if (!next) return;
        const { act, seat, number } = next;
        const about = act === "hearPoint" || act === "giveReply" ? { seat } : act === "takeItem" ? { number } : {};
        void context.command({ type: act, ...about });
    }
    /** @param {Event} event */
    function submitLimit(event) {
        event.preventDefault();
        const seconds = Number(limit.value);
        if (limit.checkValidity() && seconds > 0) void context.command({ type: "setSpeakingLimit", seconds });
    }

    return {
        element,
        /** @param {Model} next */
        update(next) {
            model = next;
            points.update(next);
            const { view, can, pending, you } = next;
            const offline = next.status !== "open";
            const likely = nextAct(view, you);
            const item = view.agenda?.find((each) => each.number === likely?.number);
            const values = {
                name: likely?.seat ? seatName(view, likely.seat) : "", count: likely?.count ?? 0,
                number: likely?.number ?? 0, title: pick(item?.title),
            };
            // The chair alone knows how to rule: there is no likely ruling.
            const single = likely !== null && likely.act !== "rulePoint";
            show(large.element, single);
            if (single) {
                const twice = likely.act === "openMeeting" || likely.act === "closeMeeting";
                large.update({
                    label: t(`act.${likely.act}`, values), twice, disabled: offline, busy: [...pending].some((key) => key.startsWith(likely.act)),
                    consequence: twice ? t(`consequence.${likely.act}`) : "",
                });
            }
            setText(explained, likely ? t(`why.${likely.act}`, values) : t("why.nothing"));
            const button = (/** @type {PressTwice} */ part, /** @type {string} */ type, /** @type {boolean} */ shown, twice = false) => {
                show(part.element, shown && likely?.act !== type);
                part.update({
                    label: t(`act.${type}`, { name: seatName(view, view.floor?.seat) }), twice, disabled: offline, busy: pending.has(type),
                    consequence: twice ? t(`consequence.${type}`) : "",
                });
            };
            button(end, "endFloor", can.presides && Boolean(view.floor));
            button(open, "openMeeting", can.presides && view.sitting === "scheduled", true);
            button(suspend, "suspendMeeting", can.presides && view.sitting === "open");
            button(resume, "resumeMeeting", can.presides && view.sitting === "suspended");
            button(close, "closeMeeting", can.presides && (view.sitting === "open" || view.sitting === "suspended"), true);
            show(setLimit, can.manageList && view.sitting !== "closed");
            const own = currentItem(view)?.speakingLimitSeconds;
            setText(itemLimit, t("console.itemLimit", { seconds: own ?? 0 }));
            show(itemLimit, Boolean(own));
            disable(limit, offline);
            const seconds = String(view.meeting.speakingLimitSeconds ?? "");
            if (document.activeElement !== limit && limit.dataset.known !== seconds) {
                limit.dataset.known = seconds;
                limit.value = seconds;
            }
            setAttribute(setLimit, "data-pending", pending.has("setSpeakingLimit"));
        },
    };
}
