import { h } from "../../dom/elements.js";
import { pick, t } from "../../i18n/catalogue.js";
import { makeTextCourse } from "../components/text-course/text-course.js";
import { makeTextRules } from "../components/text-rules/text-rules.js";
import { makeTextSilence } from "../components/text-silence/text-silence.js";
import { makeTextStatements } from "../components/text-statements/text-statements.js";
import { makeTextWay } from "../components/text-way/text-way.js";
import { kindWords } from "./text-kinds.js";

/**
 * How a text is decided on, and what is put on record beside it.
 * @param {import("../context.js").Desk} desk
 * @param {{server: ReturnType<typeof import("./text-server.js").makeTextServer>, name: (seat: string) => string, number: (id: string) => string,
 *   command: (command: Record<string, object>) => Promise<boolean>}} acts
 */
export function makeTextDecision(desk, { server, name, number, command }) {
    const { submit } = server;
    const path = () => `/api/conferences/${desk.store.conference}/texts/${server.id}`;
    const paragraphs = () => (server.view?.paragraphs ?? []).map(({ id, number: label, kind }) => ({ value: id, words: label || kindWords(kind) }));
    const proof = (/** @type {number} */ act) => `${path()}/proof/${act}`;
    const delegation = (/** @type {string} */ seat) => desk.store.view?.delegations.find((each) => each.seat.id === seat);
    const seats = () => (desk.store.view?.delegations ?? []).map(({ seat }) => seat.id);
    const meeting = (/** @type {string} */ id) => pick(desk.store.view?.meetings.find((each) => each.id === id)?.title) || id;
    const course = makeTextCourse({
        command, submit, name, meeting, seats,
        meetings: () => (desk.store.view?.meetings ?? []).map(({ id, title }) => ({ value: id, words: pick(title) })),
        proof, canonical: () => `${path()}/canonical`,
    });
    const silence = makeTextSilence({
        command, submit, ask: server.ask, wordsOf: desk.wordsOf, name, paragraphs, now: desk.now, proof, broken: take,
        zone: (seat) => delegation(seat)?.seat.timeZone || "UTC",
    });
    const rules = makeTextRules({ command });
    const way = makeTextWay({ name, meeting, place: ({ body, meeting: id }) => (id ? meeting(id) : body?.toUpperCase() ?? t("course.noBody")) });
    const statements = makeTextStatements({ command, submit, name, number, paragraphs });
    /**
     * Who broke silence takes the receipt that proves it.
     * @param {number} act
     */
    function take(act) {
        h("a", { href: proof(act), download: `${server.id}-receipt-${act}.json` }).click();
    }

    setInterval(() => silence.tick(), 1_000);
    return {
        element: h("div", { class: "text-decision" }, course.element, silence.element, way.element, rules.element, statements.element),
        update() {
            const { view, you } = server;
            if (!view || !you) return;
            const { decision, standing } = view.course;
            course.update(view, you, standing === "decided" && decision ? decision.act : null);
            silence.update(view, you);
            rules.update(view, you);
            way.update(view.course);
            statements.update(view, you);
        },
    };
}
