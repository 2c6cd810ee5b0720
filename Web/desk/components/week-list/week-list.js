import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { writeClasses } from "../../dom/week-block.js";
import { dayLabel, delegationName, hostName, levelWord, roomName, spanWords, zoneName } from "../../dom/week-words.js";

/**
 * The programme by day: what a narrow screen shows instead of the grid, and what is printed.
 * @typedef {import("../../state/week-model.js").WeekModel} WeekModel
 * @typedef {import("../../state/week-days.js").WeekDay} WeekDay
 * @typedef {import("../../state/week-blocks.js").Block} Block
 *
 * @param {{select: (id: string) => void}} acts
 */
export function createWeekList({ select }) {
    const title = h("p", { class: "week-print-title" });
    const about = h("p", { class: "week-print-about" });
    const empty = h("p", { class: "quiet", t: "week.list.empty" });
    const days = h("div", {});
    const element = h("div", { class: "week-list", testid: "week-list" }, h("div", { class: "week-print-head" }, title, about), empty, days);
    /** @type {WeekModel|null} */
    let model = null;
    const list = keyedList(days, (/** @type {WeekDay} */ day) => day.date, () => createDay(select, () => model));
    return {
        element,
        /** @param {WeekModel} next */
        update(next) {
            model = next;
            const { conference } = next.view;
            setText(title, pick(conference.title));
            setText(about, [
                pick(conference.theme), pick(conference.venue) || t("week.online"), `${t("week.zone")}: ${[...new Set([hostName(next.view), zoneName(next)])].join(", ")}`,
                next.edits && next.view.hasUnpublishedChanges !== false ? t("week.print.draft") : "",
            ].filter(Boolean).join(" · "));
            list(next.days.filter((day) => starting(next, day).length > 0));
            show(empty, next.days.every((day) => starting(next, day).length === 0));
        },
    };
}

/** @param {WeekModel} model @param {WeekDay} day */
const starting = (model, day) => (model.pieces.get(day.date) ?? []).filter((each) => !each.before).map((each) => each.block);

/** @param {(id: string) => void} select @param {() => WeekModel|null} modelNow */
function createDay(select, modelNow) {
    const head = h("h2", { class: "week-list-day" });
    const other = h("th", { scope: "col" });
    const rows = h("tbody", {});
    const element = h(
        "section", {}, head,
        h(
            "table", { class: "week-table" },
            h("thead", {}, h(
                "tr", {}, h("th", { scope: "col", t: "week.list.host" }), other, h("th", { scope: "col", t: "week.list.meeting" }), h("th", { scope: "col", t: "week.list.level" }),
                h("th", { scope: "col", t: "week.list.chair" }), h("th", { scope: "col", t: "week.list.room" }),
            )),
            rows,
        ),
    );
    const list = keyedList(rows, (/** @type {Block} */ block) => block.id, () => createRow(select, modelNow));
    return {
        element,
        /** @param {WeekDay} day */
        update(day) {
            const model = modelNow();
            if (!model) return;
            setText(head, dayLabel(day));
            setText(other, zoneName(model));
            show(other, model.zone !== model.host);
            list(starting(model, day));
        },
    };
}

/** @param {(id: string) => void} select @param {() => WeekModel|null} modelNow */
function createRow(select, modelNow) {
    const host = h("td", { class: "figures week-list-time" });
    const chosen = h("td", { class: "figures week-list-time" });
    const title = h("button", { type: "button", class: "week-list-title", on: { click: (event) => select(event.currentTarget.dataset.meeting) } });
    const wrong = h("span", { class: "week-wrong" });
    const own = h("span", { class: "week-notes" });
    const level = h("span", { class: "week-level" });
    const classes = h("span", { class: "week-classes" });
    const chair = h("td", {});
    const room = h("td", {});
    const element = h("tr", {}, host, chosen, h("td", {}, title, wrong, own), h("td", {}, level, " ", classes), chair, room);
    return {
        element,
        /** @param {Block} block */
        update(block) {
            const model = modelNow();
            if (!model) return;
            setText(host, spanWords(model, block.start, block.end, model.host));
            setText(chosen, spanWords(model, block.start, block.end));
            show(chosen, model.zone !== model.host);
            setText(title, pick(block.meeting.title));
            setAttribute(title, "data-meeting", block.id);
            setAttribute(title, "data-testid", `list-${block.id}`);
            setAttribute(title, "aria-current", model.selected?.id === block.id && "true");
            setText(wrong, block.wrong.length > 0 ? t("week.broken", { count: block.wrong.length }) : "");
            show(wrong, block.wrong.length > 0);
            const words = [block.pending && t("week.unconfirmed"), block.published && t("week.movedSince"), block.own && !model.edits && t("week.ours")].filter(Boolean).join(" · ");
            setText(own, words);
            show(own, words !== "");
            setAttribute(element, "data-own", block.own && !model.edits);
            setAttribute(element, "data-pending", block.pending);
            setText(level, levelWord(block.meeting));
            setAttribute(level, "data-level", block.meeting.level);
            writeClasses(classes, block.meeting);
            setText(chair, delegationName(model.view, block.meeting.chair));
            setText(room, roomName(model.view, block.room));
        },
    };
}
