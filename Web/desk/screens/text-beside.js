import { makeTextTranslation } from "../components/text-translation/text-translation.js";

/**
 * The text beside its translation, read anew whenever either changed.
 * @param {import("../context.js").Desk} desk
 * @param {{server: ReturnType<typeof import("./text-server.js").makeTextServer>, command: (command: Record<string, object>) => Promise<boolean>,
 *   language: () => string, changed: () => void}} acts
 */
export function makeTextBeside(desk, { server, command, language, changed }) {
    /** @type {import("../../protocol/text.js").TranslationView|null} */
    let translated = null;
    let translatedAt = "";
    const spoken = () => (document.documentElement.lang === "vi" ? "vi" : "en");
    const translation = makeTextTranslation({
        translate: command, seen: () => server.sequence, choose: (chosen) => desk.router.filter({ language: chosen }),
        href: (form, to) => `/api/conferences/${desk.store.conference}/texts/${server.id}/export?format=${form}&translation=${to}&language=${spoken()}`,
    });

    async function read() {
        const place = `${server.id}/${language()}/${server.sequence}`;
        if (place === translatedAt) return;
        translatedAt = place;
        try {
            const told = await server.translation(language());
            if (place !== translatedAt) return;
            translated = told;
        } catch (error) {
            desk.refuse(error);
        }
        changed();
    }

    return {
        element: translation.element,
        update() {
            const { view, you } = server;
            if (!view || !you) return;
            void read();
            const isOf = translatedAt.startsWith(`${server.id}/${language()}/`);
            translation.update(view.paragraphs, view.languages, isOf ? translated : null, language(), (id) => server.runs.get(id) ?? [], you.holdsPen || you.isSecretariat);
        },
    };
}
