import { h, keyedList, setText, show } from "../../dom/elements.js";
import { pick, t } from "../../i18n/catalogue.js";
import { makeNextMeetings } from "../components/next-meetings/next-meetings.js";
import { makeStepList } from "../components/step-list/step-list.js";
import { pageHead, section } from "../dom/page.js";
import { dayWords } from "../state/clocks.js";
import { meetingsAhead, progress, steps } from "../state/progress.js";

const AHEAD = 6;

/**
 * Where the preparation stands, what comes next, and the meetings ahead.
 * @type {import("../context.js").Make}
 */
export function make(desk) {
    const head = pageHead("section.overview");
    const about = h("p", { class: "lead", testid: "about" });
    const figures = h("dl", { class: "figures-row", testid: "figures" });
    const list = keyedList(figures, (/** @type {Figure} */ { key }) => key, ({ key }) => {
        const number = h("dd", { class: "figure-number figures" });
        const more = h("dd", { class: "figure-more" });
        return {
            element: h("div", { class: "figure", testid: `figure-${key}` }, h("dt", { class: "figure-name", t: `overview.${key}` }), number, more),
            update(figure) {
                setText(number, `${figure.number}`);
                setText(more, figure.more);
            },
        };
    });
    const stepList = makeStepList(({ section, query }) => desk.router.href(section, null, query));
    const next = makeNextMeetings({ href: (meeting) => desk.router.href("meetings", meeting), enter: (meeting) => void enter(meeting) });
    const none = h("p", { class: "lead", testid: "nothing-ahead" });
    const element = h(
        "div", { class: "overview" }, head.element, about, figures,
        h("div", { class: "overview-columns" },
            section({ t: "overview.steps", testid: "overview-steps" }, stepList.element),
            section({ t: "overview.ahead", testid: "overview-ahead" }, none, next.element)),
    );

    /** @param {string} meeting */
    async function enter(meeting) {
        try {
            const all = await desk.api.get(`/api/conferences/${desk.router.route.conference}/meetings/${encodeURIComponent(meeting)}/invitations`);
            const own = all.find((/** @type {{participant: string}} */ { participant }) => participant === desk.store.view?.you.person);
            if (own) location.assign(own.path);
            else desk.notify(t("ahead.notIn"), { urgent: true });
        } catch (error) {
            desk.refuse(error);
        }
    }

    return {
        element,
        update() {
            const { view } = desk.store;
            if (!view) return;
            const { conference } = view;
            const place = pick(conference.venue) || t("overview.online");
            setText(about, [pick(conference.theme), `${dayWords(conference.firstDay)} – ${dayWords(conference.lastDay)} ${conference.lastDay.slice(0, 4)}`, place].filter(Boolean).join(" · "));
            list(figuresOf(view));
            stepList.update(steps(view));
            const ahead = meetingsAhead(view, desk.now());
            next.update(view, desk.clocks(), ahead.slice(0, AHEAD), desk.now());
            show(next.element, ahead.length > 0);
            show(none, ahead.length === 0);
            const placed = (view.placements ?? []).length > 0;
            setText(none, t(placed ? "overview.allOver" : "overview.nothingPlaced"));
        },
    };
}

/** @typedef {{key: string, number: number, more: string}} Figure */

/** @param {import("../../protocol/conference.js").ConferenceView} view @returns {Figure[]} */
function figuresOf(view) {
    const { meetings, delegations, checks } = progress(view);
    return [
        { key: "meetings", number: meetings.all, more: [t("overview.placed", { count: meetings.placed }), t("overview.published", { count: meetings.published })].join(" · ") },
        { key: "delegations", number: delegations.all, more: [t("overview.invited", { count: delegations.invited }), t("overview.registered", { count: delegations.registered })].join(" · ") },
        { key: "people", number: delegations.people, more: t("overview.approved", { count: delegations.approved }) },
        { key: "checks", number: checks.all, more: [t("overview.ready", { count: checks.ready }), t("overview.late", { count: checks.overdue + checks.failed })].join(" · ") },
        { key: "go", number: meetings.all - meetings.held, more: t("overview.held", { count: meetings.held }) },
    ];
}
