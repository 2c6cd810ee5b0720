import { t } from "../../i18n/catalogue.js";
import { elements, idIn, idText, pieces, putting, ranges, rangeText } from "../../text/wording.js";
import { aboutParagraph } from "../state/text-index.js";
import { askedOf, isWritable } from "../state/text-words.js";

/**
 * What a pen-holder does to whole paragraphs: new ones, one that becomes two, two that become one, their order, and footnotes on them. Words that come
 * to another paragraph keep who wrote them. It is done in steps of which none takes words out before they stand elsewhere.
 *
 * @typedef {import("../../text/wording.js").Id} Id
 * @typedef {ReturnType<typeof elements>} Letters
 */

/** Edits of one act. */
const MOST = 400;
const NEW = Object.freeze({ operative: {} });

/**
 * @param {{server: ReturnType<typeof import("./text-server.js").makeTextServer>, choose: (paragraph: string) => void, goBehind: (paragraph: string, behind: Id|null) => void,
 *   tell: (words: string) => void, refuse: (error: unknown) => void}} acts
 */
export function makeTextWriting({ server, choose, goBehind, tell, refuse }) {
    const paragraphs = () => server.view?.paragraphs ?? [];
    /** Without footnotes, which stand where their marks do. */
    const body = () => paragraphs().filter(({ anchor }) => anchor === undefined);
    const found = (/** @type {string} */ id) => paragraphs().find((each) => each.id === id);
    let isBusy = false;

    /** @param {() => Promise<void>} body one after the other, so that a key that is held down does it once */
    async function once(body) {
        if (isBusy) return;
        isBusy = true;
        try {
            await body();
        } catch (error) {
            refuse(error);
        } finally {
            isBusy = false;
        }
    }

    /** @param {string} id @param {Id|null} behind */
    function goTo(id, behind) {
        choose(id);
        goBehind(id, behind);
    }

    /** @param {string|null} behind @returns {Promise<string>} its id */
    async function begin(behind) {
        const like = found(behind ?? "")?.kind ?? NEW;
        const kind = "heading" in like || "annex" in like ? NEW : like;
        return `${await server.ask({ addParagraphs: { ...(behind ? { behind } : {}), paragraphs: [{ kind, words: "" }] } })}.0`;
    }

    /**
     * @param {string} paragraph @param {Letters} letters that stand elsewhere @param {Id|null} behind
     */
    async function put(paragraph, letters, behind) {
        const all = pieces(letters);
        let [from, at] = [0, behind];
        for (let first = 0; first < all.length; first += MOST) {
            const count = all.slice(first, first + MOST).reduce((sum, piece) => sum + piece.count, 0);
            const act = await server.ask({ edit: { paragraph, edits: putting(letters.slice(from, from + count), at) } });
            at = { act, place: count - 1 };
            from += count;
        }
    }

    /** @param {string} paragraph @param {Letters} letters */
    async function takeOut(paragraph, letters) {
        const all = ranges(letters.map(({ id }) => id)).map((range) => ({ remove: { range: rangeText(range) } }));
        for (let first = 0; first < all.length; first += MOST) await server.ask({ edit: { paragraph, edits: all.slice(first, first + MOST) } });
    }

    /** @param {string} id @param {(element: string) => boolean} isThere */
    const isAskedFor = (id, isThere) => server.view !== null && aboutParagraph(server.view, id).proposals.some((each) => {
        const { paragraph, ranges: named, behind } = askedOf(each);
        return each.state === "tabled" && paragraph === id && (named.some((/** @type {string} */ range) => isThere(range.split("-")[0]) || isThere(`${range.split(".")[0]}.${range.split("-")[1]}`)) || (behind !== null && isThere(behind)));
    });

    /** @param {string} id @param {import("../dom/text-line.js").Caret} caret */
    async function split(id, caret) {
        if (!(await server.settled())) return tell(t("split.offline"));
        const all = elements(server.runs.get(id) ?? []);
        const behind = caret.behind && (server.draft?.known(caret.behind) ?? caret.behind);
        const at = all.findIndex((each) => each.id.act === behind?.act && each.id.place === behind.place) + 1;
        const tail = all.slice(at);
        const names = new Set(tail.map((each) => idText(each.id)));
        if (at === 0 || tail.some(({ letter }) => letter === null)) return tell(t("split.marks"));
        if (isAskedFor(id, (element) => names.has(element))) return tell(t("split.proposals"));
        const made = await begin(id);
        const start = tail.findIndex(({ letter }) => letter !== " ");
        if (start >= 0) await put(made, tail.slice(start), null);
        await takeOut(id, tail);
        goTo(made, null);
    }

    /** @param {string} first @param {string} second */
    async function join(first, second) {
        const [one, other] = [found(first), found(second)];
        if (!one || !other || !isWritable(one) || !isWritable(other)) return tell(t("join.closed"));
        if (!(await server.settled())) return tell(t("join.offline"));
        const letters = elements(server.runs.get(second) ?? []);
        const about = server.view && aboutParagraph(server.view, second);
        const isHeld = about && (about.variants.length > 1 || about.proposals.some(({ state }) => state === "tabled") || about.comments.some(({ isResolved }) => !isResolved) || about.packages.length > 0);
        if (isHeld || letters.some(({ letter }) => letter === null)) return tell(t("join.held"));
        const end = elements(server.runs.get(first) ?? []).at(-1);
        let behind = end?.id ?? null;
        if (end && letters.length > 0 && end.letter !== " " && letters[0].letter !== " ") {
            behind = { act: await server.ask({ edit: { paragraph: first, edits: [{ put: { words: " ", behind: idText(end.id) } }] } }), place: 0 };
        }
        await put(first, letters, behind);
        const moved = new Set(letters.map(({ id }) => idText(id)));
        const standing = () => elements(server.runs.get(second) ?? []);
        const isWrittenIn = () => standing().some(({ id }) => !moved.has(idText(id)));
        if (!(await server.settled())) return tell(t("join.offline"));
        if (!isWrittenIn()) {
            await server.ask({ removeParagraph: { paragraph: second } });
            if (!isWrittenIn()) return goTo(first, behind);
            // Somebody was faster than the removal.
            await server.ask({ restoreParagraph: { paragraph: second } });
        }
        await takeOut(second, standing().filter(({ id }) => moved.has(idText(id))));
        tell(t("join.written"));
        goTo(first, behind);
    }

    /**
     * A footnote without words goes with its mark.
     * @param {string} id @param {string} anchor
     */
    async function takeBack(id, anchor) {
        if (!(await server.settled()) || elements(server.runs.get(id) ?? []).length > 0) return;
        const all = elements(server.runs.get(anchor) ?? []);
        const before = all[all.findIndex(({ mark }) => mark && "footnote" in mark && mark.footnote === id) - 1];
        await server.ask({ removeParagraph: { paragraph: id } });
        goTo(anchor, before?.id ?? null);
    }

    /** @param {string} id @param {Id|null|undefined} caret undefined: at the end */
    async function annotate(id, caret) {
        const paragraph = found(id);
        if (!paragraph || paragraph.anchor) return tell(t("footnote.onFootnote"));
        if (!isWritable(paragraph)) return tell(t("footnote.closed"));
        if (!(await server.settled())) return tell(t("footnote.offline"));
        const behind = caret === undefined ? elements(server.runs.get(id) ?? []).at(-1)?.id : caret && (server.draft?.known(caret) ?? caret);
        goTo(`${await server.ask({ addFootnote: { paragraph: id, ...(behind ? { behind: idText(behind) } : {}), words: "" } })}.0`, null);
    }

    return {
        /** @param {string} id @param {Id|null|undefined} caret undefined: at the end */
        annotate: (id, caret) => once(() => annotate(id, caret)),
        /** @param {string|null} behind null: at the beginning */
        add: (behind) => once(async () => goTo(await begin(behind), null)),
        /** @param {string} id @param {import("../dom/text-line.js").Caret} caret */
        enter: (id, caret) => once(async () => {
            const anchor = found(id)?.anchor;
            // A footnote is written; on where its mark stands.
            if (anchor) return goTo(anchor, idIn(id));
            const all = body();
            if (caret.isLast) return goTo(await begin(id), null);
            if (caret.isFirst) return goTo(await begin(all[all.findIndex((each) => each.id === id) - 1]?.id ?? null), null);
            return split(id, caret);
        }),
        /** @param {string} id @param {"before"|"behind"} which */
        join: (id, which) => once(async () => {
            const anchor = found(id)?.anchor;
            if (anchor) return which === "before" ? takeBack(id, anchor) : undefined;
            const all = body();
            const index = all.findIndex((each) => each.id === id) + (which === "before" ? -1 : 0);
            if (all[index] && all[index + 1]) await join(all[index].id, all[index + 1].id);
        }),
        /** @param {string} id @param {1|-1} direction @param {Id|null|undefined} caret undefined: it is elsewhere */
        move: (id, direction, caret) => once(async () => {
            const all = body();
            const index = all.findIndex((each) => each.id === id);
            if (index < 0 || !all[index + direction]) return;
            const behind = (direction === 1 ? all[index + 1] : all[index - 2])?.id;
            await server.ask({ moveParagraph: { paragraph: id, ...(behind ? { behind } : {}) } });
            if (caret !== undefined) goTo(id, caret && (server.draft?.known(caret) ?? caret));
        }),
    };
}
