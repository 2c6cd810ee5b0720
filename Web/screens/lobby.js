import { createClocks } from "../components/clocks/clocks.js";
import { createConnectionCheck } from "../components/connection-check/connection-check.js";
import { createDevices } from "../components/devices/devices.js";
import { createLanguageSwitch } from "../components/language-switch/language-switch.js";
import { disable, h, setAttribute, setKey, setText, show } from "../dom/elements.js";
import { NamePlate } from "../dom/name-plate.js";
import { Picture } from "../dom/picture.js";
import { pick, t } from "../i18n/catalogue.js";
import { dayAndTime, ownZone } from "../i18n/times.js";
import { deviceState, seatOf } from "../state/selectors.js";

/**
 * Before the room: who am I, do camera, microphone and line work; then wait to be admitted.
 * @typedef {import("../state/model.js").Model} Model
 * @param {import("../dom/context.js").Context} context
 */
export function createLobby(context) {
    const languages = createLanguageSwitch(context);
    const clocks = createClocks(context);
    const title = h("h1", { class: "lobby-title" });
    const when = h("p", { class: "lobby-when", testid: "starts" });
    const plate = new NamePlate({ class: "name-plate-large", testid: "who-am-i" });
    const role = h("p", { class: "quiet", testid: "my-role" });

    const picture = new Picture({ testid: "preview" });
    picture.element.classList.add("mirrored");
    const devices = createDevices(context, "lobby");
    const ask = h("button", { type: "button", class: "button button-primary", t: "lobby.allow", testid: "use-devices", on: { click: () => void useDevices() } });
    const listen = h("button", { type: "button", class: "button", t: "lobby.listen", testid: "listen-only", on: { click: () => context.media.listen() } });
    const deviceWords = h("p", { testid: "device-words" });
    const deviceCard = h(
        "section", { class: "card", tLabel: "lobby.devices" }, h("h2", { t: "lobby.devices" }), picture.element, deviceWords,
        h("div", { class: "row wrap" }, ask, listen), devices.element,
    );
    const soundCard = h("section", { class: "card", tLabel: "lobby.listener" }, h("h2", { t: "lobby.listener" }), h("p", { t: "lobby.listenerExplained" }));
    const check = createConnectionCheck();
    const enter = h("button", { type: "button", class: "button button-primary button-large", t: "lobby.enter", testid: "enter", on: { click: () => void enterLobby() } });
    const leave = h("button", { type: "button", class: "button", t: "lobby.leave", testid: "leave-lobby", on: { click: () => void context.command({ type: "leave" }) } });
    const enterWords = h("p", { class: "quiet", testid: "enter-words" });
    const waiting = h("div", { class: "waiting", testid: "waiting" }, h("span", { class: "waiting-mark", "aria-hidden": "true" }), h("div", {}, h("h2", { t: "lobby.waiting" }), h("p", { t: "lobby.waitingExplained" })));
    const element = h(
        "div", { class: "lobby" },
        h("header", { class: "lobby-head" }, h("p", { class: "brand", t: "brand" }), clocks.element, languages.element),
        h(
            "main", { class: "lobby-main", id: "main", tabindex: "-1" },
            h("div", { class: "lobby-who" }, h("div", {}, title, when), plate.element, role, waiting),
            h("div", { class: "lobby-cards" }, h("div", { class: "lobby-column" }, deviceCard, soundCard), h("div", { class: "lobby-column" }, h("section", { class: "card", tLabel: "lobby.connection" }, h("h2", { t: "lobby.connection" }), check.element), h("div", { class: "enter" }, enter, leave, enterWords))),
        ),
    );

    async function useDevices() {
        devices.wake();
        await context.media.useDevices();
    }
    async function enterLobby() {
        devices.wake();
        context.media.sound.unlock();
        await context.command({ type: "enterLobby" });
    }

    return {
        element,
        tick: () => clocks.tick(),
        /** @param {Model} model */
        update(model) {
            const { view, me, media, pending, status } = model;
            const inLobby = me?.standing === "lobby";
            languages.update();
            clocks.update(model);
            setText(title, pick(view.meeting.title));
            setText(when, startsAt(model));
            show(when, when.textContent !== "");
            const seat = model.mySeat;
            show(plate.element, seat !== undefined);
            plate.update(seat, pick(me?.name) || undefined);
            setText(role, me ? t(`role.${me.role}`) : "");
            show(deviceCard, model.cameraStep);
            show(soundCard, !model.cameraStep);
            picture.update({ track: media.video, flag: seat?.flag ?? undefined, seat: seat?.id });
            const state = deviceState(media);
            setText(deviceWords, t(context.media.listenOnly ? "device.listening" : `device.${state}`));
            setAttribute(deviceWords, "data-state", media.capture);
            setKey(ask, media.capture === "none" ? "lobby.allow" : "lobby.again");
            show(ask, state !== "ready" && state !== "asking");
            show(listen, media.capture !== "none" || !context.media.listenOnly);
            devices.update(model);
            check.update(model);
            show(enter, !inLobby);
            show(leave, inLobby);
            show(waiting, inLobby);
            disable(enter, status !== "open");
            setAttribute(enter, "data-pending", pending.has("enterLobby"));
            setText(enterWords, inLobby ? "" : t(model.cameraStep && media.audio === null ? "lobby.enterListener" : "lobby.enterExplained"));
        },
    };
}

/** @param {Model} model */
function startsAt({ view }) {
    if (view.sitting === "open") return t("lobby.open");
    if (view.sitting === "suspended") return t("lobby.suspended");
    const at = view.meeting.startsAt ? Date.parse(view.meeting.startsAt) : NaN;
    if (!Number.isFinite(at)) return "";
    const zone = seatOf(view, view.meeting.host)?.timeZone ?? undefined;
    const own = t("lobby.starts", { time: dayAndTime(at) });
    if (!zone || zone === ownZone()) return own;
    const place = pick(seatOf(view, view.meeting.host)?.capital) || zone;
    return `${own} (${t("clock.place", { place, time: dayAndTime(at, zone) })})`;
}
