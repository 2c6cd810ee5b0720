import { h, show } from "../../dom/elements.js";
import { pick } from "../../i18n/catalogue.js";
import { makeBeginText } from "../components/begin-text/begin-text.js";
import { makeTextList } from "../components/text-list/text-list.js";
import { fold, makeEmpty, pageHead } from "../dom/page.js";
import { makeDraftingRoom } from "./drafting-room.js";

/**
 * The texts of a conference; one of them: its drafting room.
 * @type {import("../context.js").Make}
 */
export function make(desk) {
    /** @type {import("../../protocol/text.js").TextSummary[]|null} */
    let texts = null;
    let asked = "";
    const name = (/** @type {string} */ seat) => pick(desk.store.view?.delegations.find((each) => each.seat.id === seat)?.seat.name) || seat;
    const seats = () => (desk.store.view?.delegations ?? []).map(({ seat }) => ({ value: seat.id, words: pick(seat.name) }));
    const list = makeTextList({ href: (id) => desk.router.href("texts", id) });
    const begin = makeBeginText({
        seats,
        meetings: () => desk.store.view?.meetings ?? [],
        async begin(text) {
            try {
                await desk.api.post(`/api/conferences/${desk.store.conference}/texts`, { ...text, conference: desk.store.conference });
                desk.router.go(desk.router.href("texts", String(text.id)));
                return null;
            } catch (error) {
                return desk.wordsOf(error);
            }
        },
    });
    const beginning = fold({ t: "beginText.heading", testid: "begin-text" }, begin.element);
    const empty = makeEmpty({ t: "texts.none", text: "texts.noneText", testid: "no-texts" });
    const all = h("div", {}, pageHead("section.texts").element, empty.element, list.element, h("div", { class: "part-small" }, beginning.element));
    const room = makeDraftingRoom(desk, { name });
    const element = h("div", { class: "texts" }, all, room.element);

    async function load() {
        const conference = desk.store.conference;
        try {
            const found = await desk.api.get(`/api/conferences/${conference}/texts`);
            if (conference !== desk.store.conference) return;
            texts = found;
            receive();
        } catch (error) {
            desk.refuse(error);
        }
        draw();
    }

    /** A text under silence has come to somebody of the delegation; whether it is opened, its page says. */
    function receive() {
        for (const { text, silence } of texts ?? []) {
            const path = `/api/conferences/${desk.store.conference}/texts/${text.id}/commands`;
            if (silence !== undefined && desk.store.view?.you.delegation) void desk.api.post(path, { receive: { of: silence, opened: false } }).catch(() => {});
        }
    }

    function draw() {
        const { thing } = desk.router.route;
        const isAll = thing === null;
        show(all, isAll);
        show(room.element, !isAll);
        room.update(thing);
        if (!isAll) return;
        list.update(texts ?? []);
        empty.show(texts !== null && texts.length === 0);
        show(list.element, (texts ?? []).length > 0);
        const isSecretariat = desk.store.view?.you.isSecretariat === true;
        show(beginning.element, isSecretariat);
        begin.update(desk.store.view?.conference.host ?? "");
    }

    return {
        element,
        update() {
            const { conference, thing } = desk.router.route;
            const place = `${conference}/${thing}`;
            if (place !== asked) {
                asked = place;
                if (thing === null) void load();
            }
            draw();
        },
        leave() {
            asked = "";
            room.update(null);
        },
        title: () => room.title(),
    };
}
