import { h, keyedList, setAttribute, setText, show } from "../../dom/elements.js";
import { button } from "../../dom/press-twice.js";
import { pick, t } from "../../i18n/catalogue.js";
import { makeAgendaEditor } from "../components/agenda-editor/agenda-editor.js";
import { makeInscribed } from "../components/inscribed/inscribed.js";
import { makeMeetingTable } from "../components/meeting-table/meeting-table.js";
import { makeSegmentsEditor } from "../components/segments-editor/segments-editor.js";
import { makeWishesEditor } from "../components/wishes-editor/wishes-editor.js";
import { checkField, fillSelect, numberField, selectField, textField, textsField } from "../dom/fields.js";
import { pageHead, section } from "../dom/page.js";
import { makeRows } from "../dom/rows.js";
import { makeWithReason } from "../dom/with-reason.js";
import { isId } from "../state/ids.js";
import { LEVELS, meetingOf, placementOf, publishedOf } from "../state/lookup.js";
import { departs, faults, meetingId, MILD, newMeeting, possibleNext, seatedBy } from "../state/meeting-draft.js";
import { roomLinks } from "./room-links.js";

/** @typedef {import("../../protocol/conference.js").PlannedMeeting} Meeting */

/** In the place of an id: the meeting that is being planned. */
export const NEW = "+";

/**
 * The plan of one meeting. What is changed is a draft until it is saved; what others save meanwhile is said, and does not
 * wipe it away.
 * @param {import("../context.js").Desk} desk
 */
