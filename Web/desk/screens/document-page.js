import { h, setAttribute, setText, show } from "../../dom/elements.js";
import { pick, t } from "../../i18n/catalogue.js";
import { makeDocumentActs } from "../components/document-acts/document-acts.js";
import { makeDocumentFields } from "../components/document-form/document-form.js";
import { makeVersionFields } from "../components/version-form/version-form.js";
import { makeVersionList } from "../components/version-list/version-list.js";
import { makeBadge } from "../dom/badge.js";
import { form } from "../dom/fields.js";
import { fold, makeEmpty, pageHead, section } from "../dom/page.js";
import { classOf, classState, delegationWords, heldWords, placeWords } from "../state/library-words.js";

/**
 * One document: who may read it, every version of it, and what its keepers may do.
 * @param {import("../context.js").Desk} desk
 * @param {{
 *   server: ReturnType<typeof import("./library-server.js").makeLibraryServer>, view: () => import("../../protocol/conference.js").ConferenceView|null,
 *   conference: () => string, when: (time: string) => string, instant: (date: string, minutes: number) => number,
 * }} with_
 */
export function makeDocumentPage(desk, { server, view, conference, when, instant }) {
    /** @type {import("../../protocol/library.js").DocumentView|undefined} */
    let document;
    const back = h("a", { class: "back", t: "library.back", testid: "library-back" });
    const head = pageHead(null);
    const symbol = h("p", { class: "library-symbol figures", testid: "document-symbol" });
    const access = makeBadge({ testid: "document-class" });
    const readers = h("p", { class: "library-about", testid: "document-readers" });
    const about = h("p", { class: "library-about", testid: "document-about" });
    const embargo = h("p", { class: "library-held", testid: "document-embargo" });
    const withdrawn = h("p", { class: "library-held", testid: "document-withdrawn" });
    const versions = makeVersionList({ conference, when });
    const missing = makeEmpty({ t: "library.missing", text: "library.missingText", testid: "no-document" });

    const version = makeVersionFields({ testid: "next" });
    const next = form({
        testid: "next-version", send: "library.addVersion",
        async run() {
            if (!document || !version.check()) return "";
            const id = document.id;
            const { wrong } = await server.send(version, (file) => ({ addVersion: { document: id, version: file } }));
            if (wrong === null) {
                version.reset({ isFirst: false });
                adding.close();
                desk.notify(t("library.versionAdded"));
            }
            return wrong;
        },
    }, ...version.elements);
    const adding = fold({ t: "library.versionHeading", testid: "version-open" }, next.element);
    const facts = makeDocumentFields({ testid: "change", view });
    const change = form({
        testid: "change-document", send: "library.save",
        async run() {
            if (!document || !facts.check()) return "";
            const wrong = await server.act({ change: { document: document.id, facts: facts.value } });
            if (wrong === null) changing.close();
            return wrong;
        },
    }, ...facts.elements);
    const changing = fold({ t: "library.changeHeading", testid: "change-open" }, change.element);
    const acts = makeDocumentActs({ act: server.act, instant, texts: server.texts });
    const more = fold({ t: "library.actsHeading", testid: "acts-open" }, acts.element);
    const keepers = h("div", { class: "part-small" }, adding.element, changing.element, more.element);
    const body = h("div", {}, symbol, h("div", { class: "row wrap" }, access.element, readers), about, embargo, withdrawn, section({ t: "library.versions" }, versions.element), keepers);
    const element = h("div", { class: "document-page" }, back, head.element, missing.element, body);
    version.reset({ isFirst: false });

    let drawn = "";

    return {
        element,
        title: () => (document && desk.router.route.thing === document.id ? document.symbol : ""),
        /** @param {string|null} id */
        update(id) {
            if (id === null) return;
            setAttribute(back, "href", desk.router.href("library"));
            document = server.library?.documents.find((each) => each.id === id);
            const seen = view();
            missing.show(server.library !== null && !document);
            show(body, document !== undefined);
            setText(head.title, document ? pick(document.title) : t("section.library"));
            if (!document || !seen) return;
            const kind = classOf(document.access);
            setText(symbol, document.symbol);
            access.update(classState(document.access), t(`library.class.${kind}`));
            setText(readers, t(`library.readers.${kind}`));
            setText(about, [placeWords(seen, document), document.owner && t("library.by", { delegation: delegationWords(seen, document.owner) }), t("library.since", { time: when(document.added) })].filter(Boolean).join(" · "));
            show(embargo, document.embargo !== undefined);
            setText(embargo, heldWords(document, when));
            show(withdrawn, document.withdrawal !== undefined);
            if (document.withdrawal) setText(withdrawn, t("library.withdrawnWhy", { time: when(document.withdrawal.at), reason: document.withdrawal.reason }));
            versions.update(document);
            show(keepers, document.isKept && !document.withdrawal);
            version.refresh();
            facts.refresh();
            // What somebody is entering stays while others change the document.
            if (drawn !== id || !changing.element.open) facts.value = { symbol: document.symbol, title: document.title, meeting: document.meeting, agendaItem: document.agendaItem };
            if (drawn !== id) for (const each of [adding, changing, more]) each.close();
            drawn = id;
            acts.update(document, server.library?.you.isSecretariat === true);
        },
    };
}
