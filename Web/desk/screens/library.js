import { h, setText, show } from "../../dom/elements.js";
import { t } from "../../i18n/catalogue.js";
import { makeDocumentFields } from "../components/document-form/document-form.js";
import { CLASSES, makeEmbargoFields } from "../components/document-acts/document-acts.js";
import { makeLibraryList } from "../components/library-list/library-list.js";
import { makeVersionFields } from "../components/version-form/version-form.js";
import { checkField, form, selectField, textField } from "../dom/fields.js";
import { fold, makeEmpty, pageHead } from "../dom/page.js";
import { makeDocumentPage } from "./document-page.js";
import { makeLibraryServer } from "./library-server.js";

/** After the last key of a search, ms. */
const PAUSE = 250;

/**
 * The documents of a conference, as far as somebody may read them; one of them.
 * @type {import("../context.js").Make}
 */
export function make(desk) {
    const server = makeLibraryServer(desk, () => draw());
    let asked = "";
    const conference = () => desk.store.conference ?? "";
    const view = () => desk.store.view;
    const zone = () => view()?.conference.timeZone ?? "UTC";
    const when = (/** @type {string} */ time) => desk.clocks().dayAndTime(time, zone());
    const instant = (/** @type {string} */ date, /** @type {number} */ minutes) => desk.clocks().instant(date, minutes, zone());

    // The list.
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    let pause;
    const find = textField({ t: "library.find", testid: "library-find", type: "search", maxlength: 200, on: { input: () => {
        clearTimeout(pause);
        pause = setTimeout(() => desk.router.filter({ q: find.value }), PAUSE);
    } } });
    const only = selectField({
        t: "filter.only", testid: "library-class",
        options: () => [{ value: "", words: t("filter.all") }, ...[...CLASSES, "delegationPrivate"].map((value) => ({ value, words: t(`library.class.${value}`) }))],
        on: { change: () => desk.router.filter({ class: only.value }) },
    });
    const count = h("p", { class: "library-count", role: "status", testid: "library-count" });
    const list = makeLibraryList({ href: (id) => desk.router.href("library", id), conference, view, when });
    const empty = makeEmpty({ t: "library.none", text: "library.noneText", testid: "no-documents" });
    const nothing = h("p", { class: "library-nothing", t: "filter.nothing", testid: "nothing-found" });
    const submissions = checkField({ t: "library.takeSubmissions", testid: "take-submissions", on: { change: () => void server.act({ setSubmissions: { open: submissions.value } }).then((wrong) => { if (wrong) desk.notify(wrong, { urgent: true }); }) } });

    // A new document.
    const facts = makeDocumentFields({ testid: "add", view });
    const version = makeVersionFields({ testid: "add" });
    const access = selectField({ t: "library.class", testid: "add-class", options: () => classes().map((value) => ({ value, words: t(`library.class.${value}`) })), on: { change: () => drawEmbargo() } });
    const embargo = makeEmbargoFields({ testid: "add", instant, texts: server.texts });
    const held = h("div", { class: "form-part" }, ...embargo.elements);
    const drawEmbargo = () => show(held, access.value !== "delegationPrivate");
    const add = form({
        testid: "add-document", send: "library.add",
        async run() {
            if (!facts.check() || !version.check() || !embargo.check()) return "";
            const seat = server.library?.you.delegation;
            const wanted = access.value === "delegationPrivate" ? { delegationPrivate: { seat } } : { [access.value]: {} };
            const held = access.value === "delegationPrivate" ? null : embargo.value;
            const sent = await server.send(version, (file) => ({ add: { facts: facts.value, access: wanted, ...(held ? { embargo: held } : {}), version: file } }));
            if (sent.wrong !== null) return sent.wrong;
            clear();
            adding.close();
            desk.notify(t("library.added"));
            desk.router.go(desk.router.href("library", sent.document));
            return null;
        },
    }, ...facts.elements, access.element, ...version.elements, held);
    const adding = fold({ t: "library.addHeading", testid: "add-open" }, add.element);

    const all = h("div", {}, pageHead("section.library").element,
        h("div", { class: "form-row library-filters", role: "search" }, find.element, only.element), count, empty.element, nothing, list.element,
        h("div", { class: "part-small" }, adding.element, submissions.element));
    const page = makeDocumentPage(desk, { server, view, conference, when, instant });
    const element = h("div", { class: "library" }, all, page.element);

    /** @returns {string[]} what somebody may add */
    function classes() {
        const { you, takesSubmissions } = server.library ?? { you: { isSecretariat: false, delegation: null }, takesSubmissions: false };
        if (you.isSecretariat) return [...CLASSES];
        return you.delegation ? ["delegationPrivate", ...(takesSubmissions ? ["delegations"] : [])] : [];
    }

    function clear() {
        facts.value = { symbol: "", title: {} };
        version.reset({ isFirst: true });
        embargo.reset();
    }
    clear();

    function draw() {
        const { thing, query } = desk.router.route;
        show(all, thing === null);
        show(page.element, thing !== null);
        page.update(thing);
        if (thing !== null) return;
        const { library } = server;
        const documents = (library?.documents ?? []).filter((each) => !query.class || query.class in each.access);
        const isFiltered = Boolean(query.q || query.class);
        if (!find.element.contains(globalThis.document.activeElement)) find.value = query.q ?? "";
        only.value = query.class ?? "";
        list.update(documents);
        setText(count, library && documents.length > 0 ? t("library.count", { count: documents.length }) : "");
        empty.show(library !== null && documents.length === 0 && !isFiltered);
        show(nothing, library !== null && documents.length === 0 && isFiltered);
        show(list.element, documents.length > 0);
        const may = classes();
        show(adding.element, may.length > 0);
        if (may.length > 0 && !may.includes(access.value)) access.value = may[0];
        for (const each of [access, facts, version, embargo]) each.refresh();
        drawEmbargo();
        show(submissions.element, library?.you.isSecretariat === true);
        submissions.value = library?.takesSubmissions === true;
    }

    return {
        element,
        update() {
            const { conference, query, thing } = desk.router.route;
            const place = `${conference}?${thing === null ? query.q ?? "" : ""}`;
            if (place !== asked) {
                asked = place;
                void server.load(thing === null ? query.q ?? "" : "");
            }
            draw();
        },
        leave() {
            asked = "";
            clearTimeout(pause);
        },
        title: () => page.title(),
    };
}
