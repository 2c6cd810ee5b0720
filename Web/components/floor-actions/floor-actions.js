import { disable, h, setAttribute, setKey, setText, show } from "../../dom/elements.js";
import { icon } from "../../dom/icons.js";
import { t } from "../../i18n/catalogue.js";
import { hasTurn, replyCount } from "../../state/selectors.js";

/**
 * What a delegation does about the floor: raise and lower its flag, yield, take the seat's microphone; ask for a right of
 * reply, raise a point of order.
 * @typedef {import("../../state/model.js").Model} Model
 * @param {import("../../dom/context.js").Context} context
 */
export function createFloorActions(context) {
    const flagWords = h("span", {});
    const flag = h(
        "button", { type: "button", class: "button button-wide", testid: "flag", "aria-keyshortcuts": "f", on: { click: () => toggleFlag() } },
        icon("flag"), flagWords,
    );
    const yieldFloor = h("button", {
        type: "button", class: "button button-primary button-wide", testid: "yield", t: "floor.yield",
        "aria-keyshortcuts": "y", on: { click: () => void context.command({ type: "endFloor" }) },
    });
    const take = h("button", {
        type: "button", class: "button button-wide", testid: "take-microphone", t: "floor.takeMicrophone",
        on: { click: () => void takeMicrophone() },
    });
    const reply = button("reply", "r", () => toggleReply());
    const point = button("point", "o", () => togglePoint());
    const rights = h("div", { class: "floor-rights" }, reply, point);
    const replies = h("p", { class: "quiet", testid: "reply-count" });
    const place = h("p", { class: "floor-place", testid: "floor-place" });
    const element = h("div", { class: "floor-actions" }, place, yieldFloor, flag, rights, replies, take);
    /** @type {Model|null} */
    let model = null;

    async function takeMicrophone() {
        if (context.media.capture.state !== "ready") await context.media.useDevices();
        await context.command({ type: "takeMicrophone" });
    }
    function toggleFlag() {
        const seat = model?.mySeat?.id;
        const raised = model?.view.speakers?.some((each) => each.seat === seat);
        void context.command({ type: raised ? "lowerFlag" : "raiseFlag" });
    }
    function toggleReply() {
        void context.command({ type: isListed(model?.view.replies) ? "withdrawReply" : "requestReply" });
    }
    function togglePoint() {
        void context.command({ type: isListed(model?.view.points) ? "withdrawPoint" : "raisePoint" });
    }
    /** @param {{seat: string}[]|undefined} list */
    function isListed(list) {
        return Boolean(list?.some((each) => each.seat === model?.mySeat?.id));
    }

    return {
        element,
        toggleFlag,
        toggleReply,
        togglePoint,
        /** @param {Model} next */
        update(next) {
            model = next;
            const { view, mySeat, can, pending, holder } = next;
            const at = view.speakers?.findIndex((each) => each.seat === mySeat?.id) ?? -1;
            const speaks = Boolean(mySeat) && view.floor?.seat === mySeat?.id;
            const turn = hasTurn(view, mySeat?.id);
            const closed = view.sitting !== "open" || next.status !== "open";
            show(flag, can.flag && !turn);
            disable(flag, closed);
            setKey(flagWords, at >= 0 ? "floor.lowerFlag" : "floor.raiseFlag");
            setAttribute(flag, "data-on", at >= 0);
            setAttribute(flag, "data-pending", pending.has("raiseFlag") || pending.has("lowerFlag"));
            show(yieldFloor, speaks && holder);
            setAttribute(yieldFloor, "data-pending", pending.has("endFloor"));
            show(take, can.takeMicrophone);
            setAttribute(take, "data-pending", pending.has("takeMicrophone"));
            const { given, most } = replyCount(view, mySeat?.id);
            const asked = isListed(view.replies);
            const raised = isListed(view.points);
            show(rights, can.flag);
            show(reply, most > 0);
            disable(reply, closed || (given >= most && !asked));
            setKey(reply, asked ? "floor.withdrawReply" : "floor.requestReply");
            setAttribute(reply, "data-on", asked);
            setAttribute(reply, "data-pending", pending.has("requestReply") || pending.has("withdrawReply"));
            disable(point, closed || (turn && !raised));
            setKey(point, raised ? "floor.withdrawPoint" : "floor.raisePoint");
            setAttribute(point, "data-on", raised);
            setAttribute(point, "data-pending", pending.has("raisePoint") || pending.has("withdrawPoint"));
            show(replies, can.flag && (given > 0 || asked));
            setText(replies, t("floor.replies", { given, most }));
            const words = turn && !speaks ? t("floor.waits") : speaks ? t("floor.yours") : at >= 0 ? t("floor.place", { count: at + 1 }) : "";
            setText(place, words);
            show(place, words !== "");
        },
    };
}

/** @param {string} testid @param {string} key @param {() => void} run */
const button = (testid, key, run) => h("button", { type: "button", class: "button button-small", testid, "aria-keyshortcuts": key, on: { click: run } });
