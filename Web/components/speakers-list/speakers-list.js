import { h, keyedList, setAttribute, setText, show } from "../../dom/elements.js";
import { seatName } from "../../dom/names.js";
import { t } from "../../i18n/catalogue.js";
import { clockFace, countdown } from "../../state/countdown.js";
import { seatOf } from "../../state/selectors.js";

/**
 * Who speaks and who is next, as everybody sees it; who raised a point of order, who asks for a reply.
 * @typedef {import("../../state/model.js").Model} Model
 */
export function createSpeakersList() {
    const list = h("ol", { class: "speakers", testid: "speakers", tabindex: "0", tLabel: "speakers.label" });
    const empty = h("p", { class: "quiet", t: "speakers.empty" });
    const element = h(
        "section", { class: "speakers-list", tLabel: "speakers.label" },
        h("h2", { class: "eyebrow", t: "speakers.label" }), list, empty,
    );
    /** @type {Model|null} */
    let model = null;
    const render = keyedList(list, (/** @type {Row} */ entry) => `${entry.as}:${entry.seat}`, () => {
        const number = h("span", { class: "speakers-number figures" });
        const flag = h("img", { class: "flag", alt: "" });
        const name = h("span", { class: "speakers-name" });
        const mark = h("span", { class: "speakers-mark" });
        const row = h("li", { class: "speakers-row" }, number, flag, name, mark);
        return {
            element: row,
            update(entry) {
                if (!model) return;
                const seat = seatOf(model.view, entry.seat);
                const speaks = entry.as === "speaks";
                setAttribute(row, "data-seat", entry.seat);
                setAttribute(row, "data-as", entry.as);
                setAttribute(row, "data-mine", entry.seat === model.mySeat?.id);
                setText(number, entry.number === undefined ? "" : String(entry.number));
                setAttribute(flag, "src", seat?.flag ? `/flags/${seat.flag}.svg` : null);
                show(flag, Boolean(seat?.flag));
                setText(name, seatName(model.view, entry.seat));
                show(mark, entry.as !== "listed");
                setAttribute(row, "data-speaks", speaks);
                setAttribute(row, "data-urgent", entry.as === "point");
                setText(mark, entry.as === "listed" ? "" : t(`speakers.${speaks ? marks[model.view.floor?.kind ?? "intervention"] : entry.as}`, { left: timeLeft(model.view.interrupted) }));
            },
        };
    });
    return {
        element,
        /** @param {Model} next */
        update(next) {
            model = next;
            const all = rows(next.view);
            render(all);
            show(list, all.length > 0);
            show(empty, all.length === 0);
        },
    };
}

/**
 * What an interrupted speaker still has; without a limit, what was said.
 * @param {import("../../protocol/messages.js").Floor|null|undefined} interrupted
 */
const timeLeft = (interrupted) => (interrupted ? clockFace(countdown(interrupted, Date.parse(interrupted.since)).remaining) : "");

/** How the one who speaks is marked. */
const marks = { intervention: "speaks", reply: "replies", point: "states" };

/**
 * Points of order first, then who speaks and who was interrupted, the list in order, and who asks for a reply.
 * @typedef {{seat: string, as: "point"|"speaks"|"waits"|"listed"|"reply", number?: number}} Row
 * @param {import("../../protocol/messages.js").View} view
 * @returns {Row[]}
 */
function rows({ floor, interrupted, points = [], speakers = [], replies = [] }) {
    const listed = speakers.filter(({ seat }) => seat !== floor?.seat || floor.kind !== "intervention");
    return [
        ...points.filter(({ seat }) => !(floor?.kind === "point" && floor.seat === seat)).map(({ seat }) => /** @type {Row} */ ({ seat, as: "point" })),
        ...(floor ? [/** @type {Row} */ ({ seat: floor.seat, as: "speaks" })] : []),
        ...(interrupted ? [/** @type {Row} */ ({ seat: interrupted.seat, as: "waits" })] : []),
        ...listed.map(({ seat }, index) => /** @type {Row} */ ({ seat, as: "listed", number: index + 1 })),
        ...replies.map(({ seat }) => /** @type {Row} */ ({ seat, as: "reply" })),
    ];
}
