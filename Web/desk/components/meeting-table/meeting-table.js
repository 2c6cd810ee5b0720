import { h, setAttribute, setText, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { fillSelect, textField } from "../../dom/fields.js";
import { makeRows } from "../../dom/rows.js";
import { delegationOf } from "../../state/lookup.js";
import { departs, ordered, withDuty, withoutSeat } from "../../state/meeting-draft.js";

/**
 * Who sits at a meeting's table, in which order, who presides, and who observes.
 * @typedef {import("../../../protocol/conference.js").PlannedMeeting} Meeting
 * @param {{change: (meeting: Meeting) => void}} acts
 */
export function makeMeetingTable({ change }) {
    /** @type {{meeting: Meeting, view: import("../../../protocol/conference.js").ConferenceView, order: readonly string[]}|null} */
    let at = null;
    const name = (/** @type {string} */ seat) => pick(at && delegationOf(at.view, seat)?.seat.name) || seat;
    /** @param {(meeting: Meeting) => Meeting} by */
    const edit = (by) => at && change(by(at.meeting));

    /** @param {boolean} isTable */
    const seatRow = (isTable) => () => {
        let seat = "";
        const flag = h("img", { class: "flag", alt: "" });
        const words = h("span", { class: "grow" });
        /** @type {HTMLSelectElement} */
        const duty = h("select", { class: "select", on: { change: () => edit((meeting) => withDuty(meeting, seat, /** @type {any} */ (duty.value))) } });
        return {
            element: h("span", { class: "flagged grow" }, flag, words, isTable && duty),
            update(/** @type {string} */ id) {
                if (!at) return;
                seat = id;
                const code = delegationOf(at.view, id)?.seat.flag;
                setAttribute(flag, "src", code ? `/flags/${code}.svg` : null);
                show(flag, Boolean(code));
                setText(words, name(id));
                setAttribute(duty, "aria-label", `${t("meeting.duty")}: ${name(id)}`);
                setAttribute(duty, "data-testid", `duty-${id}`);
                const { chair, coChairs } = at.meeting;
                const options = ["member", "chair", "coChair"].map((value) => ({ value, words: t(`duty.${value}`) }));
                fillSelect(duty, options, chair === id ? "chair" : coChairs.includes(id) ? "coChair" : "member");
            },
        };
    };
    /** @type {(part: "table"|"offstage") => (seats: string[]) => void} */
    const reorder = (part) => (seats) => edit((meeting) => {
        const gone = meeting[part].find((seat) => !seats.includes(seat));
        return gone ? withoutSeat(meeting, gone) : { ...meeting, [part]: seats };
    });
    const table = makeRows({ testid: "table-rows", change: reorder("table"), make: seatRow(true), words: name });
    const observers = makeRows({ testid: "observer-rows", tag: "ul", isOrdered: false, change: reorder("offstage"), make: seatRow(false), words: name });
    const who = h("select", { class: "select", tLabel: "meeting.addWho", testid: "add-seat" });
    const toTable = button({ t: "meeting.toTable", testid: "add-to-table", class: "button-small", run: () => who.value && edit((meeting) => ({ ...meeting, table: [...meeting.table, who.value] })) });
    const toObservers = button({ t: "meeting.toObservers", testid: "add-to-observers", class: "button-small", run: () => who.value && edit((meeting) => ({ ...meeting, offstage: [...meeting.offstage, who.value] })) });
    const adding = h("div", { class: "row wrap" }, who, toTable, toObservers);
    const reason = textField({ t: "meeting.orderReason", hint: "meeting.orderReasonHint", testid: "order-reason", maxlength: 300 });
    const back = button({ t: "meeting.orderBack", testid: "order-back", class: "button-small", run: () => edit((meeting) => ({ ...meeting, table: ordered(meeting.table, at?.order ?? []) })) });
    const departure = h("div", { class: "departure", testid: "departure" }, h("p", { t: "meeting.departs" }), reason.element, back);
    const problem = h("p", { class: "form-problem", role: "alert" });
    const noObservers = h("p", { class: "quiet", t: "meeting.noObservers" });
    const element = h("div", { class: "meeting-table" }, table.element, problem, departure, h("h3", { class: "sub-title", t: "meeting.observers" }), noObservers, observers.element, adding);

    return {
        element,
        reason: () => (departure.hidden ? "" : reason.value),
        needsReason: () => !departure.hidden && reason.value === "",
        askReason() {
            reason.error(t("reason.needed"));
            reason.focus();
        },
        /**
         * @param {Meeting} meeting @param {import("../../../protocol/conference.js").ConferenceView} view
         * @param {readonly string[]} order of the format, on the day @param {boolean} isAsked for a reason @param {string|null} wrong
         */
        update(meeting, view, order, isAsked, wrong) {
            at = { meeting, view, order };
            table.update(meeting.table);
            observers.update(meeting.offstage);
            show(noObservers, meeting.offstage.length === 0);
            const rest = view.delegations.filter(({ seat }) => !meeting.table.includes(seat.id) && !meeting.offstage.includes(seat.id));
            const value = rest.some(({ seat }) => seat.id === who.value) ? who.value : rest[0]?.seat.id ?? "";
            fillSelect(who, rest.map(({ seat }) => ({ value: seat.id, words: pick(seat.name) })), value);
            show(adding, rest.length > 0);
            show(departure, isAsked && departs(meeting.table, order));
            setText(problem, wrong ?? "");
            show(problem, wrong !== null);
        },
    };
}