export function makeMeeting(desk) {
    /** @type {{thing: string, base: string, meeting: Meeting}|null} the draft, and what it was made from */
    let draft = null;
    /** @type {readonly import("../../protocol/conference.js").FormatOnDate[]} */
    let formats = [];
    /** @type {ReturnType<import("../context.js").Desk["facts"]>|null} what the formats were taken from */
    let formatsOf = null;
    let ownId = false;
    let wasTried = false;
    /** @type {string|null} */
    let refused = null;

    const thing = () => desk.router.route.thing ?? "";
    const back = h("a", { class: "back", t: "meeting.back", testid: "back" });
    const head = pageHead(null);
    const when = h("p", { class: "lead figures", testid: "meeting-when" });
    const gone = h("p", { class: "lead", t: "meeting.gone", testid: "meeting-gone" });
    const title = textsField({ t: "", keys: { en: "agenda.titleEn", vi: "agenda.titleVi" }, testid: "meeting-title", on: { input: () => edit({ title: title.value }) } });
    const id = textField({ t: "calling.id", hint: "calling.idHint", testid: "meeting-id", maxlength: 40, on: { input: () => { ownId = id.value !== ""; edit({ id: id.value }); } } });
    const format = selectField({
        t: "meetings.format", hint: "meeting.formatHint", testid: "meeting-format", on: { change: chooseFormat },
        options: () => [{ value: "", words: t("meeting.noFormat") }, ...formats.map((each) => ({ value: each.id, words: pick(each.name) }))],
    });
    const level = selectField({ t: "meetings.level", testid: "meeting-level", options: () => LEVELS.map((value) => ({ value, words: t(`level.${value}`) })), on: { change: () => edit({ level: /** @type {any} */ (level.value) }) } });
    const length = numberField({ t: "meeting.length", testid: "meeting-length", min: 5, max: 1440, step: 5, on: { input: () => edit({ length: length.value ?? Number.NaN }) } });
    const interpreted = checkField({ t: "meeting.interpreted", testid: "meeting-interpreted", on: { change: () => edit({ interpreted: interpreted.value }) } });
    const notInvited = h("p", { class: "form-problem", testid: "not-invited" });
    const table = makeMeetingTable({ change: (meeting) => edit(meeting) });
    const agenda = makeAgendaEditor({ change: (items) => edit({ agenda: items }), inscribed: makeInscribed });
    const segments = makeSegmentsEditor({ change: (parts) => edit({ segments: parts }) });
    const feeds = makeRows({
        testid: "feed-rows", tag: "ul", isOrdered: false, change: (all) => edit({ feeds: all }), words: titleOf,
        make: () => {
            const words = h("span", { class: "grow" });
            return { element: words, update: (/** @type {string} */ meeting) => setText(words, titleOf(meeting)) };
        },
    });
    const next = h("select", { class: "select", tLabel: "meeting.addFeed", testid: "feed-choice" });
    const addFeed = button({ t: "meeting.addFeed", testid: "feed-add", class: "button-small", run: () => next.value && edit({ feeds: [...now().feeds, next.value] }) });
    const adding = h("div", { class: "row wrap" }, next, addFeed);
    const wishes = makeWishesEditor({ change: (all) => edit({ wishes: all }) });
    const cancelling = makeWithReason({ t: "meeting.cancel", testid: "cancel-meeting", class: "button-stop", run: cancel });
    const changed = h("p", { class: "draft-changed", t: "meeting.changedElsewhere", testid: "changed-elsewhere" });
    const problems = h("ul", { class: "draft-problems", role: "alert", testid: "meeting-problems" });
    const problemList = keyedList(problems, (/** @type {string} */ words) => words, (words) => ({ element: h("li", { class: "form-problem" }, words), update() {} }));
    const save = button({ t: "person.save", testid: "meeting-save", class: "button-primary", run: () => void keep() });
    const takeBack = button({ t: "hours.takeBack", testid: "meeting-back", run: () => { draft = null; refused = null; wasTried = false; draw(); } });
    const bar = h("div", { class: "draft-bar", testid: "draft-bar" }, h("p", { class: "draft-words", t: "meeting.unsaved" }), changed, problems, h("div", { class: "row wrap" }, save, takeBack));
    const links = roomLinks(desk, thing, "room-links");
    const body = h(
        "div", {}, when, links.element,
        h("div", { class: "form meeting-facts" }, title.element, id.element, h("div", { class: "form-row" }, format.element, level.element, length.element), interpreted.element),
        section({ t: "meeting.table", testid: "table-part" }, notInvited, table.element),
        section({ t: "meeting.agenda", testid: "agenda-part" }, agenda.element),
        section({ t: "meeting.segments", testid: "segments-part" }, segments.element),
        section({ t: "meeting.feeds", testid: "feeds-part" }, h("p", { class: "lead", t: "meeting.feedsText" }), feeds.element, adding),
        section({ t: "meeting.wishes", testid: "wishes-part" }, h("p", { class: "lead", t: "wishes.text" }), wishes.element),
        h("div", { class: "part" }, cancelling.element), bar,
    );
    const element = h("div", { class: "meeting" }, back, head.element, gone, body);

    const isNew = () => thing() === NEW;
    const known = () => (desk.store.view ? meetingOf(desk.store.view, thing()) : undefined);
    const view = () => /** @type {import("../../protocol/conference.js").ConferenceView} */ (desk.store.view);
    const now = () => (draft?.thing === thing() ? draft.meeting : known() ?? blank());
    /** @param {string} meeting */
    function titleOf(meeting) {
        return pick(desk.store.view && meetingOf(desk.store.view, meeting)?.title) || meeting;
    }

    /** @type {{view: unknown, meeting: Meeting}|null} */
    let made = null;
    function blank() {
        if (made?.view !== view().conference.id) made = { view: view().conference.id, meeting: newMeeting(view()) };
        return made.meeting;
    }

    /** @param {Partial<Meeting>} part */
    function edit(part) {
        const before = now();
        const meeting = { ...before, ...part };
        if (isNew() && !ownId) meeting.id = meetingId(view(), meeting.title.en);
        const base = draft?.thing === thing() ? draft.base : JSON.stringify(known() ?? null);
        draft = JSON.stringify(meeting) === JSON.stringify(known() ?? null) ? null : { thing: thing(), base, meeting };
        refused = null;
        draw();
    }

    function chooseFormat() {
        const chosen = formats.find((each) => each.id === format.value);
        if (!chosen) return edit({ format: format.value || null });
        const { meeting, missing } = seatedBy(now(), chosen, new Set(view().delegations.map(({ seat }) => seat.id)));
        edit({ ...meeting, format: chosen.id });
        setText(notInvited, t("meeting.notInvited", { names: missing.join(", ") }));
        show(notInvited, missing.length > 0);
    }

    const order = () => formats.find((each) => each.id === now().format)?.table ?? [];
    /** A reason is asked for where the order departs and did not before. */
    const isReasonAsked = () => departs(now().table, order()) && JSON.stringify(known()?.table) !== JSON.stringify(now().table);

    async function keep() {
        wasTried = true;
        const meeting = now();
        draw();
        if (hard(meeting).length > 0 || (isNew() && !isId(meeting.id))) {
            (element.querySelector("[aria-invalid]") ?? problems).scrollIntoView({ block: "center" });
            /** @type {HTMLElement|null} */ (element.querySelector("[aria-invalid]"))?.focus();
            return;
        }
        if (isReasonAsked() && table.needsReason()) return table.askReason();
        // An order that was decided otherwise stays, whoever comes, as long as it departs.
        const reason = departs(meeting.table, order()) ? table.reason() || meeting.orderReason : null;
        const planned = { ...meeting, orderReason: reason ?? undefined };
        save.disabled = true;
        refused = await desk.submit(isNew() ? { planMeeting: { meeting: planned } } : { changeMeeting: { meeting: planned } });
        save.disabled = false;
        if (refused !== null) return draw();
        draft = null;
        made = null;
        wasTried = false;
        ownId = false;
        desk.notify(t("meeting.saved", { title: pick(meeting.title) }));
        if (isNew()) desk.router.go(desk.router.href("meetings", meeting.id));
        else draw();
    }

    /** @param {string} reason */
    async function cancel(reason) {
        const name = pick(now().title);
        const isDone = await desk.attempt({ cancelMeeting: { meeting: thing(), reason } });
        if (isDone) {
            desk.notify(t("meeting.cancelled", { title: name }));
            desk.router.go(desk.router.href("meetings"));
        }
        return isDone;
    }

    /** @param {Meeting} meeting */
    const hard = (meeting) => faults(meeting).filter(({ key }) => !MILD.includes(key));

    function draw() {
        if (!desk.store.view) return;
        const isThere = isNew() || known() !== undefined || draft?.thing === thing();
        setAttribute(back, "href", desk.router.href("meetings"));
        show(gone, !isThere);
        show(body, isThere);
        const meeting = isThere ? now() : null;
        setText(head.title, isNew() ? t("meetings.plan") : pick(known()?.title) || thing());
        if (!meeting) return;
        const isDraft = draft?.thing === thing();
        const wrong = wasTried ? hard(meeting) : [];
        const faultOf = (/** @type {string} */ part) => wrong.filter((each) => each.part === part).map(({ key, values }) => t(key, values))[0] ?? null;
        drawFacts(meeting);
        title.error(faultOf("title"));
        length.error(faultOf("length"));
        id.error(wasTried && isNew() && !isId(meeting.id) ? t("form.idNeeded") : null);
        table.update(meeting, view(), order(), isReasonAsked(), faultOf("table"));
        agenda.update(meeting, view());
        segments.update(meeting, view());
        feeds.update(meeting.feeds);
        const possible = possibleNext(view(), meeting.id).filter((each) => !meeting.feeds.includes(each.id));
        fillSelect(next, possible.map((each) => ({ value: each.id, words: pick(each.title) })), possible.some((each) => each.id === next.value) ? next.value : possible[0]?.id ?? "");
        show(adding, possible.length > 0);
        if (meeting.wishes) wishes.update(meeting.wishes, view().planning);
        cancelling.update({ name: pick(meeting.title), consequence: t("meeting.cancelWords", { title: pick(meeting.title) }) });
        show(cancelling.element, !isNew());
        show(bar, isDraft || isNew());
        show(takeBack, isDraft);
        show(changed, isDraft && draft?.base !== JSON.stringify(known() ?? null));
        problemList([...new Set([...(refused === null ? [] : [refused]), ...wrong.map(({ key, values }) => t(key, values))])]);
    }

    /** @param {Meeting} meeting */
    function drawFacts(meeting) {
        const placed = isNew() ? undefined : placementOf(view(), thing());
        const zone = view().conference.timeZone;
        setText(when, placed ? t("meeting.when", { time: desk.clocks().dayAndTime(placed.start, zone), zone }) : t("meeting.notPlaced"));
        links.update(thing(), pick(meeting.title));
        show(links.element, !isNew() && publishedOf(view(), thing()) !== undefined);
        title.value = meeting.title;
        id.value = meeting.id;
        show(id.element, isNew());
        format.value = meeting.format ?? "";
        level.value = meeting.level;
        length.value = Number.isNaN(meeting.length) ? null : meeting.length;
        interpreted.value = meeting.interpreted;
    }

    notInvited.hidden = true;
    return {
        element,
        title: () => (isNew() ? t("meetings.plan") : pick(known()?.title)),
        update() {
            draw();
            const date = desk.store.view?.conference.firstDay;
            const asked = date ? desk.facts(date) : null;
            if (!asked || asked === formatsOf) return;
            formatsOf = asked;
            asked.then((facts) => {
                formats = facts.formats;
                draw();
            }, () => {});
        },
    };
}
