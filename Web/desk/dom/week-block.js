import { h, setAttribute, setText, show } from "../../dom/elements.js";
import { pick, t } from "../../i18n/catalogue.js";
import { classesOf, delegationName, flagOf, levelWord, serverWords, spanWords } from "./week-words.js";

/**
 * A meeting in the timetable: when, what, at which level and how public, who chairs, what is wrong with it.
 * @typedef {import("../state/week-model.js").WeekModel} WeekModel
 * @typedef {import("../state/week-blocks.js").Block} Block
 * @typedef {import("../../protocol/conference.js").PlannedMeeting} PlannedMeeting
 *
 * @param {{select: (id: string) => void, mover: import("./week-mover.js").Mover}} acts
 */
export function createBlock({ select, mover }) {
    let id = "";
    const time = h("span", { class: "week-block-time figures" });
    const title = h("span", { class: "week-block-title" });
    const level = h("span", { class: "week-level" });
    const classes = h("span", { class: "week-classes" });
    const flag = h("img", { class: "flag", alt: "" });
    const chair = h("span", {});
    const wrong = h("span", { class: "week-wrong" });
    const notes = h("span", { class: "week-notes" });
    const element = h(
        "button", {
            type: "button", class: "week-block",
            on: {
                click: () => select(id),
                focus: (event) => event.target.matches(":focus-visible") && select(id),
                keydown: (event) => mover.key(event, id),
                pointerdown: (event) => mover.press(event, id),
            },
        },
        time, title, wrong, notes, h("span", { class: "week-block-more" }, level, classes), h("span", { class: "week-block-chair" }, flag, chair),
    );
    return {
        element,
        /** @param {PlannedMeeting} meeting @param {WeekModel} model @param {Block|null} block null: not placed @param {string} [zone] */
        update(meeting, model, block, zone = model.zone) {
            id = meeting.id;
            setAttribute(element, "data-meeting", id);
            setAttribute(element, "data-testid", `block-${id}`);
            setText(time, block ? spanWords(model, block.start, block.end, zone) : t("week.minutes", { count: meeting.length }));
            setText(title, pick(meeting.title));
            setText(level, levelWord(meeting));
            setAttribute(element, "data-level", meeting.level);
            writeClasses(classes, meeting);
            setAttribute(flag, "src", flagOf(model.view, meeting.chair) && `/flags/${flagOf(model.view, meeting.chair)}.svg`);
            show(flag, flagOf(model.view, meeting.chair) !== null);
            setText(chair, t("week.chairedBy", { name: delegationName(model.view, meeting.chair) }));
            const count = block?.wrong.length ?? 0;
            setText(wrong, count > 0 ? t("week.broken", { count }) : "");
            show(wrong, count > 0);
            const words = [
                block?.pending && t("week.unconfirmed"), block?.published && t("week.movedSince"),
                block?.own && !model.edits && t("week.ours"),
            ].filter(Boolean).join(" · ");
            setText(notes, words);
            show(notes, words !== "");
            setAttribute(element, "data-wrong", count > 0);
            setAttribute(element, "data-own", block?.own && !model.edits);
            setAttribute(element, "data-pending", block?.pending);
            setAttribute(element, "data-moving", model.moving?.meeting.id === id);
            setAttribute(element, "aria-current", model.selected?.id === id && "true");
            setAttribute(element, "aria-describedby", model.edits ? "week-block-help" : null);
            setAttribute(element, "title", [pick(meeting.title), ...(block?.wrong.map((each) => serverWords(model.view, each.words, each.meetings)) ?? [])].join("\n"));
        },
    };
}

/**
 * Each class by its word and its shape.
 * @param {HTMLElement} place @param {PlannedMeeting} meeting
 */
export function writeClasses(place, meeting) {
    const classes = classesOf(meeting);
    const key = classes.map((each) => t(`segment.${each}`)).join();
    if (place.dataset.classes === key) return;
    place.dataset.classes = key;
    place.replaceChildren(...classes.map((each) => h("span", { class: "week-class", "data-segment": each }, t(`segment.${each}`))));
}
